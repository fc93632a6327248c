/** Of `functools` what is not native (Lib/functools.py). */
export const functools = `
_missing = object()
def reduce(function, iterable, initial=_missing, /):
    rest = iter(iterable)
    total = next(rest, _missing) if initial is _missing else initial
    if total is _missing: raise TypeError('reduce() of empty iterable with no initial value')
    for one in rest: total = function(total, one)
    return total
`;
