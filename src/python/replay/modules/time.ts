import { native } from '../object/native';
import { wholeOf } from '../protocol/items';
import { float, NONE } from '../object/values';
import { makeModule } from './make';

/** What a clock shows at first, and by how much it moves on with each look at it: as good as any other. */
const FIRST_TIME = 1_700_000_000;
const SECONDS_BETWEEN = 0.01;

/** `time`: clocks give numbers that are in doubt. */
export const timeModule = makeModule('time', {
  ...Object.fromEntries(
    ['time', 'perf_counter', 'monotonic', 'process_time'].map((name) => [
      name,
      native(name, '', (_, interpreter) =>
        float(
          FIRST_TIME + SECONDS_BETWEEN * interpreter.looksAtClock++,
          interpreter.about('environment', `time.${name}()`),
        ),
      ),
    ]),
  ),
  sleep: native('sleep', 'secs, /', { takesUnknown: true }, (args, interpreter) => {
    const secs = args.need('secs');
    if (secs.kind === 'unknown') return NONE;
    if (/^(?:instance|native)$/.test(secs.kind)) return interpreter.giveUp('so long a sleep');
    const seconds = secs.kind === 'float' ? secs.value : wholeOf(interpreter, secs);
    return seconds >= 0 ? NONE : interpreter.raise('ValueError', 'sleep length must be non-negative', true);
  }),
});
