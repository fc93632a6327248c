/** `functools` (Lib/functools.py). */
export const functools = `
from collections import namedtuple
def update_wrapper(wrapper, wrapped, *others, **options):
    if others or options: return beyond('this wrapper')
    isOpen = isinstance(wrapped, (type, kind_of(wraps)))
    for name in ('__name__', '__qualname__', '__doc__') if isOpen else ('__name__',):
        if hasattr(wrapped, name): setattr(wrapper, name, getattr(wrapped, name))
    for name, value in set_of(wrapped): setattr(wrapper, name, value)
    wrapper.__wrapped__ = wrapped
    return wrapper
def wraps(wrapped, *others, **options): return lambda wrapper: update_wrapper(wrapper, wrapped, *others, **options)
def reduce(function, iterable, /, *initial):
    if len(initial) > 1: return beyond('reduce')
    try: iterable = iter(iterable)
    except TypeError: raise TypeError('reduce() arg 2 must support iteration') from None
    started = len(initial) > 0
    total = initial[0] if started else None
    for one in iterable:
        total = function(total, one) if started else one
        started = True
    if not started: raise TypeError('reduce() of empty iterable with no initial value')
    return total
class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func): raise TypeError('the first argument must be callable')
        if isinstance(func, partial): func, args, keywords = func.func, func.args + args, {**func.keywords, **keywords}
        self.func, self.args, self.keywords = func, args, keywords
    def __call__(self, /, *args, **keywords): return self.func(*self.args, *args, **{**self.keywords, **keywords})
    def __getattr__(self, name): return beyond(f'partial.{name}')
    def __repr__(self):
        words = [repr(self.func), *[repr(one) for one in self.args], *[f'{name}={one!r}' for name, one in self.keywords.items()]]
        return f"functools.partial({', '.join(words)})"
class cached_property:
    def __getattr__(self, name): return beyond(f'cached_property.{name}')
    def __init__(self, func): self.func = func
    def __set_name__(self, owner, name): self.attrname = name
    def __get__(self, instance, owner=None):
        if instance is None: return self
        value = self.func(instance)
        object.__setattr__(instance, self.attrname, value)
        return value
_CacheInfo = namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'])
class _lru_cache_wrapper:
    def __init__(self, user_function, maxsize):
        wraps(user_function)(self)
        self._maxsize = maxsize
        self.cache_clear()
    def __getattr__(self, name): return beyond(f'_lru_cache_wrapper.{name}')
    def __call__(self, *args, **kwds):
        results = self._results
        key = args[0] if len(args) == 1 and not kwds and type(args[0]) in (int, str) else (args, *kwds.items())
        if key in results:
            self._hits += 1
            result = results[key] = results.pop(key)
            return result
        self._misses += 1
        result = results[key] = self.__wrapped__(*args, **kwds)
        if self._maxsize is not None and len(results) > self._maxsize: del results[next(iter(results))]
        return result
    def __get__(self, instance, owner=None):
        return self if instance is None else lambda *args, **kwds: self(instance, *args, **kwds)
    def cache_info(self): return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._results))
    def cache_clear(self): self._results, self._hits, self._misses = {}, 0, 0
def lru_cache(maxsize=128, typed=False):
    if typed is not True and typed is not False: return beyond('this lru_cache')
    if not (maxsize is None or isinstance(maxsize, int) or callable(maxsize)):
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    if typed or isinstance(maxsize, int) and maxsize <= 0: return beyond('this lru_cache')
    if callable(maxsize): return _lru_cache_wrapper(maxsize, 128)
    return lambda user_function: _lru_cache_wrapper(user_function, maxsize)
def cache(user_function, /): return _lru_cache_wrapper(user_function, None)
class KeyWrapper:
    def __init__(self, cmp, *obj): self._cmp, self._obj = cmp, obj
    def __call__(self, obj): return KeyWrapper(self._cmp, obj)
    def _compared(self, other): return self._cmp(*self._obj, *other._obj)
    def __lt__(self, other): return self._compared(other) < 0
    def __gt__(self, other): return self._compared(other) > 0
    def __eq__(self, other): return self._compared(other) == 0
    def __le__(self, other): return self._compared(other) <= 0
    def __ge__(self, other): return self._compared(other) >= 0
    def __getattr__(self, name): return beyond(f'KeyWrapper.{name}')
def cmp_to_key(mycmp): return KeyWrapper(mycmp)
def _converted(root, negated, joined):
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented: return result
        if negated: result = not result
        if joined is None: return result
        return (result and self != other) if joined == 'and' else (result or self == other)
    return compare
_orders = {
    '__lt__': [('__gt__', True, 'and'), ('__le__', False, 'or'), ('__ge__', True, None)],
    '__le__': [('__ge__', True, 'or'), ('__lt__', False, 'and'), ('__gt__', True, None)],
    '__gt__': [('__lt__', True, 'and'), ('__ge__', False, 'or'), ('__le__', True, None)],
    '__ge__': [('__le__', True, 'or'), ('__gt__', False, 'and'), ('__lt__', True, None)],
}
def total_ordering(cls):
    roots = [name for name in _orders if defined(cls, name)]
    if not roots: raise ValueError('must define at least one ordering operation: < > <= >=')
    for name, negated, joined in _orders[roots[0]]:
        if name not in roots: setattr(cls, name, _converted(roots[0], negated, joined))
    return cls
def singledispatch(func):
    registry = {object: func}
    def dispatch(cls):
        for one in cls.__mro__:
            if one in registry: return registry[one]
    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type): return lambda func: register(cls, func)
            cls, func = first_annotation(cls), cls
        registry[cls] = func
        return func
    def wrapper(*args, **kw):
        if not args: raise TypeError(f'{func.__name__} requires at least 1 positional argument')
        return dispatch(type(args[0]))(*args, **kw)
    wrapper.register, wrapper.dispatch = register, dispatch
    return wraps(func)(wrapper)
`;
