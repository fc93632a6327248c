import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import seedrandom from 'seedrandom';
import type { AlgebraCase } from './algebra';
import { PYTHON } from './python';
import { RandomAlgebra } from './randomAlgebra';

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Writes algebra.json: cases of the tensor algebra, which are drawn here and answered by differential.py. */
export function makeAlgebra(): void {
  const random = new RandomAlgebra(seedrandom('algebra'));
  const cases: AlgebraCase[] = [];
  while (cases.length < 1200) {
    const next = random.next();
    if (JSON.stringify(next).length < 700) cases.push(next);
  }
  const asked = JSON.stringify(cases.map((algebra) => ({ about: 'algebra', algebra })));
  const options = { input: `${asked}\n`, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { stdout } = spawnSync(PYTHON, ['-B', pathOf('differential.py')], options);
  const [version = '""', answers = '[]'] = stdout.split('\n');
  const torch = (JSON.parse(version) as string).split('+')[0];
  const lines = (JSON.parse(answers) as unknown[]).map((answer, i) => JSON.stringify([cases[i], answer]));
  writeFileSync(
    pathOf('algebra.json'),
    `{"torch":${JSON.stringify(torch)},\n"cases":[\n${lines.join(',\n')}\n]}\n`,
  );
  console.log(`algebra.json: ${lines.length} cases`);
}
