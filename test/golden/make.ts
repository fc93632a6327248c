import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PYTHON } from './python';

/* `npm run golden`: makes the goldens again with real PyTorch. make_goldens.py says what it needs. */

const script = fileURLToPath(new URL('make_goldens.py', import.meta.url));
const { status, error } = spawnSync(PYTHON, ['-B', script], { stdio: 'inherit' });
if (error) console.error(`${PYTHON} does not start (${error.message}): set PYTHON to one that has PyTorch.`);
process.exitCode = status ?? 1;
