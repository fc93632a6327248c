/** The functions of `operator` that are operators. */
const OPERATORS = Object.entries({
  ...{ add: '+', sub: '-', mul: '*', truediv: '/', floordiv: '//', mod: '%', pow: '**', matmul: '@' },
  ...{ and_: '&', or_: '|', xor: '^', eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' },
  ...{ is_: 'is', is_not: 'is not' },
}).map(([name, operator]) => `def ${name}(a, b, /): return a ${operator} b\n`);

/** `operator`, as far as its functions are called (Lib/operator.py). */
export const operator = `${OPERATORS.join('')}
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
