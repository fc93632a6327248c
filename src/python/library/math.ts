/** Of `math` what is made of its other functions. */
export const math = `
def _number(x): return x if isinstance(x, (int, float)) else beyond('this number')
def _real(x): return copysign(x, x)
def fabs(x, /): return copysign(x, 1.0)
def pow(x, y, /):
    x, y = _real(x), _real(y)
    if isfinite(x) and isfinite(y) and (x < 0 and y != trunc(y) or x == 0 and y < 0): raise ValueError('math domain error')
    # \`**\` refuses a zero to -inf.
    return -y if x == 0 and y < 0 else x ** y
def fmod(x, y, /):
    x, y = _real(x), _real(y)
    if isnan(x) or isnan(y): return x + y
    if isinf(x) or y == 0: raise ValueError('math domain error')
    return x if isinf(y) else copysign(fabs(x) % fabs(y), x)
def gcd(*integers):
    total = 0
    for one in [whole(one) for one in integers]:
        while one != 0: total, one = one, total % one
    return abs(total)
def isqrt(n, /):
    n = whole(n)
    if n < 0: raise ValueError('isqrt() argument must be nonnegative')
    if n.bit_length() > 1000: return beyond('so great a root')
    root = 1 << (n.bit_length() + 1) // 2
    while root * root > n: root = (root + n // root) // 2
    return root
def fsum(seq, /):
    data = list(seq)
    for one in data:
        if not isinstance(one, (int, float)): return beyond('fsum of these')
    n, d, _ = exact_sum(data, 1)
    return n / d
def hypot(*coordinates):
    # Of other numbers the last digit hangs on how it is computed.
    if not all([isinstance(one, (int, float)) and abs(one) < 2 ** 20 and one == trunc(one) for one in coordinates]): return unknown('math.hypot')
    total = sum([int(one) * int(one) for one in coordinates])
    return float(isqrt(total)) if isqrt(total) ** 2 == total else unknown('math.hypot')
def modf(x, /):
    if not isfinite(_number(x)): return beyond('modf of this')
    return fmod(x, 1.0), copysign(float(trunc(x)), x)
def degrees(x, /): return _number(x) * (180 / pi)
def radians(x, /): return _number(x) * (pi / 180)
def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a, b = _number(a), _number(b)
    if rel_tol < 0 or abs_tol < 0: raise ValueError('tolerances must be non-negative')
    if isinf(a) or isinf(b): return a == b
    difference = fabs(b - a)
    return difference <= fabs(rel_tol * b) or difference <= fabs(rel_tol * a) or difference <= abs_tol
def lcm(*integers):
    total = 1
    for one in [whole(one) for one in integers]:
        total = 0 if one == 0 else total // gcd(total, one) * abs(one)
    return total
def _falling(n, k):
    if k > 5000: beyond('so great a number')
    product = 1
    for i in range(k): product *= n - i
    return product
def factorial(x, /):
    n = whole(x)
    if n < 0: raise ValueError('factorial() not defined for negative values')
    return _falling(n, n)
def perm(n, k=None, /):
    if k is None: return factorial(n)
    n, k = whole(n), whole(k)
    if n < 0: raise ValueError('n must be a non-negative integer')
    if k < 0: raise ValueError('k must be a non-negative integer')
    return 0 if k > n else _falling(n, k)
def comb(n, k, /):
    n, k = whole(n), whole(k)
    if n < 0: raise ValueError('n must be a non-negative integer')
    if k < 0: raise ValueError('k must be a non-negative integer')
    if k > n: return 0
    k = min(k, n - k)
    return perm(n, k) // factorial(k)
def prod(iterable, /, *, start=1):
    for one in iterable: start = start * one
    return start
`;
