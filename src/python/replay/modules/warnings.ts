import { native } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import { NONE, type NativeArguments, type Value } from '../object/values';
import { makeModule } from './make';

/** Warnings go to the stream of errors, unless they are made errors. */
const QUIET_ACTIONS: ReadonlySet<string> = new Set(['ignore', 'default', 'always', 'module', 'once']);

function filter(args: NativeArguments, interpreter: Interpreter): Value {
  const action = args.need('action');
  const isQuiet = action.kind === 'str' && action.doubt === undefined && QUIET_ACTIONS.has(action.value);
  return isQuiet ? NONE : interpreter.giveUp('this filter of warnings');
}

/** `warnings`, as far as nothing comes of it. */
export const warningsModule = makeModule('warnings', {
  filterwarnings: native(
    'filterwarnings',
    'action, message=, category=, module=, lineno=, append=',
    { takesUnknown: true },
    filter,
  ),
  simplefilter: native('simplefilter', 'action, category=, lineno=, append=', { takesUnknown: true }, filter),
});
