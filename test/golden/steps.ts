import {
  bernoulli,
  bernoulliFill,
  type FloatDType,
  linearParameters,
  normal,
  type NormalResult,
  numelOf,
  type Parameters,
  randint,
  randomInt64,
  randperm,
  uniform,
  alphaDropout,
  dataOf,
  dropout,
  type AnyTensor,
  type DropoutKind,
  type DType,
  featureAlphaDropout,
  featureDropout,
  forward,
  functional,
  Generator,
  type PythonNumber,
  type RandomSource,
  reprTensor,
  Tensor,
  TorchError,
} from '../../src/torch';
import { formatExponential } from '../../src/torch/floatFormat';
import { decodeFloat64, digest, numberOf } from './encoding';

/* Makes the calls of a sequence with src/torch, as steps.py does with PyTorch: plain data in, plain data out. */

/** A tensor as plain data: memory that a rule fills, or float64 bytes in base64, and a view of it. */
export interface TensorSpec {
  dtype: DType;
  shape: number[];
  values: string;
  /** How many elements the memory has. */
  numel: number;
  strides?: number[];
  offset?: number;
}

export interface DropoutStep {
  call: 'dropout';
  form: 'module' | 'functional' | 'operator';
  name: string;
  input: TensorSpec;
  p?: string;
  training?: boolean;
  inplace?: boolean;
}

/** What the calls that make a tensor of a dtype and shape have in common. */
interface Made {
  dtype: FloatDType;
  shape: number[];
}

export type Step =
  | DropoutStep
  | ({ call: 'rand' | 'randn' } & Made)
  | ({ call: 'uniform_'; from: number; to: number } & Made)
  | ({ call: 'normal_'; mean: number; std: number } & Made)
  | ({ call: 'bernoulli_'; prob: number } & Made)
  | { call: 'randint'; shape: number[]; low: string; high: string }
  | { call: 'randperm'; n: number }
  | { call: 'bernoulli'; input: TensorSpec & { dtype: FloatDType } }
  | { call: 'linear'; dtype: FloatDType; in: number; out: number; bias: boolean }
  | {
      call: 'conv';
      dtype: FloatDType;
      name: string;
      in: number;
      out: number;
      kernel: number[];
      groups: number;
      bias: boolean;
    }
  | { call: 'loader'; n: number; batch: number; shuffle: boolean };

export interface Sequence {
  seed: string;
  steps: Step[];
}

export interface PrintingCase {
  tensor: TensorSpec;
  requiresGrad?: boolean;
  gradFn?: string;
  device?: string;
}

const SPECIALS = [
  ...[0, -0, 1, -1, Infinity, -Infinity, NaN, 0.1, -2.5, 1 / 3, 1e-45, -1e-45, 1.1754942e-38, 6e-8, -3e-8],
  ...[
    65504,
    65519,
    -65520,
    2 ** -14,
    2 ** -15 * 1.0009765625,
    3.4028234663852886e38,
    -(2 - 2 ** -8) * 2 ** 127,
  ],
  ...[1e-5, 12345.678, -99999.5, 5e-324, -1e-310, 1.7976931348623157e308, 0.30000000000000004],
];

const RULES: Readonly<Record<string, (i: number) => number>> = {
  ones: () => 1,
  arange: (i) => i,
  ramp: (i) => (((i * 7919) % 10007) - 5003) / 64,
  special: (i) => SPECIALS[i % SPECIALS.length] ?? NaN,
};

export function tensorOf({ dtype, shape, values, numel, strides, offset }: TensorSpec): AnyTensor {
  const rule = RULES[values];
  const numbers = rule ? Array.from({ length: numel }, (_, i) => rule(i)) : decodeFloat64(values);
  return new Tensor<DType>(dataOf(dtype, numbers), shape, dtype, strides, offset);
}

