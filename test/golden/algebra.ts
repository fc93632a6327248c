import { type DType, TorchError } from '../../src/torch';
import * as algebra from '../../src/torch/algebra';
import { operandOf, type OperandSpec } from './algebraOperands';
import { OPERATIONS, type Arguments } from './algebraOperations';
import { reprEnclosed } from './enclosedText';
import { brief, rawOf } from './steps';

/* Answers the cases of the tensor algebra with src/torch/algebra, as algebra.py does with PyTorch. */

const { Enclosure } = algebra;
type Enclosure = algebra.Enclosure;

export interface AlgebraCase {
  op: string;
  operands: OperandSpec[];
  args: Arguments;
}

/** One tensor of an answer. */
interface Shown {
  /** The elements in row-major order, base64 as `rawOf` has them. */
  out: string;
  dtype: DType;
  shape: number[];
  /** The digest of repr(t), where that is certain. */
  text?: string;
  /** Those of dimensions longer than 1. */
  strides: number[];
  /** Whether it is the first operand's memory, and where in it. */
  view?: boolean;
  offset?: number;
  /** How far the elements may be off. PyTorch's answer has none. */
  errors?: number[];
}

export interface AlgebraAnswer {
  results?: Shown[];
  /** All of the memory of the first operand, for what works in place. */
  memory?: string;
  error?: string;
  /** Ours alone: that the answer hangs on what is uncertain. */
  undecided?: boolean;
}

export function answerAlgebra({ op, operands, args }: AlgebraCase): AlgebraAnswer {
  const inputs = operands.map(operandOf);
  try {
    const operation = OPERATIONS[op];
    if (!operation) throw new RangeError(`no operation ${op}`);
    const result = operation(inputs, args);
    const [first] = inputs;
    const results = [result].flat().map((each) => shown(each, first));
    const memory =
      first instanceof Enclosure && op.endsWith('_')
        ? rawOf(first.tensor.data).toString('base64')
        : undefined;
    const isUncertain = operands.some((operand) => 'errors' in operand);
    return { results, ...(memory === undefined || isUncertain ? {} : { memory }) };
  } catch (error) {
    if (error instanceof algebra.UndecidedError) return { undecided: true };
    if (error instanceof TorchError) return { error: String(error).split('\n')[0] ?? '' };
    throw error;
  }
}

function shown(result: Enclosure, first: algebra.Operand | undefined): Shown {
  const { tensor } = result;
  const errors = result.errors();
  const text = reprEnclosed(result);
  const isComparable = first instanceof Enclosure && result.numel > 0 && first.numel > 0;
  const view = first instanceof Enclosure && result.sharesMemoryWith(first);
  return {
    out: rawOf(tensor.values()).toString('base64'),
    dtype: tensor.dtype,
    shape: [...tensor.shape],
    ...(text === undefined ? {} : { text: brief(text, 0) }),
    strides: tensor.strides.filter((_, i) => (tensor.shape[i] ?? 0) > 1 && tensor.numel > 0),
    ...(isComparable ? { view, ...(view ? { offset: tensor.storageOffset } : {}) } : {}),
    ...(errors ? { errors: [...errors] } : {}),
  };
}

/** What is wrong with our answer in the light of PyTorch's, undefined where nothing is. */
export function contradiction(theirs: AlgebraAnswer, own: AlgebraAnswer): string | undefined {
  if (own.undecided) return undefined;
  if (theirs.error !== own.error) return 'another error';
  if (theirs.results === undefined || own.results === undefined) return undefined;
  if (theirs.results.length !== own.results.length) return 'another number of results';
  if (
    own.memory !== undefined &&
    own.results.every(({ errors }) => !errors) &&
    theirs.memory !== own.memory
  ) {
    return 'other memory';
  }
  for (const [i, result] of own.results.entries()) {
    const found = theirs.results[i] && differs(theirs.results[i], result);
    if (found !== undefined) return found;
  }
  return undefined;
}

function differs(theirs: Shown, own: Shown): string | undefined {
  const { out, errors, text, ...layout } = own;
  const { out: theirOut, text: theirText, ...theirLayout } = theirs;
  if (JSON.stringify(layout) !== JSON.stringify(theirLayout)) return 'another layout';
  if (text !== undefined && text !== theirText) return 'another text';
  if (!errors) return out === theirOut ? undefined : 'other elements';
  const [values, theirValues] = [numbersOf(own), numbersOf(theirs)];
  for (const [i, error] of errors.entries()) {
    const [value = NaN, theirValue = NaN] = [values[i], theirValues[i]];
    if (
      error === 0
        ? !Object.is(value, theirValue)
        : !(Math.abs(value - theirValue) <= error) && error !== Infinity
    ) {
      return `element ${i} is ${theirValue}, not ${value} ± ${error}`;
    }
  }
  return undefined;
}

export function numbersOf({ out, dtype }: Pick<Shown, 'out' | 'dtype'>): number[] {
  const bytes = Uint8Array.from(Buffer.from(out, 'base64'));
  if (dtype === 'int64') return Array.from(new BigInt64Array(bytes.buffer), Number);
  if (dtype === 'bool') return [...bytes];
  return [...(dtype === 'float64' ? new Float64Array(bytes.buffer) : new Float32Array(bytes.buffer))];
}
