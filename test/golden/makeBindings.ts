import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Outcome, RandomCalls, WRITTEN } from './bindings';
import { PYTHON } from './python';

/** Makes bindings.json: what Python binds to parameters, of written signatures first, then of random ones. */
export function makeBindings(): void {
  const random = new RandomCalls('goldens');
  const asked = [...WRITTEN, ...Array.from({ length: 300 }, () => random.next(10))];
  const script = fileURLToPath(new URL('bindings.py', import.meta.url));
  const { status, stdout } = spawnSync(PYTHON, ['-B', script], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${PYTHON} did not bind the arguments.`);
  const outcomes = JSON.parse(stdout) as Outcome[][];
  const lines = asked.map(([signature, ...calls], i) =>
    JSON.stringify([signature, Object.fromEntries(calls.map((call, j) => [call, outcomes[i]?.[j]]))]),
  );
  writeFileSync(new URL('bindings.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
}
