import { native } from '../object/native';
import { wholeOf } from '../protocol/items';
import { NONE } from '../object/values';
import { makeModule } from './make';

/** `time`: of it what takes time, and gives nothing. The clocks are written in Python. */
export const timeModule = makeModule('time', {
  sleep: native('sleep', 'secs, /', { takesUnknown: true }, (args, interpreter) => {
    const secs = args.need('secs');
    if (secs.kind === 'unknown') return NONE;
    if (/^(?:instance|native)$/.test(secs.kind)) return interpreter.giveUp('so long a sleep');
    const seconds = secs.kind === 'float' ? secs.value : wholeOf(interpreter, secs);
    return seconds >= 0 ? NONE : interpreter.raise('ValueError', 'sleep length must be non-negative', true);
  }),
});
