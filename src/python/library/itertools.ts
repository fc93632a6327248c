/** Of `itertools` what is not native, as its documentation writes it in Python. */
export const itertools = `
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
