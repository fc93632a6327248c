/** Of `time` the clocks: what one shows at first, and by how much it moves on with each look at it, is as good as any other. */
export const time = `
_moment = 1_700_000_000.0
def _clock(name):
    def clock():
        global _moment
        _moment += 0.01
        return doubtful(_moment, f'time.{name}()')
    return clock
time, perf_counter, monotonic, process_time = [_clock(name) for name in ('time', 'perf_counter', 'monotonic', 'process_time')]
`;
