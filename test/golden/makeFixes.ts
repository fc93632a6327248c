import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fixed, type FixGolden, STAYING_ON } from './fixes';
import { PYTHON } from './python';

/** Makes fixes.json: what real PyTorch gives before and after each fix of dropout that stays on. */
export function makeFixes(): void {
  const pairs = STAYING_ON.map((before) => [before, fixed(before).after] as const);
  const { status, stdout } = spawnSync(PYTHON, ['-B', fileURLToPath(new URL('fixes.py', import.meta.url))], {
    input: JSON.stringify(pairs),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${PYTHON} did not run the modules.`);
  type Measured = FixGolden['outputs']['before'];
  const { torch, answers } = JSON.parse(stdout) as { torch: string; answers: [Measured, Measured][] };
  const cases = pairs.flatMap(([before, after], i): FixGolden[] => {
    const [first, second] = answers[i] ?? [];
    return first && second ? [{ before, after, outputs: { before: first, after: second } }] : [];
  });
  const file = new URL('fixes.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify({ torch, cases }, undefined, 2)}\n`);
}
