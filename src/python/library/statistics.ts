/** Exact, as Python's fractions; where releases before 3.11 round otherwise, that is in doubt (Lib/statistics.py). */
export const statistics = `
import math
from collections import Counter
class StatisticsError(ValueError): pass
def _convert(n, d, floats):
    return n / d if floats else (n // d if n % d == 0 else n / d)
def _need(data, count, name):
    data = list(data)
    if len(data) < count:
        exact_sum(data, 1)
        raise StatisticsError(f"{name} requires at least {'two data points' if count > 1 else 'one data point'}")
    return data
def mean(data):
    data = _need(data, 1, 'mean')
    n, d, floats = exact_sum(data, 1)
    return _convert(n, d * len(data), floats)
def fmean(data, weights=None):
    if weights is not None: return unknown('a mean with weights')
    data = _need(data, 1, 'fmean')
    return math.fsum(data) / len(data)
def _spread(data, freedom):
    count = len(data)
    n, d, floats = exact_sum(data, 1)
    m, e, _ = exact_sum(data, 2)
    return count * m * d * d - n * n * e, e * d * d * count * (count - freedom), floats
def _older(data, freedom):
    center = mean(data)
    n, d, floats = exact_sum([(one - center) * (one - center) for one in data], 1)
    p, q, _ = exact_sum([one - center for one in data], 1)
    count = len(data)
    return _convert(n * q * q * count - p * p * d, d * q * q * count * (count - freedom), floats)
def _variance(data, freedom):
    return differing(_convert(*_spread(data, freedom)), _older(data, freedom))
def _deviation(data, freedom):
    n, d, _ = _spread(data, freedom)
    shift = max(0, 109 - n.bit_length() + d.bit_length()) // 2 + 1
    root = math.isqrt((n << 2 * shift) // d)
    root |= root * root * d != n << 2 * shift
    return differing(root / (1 << shift), math.sqrt(_older(data, freedom)))
def variance(data, xbar=None):
    return _variance(_need(data, 2, 'variance'), 1) if xbar is None else unknown('a mean that is given')
def pvariance(data, mu=None):
    return _variance(_need(data, 1, 'pvariance'), 0) if mu is None else unknown('a mean that is given')
def stdev(data, xbar=None):
    return _deviation(_need(data, 2, 'stdev'), 1) if xbar is None else unknown('a mean that is given')
def pstdev(data, mu=None):
    return _deviation(_need(data, 1, 'pstdev'), 0) if mu is None else unknown('a mean that is given')
def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [one for one, count in counts.items() if count == most]
def mode(data):
    found = multimode(data)
    if not found: raise StatisticsError('no mode for empty data')
    return found[0]
def median(data):
    data = sorted(data)
    half, odd = divmod(len(data), 2)
    if not data: raise StatisticsError('no median for empty data')
    return data[half] if odd else (data[half - 1] + data[half]) / 2
`;