/** Bytes as base64 and text as it is, but their digest where they are long. */
export function brief(data: Buffer | string, limit: number): string {
  const bytes = Buffer.from(data as string);
  if (bytes.length > limit) return digest(data);
  return typeof data === 'string' ? data : bytes.toString('base64');
}

/** The elements in row-major order as bytes, every nan the same. */
export function rawOf(values: AnyTensor['data']): Buffer {
  const copy = values.slice();
  if (copy instanceof Float32Array || copy instanceof Float64Array) {
    const doubles = copy instanceof Float64Array;
    const view = new DataView(copy.buffer);
    copy.forEach((value, i) => {
      if (!Number.isNaN(value)) return;
      if (doubles) view.setBigUint64(8 * i, 0x7ff8000000000000n, true);
      else view.setUint32(4 * i, 0x7fc00000, true);
    });
  }
  return Buffer.from(copy.buffer);
}

function shown(t: AnyTensor, device?: string): { out: string; text: string } {
  const text = reprTensor(t, device === undefined ? {} : { device });
  return { out: brief(rawOf(t.values()), 48), text: brief(text, 200) };
}

const OPERATORS = {
  dropout,
  feature_dropout: featureDropout,
  alpha_dropout: alphaDropout,
  feature_alpha_dropout: featureAlphaDropout,
};

const KINDS: Readonly<Record<string, DropoutKind>> = {
  dropout: 'Dropout',
  dropout1d: 'Dropout1d',
  dropout2d: 'Dropout2d',
  dropout3d: 'Dropout3d',
  alpha_dropout: 'AlphaDropout',
  feature_alpha_dropout: 'FeatureAlphaDropout',
};

export interface StepAnswer {
  result?: unknown;
  error?: string;
  warnings?: string[];
}

export interface SequenceAnswer {
  steps: StepAnswer[];
  /** The next 64-bit draw, decimal. */
  next: string;
}

/** Warnings are issued before the error, which PyTorch's answer has beside it and ours has not. */
export function withoutWarningsOfErrors({ steps, next }: SequenceAnswer): SequenceAnswer {
  const plain = steps.map((step) => (step.error === undefined ? step : { error: step.error }));
  return { steps: plain, next };
}

function answerDropout(step: DropoutStep, generator: RandomSource): StepAnswer {
  const { name, inplace = false, training = true } = step;
  const input = tensorOf(step.input);
  const p: PythonNumber = numberOf(step.p ?? '0.5');
  let call: { output: AnyTensor; warnings?: readonly string[] };
  if (step.form === 'module') {
    call = forward({ kind: name as DropoutKind, p, inplace }, input, { training, generator });
  } else if (step.form === 'functional') {
    call = functional(KINDS[name] ?? 'Dropout', input, {
      ...(step.p === undefined ? {} : { p }),
      ...(step.training === undefined ? {} : { training }),
      inplace,
      generator,
    });
  } else {
    call = OPERATORS[name as keyof typeof OPERATORS](input, p.value, training, generator, inplace);
  }
  const { output, warnings = [] } = call;
  const result = {
    ...shown(output, generator.backend === 'cuda' ? 'cuda:0' : undefined),
    strides: output.strides.filter((_, i) => (output.shape[i] ?? 0) > 1),
    same: output === input && input.numel > 0,
    memory: brief(rawOf(input.data), 24),
  };
  return { result, ...(warnings.length > 0 ? { warnings: warnings.map((text) => brief(text, 60)) } : {}) };
}

