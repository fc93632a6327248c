import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Tensor, type DropoutKind, type TorchErrorType } from '../../src/torch';
import { bytesOf, digest } from './encoding';
import type { NormalsCase } from './normals';
import type { AlgebraAnswer, AlgebraCase } from './algebra';
import type { PrintingCase, Sequence, SequenceAnswer } from './steps';

/* What make_goldens.py wrote, and the few conventions that it and the tests share. */

/** A Python exception: its class and its text. */
export type PythonError = [type: TorchErrorType, message: string];

/** What the input of a call holds, element by element in row-major order; see `inputOf`. */
export type InputRule = 'ones' | 'arange' | 'ramp' | 'special';

/** One call of a layer. Bytes are base64; '#…' stands for 32 hex digits of their SHA-256. */
export interface GoldenCall {
  kind: DropoutKind;
  p: string;
  shape: number[];
  input: InputRule;
  eval?: 1;
  inplace?: 1;
  /** Indices into `texts`: the warnings, in order. */
  warnings?: number[];
  /** Index into `texts`: `<class>: <text>`. No other key follows where it raised. */
  error?: number;
  /** The output shares the input's storage. */
  same?: 1;
  /** The output's float32 bytes. */
  out?: string;
  /** repr(output). */
  text?: string;
  /** One digit per element, 1 where it was kept. */
  mask?: string;
}

export interface DropoutGoldens {
  specials: string;
  texts: string[];
  cases: {
    seed: string;
    /** A number stands for that many words drawn by something else. */
    steps: (GoldenCall | number)[];
    /** The next 64-bit draw, decimal: two words, the first one high. */
    next: string;
  }[];
}

export interface LayerGoldens {
  /** kind, p, inplace, then the repr or the error of the constructor. */
  layers: [DropoutKind, string, 0 | 1, string | PythonError][];
  /** p and the error of `torch.dropout(input, p, True)`. */
  operators: [string, PythonError][];
}

export interface GeneratorGoldens {
  /** The seed of a generator that nobody seeded. */
  default: string;
  cases: {
    seed: string;
    initial: string;
    /** 64-bit draws 0, 1, 310, 311, 312, 313 and 699. */
    words: string;
    /** The digest of the first 700. */
    allWords: string;
    /** Doubles 0, 1, 311 and 319 of `torch.rand(320, dtype=torch.float64)`. */
    uniform53: string;
  }[];
  bad: [seed: string, error: PythonError][];
  floatSeed: PythonError;
}

export interface NumberGoldens {
  /** Source text and the repr of its value, null where Python reads no signed numeric literal. */
  literals: [text: string, repr: string | null][];
  doubles: string;
  reprs: string[];
}

export interface PrintingGoldens {
  /** Shape, the float32 values that fill it again and again, repr(tensor). */
  cases: [shape: number[], values: string, text: string][];
}

/** Sequences of calls as random_steps.py made them, and what PyTorch answered. */
export interface SequenceGoldens {
  cases: [sequence: Sequence, answer: SequenceAnswer][];
}

export interface ReprGoldens {
  cases: [printing: PrintingCase, text: string][];
}

/** Normal values, which PyTorch gave as float64 bytes in base64. */
export interface NormalsGoldens {
  cases: [normals: NormalsCase, values: string][];
}

/** Operations of the tensor algebra as randomAlgebra.ts drew them, and what PyTorch answered. */
export interface AlgebraGoldens {
  cases: [algebra: AlgebraCase, answer: AlgebraAnswer][];
}

interface Goldens {
  algebra: AlgebraGoldens;
  dropout: DropoutGoldens;
  layers: LayerGoldens;
  generator: GeneratorGoldens;
  numbers: NumberGoldens;
  printing: PrintingGoldens;
  tensors: SequenceGoldens;
  reprs: ReprGoldens;
  random: SequenceGoldens;
  normals: NormalsGoldens;
}

export function readGoldens<Name extends keyof Goldens>(name: Name): Goldens[Name] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Goldens[Name];
}

/** Compares a text with a golden, which may be its digest. */
export function assertText(actual: string, golden: string | undefined, message?: string): void {
  assert.equal(golden?.startsWith('#') === true ? digest(actual) : actual, golden, message);
}

/** Compares float32 values, bit for bit, with a golden, which may be their digest. */
export function assertValues(actual: Float32Array, golden: string | undefined, message?: string): void {
  const bytes = bytesOf(actual);
  assert.equal(golden?.startsWith('#') === true ? digest(bytes) : bytes.toString('base64'), golden, message);
}

/** The input that a rule names. */
export function inputOf(rule: InputRule, shape: readonly number[], specials: Float32Array): Tensor {
  const numel = shape.reduce((product, size) => product * size, 1);
  const element = {
    ones: () => 1,
    arange: (i: number) => i,
    ramp: (i: number) => (((i * 7919) % 10007) - 5003) / 64,
    special: (i: number) => specials[i % specials.length] ?? NaN,
  }[rule];
  return new Tensor(
    Float32Array.from({ length: numel }, (_, i) => element(i)),
    shape,
  );
}
