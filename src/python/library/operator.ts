/** The functions of `operator` that are operators. */
const OPERATORS = Object.entries({
  add: '+',
  sub: '-',
  mul: '*',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
  matmul: '@',
  and_: '&',
  or_: '|',
  xor: '^',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  is_: 'is',
  is_not: 'is not',
}).map(([name, operator]) => `def ${name}(a, b, /): return a ${operator} b\n`);

/** `operator`, as far as its functions are called (Lib/operator.py). */
export const operator = `${OPERATORS.join('')}
def neg(a, /): return -a
def not_(a, /): return not a
def getitem(a, b, /): return a[b]
def contains(a, b, /): return b in a
class _Getter:
    def __init__(self, item, /, *items): self._items = item, *items
    def __call__(self, obj):
        found = [self._get(obj, one) for one in self._items]
        return tuple(found) if len(found) > 1 else found[0]
    def __repr__(self): return f"operator.{type(self).__name__}({', '.join([repr(one) for one in self._items])})"
    def __getattr__(self, name): return beyond(f'operator.{name}')
class itemgetter(_Getter):
    def _get(self, obj, item): return obj[item]
class attrgetter(_Getter):
    def __init__(self, attr, /, *attrs):
        if not all([isinstance(one, str) for one in (attr, *attrs)]): raise TypeError('attribute name must be a string')
        self._items = attr, *attrs
    def _get(self, obj, path):
        for name in path.split('.'): obj = getattr(obj, name)
        return obj
class methodcaller:
    def __init__(self, name, /, *args, **kwargs): self._name, self._args, self._kwargs = name, args, kwargs
    def __call__(self, obj): return getattr(obj, self._name)(*self._args, **self._kwargs)
    def __getattr__(self, name): return beyond(f'methodcaller.{name}')
`;
