import type { LongRun } from '../longRun';
import { dataOf, lossOf, places, type TrainingData } from './data';
import { Learner } from './learner';
import { STEPS, type TrainingSettings } from './settings';

/** What a worker is asked to do: to train networks that are so small that all of their thinned networks can be drawn. */
export interface EnsembleRequest {
  readonly settings: TrainingSettings;
  readonly p: number;
}

/** So many neurons each of their hidden layers has. */
export const ENSEMBLE_UNITS = 4;

/** A network that is left of another, where some neurons are dropped. */
export interface ThinnedNetwork {
  /** 1 for each neuron that is kept, hidden layer after hidden layer. */
  readonly kept: Uint8Array;
  /** How likely this mask is. */
  readonly weight: number;
  readonly curve: Float32Array;
}

/** A network beside all of its thinned networks. Plain data, for it travels from a worker. */
export interface Ensemble {
  /** What the whole network gives in eval mode. */
  readonly evaluated: Float32Array;
  /** The average of what the thinned networks give, each weighted by how likely it is. */
  readonly average: Float32Array;
  /** How far the two are from each other at most. */
  readonly difference: number;
  /** The losses on points that the network was not shown: of one thinned network on average, and of their average. */
  readonly losses: { readonly one: number; readonly average: number };
}

export interface EnsembleSnapshot {
  readonly step: number;
  /** Of the network with one hidden layer, all of them. */
  readonly thinned: readonly ThinnedNetwork[];
  /** With one hidden layer, and with two. */
  readonly shallow: Ensemble;
  readonly deep: Ensemble;
}

/** Trains a network of one small hidden layer and one of two, and compares each with the average of its thinned networks. */
export class EnsembleRun implements LongRun<EnsembleSnapshot> {
  readonly #data: TrainingData;
  readonly #shallow: Learner;
  readonly #deep: Learner;
  #step = 0;

  constructor({ settings, p }: EnsembleRequest) {
    this.#data = dataOf(settings);
    const learner = (...hidden: number[]): Learner =>
      new Learner([1, ...hidden, 1], p, settings.seed, this.#data.seen);
    this.#shallow = learner(ENSEMBLE_UNITS);
    this.#deep = learner(ENSEMBLE_UNITS, ENSEMBLE_UNITS);
  }

  get isDone(): boolean {
    return this.#step >= STEPS;
  }

  advance(): void {
    this.#shallow.step();
    this.#deep.step();
    this.#step++;
  }

  snapshot(): EnsembleSnapshot {
    const thinned = thinnedNetworks(this.#shallow, places());
    return {
      step: this.#step,
      thinned,
      shallow: this.#ensembleOf(this.#shallow, thinned),
      deep: this.#ensembleOf(this.#deep, thinnedNetworks(this.#deep, places())),
    };
  }

  #ensembleOf(learner: Learner, thinned: readonly ThinnedNetwork[]): Ensemble {
    const { x, y } = this.#data.unseen;
    const average = averageOf(thinned);
    const evaluated = learner.evaluate(places());
    const onUnseen = thinnedNetworks(learner, x);
    return {
      evaluated,
      average,
      difference: average.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (evaluated[i] ?? 0))),
        0,
      ),
      losses: {
        one: onUnseen.reduce((sum, { weight, curve }) => sum + weight * lossOf(curve, y), 0),
        average: lossOf(averageOf(onUnseen), y),
      },
    };
  }
}

function averageOf(thinned: readonly ThinnedNetwork[]): Float32Array {
  const sums = new Float64Array(thinned[0]?.curve.length ?? 0);
  for (const { weight, curve } of thinned)
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + weight * (curve[i] ?? 0);
  return Float32Array.from(sums);
}

/** All networks that dropout may leave, those that keep more neurons first. */
function thinnedNetworks(learner: Learner, x: TrainingData['seen']['x']): readonly ThinnedNetwork[] {
  const sizes = learner.sizes.slice(1, -1);
  const neurons = sizes.reduce((sum, size) => sum + size, 0);
  const masks = Array.from({ length: 2 ** neurons }, (_, bits) =>
    Uint8Array.from({ length: neurons }, (_unused, i) => (bits >> i) & 1),
  );
  const count = (kept: Uint8Array): number => kept.reduce((sum, one) => sum + one, 0);
  return masks
    .sort((a, b) => count(b) - count(a))
    .map((kept) => {
      let from = 0;
      const byLayer = sizes.map((size) => kept.subarray(from, (from += size)));
      const weight = (1 - learner.p) ** count(kept) * learner.p ** (neurons - count(kept));
      return { kept, weight, curve: learner.thinned(x, byLayer) };
    });
}