function answerOther(step: Exclude<Step, DropoutStep>, generator: Generator): unknown {
  switch (step.call) {
    case 'rand':
      return shown(uniform(step.shape, 0, 1, generator, step.dtype));
    case 'uniform_':
      return shown(uniform(step.shape, step.from, step.to, generator, step.dtype));
    case 'randn':
      return normalShown(normal(step.shape, 0, 1, generator, step.dtype));
    case 'normal_':
      return normalShown(normal(step.shape, step.mean, step.std, generator, step.dtype));
    case 'bernoulli_':
      return shown(bernoulliFill(step.shape, step.prob, generator, step.dtype));
    case 'bernoulli':
      return shown(bernoulli(tensorOf(step.input) as Tensor<FloatDType>, generator));
    case 'randint':
      return shown(randint(BigInt(step.low), BigInt(step.high), step.shape, generator));
    case 'randperm':
      return shown(randperm(step.n, generator));
    case 'linear':
      return parametersShown(linearParameters(step.in, step.out, step.bias, generator, step.dtype));
    case 'conv': {
      // As a linear layer with so many inputs, the bias apart: a transposed one has its channels the other way round.
      const [rows, others] = step.name.includes('Transpose') ? [step.in, step.out] : [step.out, step.in];
      const shape = [rows, others / step.groups, ...step.kernel];
      const inputs = numelOf(shape.slice(1));
      const { weight } = linearParameters(inputs, rows, false, generator, step.dtype);
      const bound = 1 / Math.sqrt(inputs);
      const bias = step.bias ? uniform([step.out], -bound, bound, generator, step.dtype) : undefined;
      return parametersShown({ weight: new Tensor(weight.data, shape, step.dtype), bias });
    }
    case 'loader': {
      const order = loaderOrder(step.n, step.shuffle, generator);
      const batches = Math.ceil(step.n / step.batch);
      return Array.from({ length: batches }, (_, i) => order.slice(i * step.batch, (i + 1) * step.batch));
    }
  }
}

/**
 * The order in which one pass over `torch.utils.data.DataLoader(dataset, shuffle=shuffle)` takes the elements, and
 * its draws: two words for the workers' seed, and two more where it shuffles, for a generator of its own
 * (torch/utils/data/dataloader.py, sampler.py).
 */
function loaderOrder(length: number, shuffle: boolean, generator: Generator): number[] {
  randomInt64(generator);
  if (!shuffle) return Array.from({ length }, (_, i) => i);
  return Array.from(randperm(length, new Generator(randomInt64(generator))).data, Number);
}

/** float64 hangs on the last bits of C's log, sin and cos: seven digits are compared. */
function normalShown({ output }: NormalResult<FloatDType>): { out: string; text: string } {
  if (output.dtype !== 'float64') return shown(output);
  const text = Array.from(output.data, (value) => formatExponential(value, 6)).join(' ');
  return { out: brief(text, 48), text: brief(reprTensor(output), 200) };
}

function parametersShown({ weight, bias }: Parameters<FloatDType>): unknown[] {
  return [weight, bias].filter((t) => t !== undefined).map((t) => shown(t));
}

function answerStep(step: Step, generator: Generator): StepAnswer {
  return step.call === 'dropout'
    ? answerDropoutStep(step, generator)
    : orError(() => ({ result: answerOther(step, generator) }));
}

/** A call of dropout with any generator: an NVIDIA GPU's draws nothing else here. */
export function answerDropoutStep(step: DropoutStep, generator: RandomSource): StepAnswer {
  return orError(() => answerDropout(step, generator));
}

function orError(answer: () => StepAnswer): StepAnswer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof TorchError) return { error: String(error).split('\n')[0] ?? '' };
    throw error;
  }
}

export function answerSequence({ seed, steps }: Sequence): SequenceAnswer {
  const generator = new Generator(BigInt(seed));
  const answers = steps.map((step) => answerStep(step, generator));
  return { steps: answers, next: String(generator.random64()) };
}

export function answerPrinting({ tensor, device, gradFn, requiresGrad }: PrintingCase): string {
  const options = {
    ...(device === undefined ? {} : { device }),
    ...(gradFn === undefined ? {} : { gradFn }),
    ...(requiresGrad === undefined ? {} : { requiresGrad }),
  };
  return brief(reprTensor(tensorOf(tensor), options), 1200);
}
