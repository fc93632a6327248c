/** `bisect` (Lib/bisect.py). */
export const bisect = `
def _place(a, x, lo, hi, key, left):
    if not isinstance(a, (list, tuple, str)): beyond('a place in this')
    lo, hi = size(lo), len(a) if hi is None else size(hi)
    if lo < 0: raise ValueError('lo must be non-negative')
    while lo < hi:
        middle = (lo + hi) // 2
        one = a[middle] if key is None else key(a[middle])
        if one < x if left else not x < one: lo = middle + 1
        else: hi = middle
    return lo
def bisect_left(a, x, lo=0, hi=None, *, key=None): return _place(a, x, lo, hi, key, True)
def bisect_right(a, x, lo=0, hi=None, *, key=None): return _place(a, x, lo, hi, key, False)
def insort_left(a, x, lo=0, hi=None, *, key=None):
    place = _place(a, x if key is None else key(x), lo, hi, key, True)
    a.insert(place, x)
def insort_right(a, x, lo=0, hi=None, *, key=None):
    place = _place(a, x if key is None else key(x), lo, hi, key, False)
    a.insert(place, x)
bisect, insort = bisect_right, insort_right
`;
