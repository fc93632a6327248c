import { ITEM_SIZES } from './dtype';
import { type Gpu, type GpuName, GPUS } from './gpus';
import { philox } from './philox';
import type { BernoulliDraw, BernoulliStream, RandomSource } from './randomSource';
import { DEFAULT_SEED, seedOf } from './seed';

/** Threads in a block, in both kernels. */
const BLOCK = 256;

/** How many elements a round of Philox is for: its four words, or two doubles. */
const WORDS = 4;

/** How the kernels of PyTorch differ from version to version. */
export interface CudaKernels {
  /**
   * What a thread of plain dropout loads at once: 16 bytes in the source of today; four elements of any dtype in
   * older ones; one element in those of 2019 and before, which had no `fused_dropout_kernel_vec`.
   */
  readonly vector: '16 bytes' | '4 elements' | 'none';
}

/**
 * PyTorch's generator of a CUDA device (aten/src/ATen/cuda/CUDAGeneratorImpl.cpp): a seed, and an offset into the
 * sequences that every thread of a kernel has of its own. What is drawn so depends on how a kernel shares the
 * elements out among its threads, and that on the GPU.
 */
export class CudaGenerator implements RandomSource {
  readonly backend = 'cuda';
  readonly #gpu: Gpu;
  #seed = DEFAULT_SEED;
  /** `philox_offset_per_thread`: words that every thread has used. A multiple of 4. */
  #offset = 0;

  /**
   * @param gpu one of the table, or its numbers.
   * @param seed as for `manualSeed`; without one, the seed of PyTorch's unseeded generators.
   * @param kernels the kernels of another version than 2.13's.
   */
  constructor(
    gpu: GpuName | Gpu,
    seed?: bigint | number,
    readonly kernels: CudaKernels = { vector: '16 bytes' },
  ) {
    this.#gpu = typeof gpu === 'string' ? GPUS[gpu] : gpu;
    if (seed !== undefined) this.manualSeed(seed);
  }

  manualSeed(seed: bigint | number): this {
    this.#seed = seedOf(seed);
    this.#offset = 0;
    return this;
  }

  initialSeed(): bigint {
    return this.#seed;
  }

  /** `torch.cuda.default_generators[0].get_offset()`. */
  get offset(): number {
    return this.#offset;
  }

