import { readFileSync } from 'node:fs';
import {
  INITIAL_SETTINGS,
  type TrainedNetwork,
  TrainingRun,
  type TrainingSettings,
  trainingScript,
} from '../../src/playground/training';

/* The networks of the tab Why as real PyTorch trains them: by the very scripts that the playground gives. */

/** Settings, and the p of the network that drops. */
export interface TrainingCase {
  readonly settings: TrainingSettings;
  readonly p: number;
}

/** What PyTorch made of a network: its losses every 20 steps; its curve and 100 passes, at every tenth place. */
export interface TrainedGolden {
  readonly p: number;
  readonly seen: readonly number[];
  readonly unseen: readonly number[];
  readonly curve: readonly number[];
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** A case of training.json. */
export interface TrainingGolden extends TrainingCase {
  readonly script: string;
  /** Without dropout, and with it. */
  readonly networks: readonly TrainedGolden[];
}

const withSeed = (seed: number, dataSeed = seed): TrainingSettings => ({
  ...INITIAL_SETTINGS,
  seed,
  dataSeed,
});

/** Two seeds and three p that drop; and sizes that are no multiples of anything. */
export const CASES: readonly TrainingCase[] = [
  ...[0, 42].flatMap((seed) => [0.3, 0.5, 0.8].map((p) => ({ settings: withSeed(seed), p }))),
  { settings: { ...withSeed(3, 7), points: 10, width: 8, noise: 0.2 }, p: 0.1 },
  { settings: { ...withSeed(5, 0), points: 50, width: 24, noise: 1 }, p: 0.25 },
];

export function scriptOf({ settings, p }: TrainingCase): string {
  return trainingScript(settings, { type: 'float', value: p });
}

/** Networks that have learned to the end, one for each p. */
export function train(
  settings: TrainingSettings,
  probabilities: readonly number[],
): readonly TrainedNetwork[] {
  const run = new TrainingRun({ settings, probabilities });
  while (!run.isDone) run.advance();
  return run.snapshot().networks;
}

export function readTrainingGoldens(): readonly TrainingGolden[] {
  const text = readFileSync(new URL('training.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { cases: TrainingGolden[] }).cases;
}
