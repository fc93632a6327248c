import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makeAlgebra } from './makeAlgebra';
import { makeBindings } from './makeBindings';
import { makeFixes } from './makeFixes';
import { makeOperations } from './makeOperations';
import { makeReplay } from './makeReplay';
import { makeScripts } from './makeScripts';
import { makeTraining } from './makeTraining';
import { makeTorchReplay } from './makeTorchReplay';
import { makeTranscripts } from './makeTranscripts';
import { PYTHON } from './python';

/*
 * `npm run golden`: makes the goldens again with real PyTorch. make_goldens.py says what it needs. `npm run golden --
 * replay` makes those of reading code alone.
 */

if (process.argv[2] !== 'replay') {
  const isMade = [
    'make_goldens.py',
    'make_numpy_goldens.py',
    'make_inside_goldens.py',
    'make_names.py',
  ].every((name) => {
    const script = fileURLToPath(new URL(name, import.meta.url));
    const { status, error } = spawnSync(PYTHON, ['-B', script], { stdio: 'inherit' });
    if (error)
      console.error(`${PYTHON} does not start (${error.message}): set PYTHON to one that has PyTorch.`);
    process.exitCode = status ?? 1;
    return status === 0;
  });
  if (isMade) {
    makeAlgebra();
    makeTranscripts();
    makeFixes();
    makeTraining();
  }
}
makeBindings();
Promise.all([makeReplay(), makeTorchReplay(), makeScripts(), makeOperations()]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
