import { OutputStream } from '../builtins/outputStream';
import { makeModule } from './make';

const stdout = new OutputStream(true);

/** `sys`: of it what shows something. How it ends the run is written in Python, what else it has stands in library/effects.ts. */
export const sysModule = makeModule('sys', { stdout, __stdout__: stdout, stderr: new OutputStream(false) });
