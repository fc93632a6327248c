import { OutputStream } from '../builtins/outputStream';
import { native } from '../object/native';
import { makeException, exceptionTypes } from '../object/exceptions';
import { PythonError } from '../object/errors';
import { NONE } from '../object/values';
import { makeModule } from './make';

const stdout = new OutputStream(true);

/** `sys`: of it what shows something, or ends the run. What else it has stands in library/effects.ts. */
export const sysModule = makeModule('sys', {
  stdout,
  __stdout__: stdout,
  stderr: new OutputStream(false),
  exit: native('exit', 'status=', { takesUnknown: true, reaches: true }, (args, interpreter) => {
    const status = args.get('status') ?? NONE;
    const type = exceptionTypes.get('SystemExit');
    if (type === undefined) return interpreter.giveUp('sys.exit');
    const exception = makeException(type, status.kind === 'none' ? [] : [status]);
    exception.attributes.set('code', status);
    throw new PythonError(exception, interpreter.control);
  }),
});
