/** Of `functools` what is not native (Lib/functools.py). */
export const functools = `
def reduce(function, iterable, /, *initial):
    started = len(initial) > 0
    total = initial[0] if started else None
    for one in iterable:
        total = function(total, one) if started else one
        started = True
    if not started: raise TypeError('reduce() of empty iterable with no initial value')
    return total
`;
