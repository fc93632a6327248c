/** Functions of numpy that are made of others: what programs look at masks and their statistics with. */
export const numpyFunctions = `
import numpy as np
def _array(a, name):
    if type(a) is list: a = np.array(a)
    return a if type(a) is np.ndarray else beyond(f'numpy.{name}')
def around(a, decimals=0, out=None): return np.round(a, decimals) if out is None else beyond('numpy.around')
def diff(a, n=1, axis=-1):
    a = _array(a, 'diff')
    if type(n) is not int or n < 1 or type(axis) is not int or axis != -1 or a.ndim not in (1, 2) or a.dtype == bool: return beyond('numpy.diff')
    for _ in range(n): a = a[..., 1:] - a[..., :-1]
    return a
def append(arr, values, axis=None):
    parts = [np.array([one]) if type(one) in (int, float, bool, np.float64) else _array(one, 'append') for one in (arr, values)]
    return np.concatenate([one.ravel() for one in parts] if axis is None else parts, 0 if axis is None else axis)
def flatnonzero(a): return np.nonzero(_array(a, 'flatnonzero').ravel())[0]
def argwhere(a):
    a = _array(a, 'argwhere')
    return np.concatenate([one[:, None] for one in np.nonzero(a)], 1) if a.ndim > 0 else beyond('numpy.argwhere')
def column_stack(tup):
    if type(tup) not in (list, tuple) or len(tup) == 0: return beyond('numpy.column_stack')
    parts = [_array(one, 'column_stack') for one in tup]
    return np.concatenate([one[:, None] if one.ndim == 1 else one for one in parts], 1)
def flip(m, axis=None):
    m = _array(m, 'flip')
    if m.ndim != 1 or axis is not None and (type(axis) is not int or axis not in (0, -1)):
        if m.ndim < 2 or type(axis) is not int or axis != 0: return beyond('numpy.flip')
    return m[::-1]
def roll(a, shift, axis=None):
    a = _array(a, 'roll')
    if a.ndim != 1 or axis is not None or type(shift) is not int or len(a) == 0: return beyond('numpy.roll')
    return np.concatenate([a[len(a) - shift % len(a):], a[:len(a) - shift % len(a)]])
def searchsorted(a, v, side='left', sorter=None):
    a = _array(a, 'searchsorted')
    if a.ndim != 1 or sorter is not None or type(side) is not str or side not in ('left', 'right') or not isinstance(v, (int, float)) or v != v: return beyond('numpy.searchsorted')
    isSorted = (a[1:] >= a[:-1]).all()
    if not (sure(isSorted) and isSorted): return beyond('numpy.searchsorted')
    return (a < v if side == 'left' else a <= v).sum()
def histogram(a, bins=10, range=None, density=None, weights=None):
    a = _array(a, 'histogram').ravel()
    isPlain = (density is None or density is False) and weights is None and a.dtype in (np.int64, np.float64, np.float32)
    isRange = range is None or type(range) in (list, tuple) and len(range) == 2 and all([type(one) in (int, float) for one in range])
    if not isPlain or not isRange or len(a) == 0: return beyond('numpy.histogram')
    if type(bins) is int and 0 < bins <= 200:
        low, high = range if range is not None else (a.min(), a.max())
        if not (float('-inf') < low < high < float('inf')): return beyond('numpy.histogram')
        edges = np.linspace(low, high, bins + 1)
    elif range is not None: return beyond('numpy.histogram')
    else:
        edges = _array(bins, 'histogram')
        if edges.ndim != 1 or not 2 <= len(edges) <= 200 or edges.dtype not in (np.int64, np.float64) or (edges[1:] < edges[:-1]).any(): return beyond('numpy.histogram')
    below = [(a < edge).sum() for edge in edges[:-1]] + [(a <= edges[-1]).sum()]
    return np.array(below[1:]) - np.array(below[:-1]), edges
def isfinite(x): return np.abs(_array(x, 'isfinite')) < float('inf')
def nan_to_num(x):
    x = _array(x, 'nan_to_num')
    if x.dtype not in (np.float64, np.float32) or (np.abs(x) == float('inf')).any(): return beyond('numpy.nan_to_num')
    return np.where(np.isnan(x), np.zeros_like(x), x)
def ptp(a):
    a = _array(a, 'ptp')
    return a.max() - a.min() if a.dtype != bool else beyond('numpy.ptp')
`;

/** What they are called in numpy. */
export const NUMPY_NAMES =
  'append argwhere around column_stack diff flatnonzero flip histogram isfinite nan_to_num ptp roll searchsorted'.split(
    ' ',
  );
