/**
 * Of `matplotlib.pyplot` how many axes there are in what `subplots` gives: loops go over them that draw random numbers. All
 * that is done to one of them is not modelled.
 */
export const axes = `
import matplotlib.pyplot as plt
class ndarray:
    def __init__(self, items, shape): self._items, self.shape = items, shape
    def __len__(self): return len(self._items)
    def __iter__(self): return iter(self._items)
    def __bool__(self): return unknown('the truth of axes')
    def __getitem__(self, key):
        keys = key if type(key) is tuple else (key,)
        if any([type(one) is not int or not sure(one) for one in keys]): return plt.axes()
        if len(keys) > len(self.shape): raise IndexError(f'too many indices for array: array is {len(self.shape)}-dimensional, but {len(keys)} were indexed')
        found = self
        for axis, (one, size) in enumerate(zip(keys, self.shape)):
            if not -size <= one < size: raise IndexError(f'index {one} is out of bounds for axis {axis} with size {size}')
            found = found._items[one]
        return found
    def flatten(self): return self if len(self.shape) == 1 else _array([one for row in self for one in row], self.size)
    ravel = flatten
    flat = property(flatten)
    def reshape(self, *shape): return self.flatten() if shape == (-1,) else plt.axes()
    size = property(lambda self: self.shape[0] * self.shape[-1] if len(self.shape) == 2 else self.shape[0])
def _array(items, *shape): return foreign(ndarray(items, shape), 'numpy')
def subplots(nrows=1, ncols=1, *, squeeze=True, **options):
    one = plt.axes(nrows, ncols, squeeze, **options)
    isKnown = all([type(size) is int and sure(size) and 0 < size < 100 for size in (nrows, ncols)]) and squeeze is True
    if not isKnown or nrows == ncols == 1: return one.figure, one
    if 1 in (nrows, ncols): return one.figure, _array([one] * nrows * ncols, nrows * ncols)
    return one.figure, _array([_array([one] * ncols, ncols) for _ in range(nrows)], nrows, ncols)
`;
