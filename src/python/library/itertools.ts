/** Of `itertools` what is not native, as its documentation writes it in Python. */
export const itertools = `
def _running(items, func, total, started):
    if started: yield total
    for one in items:
        total = one if not started else total + one if func is None else func(total, one)
        started = True
        yield total
def accumulate(iterable, func=None, *, initial=None):
    return _running(iter(iterable), func, initial, initial is not None)
def _sliced(items, start, stop, step):
    if stop is not None and stop <= 0: return
    at = 0
    for one in items:
        if at >= start and (at - start) % step == 0: yield one
        at += 1
        if stop is not None and at >= stop: return
def islice(iterable, bound, /, *bounds):
    start, stop, step = (bound, *bounds, None)[:3] if bounds else (None, bound, None)
    start, step = 0 if start is None else start, 1 if step is None else step
    if start < 0 or step < 1 or (stop is not None and stop < 0): raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    return _sliced(iter(iterable), start, stop, step)
def takewhile(predicate, iterable, /):
    for one in iterable:
        if not predicate(one): return
        yield one
def dropwhile(predicate, iterable, /):
    dropping = True
    for one in iterable:
        dropping = dropping and predicate(one)
        if not dropping: yield one
def filterfalse(predicate, iterable, /):
    for one in iterable:
        if not (one if predicate is None else predicate(one)): yield one
def zip_longest(*iterables, fillvalue=None):
    pools = [list(one) for one in iterables]
    most = max([len(one) for one in pools], default=0)
    return iter([tuple([one[i] if i < len(one) else fillvalue for one in pools]) for i in range(most)])
def pairwise(iterable, /):
    items = list(iterable)
    return zip(items, items[1:])
def starmap(function, iterable, /):
    for one in iterable: yield function(*one)
def compress(data, selectors):
    for one, chosen in zip(data, selectors):
        if chosen: yield one
`;
