import { batchedShape, isChannelWise, numelOf } from '../torch';
import { indexOf } from './layout';
import type { PlaygroundState } from './state';

/** One neuron of a layer: an element of a row, or where whole channels are dropped, a channel. */
export interface Neuron {
  /** The row-major offset of its first element. */
  readonly offset: number;
  /** How many elements it has: 1, or a channel's. */
  readonly size: number;
}

/** What a layer sees of one sample. */
export interface Sample {
  /** The leading indices, `[1]`; empty where the input is a single sample. */
  readonly index: readonly number[];
  readonly neurons: readonly Neuron[];
}

/**
 * An input as samples, each a row of neurons. A row is the last dimension; for the kinds that drop whole
 * channels a sample is one of N in (N, C, …), and its neurons are the channels.
 *
 * @returns none where the input has no elements, or no channels to drop.
 */
export function samplesOf({ layer, shape }: Pick<PlaygroundState, 'layer' | 'shape'>): readonly Sample[] {
  if (numelOf(shape) === 0) return [];
  const channelWise = isChannelWise(layer.kind);
  const batched = batchedShape(layer.kind, shape);
  if (channelWise && batched.length < 2) return [];
  const leading = channelWise ? batched.slice(0, 1) : shape.slice(0, -1);
  const [neurons = 1, ...rest] = channelWise ? batched.slice(1) : shape.slice(-1);
  const size = numelOf(rest);
  const isBatch = !channelWise || batched === shape;
  return Array.from({ length: numelOf(leading) }, (_, sample) => ({
    index: isBatch ? indexOf(sample, leading) : [],
    // Of a large input only one sample is looked at.
    get neurons() {
      return Array.from({ length: neurons }, (_, neuron) => ({
        offset: (sample * neurons + neuron) * size,
        size,
      }));
    },
  }));
}
