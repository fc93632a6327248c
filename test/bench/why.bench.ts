import { spawnSync } from 'node:child_process';
import { INITIAL_SETTINGS, lossesOf, trainingScript } from '../../src/playground/training';
import { PYTHON } from '../golden/python';
import { train } from '../golden/training';
import { processorTime, row, table } from './measure';

export const about =
  'The two networks of the tab Why, 2,000 steps each with all that is shown of them, on one core and in processor time, beside the script that the tab gives in PyTorch (where `PYTHON` names an interpreter that has it). Then what dropout comes to over 20 seeds of data, weights and masks: the validation loss at the end, relative to that of the network without.';

/** In seconds, and beside PyTorch. */
const MOST = 2;
const MOST_BESIDE = 2;
const RUNS = 6;
const SEEDS = 20;
const PROBABILITIES = [0, 0.1, 0.3, 0.5, 0.8, 0.9];

function seconds(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  return processorTime(before) / 1000;
}

/** The same of PyTorch with one thread, without its start; undefined where there is none. */
function torchSeconds(): number | undefined {
  const script = trainingScript(INITIAL_SETTINGS, { type: 'float', value: 0.5 });
  const program = [
    'import sys, time, torch',
    'torch.set_num_threads(1)',
    'script = sys.stdin.read()',
    'start = time.process_time()',
    'exec(script, {})',
    'print("seconds", time.process_time() - start)',
  ].join('\n');
  const { status, stdout } = spawnSync(PYTHON, ['-c', program], { input: script, encoding: 'utf8' });
  const [, found] = /seconds ([\d.]+)/.exec(stdout) ?? [];
  return status === 0 && found !== undefined ? Number(found) : undefined;
}

export default function run(): Promise<void> {
  table('two networks', 'seconds');
  const [first = NaN, ...others] = Array.from({ length: RUNS }, () =>
    seconds(() => train(INITIAL_SETTINGS, [0, 0.5])),
  );
  const best = Math.min(...others);
  row('src/playground/training, the first time', first.toFixed(2));
  row('src/playground/training, at best', best.toFixed(2));
  const torch = torchSeconds();
  if (torch !== undefined)
    row(`PyTorch, 1 thread, ${(torch / best).toFixed(1)} times that`, torch.toFixed(2));

  const ratios = PROBABILITIES.map((): number[] => []);
  for (let seed = 0; seed < SEEDS; seed++) {
    const networks = train({ ...INITIAL_SETTINGS, seed, dataSeed: seed }, PROBABILITIES);
    const losses = networks.map((network) => lossesOf(network).unseen);
    losses.forEach((loss, i) => ratios[i]?.push(loss / (losses[0] ?? NaN)));
  }
  table(`validation loss over ${SEEDS} seeds`, 'relative', 'better');
  PROBABILITIES.forEach((p, i) => {
    const all = ratios[i] ?? [];
    const mean = all.reduce((sum, ratio) => sum + ratio, 0) / SEEDS;
    row(`p = ${p}`, mean.toFixed(2), `${all.filter((ratio) => ratio < 1).length}`);
  });
  if (torch !== undefined && best > MOST_BESIDE * torch)
    throw new Error(`${(best / torch).toFixed(2)} times PyTorch's time are more than ${MOST_BESIDE}`);
  if (best > MOST) throw new Error(`${best.toFixed(2)} s are more than ${MOST} s`);
  return Promise.resolve();
}
