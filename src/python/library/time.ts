/** Of `time` the clocks, of which one start and one step are as good as any other, and what takes time. */
export const time = `
_moment = 1_700_000_000.0
def _clock(name):
    def clock():
        global _moment
        _moment += 0.01
        return doubtful(_moment, f'time.{name}()')
    return clock
time, perf_counter, monotonic, process_time = [_clock(name) for name in ('time', 'perf_counter', 'monotonic', 'process_time')]
def sleep(secs, /):
    if not isinstance(secs, (int, float)): return beyond('so long a sleep')
    if not secs >= 0: raise ValueError(doubtful('sleep length must be non-negative', 'what sleep says'))
`;
