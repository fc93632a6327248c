import { PROGRAM } from './kernelProgram';

/** How many elements a kernel works on at a time: few enough to stay in the processor's cache. A multiple of 4. */
export const CHUNK = 4096;

/** What the program offers (src/kernels), and the memory in which a kernel finds what it works on, and leaves what it makes. */
interface Kernels extends Readonly<
  Record<Elementwise, (count: number) => void> & Record<Transcendental, (count: number) => number>
> {
  /** Replaces a state of mt19937 by the one after it, and makes its words. */
  readonly nextBlock: () => void;
  /** Sets bytes of the mask by pairs of words from `next` on; the index of the word after the last one. */
  readonly fillBelow: (next: number, count: number, bound: number) => number;
  /** Sets bytes of the mask by outputs of MCG31, of which four are in `start`; the output after the last one. */
  readonly fillBelowMcg31: (count: number, bound: number) => number;
  /** Makes the words of counters (low, high, thread, 0), (low, high, thread + 1, 0) …; in `start` are low, high and the key. */
  readonly philox: (thread: number, count: number) => void;
  /** Sets bytes of the mask to 1 where such a word is at most the last one. */
  readonly fillUpTo: (count: number, last: number) => void;
  /** The same of all first words, a quarter of the mask behind of all second ones, and so on; and of doubles, of two words each. */
  readonly fillUpToByWord: (counters: number, last: number) => void;
  readonly fillBelowByWords: (counters: number, bound: number) => void;
  /** Makes elements: each times a factor, and a shift added, by its byte in the mask. */
  readonly applyToFloats: Apply;
  readonly applyToDoubles: Apply;
  /** Makes, of so many rows of floats and the others, the sums of their products, and of the magnitudes of these. */
  readonly dots: (count: number, rows: number) => void;
  /** Makes floats of such sums and of the floats that are added to them, and of the totals how far they may be off, or nan. */
  readonly settle: (count: number, ofMagnitude: number, ofOwn: number, least: number) => void;
  /** Makes how far floats may be off, of which the operands are beside them; 1 where any of that is a nan. */
  readonly radii: (count: number, unit: number, lowest: number, exact: number) => number;
  /** Rounds floats. */
  readonly roundToHalf: (count: number) => void;
  readonly roundToBFloat16: (count: number) => void;
}

/** What becomes of so many floats, or of them and as many others: floats, or bytes of the mask for what is compared. */
export type Elementwise =
  | 'add'
  | 'divide'
  | 'isAtMost'
  | 'isBelow'
  | 'isEqual'
  | 'isOther'
  | 'magnitude'
  | 'multiply'
  | 'negate'
  | 'rectify'
  | 'subtract';

/** The same of functions whose values are rounded: it gives back 1 where it has left a nan for any that it does not know. */
export type Transcendental = 'exponential' | 'logistic' | 'tangent';

/** Two numbers, of which the byte in the mask tells which. */
export type ByByte = readonly [dropped: number, kept: number];

type Apply = (count: number, ...factorsAndShifts: readonly [...ByByte, ...ByByte]) => void;

/** The parts of the memory. The last ones share theirs. */
interface Parts {
  readonly state: Int32Array;
  readonly words: Int32Array;
  readonly start: Int32Array;
  readonly mask: Uint8Array;
  readonly floats: Float32Array;
  /** The second operands. */
  readonly others: Float32Array;
  readonly doubles: Float64Array;
  readonly drawn: Int32Array;
  /** Rows that are multiplied with the second operands, and what comes of each: a sum, and that of magnitudes. */
  readonly rows: Float32Array;
  readonly totals: Float64Array;
  /** How far floats may be off. */
  readonly errors: Float64Array;
}

/* What all JavaScript engines have since 2023, vectors included (Node 16.4, Chrome 91, Firefox 89, Safari 16.4). */
declare const atob: (text: string) => string;
declare const WebAssembly: {
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: Kernels & { readonly memory: { readonly buffer: ArrayBuffer } };
  };
};

let loaded: (Kernels & Parts) | undefined;

/** The kernels, which are compiled when they are first asked for. They keep nothing from one call to the next. */
export function kernels(): Kernels & Parts {
  return (loaded ??= load());
}

/** In words: the state of mt19937, and so a block of it. */
export const BLOCK = 624;
/* In bytes, as in src/kernels/memory.ts. */
const WORDS = 8 * BLOCK;
const START = 7680;
const MASK = 8192;
const DATA = 12288;
const OTHERS = DATA + 4 * CHUNK;
const TOTALS = OTHERS + 4 * CHUNK;
const PAGE = 65536;

function load(): Kernels & Parts {
  const program = Uint8Array.from(atob(PROGRAM), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(program));
  const { buffer } = exports.memory;
  return {
    ...exports,
    state: new Int32Array(buffer, 0, BLOCK),
    words: new Int32Array(buffer, WORDS, BLOCK),
    start: new Int32Array(buffer, START, 4),
    mask: new Uint8Array(buffer, MASK, CHUNK),
    floats: new Float32Array(buffer, DATA, CHUNK),
    others: new Float32Array(buffer, OTHERS, CHUNK),
    doubles: new Float64Array(buffer, DATA, CHUNK),
    drawn: new Int32Array(buffer, DATA, 2 * CHUNK),
    rows: new Float32Array(buffer, PAGE),
    totals: new Float64Array(buffer, TOTALS, (PAGE - TOTALS) / 8),
    errors: new Float64Array(buffer, PAGE, CHUNK),
  };
}
