import { type BernoulliDraw, numelOf } from '../torch';

/** What a layer draws on an input, whatever its p. */
export interface Units {
  /** How many elements or channels are dropped one by one; 0 where PyTorch raises, or there is no element. */
  readonly count: number;
  /** How many elements each has. */
  readonly size: number;
}

/** How many elements are dropped as one; undefined where each is dropped for itself. */
export function channelSizeOf({ size }: Units): number | undefined {
  return size > 1 ? size : undefined;
}

/** The units of what is drawn for an input. */
export function unitsDrawn({ count }: BernoulliDraw, shape: readonly number[]): Units {
  return { count, size: numelOf(shape) / count };
}
