import { ITEM_SIZES } from './dtype';
import { firstOf } from './firstOf';
import { type Gpu, type GpuName, GPUS } from './gpus';
import { philox } from './philox';
import {
  type BernoulliDraw,
  type BernoulliStream,
  kernelsOf,
  type RandomSource,
  thresholdOf,
} from './randomSource';
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
    const { count, plain } = draw;
    const grid = this.#takeGrid(draw);
    const threshold = thresholdOf(draw, this.backend);
    const fill = (mask: Uint8Array): void => drawAll(grid, keeping(mask, grid, threshold));
    // Without vectors the kernel counts elements row by row, wherever they lie.
    const order = plain && grid.width === 1 ? 'row-major' : 'memory';
    return { chunk: count, order, kernels: kernelsOf(this.backend, plain), fill };
  }

  drawUniforms(draw: BernoulliDraw): Float64Array {
    const grid = this.#takeGrid(draw);
    const uniforms = new Float64Array(draw.count);
    drawAll(grid, noting(uniforms, grid));
    return uniforms;
  }

  /** How the elements of the next draw are shared out. Moves on past it. */
  #takeGrid(draw: BernoulliDraw): Grid {
    const { count, plain } = draw;
    const [key0 = 0, key1 = 0] = [this.#seed, this.#seed >> 32n].map((half) =>
      Number(BigInt.asIntN(32, half)),
    );
    const grid: Grid = {
      threads: this.#threads(count),
      perDraw: perDrawOf(draw),
      width: plain ? this.#vectorWidth(draw) : 1,
      count,
      first: this.#offset / WORDS,
      key0,
      key1,
    };
    this.#offset += this.stepsOf(draw);
    return grid;
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

  /** `get_vector_size`. A tensor's memory starts at a multiple of 512 bytes, and the tensor at its offset in it. */
  #vectorWidth({ count, dtype, dense, offset }: BernoulliDraw): number {
    const { vector } = this.kernels;
    if (!dense || vector === 'none') return 1;
    let width = vector === '4 elements' ? 4 : Math.min(8, 16 / ITEM_SIZES[dtype]);
    while (count % width !== 0 || offset % width !== 0) width /= 2;
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
  // The array takes the lower 32 bits of whole parts.
  const counter = first + index;
  words[0] = counter;
  words[1] = counter * 2 ** -32;
  words[2] = thread;
  words[3] = 0;
  philox(words, key0, key1);
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

/** Takes the words of a draw for so many elements, which lie at `place`, `place + step`, and so on. */
type Take = (words: Int32Array, place: number, step: number, lanes: number) => void;

/** The uniform number of one of them: a double takes two words. */
function uniformOf(words: Int32Array, lane: number, { perDraw }: Grid): number {
  return perDraw === 2
    ? uniformDouble(words[2 * lane] ?? 0, words[2 * lane + 1] ?? 0)
    : uniform(words[lane] ?? 0);
}

/** Notes the uniform number of each element. */
function noting(uniforms: Float64Array, grid: Grid): Take {
  return (words, place, step, lanes) => {
    for (let lane = 0; lane < lanes; lane++) uniforms[place + lane * step] = uniformOf(words, lane, grid);
  };
}

/** Sets the byte of each element to 1 where its uniform number is below a threshold, else to 0. */
function keeping(mask: Uint8Array, grid: Grid, threshold: number): Take {
  // Uniform numbers grow with their words.
  const bound = firstOf(2 ** 32, (word) => uniform(word) >= threshold);
  const half = Math.floor(bound / 2);
  return (words, place, step, lanes) => {
    for (let lane = 0; lane < lanes; lane++) {
      // The upper 31 bits decide but for once in 2^31: the sign bit of a difference, without a branch.
      const upper = ((words[lane] ?? 0) >>> 1) - half;
      mask[place + lane * step] =
        upper === 0 || grid.perDraw === 2 ? Number(uniformOf(words, lane, grid) < threshold) : upper >>> 31;
    }
  };
}

/** Makes all draws. */
function drawAll(grid: Grid, take: Take): void {
  if (grid.width > 1) drawVectors(grid, take);
  else drawStrided(grid, take);
}

/** `fused_dropout_kernel_vec`: thread t takes the neighbours t·width …, and draws anew for every four of them. */
function drawVectors(grid: Grid, take: Take): void {
  const { threads, width, count } = grid;
  const words = new Int32Array(WORDS);
  const drawsPerVector = Math.ceil(width / WORDS);
  for (let begin = 0, turn = 0; begin < count; begin += width * threads, turn++) {
    for (let thread = 0; thread < threads; thread++) {
      const place = begin + thread * width;
      if (place >= count) break;
      for (let draw = 0; draw < drawsPerVector; draw++) {
        drawWords(words, grid, thread, turn * drawsPerVector + draw);
        take(words, place + draw * WORDS, 1, Math.min(width, WORDS));
      }
    }
  }
}

/** `fused_dropout_kernel`, and the kernel behind `bernoulli_`: thread t takes t, t + threads, t + 2·threads … */
function drawStrided(grid: Grid, take: Take): void {
  const { threads, perDraw, count } = grid;
  const words = new Int32Array(WORDS);
  for (let begin = 0, turn = 0; begin < count; begin += perDraw * threads, turn++) {
    for (let thread = 0; thread < threads && begin + thread < count; thread++) {
      const place = begin + thread;
      drawWords(words, grid, thread, turn);
      take(words, place, threads, Math.min(perDraw, Math.ceil((count - place) / threads)));
    }
  }
}
