import { ITEM_SIZES } from './dtype';
import { firstOf } from './firstOf';
import { type Gpu, type GpuName, GPUS } from './gpus';
import { kernels as loops } from './kernels';
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
   */
  constructor(gpu: GpuName | Gpu, seed?: bigint | number) {
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
    const copy = new CudaGenerator(this.#gpu, this.#seed);
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
    const fill = (mask: Uint8Array): void => drawAll(grid, isKept(grid, threshold), mask);
    // Without vectors the kernel counts elements row by row, wherever they lie.
    const order = plain && grid.width === 1 ? 'row-major' : 'memory';
    return { chunk: count, order, kernels: kernelsOf(this.backend, plain), fill };
  }

  drawUniforms(draw: BernoulliDraw): Float64Array {
    const grid = this.#takeGrid(draw);
    const uniforms = new Float64Array(draw.count);
    drawAll(grid, uniformNumbers(grid), uniforms);
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

  /** `get_vector_size`: a thread loads 16 bytes at once. A tensor's memory starts at a multiple of 512 bytes, and the tensor at its offset in it. */
  #vectorWidth({ count, dtype, dense, offset }: BernoulliDraw): number {
    if (!dense) return 1;
    let width = Math.min(8, 16 / ITEM_SIZES[dtype]);
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

/** So many threads draw at a time: their words have room in the kernels' memory, and a byte for each in the mask. */
const AT_ONCE = 1024;

/**
 * The words of the draw `index` of so many threads. A counter's upper half is the thread:
 * `curand_init`'s subsequence.
 */
function wordsOf({ first, key0, key1 }: Grid, index: number, thread: number, count: number): Int32Array {
  const { start, drawn, philox } = loops();
  const counter = first + index;
  // Its lower 32 bits, and the upper ones.
  start.set([counter, counter * 2 ** -32, key0, key1]);
  philox(thread, Math.ceil(count / 4) * 4);
  return drawn;
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
  return uniformOf53(high * 2 ** 32 + low);
}

function uniformOf53(bits: number): number {
  return bits * 2 ** -53 + 2 ** -54;
}

/**
 * Makes numbers of the words of so many threads, `perDraw` for each: thread by thread where threads load vectors, else all
 * first ones, `AT_ONCE` behind all second ones, and so on. They last until the next ones are made.
 */
type Make<T> = (words: Int32Array, threads: number) => T;

/** The uniform numbers. */
function uniformNumbers({ perDraw, width }: Grid): Make<Float64Array> {
  const uniforms = new Float64Array(AT_ONCE * perDraw);
  return (words, threads) => {
    for (let thread = 0; thread < threads; thread++) {
      // Of four threads the first words are together, and so on.
      const first = (thread & ~3) * WORDS + (thread & 3);
      for (let lane = 0; lane < perDraw; lane++) {
        // A double takes two words.
        const place = first + (lane * 4 * WORDS) / perDraw;
        const word = words[place] ?? 0;
        uniforms[width > 1 ? thread * perDraw + lane : lane * AT_ONCE + thread] =
          perDraw === 2 ? uniformDouble(word, words[place + 4] ?? 0) : uniform(word);
      }
    }
    return uniforms;
  };
}

/** 1 where the uniform number is below a threshold, else 0. */
function isKept({ perDraw, width }: Grid, threshold: number): Make<Uint8Array> {
  const { mask, fillUpTo, fillUpToByWord, fillBelowByWords } = loops();
  // Uniform numbers grow with their bits.
  if (perDraw === 2) {
    const bound = firstOf(2 ** 53, (bits) => uniformOf53(bits) >= threshold);
    return (_words, threads) => {
      fillBelowByWords(threads, bound);
      return mask;
    };
  }
  const bound = firstOf(2 ** 32, (word) => uniform(word) >= threshold);
  return (_words, threads) => {
    if (bound === 0) mask.fill(0);
    else if (width > 1) fillUpTo(threads * WORDS, bound - 1);
    else fillUpToByWord(threads, bound - 1);
    return mask;
  };
}

/** Makes all draws, and lays out what is made of them. */
function drawAll<T extends Uint8Array | Float64Array>(grid: Grid, make: Make<T>, out: T): void {
  if (grid.width > 1) drawVectors(grid, make, out);
  else drawStrided(grid, make, out);
}

/** `fused_dropout_kernel_vec`: thread t takes the neighbours t·width …, and draws anew for every four of them. */
function drawVectors<T extends Uint8Array | Float64Array>(grid: Grid, make: Make<T>, out: T): void {
  const { threads, width, count } = grid;
  const drawsPerVector = Math.ceil(width / WORDS);
  const lanes = Math.min(width, WORDS);
  for (let begin = 0, turn = 0; begin < count; begin += width * threads, turn++) {
    const last = Math.min(threads, (count - begin) / width);
    for (let thread = 0; thread < last; thread += AT_ONCE) {
      const some = Math.min(AT_ONCE, last - thread);
      for (let draw = 0; draw < drawsPerVector; draw++) {
        const made = make(wordsOf(grid, turn * drawsPerVector + draw, thread, some), some);
        const first = begin + thread * width + draw * WORDS;
        if (width === WORDS) out.set(made.subarray(0, some * WORDS), first);
        else if (made instanceof Uint8Array) spreadBytes(made, out as Uint8Array, first, width, some);
        else
          for (let i = 0; i < some; i++)
            for (let lane = 0; lane < lanes; lane++)
              out[first + i * width + lane] = made[i * WORDS + lane] ?? 0;
      }
    }
  }
}

/** Brings the first bytes of every four to vectors, the two or four of each as one number. */
function spreadBytes(made: Uint8Array, out: Uint8Array, first: number, width: number, vectors: number): void {
  const lanes = Math.min(width, WORDS);
  const together = ({ buffer, byteOffset, length }: Uint8Array): Uint16Array | Uint32Array =>
    lanes === 2
      ? new Uint16Array(buffer, byteOffset, length / lanes)
      : new Uint32Array(buffer, byteOffset, length / lanes);
  const [from, to] = [together(made), together(out)];
  const [start, step, each] = [first / lanes, width / lanes, WORDS / lanes];
  for (let i = 0; i < vectors; i++) to[start + i * step] = from[i * each] ?? 0;
}

/** `fused_dropout_kernel`, and the kernel behind `bernoulli_`: thread t takes t, t + threads, t + 2·threads … */
function drawStrided<T extends Uint8Array | Float64Array>(grid: Grid, make: Make<T>, out: T): void {
  const { threads, perDraw, count } = grid;
  for (let begin = 0, turn = 0; begin < count; begin += perDraw * threads, turn++) {
    const last = Math.min(threads, count - begin);
    for (let thread = 0; thread < last; thread += AT_ONCE) {
      const some = Math.min(AT_ONCE, last - thread);
      const made = make(wordsOf(grid, turn, thread, some), some);
      for (let lane = 0; lane < perDraw; lane++) {
        const first = begin + lane * threads + thread;
        const within = Math.min(some, count - first);
        if (within > 0) out.set(made.subarray(lane * AT_ONCE, lane * AT_ONCE + within), first);
      }
    }
  }
}
