import type { DType } from './dtype';

/*
 * What dropout draws from. Three generators stand behind one interface, because the same seed gives other
 * masks with another one: the CPU's of today, that of x86 wheels up to 2.6, and CUDA's.
 */

/** `noise.bernoulli_(probability)` as dropout calls it, or the CUDA kernel that does dropout in one. */
export interface BernoulliDraw {
  /** How many elements the noise has. */
  readonly count: number;
  /** The probability of a 1. */
  readonly probability: number;
  readonly dtype: DType;
  /** Whether this is plain dropout that makes a new tensor, for which CUDA has a kernel of its own. */
  readonly plain: boolean;
  /** Whether the input's elements lie in memory without gaps. */
  readonly dense: boolean;
  /** Before how many elements of its memory the input begins. */
  readonly offset: number;
}

/**
 * What multiplies and adds, which decides where is rounded: the CPU's kernels; those of an NVIDIA GPU, one for each
 * operator; or there the one that draws and multiplies at once (`fused_dropout_kernel`).
 */
export type Kernels = 'cpu' | 'cuda' | 'fused';

/** The kernels of a dropout on a device; `plain` as in `BernoulliDraw`. */
export function kernelsOf(backend: Backend, plain: boolean): Kernels {
  if (backend !== 'cuda') return 'cpu';
  return plain ? 'fused' : 'cuda';
}

/** The answers of one draw. */
export interface BernoulliStream {
  /** How many elements are best asked for at a time. */
  readonly chunk: number;
  /** The order in which they come: that of the noise's memory, or row-major whatever its strides. */
  readonly order: 'memory' | 'row-major';
  /** What multiplies. */
  readonly kernels: Kernels;
  /** Sets the bytes from `begin` to `end` to 0 or 1. Stretches must be asked for in order. */
  fill(mask: Uint8Array, begin: number, end: number): void;
}

/** What the operators need of a generator. */
export interface BernoulliSource {
  /** Hands out the answers of one draw. Once they are filled in, the generator has moved on by `stepsOf(draw)`. */
  drawBernoulli(draw: BernoulliDraw): BernoulliStream;
}

/** A source that can also show the uniform numbers behind its answers. */
export interface UniformSource extends BernoulliSource {
  readonly backend: Backend;
  /** The uniform numbers of one draw, in the order of its answers. The generator moves on as by the draw. */
  drawUniforms(draw: BernoulliDraw): Float64Array;
}

/**
 * `cpu`: every wheel since 2.7, and before that every ARM and Apple build, and AMD processors.
 * `cpu-mkl`: x86 wheels up to 2.6 on Intel processors. `cuda`: NVIDIA GPUs.
 */
export type Backend = 'cpu' | 'cpu-mkl' | 'cuda';

/**
 * What a draw's uniform numbers are compared with: its probability, in the precision of the comparison. Kept is what
 * has a number below it. The CPU's kernels compare doubles, CUDA's what they compute with.
 */
export function thresholdOf(
  { dtype, probability }: Pick<BernoulliDraw, 'dtype' | 'probability'>,
  backend: Backend,
): number {
  return backend === 'cuda' && dtype !== 'float64' ? Math.fround(probability) : probability;
}

export interface RandomSource extends UniformSource {
  /** `torch.manual_seed(seed)`. */
  manualSeed(seed: bigint | number): this;
  /** The seed as `torch.initial_seed()` reports it: 0 … 2^64-1. */
  initialSeed(): bigint;
  /** A generator of its own that goes on from the same place. */
  clone(): RandomSource;
  /** How far a draw moves the generator, in steps of its own: words on the CPU, Philox's offset on CUDA. */
  stepsOf(draw: BernoulliDraw): number;
  /** Moves on by so many steps, as the draws that take them would, but makes none of them. */
  advance(steps: number): void;
}
