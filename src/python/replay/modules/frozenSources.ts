import { native } from '../object/native';
import type { NativeFunction } from '../object/values';
import { withDoubt } from '../object/withDoubt';

/** The functions of `operator` that are operators. */
const OPERATORS = Object.entries({
  ...{ add: '+', sub: '-', mul: '*', truediv: '/', floordiv: '//', mod: '%', pow: '**', matmul: '@' },
  ...{ and_: '&', or_: '|', xor: '^', eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' },
  ...{ is_: 'is', is_not: 'is not' },
}).map(([name, operator]) => `def ${name}(a, b, /): return a ${operator} b\n`);

const operator = `${OPERATORS.join('')}
def neg(a, /): return -a
def not_(a, /): return not a
def getitem(a, b, /): return a[b]
def contains(a, b, /): return b in a
def itemgetter(item, /, *items):
    if not items: return lambda obj: obj[item]
    return lambda obj: tuple([obj[one] for one in (item, *items)])
def attrgetter(attr, /, *attrs):
    def get(obj, path):
        for name in path.split('.'): obj = getattr(obj, name)
        return obj
    if not attrs: return lambda obj: get(obj, attr)
    return lambda obj: tuple([get(obj, one) for one in (attr, *attrs)])
def methodcaller(name, /, *args, **kwargs):
    return lambda obj: getattr(obj, name)(*args, **kwargs)
`;

/** Exact, as Python's fractions; where releases before 3.11 round otherwise, that is in doubt (Lib/statistics.py). */
const statistics = `
import math
class StatisticsError(ValueError): pass
def _exact(values):
    n, d = 0, 1
    for value in values:
        p, q = value.as_integer_ratio()
        if q > d: n, d = n * (q // d), q
        n += p * (d // q)
    return n, d
def _convert(n, d, data):
    if n % d == 0 and not any([isinstance(one, float) for one in data]): return n // d
    return n / d
def _need(data, count, name):
    data = list(data)
    if len(data) < count:
        raise StatisticsError(f"{name} requires at least {'two data points' if count > 1 else 'one data point'}")
    return data
def mean(data):
    data = _need(data, 1, 'mean')
    n, d = _exact(data)
    return _convert(n, d * len(data), data)
def fmean(data):
    data = _need(data, 1, 'fmean')
    return math.fsum(data) / len(data)
def _spread(data, freedom):
    count = len(data)
    n, d = _exact(data)
    square, over = _exact([p * p for p in [one.as_integer_ratio()[0] * (d // one.as_integer_ratio()[1]) for one in data]])
    return count * square - n * n, d * d * count * (count - freedom)
def _older(data, freedom):
    center = mean(data)
    n, d = _exact([(one - center) * (one - center) for one in data])
    p, q = _exact([one - center for one in data])
    count = len(data)
    return _convert(n * q * q * count - p * p * d, d * q * q * count * (count - freedom), data)
def _variance(data, freedom):
    return differing(_convert(*_spread(data, freedom), data), _older(data, freedom))
def _deviation(data, freedom):
    n, d = _spread(data, freedom)
    shift = max(0, 109 - n.bit_length() + d.bit_length()) // 2 + 1
    root = math.isqrt((n << 2 * shift) // d)
    root |= root * root * d != n << 2 * shift
    return differing(root / (1 << shift), math.sqrt(_older(data, freedom)))
def variance(data): return _variance(_need(data, 2, 'variance'), 1)
def pvariance(data): return _variance(_need(data, 1, 'pvariance'), 0)
def stdev(data): return _deviation(_need(data, 2, 'stdev'), 1)
def pstdev(data): return _deviation(_need(data, 1, 'pstdev'), 0)
def median(data):
    data = sorted(data)
    half, odd = divmod(len(data), 2)
    if not data: raise StatisticsError('no median for empty data')
    return data[half] if odd else (data[half - 1] + data[half]) / 2
`;

const string = `
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
punctuation = '!"#$%&\\'()*+,-./:;<=>?@[\\\\]^_\`{|}~'
`;

const contextlib = `
class suppress:
    def __init__(self, *exceptions): self._exceptions = exceptions
    def __enter__(self): pass
    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)
`;

const itertools = `
def takewhile(predicate, iterable, /):
    for one in iterable:
        if not predicate(one): return
        yield one
def dropwhile(predicate, iterable, /):
    dropping = True
    for one in iterable:
        dropping = dropping and predicate(one)
        if not dropping: yield one
def filterfalse(predicate, iterable, /):
    for one in iterable:
        if not (one if predicate is None else predicate(one)): yield one
def starmap(function, iterable, /):
    for one in iterable: yield function(*one)
def compress(data, selectors):
    for one, chosen in zip(data, selectors):
        if chosen: yield one
`;

/** What fits in a line; what does not is not known. */
const pprint = `
def _sorted(value):
    if type(value) is dict: return {key: _sorted(value[key]) for key in sorted(value)}
    if type(value) is list: return [_sorted(one) for one in value]
    return tuple([_sorted(one) for one in value]) if type(value) is tuple else value
def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True):
    text = repr(_sorted(object) if sort_dicts else object)
    return text if depth is None and len(text) <= width else unknown('how this is laid out')
def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True):
    print(pformat(object, indent, width, depth, sort_dicts=sort_dicts), file=stream)
def pp(object, *args, sort_dicts=False, **kwargs): pprint(object, *args, sort_dicts=sort_dicts, **kwargs)
`;

/** What `dataclasses` does with objects; `_fields` is native. */
const dataclasses = `
from copy import deepcopy
def fields(class_or_instance):
    found = _fields(class_or_instance)
    if found is None: raise TypeError('must be called with a dataclass type or instance')
    return found
def is_dataclass(obj): return _fields(obj) is not None
def _checked(obj, name):
    if isinstance(obj, type) or _fields(obj) is None:
        raise TypeError(f'{name}() should be called on dataclass instances')
def _inner(value, make):
    if not isinstance(value, type) and _fields(value) is not None:
        return make([(one.name, _inner(getattr(value, one.name), make)) for one in _fields(value)])
    if type(value) is list: return [_inner(one, make) for one in value]
    if type(value) is tuple: return tuple([_inner(one, make) for one in value])
    if type(value) is dict: return {_inner(key, make): _inner(one, make) for key, one in value.items()}
    return deepcopy(value)
def asdict(obj, *, dict_factory=dict):
    _checked(obj, 'asdict')
    return _inner(obj, dict_factory)
def astuple(obj):
    _checked(obj, 'astuple')
    return _inner(obj, lambda pairs: tuple([one for _, one in pairs]))
def replace(obj, /, **changes):
    _checked(obj, 'replace')
    for one in _fields(obj):
        if one.init and one.name not in changes: changes[one.name] = getattr(obj, one.name)
        elif not one.init and one.name in changes:
            raise ValueError(f'field {one.name} is declared with init=False, it cannot be specified with replace()')
    return obj.__class__(**changes)
`;

/** What their sources call beside what Python has. */
export const frozenHelpers: readonly NativeFunction[] = [
  native('unknown', 'what', (args, interpreter) =>
    interpreter.leave(interpreter.str(args.need('what')).value),
  ),
  // What another version of Python may give.
  native('differing', 'value, older', (args, interpreter) => {
    const value = args.need('value');
    const isSame = interpreter.repr(value).value === interpreter.repr(args.need('older')).value;
    return isSame ? value : withDoubt(value, interpreter.about('version', 'the last digit'));
  }),
];

/** Modules that are written in Python, by their names. */
export const frozenSources: ReadonlyMap<string, string> = new Map(
  Object.entries({ contextlib, dataclasses, itertools, operator, pprint, statistics, string }),
);