  clone(): CudaGenerator {
    const copy = new CudaGenerator(this.#gpu, this.#seed, this.kernels);
    copy.#offset = this.#offset;
    return copy;
  }

  /**
   * Plain dropout is one kernel (aten/src/ATen/native/cuda/Dropout.cu); the others call `noise.bernoulli_(p)`
   * (`distribution_nullary_kernel` in aten/src/ATen/native/cuda/DistributionTemplates.h).
   */
  drawBernoulli(draw: BernoulliDraw): BernoulliStream {
    const { count, dtype, plain } = draw;
    const threads = this.#threads(count);
    const perDraw = perDrawOf(draw);
    const width = plain ? this.#vectorWidth(draw) : 1;
    const probability = dtype === 'float64' ? draw.probability : Math.fround(draw.probability);
    const [key0, key1] = [this.#seed, this.#seed >> 32n].map((half) => Number(BigInt.asIntN(32, half)));
    const grid: Grid = {
      ...{ threads, perDraw, width, count, first: this.#offset / WORDS },
      ...{ key0: key0 ?? 0, key1: key1 ?? 0 },
    };
    this.#offset += this.stepsOf(draw);
    const fill = (mask: Uint8Array): void => {
      if (width > 1) fillVectors(mask, grid, probability);
      else fillStrided(mask, grid, perDraw === 2 ? doubleBits(probability) : floatBits(probability));
    };
    // Without vectors the kernel counts elements row by row, wherever they lie.
    return { chunk: count, order: plain && width === 1 ? 'row-major' : 'memory', fused: plain, fill };
  }

  /** `counter_offset`, which both kernels reckon alike, whatever their threads then draw. */
  stepsOf(draw: BernoulliDraw): number {
    const { count } = draw;
    return (Math.floor((count - 1) / (this.#threads(count) * perDrawOf(draw))) + 1) * WORDS;
  }

  advance(steps: number): void {
    this.#offset += steps;
  }

  /** How many threads a kernel has for so many elements: no more than the GPU can have at work at once. */
  #threads(count: number): number {
    const blocksPerMultiprocessor = Math.floor(this.#gpu.threadsPerMultiprocessor / BLOCK);
    return BLOCK * Math.min(this.#gpu.multiprocessors * blocksPerMultiprocessor, Math.ceil(count / BLOCK));
  }

  /** `get_vector_size`. The memory of a tensor of its own starts at a multiple of 512 bytes. */
  #vectorWidth({ count, dtype, dense }: BernoulliDraw): number {
    const { vector } = this.kernels;
    if (!dense || vector === 'none') return 1;
    let width = vector === '4 elements' ? 4 : Math.min(8, 16 / ITEM_SIZES[dtype]);
    while (count % width !== 0) width /= 2;
    return width;
  }
}

/** How the elements of one draw are shared out. */
interface Grid {
  readonly threads: number;
  /** `perDrawOf` the draw. */
  readonly perDraw: number;
  /** How many neighbours a thread loads at once. */
  readonly width: number;
  readonly count: number;
  /** The counter of the threads' first draw. */
  readonly first: number;
  /** The seed's two halves. */
  readonly key0: number;
  readonly key1: number;
}

/** How many elements a thread gets from one draw of four words, where it does not load vectors. */
function perDrawOf({ plain, dtype }: BernoulliDraw): number {
  return !plain && dtype === 'float64' ? 2 : WORDS;
}

/** Makes the draw `index` of a thread. The counter's upper half is the thread: `curand_init`'s subsequence. */
function drawWords(words: Int32Array, { first, key0, key1 }: Grid, thread: number, index: number): void {
  const counter = first + index;
  philox(words, (counter % 2 ** 32) | 0, Math.floor(counter / 2 ** 32), thread, 0, key0, key1);
}

/** `curand_uniform`: (0, 1]. A product with a power of two is exact, so that one rounding follows the other. */
function uniform(word: number): number {
  return Math.fround(Math.fround(word >>> 0) * 2 ** -32 + 2 ** -33);
}

/** `_curand_uniform_double_hq`: (0, 1], of two words. */
function uniformDouble(x: number, y: number): number {
  // x ^ (y << 21), in two parts that do not overlap but in x's upper bits.
  const low = (x ^ (y << 21)) >>> 0;
  const high = y >>> 11;
  return (high * 2 ** 32 + low) * 2 ** -53 + 2 ** -54;
}

type Bits = (words: Int32Array, lane: number) => number;

function floatBits(probability: number): Bits {
  return (words, lane) => (uniform(words[lane] ?? 0) < probability ? 1 : 0);
}

function doubleBits(probability: number): Bits {
  return (words, lane) =>
    uniformDouble(words[2 * lane] ?? 0, words[2 * lane + 1] ?? 0) < probability ? 1 : 0;
}

/** `fused_dropout_kernel_vec`: thread t takes the neighbours t·width …, and draws anew for every four of them. */
function fillVectors(mask: Uint8Array, grid: Grid, probability: number): void {
  const { threads, width, count } = grid;
  const words = new Int32Array(WORDS);
  const drawsPerVector = Math.ceil(width / WORDS);
  for (let begin = 0, turn = 0; begin < count; begin += width * threads, turn++) {
    for (let thread = 0; thread < threads; thread++) {
      const place = begin + thread * width;
      if (place >= count) break;
      for (let i = 0; i < width; i++) {
        if (i % WORDS === 0) drawWords(words, grid, thread, turn * drawsPerVector + i / WORDS);
        mask[place + i] = uniform(words[i % WORDS] ?? 0) < probability ? 1 : 0;
      }
    }
  }
}

/** `fused_dropout_kernel`, and the kernel behind `bernoulli_`: thread t takes t, t + threads, t + 2·threads … */
function fillStrided(mask: Uint8Array, grid: Grid, bits: Bits): void {
  const { threads, perDraw, count } = grid;
  const words = new Int32Array(WORDS);
  for (let begin = 0, turn = 0; begin < count; begin += perDraw * threads, turn++) {
    for (let thread = 0; thread < threads && begin + thread < count; thread++) {
      drawWords(words, grid, thread, turn);
      for (let lane = 0; lane < perDraw; lane++) {
        const place = begin + thread + lane * threads;
        if (place < count) mask[place] = bits(words, lane);
      }
    }
  }
}
