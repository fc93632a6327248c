import type { LongRun } from '../longRun';
import { dataOf, lossOf, places, type TrainingData } from './data';
import { Learner } from './learner';
import { MEASURED_EVERY, STEPS, type TrainingSettings, truth } from './settings';
import { type Spread, spreadOf } from './spread';

/** What a worker is asked to do: to train a network for each p. */
export interface TrainingRequest {
  readonly settings: TrainingSettings;
  readonly probabilities: readonly number[];
}

/** What a network has come to. Plain data, for it travels from a worker. */
export interface TrainedNetwork {
  readonly p: number;
  /** The losses in eval mode, before the first step and every `MEASURED_EVERY` steps, on the points that it was shown … */
  readonly seen: Float32Array;
  /** … and on those that it was not. */
  readonly unseen: Float32Array;
  /** What it gives in eval mode, at `PLACES` places. */
  readonly curve: Float32Array;
  /** Which neurons of each hidden layer the last step kept, for the first point. */
  readonly kept: readonly Uint8Array[];
  /** How much its thinned networks disagree; only at the end, and where it drops. */
  readonly spread?: Spread;
}

/** What a run has come to so far. */
export interface TrainingSnapshot {
  readonly step: number;
  /** The points that the networks are shown. */
  readonly points: { readonly x: Float32Array; readonly y: Float32Array };
  /** The losses of the truth itself, which the noise alone makes. */
  readonly truth: { readonly seen: number; readonly unseen: number };
  readonly networks: readonly TrainedNetwork[];
}

/** Trains networks side by side, from the same weights on the same points. Only what they drop differs. */
export class TrainingRun implements LongRun<TrainingSnapshot> {
  readonly #data: TrainingData;
  readonly #learners: readonly { readonly learner: Learner; readonly losses: Losses }[];
  #step = 0;

  constructor({ settings, probabilities }: TrainingRequest) {
    const { width, seed } = settings;
    this.#data = dataOf(settings);
    this.#learners = probabilities.map((p) => ({
      learner: new Learner([1, width, width, 1], p, seed, this.#data.seen),
      losses: { seen: [], unseen: [] },
    }));
    this.#measure();
  }

  get isDone(): boolean {
    return this.#step >= STEPS;
  }

  /** One step of each network. */
  advance(): void {
    for (const { learner } of this.#learners) learner.step();
    this.#step++;
    if (this.#step % MEASURED_EVERY === 0) this.#measure();
  }

  snapshot(): TrainingSnapshot {
    const { seen, unseen } = this.#data;
    const truthOn = ({ x, y }: typeof seen): number => lossOf(x.values.map(truth), y);
    return {
      step: this.#step,
      points: { x: Float32Array.from(seen.x.values), y: Float32Array.from(seen.y.values) },
      truth: { seen: truthOn(seen), unseen: truthOn(unseen) },
      networks: this.#learners.map(({ learner, losses }) => ({
        p: learner.p,
        seen: Float32Array.from(losses.seen),
        unseen: Float32Array.from(losses.unseen),
        curve: learner.evaluate(places()),
        kept: learner.lastKept,
        ...(this.isDone && learner.p > 0 ? { spread: spreadOf(learner) } : {}),
      })),
    };
  }

  #measure(): void {
    for (const { learner, losses } of this.#learners) {
      losses.seen.push(learner.lossOn(this.#data.seen));
      losses.unseen.push(learner.lossOn(this.#data.unseen));
    }
  }
}

interface Losses {
  readonly seen: number[];
  readonly unseen: number[];
}

/** Whether a network has made all of its steps. */
export function hasLearned(network: TrainedNetwork | undefined): boolean {
  return network?.unseen.length === STEPS / MEASURED_EVERY + 1;
}
