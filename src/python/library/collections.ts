/** Of `collections` what is not native: a deque, kept in a list, and what counts. */
export const collections = `
from itertools import chain, repeat, starmap
def _count(counts, iterable, more, sign):
    for source in (iterable, more):
        if not isinstance(source, dict):
            if source is None: continue
            for elem in beyond('this mapping') if hasattr(source, 'keys') else source:
                counts[elem] = counts.get(elem, 0) + sign
        elif sign > 0 and not counts: dict.update(counts, source)
        else:
            for elem, count in source.items():
                before = counts.get(elem, 0)
                counts[elem] = count + before if sign > 0 else before - count
class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)
    def __missing__(self, key): return 0
    def total(self): return sum(self.values())
    def most_common(self, n=None):
        found = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return found if n is None else found[:max(0, n if isinstance(n, int) else beyond('this number'))]
    def elements(self): return chain.from_iterable(starmap(repeat, self.items()))
    def update(self, iterable=None, /, **kwds): _count(self, iterable, kwds, 1)
    def subtract(self, iterable=None, /, **kwds): _count(self, iterable, kwds, -1)
    def copy(self): return self.__class__(self)
    def _keep_positive(self): return beyond('Counter._keep_positive')
    def __delitem__(self, elem):
        if elem in self: super().__delitem__(elem)
    def __repr__(self):
        if not self: return f'{self.__class__.__name__}()'
        try: d = dict(self.most_common())
        except TypeError: d = dict(self)
        return f'{self.__class__.__name__}({d!r})'
    def _combined(self, other, combine):
        if not isinstance(other, Counter): return NotImplemented
        result = Counter()
        for elem in [*self, *[elem for elem in other if elem not in self]]:
            count = combine(self[elem], other[elem])
            if count > 0: result[elem] = count
        return result
    def _changed(self, result):
        # In place it takes other mappings, too.
        if result is NotImplemented: beyond('this operator of Counter')
        self.clear()
        super().update(result)
        return self
    def __add__(self, other): return self._combined(other, lambda a, b: a + b)
    def __sub__(self, other): return self._combined(other, lambda a, b: a - b)
    def __and__(self, other): return self._combined(other, min)
    def __or__(self, other): return self._combined(other, max)
    def __iadd__(self, other): return self._changed(self + other if isinstance(other, Counter) else NotImplemented)
    def __isub__(self, other): return self._changed(self - other if isinstance(other, Counter) else NotImplemented)
    def __iand__(self, other): return self._changed(self & other if isinstance(other, Counter) else NotImplemented)
    def __ior__(self, other): return self._changed(self | other if isinstance(other, Counter) else NotImplemented)
    def __pos__(self): return self + Counter()
    def __neg__(self): return Counter() - self
    def __eq__(self, other):
        if not isinstance(other, Counter): return NotImplemented
        same = dict(self) == dict(other)
        return differing(all([self[elem] == other[elem] for elem in [*self, *other]]), same, 'how Counters compare')
class deque:
    def __init__(self, iterable=(), maxlen=None):
        if not isinstance(maxlen, (int, type(None))): raise TypeError('an integer is required')
        if maxlen is not None and size(maxlen) < 0: raise ValueError('maxlen must be non-negative')
        self._items = []
        self._maxlen = maxlen if maxlen is None else int(maxlen)
        self.extend(iterable)
    @property
    def maxlen(self): return self._maxlen
    def append(self, x, /):
        self._items.append(x)
        if self._maxlen is not None and len(self._items) > self._maxlen: self._items.pop(0)
    def appendleft(self, x, /):
        self._items.insert(0, x)
        if self._maxlen is not None and len(self._items) > self._maxlen: self._items.pop()
    def extend(self, iterable, /):
        for one in (list(iterable) if iterable is self else iterable): self.append(one)
    def extendleft(self, iterable, /):
        for one in (list(iterable) if iterable is self else iterable): self.appendleft(one)
    def pop(self):
        if not self._items: raise IndexError('pop from an empty deque')
        return self._items.pop()
    def popleft(self):
        if not self._items: raise IndexError('pop from an empty deque')
        return self._items.pop(0)
    def clear(self): self._items.clear()
    def copy(self): return deque(self._items, self._maxlen)
    def count(self, x, /): return self._items.count(x)
    def reverse(self): self._items.reverse()
    def rotate(self, n=1, /):
        n = size(n)
        if self._items:
            n = n % len(self._items)
            self._items[:] = self._items[len(self._items) - n:] + self._items[:len(self._items) - n]
    def __len__(self): return len(self._items)
    def __iter__(self): return iter(self._items)
    def __reversed__(self): return reversed(self._items)
    def __contains__(self, x): return x in self._items
    def _place(self, index):
        if isinstance(index, (slice, float, str, tuple, list, dict, type(None))): raise TypeError(f"sequence index must be integer, not '{type(index).__name__}'")
        if not -2**63 <= whole(index) < 2**63: raise IndexError("cannot fit 'int' into an index-sized integer")
        if not -len(self._items) <= whole(index) < len(self._items): raise IndexError('deque index out of range')
        return index
    def __getitem__(self, index): return self._items[self._place(index)]
    def __setitem__(self, index, value): self._items[self._place(index)] = value
    def __eq__(self, other): return self._items == other._items if isinstance(other, deque) else NotImplemented
    __hash__ = None
    def __repr__(self):
        more = '' if self._maxlen is None else f', maxlen={self._maxlen}'
        return f'deque({self._items!r}{more})'
    def __getattr__(self, name): return beyond(f'deque.{name}')
`;
