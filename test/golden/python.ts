import { spawnSync } from 'node:child_process';

/** The interpreter that has PyTorch: the environment variable PYTHON, else python3. */
export const PYTHON = process.env['PYTHON'] ?? 'python3';

/** The version of the PyTorch that PYTHON has, undefined where it has none. */
export function torchVersion(): string | undefined {
  const found = spawnSync(PYTHON, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}
