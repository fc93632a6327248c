/**
 * `itertools`, much as its documentation writes it in Python. A generator function `_chain` makes what Python calls
 * `itertools.chain`: see machine/functions.ts.
 */
export const itertools = `
_end = object()
def _count(value, step):
    while True:
        yield value
        value = value + step
def count(start=0, step=1):
    if not isinstance(start, (int, float)) or not isinstance(step, (int, float)): return beyond('count of this')
    return _count(start, step)
def _repeat(value, times):
    while times is _end: yield value
    for _ in range(times): yield value
def repeat(object, times=_end): return _repeat(object, times if times is _end else size(times))
def _cycle(source):
    items = []
    for one in source:
        items.append(one)
        yield one
    while items:
        for one in items: yield one
def cycle(iterable, /): return _cycle(iter(iterable))
def _chain(iterables):
    for iterable in iterables:
        for one in iterable: yield one
def chain(*iterables): return _chain(iterables)
chain.from_iterable = lambda iterable, /: _chain(iter(iterable))
def _product(pools):
    at = [0] * len(pools)
    going = all(pools)
    while going:
        yield tuple([pool[i] for pool, i in zip(pools, at)])
        last = len(pools) - 1
        while last >= 0:
            at[last] += 1
            if at[last] < len(pools[last]): break
            at[last] = 0
            last -= 1
        going = last >= 0
def product(*iterables, repeat=1):
    repeat = size(repeat)
    if repeat < 0: raise ValueError('repeat argument cannot be negative')
    return _product([tuple(one) for one in iterables] * repeat)
def _combinations(pool, r):
    if r > len(pool): return
    chosen = list(range(r))
    while True:
        yield tuple([pool[i] for i in chosen])
        movable = [i for i in range(r) if chosen[i] != i + len(pool) - r]
        if not movable: return
        first = chosen[movable[-1]] + 1
        chosen[movable[-1]:] = range(first, first + r - movable[-1])
def combinations(iterable, r): return _combinations(*_chosen(iterable, size(r)))
def _chosen(iterable, r):
    pool = tuple(iterable)
    if r < 0: raise ValueError('r must be non-negative')
    return pool, r
def _permutations(pool, r):
    if r > len(pool): return
    places, left = list(range(len(pool))), [len(pool) - i for i in range(r)]
    while True:
        yield tuple([pool[i] for i in places[:r]])
        for i in reversed(range(r)):
            left[i] -= 1
            if left[i] > 0:
                other = len(pool) - left[i]
                places[i], places[other] = places[other], places[i]
                break
            places[i:] = places[i + 1:] + places[i:i + 1]
            left[i] = len(pool) - i
        else: return
def permutations(iterable, r=None):
    pool = tuple(iterable)
    if not isinstance(r, (int, type(None))): raise TypeError('Expected int as r')
    return _permutations(*_chosen(pool, len(pool) if r is None else r))
def _accumulate(items, func, total, started):
    if started: yield total
    for one in items:
        total = one if not started else total + one if func is None else func(total, one)
        started = True
        yield total
def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial, initial is not None)
def _islice(items, start, stop, step):
    if stop is not None and stop <= 0: return
    at = 0
    for one in items:
        if at >= start and (at - start) % step == 0: yield one
        at += 1
        if stop is not None and at >= stop: return
def _bound(value, otherwise, least, message):
    if value is None: return otherwise
    try: value = whole(value)
    except Exception: value = -1
    if value < least: raise ValueError(message + ' for islice() must be ' + ('a positive integer or None.' if least else 'None or an integer: 0 <= x <= sys.maxsize.'))
    return value
def islice(iterable, bound, /, *bounds):
    if len(bounds) > 2: return beyond('so many bounds')
    start, stop, step = (bound, *bounds, None)[:3] if bounds else (None, bound, None)
    stop, start, step = [_bound(*one) for one in ((stop, None, 0, 'Stop argument'), (start, 0, 0, 'Indices'), (step, 1, 1, 'Step'))]
    return _islice(iter(iterable), start, stop, step)
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
def tee(iterable, n=2, /):
    n = whole(n)
    if n < 0: raise ValueError('n must be >= 0')
    if n == 0: return ()
    items = []
    source = iter(iterable)
    def reader():
        at = 0
        while True:
            if at == len(items):
                one = next(source, _end)
                if one is _end: return
                items.append(one)
            yield items[at]
            at += 1
    return tuple([reader() for _ in range(n)])
def groupby(iterable, key=None):
    source = iter(iterable)
    state = [None, next(source, _end)]
    def key_of(one): return one if key is None else key(one)
    def group(target, token):
        while state[0] is token and state[1] is not _end and key_of(state[1]) == target:
            one = state[1]
            state[1] = next(source, _end)
            yield one
    while state[1] is not _end:
        target, token = key_of(state[1]), object()
        state[0] = token
        yield target, group(target, token)
        state[0] = None
        while state[1] is not _end and key_of(state[1]) == target: state[1] = next(source, _end)
def combinations_with_replacement(iterable, r):
    return _replaced(*_chosen(iterable, size(r)))
def _replaced(pool, r):
    for indices in product(range(len(pool)), repeat=r):
        if sorted(indices) == list(indices): yield tuple([pool[i] for i in indices])
def compress(data, selectors):
    for one, chosen in zip(data, selectors):
        if chosen: yield one
`;
