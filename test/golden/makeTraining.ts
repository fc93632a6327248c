import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PYTHON } from './python';
import { CASES, scriptOf, type TrainedGolden, type TrainingGolden } from './training';

/** Makes training.json: what real PyTorch trains by the scripts that the playground gives. */
export function makeTraining(): void {
  const scripts = CASES.map(scriptOf);
  const { status, stdout } = spawnSync(
    PYTHON,
    ['-B', fileURLToPath(new URL('training.py', import.meta.url))],
    {
      input: JSON.stringify(scripts),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'inherit'],
      maxBuffer: 2 ** 26,
    },
  );
  if (status !== 0) throw new Error(`${PYTHON} did not train the networks.`);
  const { torch, answers } = JSON.parse(stdout) as { torch: string; answers: TrainedGolden[][] };
  const cases = CASES.map((each, i): TrainingGolden => ({
    ...each,
    script: scripts[i] ?? '',
    networks: (answers[i] ?? []).map(rounded),
  }));
  const lines = cases.map((each) => JSON.stringify(each));
  const text = `{"torch":${JSON.stringify(torch)},"cases":[\n${lines.join(',\n')}\n]}\n`;
  writeFileSync(new URL('training.json', import.meta.url), text);
}

/** With as many digits as the comparison needs. */
function rounded({ p, ...rest }: TrainedGolden): TrainedGolden {
  const short = (values: readonly number[]): number[] => values.map((value) => Number(value.toPrecision(8)));
  const { seen, unseen, curve, mean, deviation } = rest;
  return {
    ...{ p, seen: short(seen), unseen: short(unseen) },
    ...{ curve: short(curve), mean: short(mean), deviation: short(deviation) },
  };
}
