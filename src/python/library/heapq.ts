/** `heapq`, but for `merge` (Lib/heapq.py). */
export const heapq = `
def _down(heap, start, at):
    new = heap[at]
    while at > start:
        parent = (at - 1) >> 1
        if not new < heap[parent]: break
        heap[at] = heap[parent]
        at = parent
    heap[at] = new
def _up(heap, at):
    end, start, new = len(heap), at, heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]: child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = new
    _down(heap, start, at)
def _checked(heap):
    if not isinstance(heap, list): raise TypeError(doubtful('heap argument must be a list', 'the text of this error'))
def heappush(heap, item, /):
    _checked(heap)
    heap.append(item)
    _down(heap, 0, len(heap) - 1)
def heappop(heap, /):
    _checked(heap)
    if not heap: raise IndexError('index out of range')
    last = heap.pop()
    return heapreplace(heap, last) if heap else last
def heapreplace(heap, item, /):
    _checked(heap)
    if not heap: raise IndexError('index out of range')
    first = heap[0]
    heap[0] = item
    _up(heap, 0)
    return first
def heappushpop(heap, item, /):
    _checked(heap)
    return heapreplace(heap, item) if heap and heap[0] < item else item
def heapify(heap, /):
    _checked(heap)
    for at in reversed(range(len(heap) // 2)): _up(heap, at)
def _count(n): return max(n if isinstance(n, int) else beyond('this number'), 0)
def _first(count, iterable, key, reverse): return sorted(iterable, key=key, reverse=reverse)[:count]
def nsmallest(n, iterable, key=None): return _first(_count(n), iterable, key, False)
def nlargest(n, iterable, key=None): return _first(_count(n), iterable, key, True)
`;
