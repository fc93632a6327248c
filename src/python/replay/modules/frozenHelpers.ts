import { native } from '../object/native';
import type { NativeFunction } from '../object/values';
import { withDoubt } from '../object/withDoubt';

/** What the library's modules in Python call beside what Python has. */
export const frozenHelpers: readonly NativeFunction[] = [
  native('unknown', 'what', (args, interpreter) =>
    interpreter.leave(interpreter.str(args.need('what')).value),
  ),
  // What another version of Python may give.
  native('differing', 'value, older', (args, interpreter) => {
    const value = args.need('value');
    const isSame = interpreter.repr(value).value === interpreter.repr(args.need('older')).value;
    return isSame ? value : withDoubt(value, interpreter.about('version', 'the last digit'));
  }),
];
