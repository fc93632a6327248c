/** Of `collections` what is not native: a deque, kept in a list. */
export const collections = `
class deque:
    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None and maxlen < 0: raise ValueError('maxlen must be non-negative')
        self._items = []
        self._maxlen = maxlen
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
        if self._items:
            n = n % len(self._items)
            self._items[:] = self._items[len(self._items) - n:] + self._items[:len(self._items) - n]
    def __len__(self): return len(self._items)
    def __iter__(self): return iter(self._items)
    def __reversed__(self): return reversed(self._items)
    def __contains__(self, x): return x in self._items
    def __getitem__(self, index):
        if isinstance(index, slice): raise TypeError('sequence index must be integer, not \\'slice\\'')
        if not -len(self._items) <= index < len(self._items): raise IndexError('deque index out of range')
        return self._items[index]
    def __setitem__(self, index, value):
        if not -len(self._items) <= index < len(self._items): raise IndexError('deque index out of range')
        self._items[index] = value
    def __eq__(self, other): return self._items == other._items if isinstance(other, deque) else NotImplemented
    __hash__ = None
    def __repr__(self):
        more = '' if self._maxlen is None else f', maxlen={self._maxlen}'
        return f'deque({self._items!r}{more})'
    def __getattr__(self, name): return beyond(f'deque.{name}')
`;
