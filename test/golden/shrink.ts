import type { AlgebraCase } from './algebra';
import type { Case } from './randomCases';
import type { Step, TensorSpec } from './steps';

/**
 * Makes a case smaller for as long as both sides still disagree about it: takes away calls, then dimensions,
 * elements and all that is not needed.
 *
 * @param disagree whether a case still shows the disagreement.
 */
export async function shrink(start: Case, disagree: (smaller: Case) => Promise<boolean>): Promise<Case> {
  let current = start;
  for (let tries = 0; tries < 1000;) {
    let found: Case | undefined;
    for (const candidate of smallerCases(current)) {
      if (tries++ >= 1000) break;
      if (await disagree(candidate)) {
        found = candidate;
        break;
      }
    }
    if (!found) break;
    current = found;
  }
  return current;
}

function* smallerCases(testCase: Case): Generator<Case> {
  switch (testCase.about) {
    case 'sequence': {
      const { sequence } = testCase;
      for (const steps of without(sequence.steps))
        yield { about: 'sequence', sequence: { ...sequence, steps } };
      for (const [i, step] of sequence.steps.entries()) {
        for (const smaller of smallerSteps(step)) {
          yield { about: 'sequence', sequence: { ...sequence, steps: sequence.steps.with(i, smaller) } };
        }
      }
      if (sequence.seed !== '0') yield { about: 'sequence', sequence: { ...sequence, seed: '0' } };
      return;
    }
    case 'normals': {
      const { seed, calls } = testCase.normals;
      for (const fewer of without(calls)) yield { about: 'normals', normals: { seed, calls: fewer } };
      for (const [i, call] of calls.entries()) {
        const smaller = [...smallerSizes(call.numel)].map((numel) => ({ ...call, numel }));
        const plainer = [{ mean: 0 }, { std: 1 }].map((plain) => ({ ...call, ...plain }));
        for (const other of [
          ...smaller,
          ...plainer.filter(({ mean, std }) => mean !== call.mean || std !== call.std),
        ]) {
          yield { about: 'normals', normals: { seed, calls: calls.with(i, other) } };
        }
      }
      return;
    }
    case 'algebra':
      for (const smaller of smallerAlgebra(testCase.algebra)) yield { about: 'algebra', algebra: smaller };
      return;
    case 'program': {
      const { cells, ...others } = testCase.program;
      for (const fewer of without(cells)) yield { about: 'program', program: { cells: fewer, ...others } };
      for (const [i, cell] of cells.entries())
        for (const lines of without(cell.split('\n')))
          yield { about: 'program', program: { cells: cells.with(i, lines.join('\n')), ...others } };
      return;
    }
    case 'repr': {
      const { tensor, ...rest } = testCase.printing;
      for (const key of Object.keys(rest)) {
        const fewer = Object.fromEntries(Object.entries(rest).filter(([name]) => name !== key));
        yield { about: 'repr', printing: { ...fewer, tensor } };
      }
      for (const smaller of smallerTensors(tensor))
        yield { about: 'repr', printing: { ...rest, tensor: smaller } };
      return;
    }
    case 'dropout':
      for (const steps of without(testCase.steps)) yield { ...testCase, steps };
      for (const [i, step] of testCase.steps.entries()) {
        if (typeof step === 'number') {
          for (const count of smallerSizes(step)) yield { ...testCase, steps: testCase.steps.with(i, count) };
        } else {
          for (const smaller of smallerArrays(step))
            yield { ...testCase, steps: testCase.steps.with(i, smaller) };
        }
      }
      return;
    case 'printing':
      for (const smaller of smallerArrays(testCase)) yield smaller;
      return;
    case 'doubles': {
      const bytes = Buffer.from(testCase.data, 'base64');
      const values = Array.from({ length: bytes.length / 8 }, (_, i) => bytes.subarray(8 * i, 8 * i + 8));
      for (const fewer of without(values))
        yield { about: 'doubles', data: Buffer.concat(fewer).toString('base64') };
      return;
    }
    case 'literal':
    case 'seed':
      for (let i = 0; i < testCase.text.length; i++) {
        yield { ...testCase, text: testCase.text.slice(0, i) + testCase.text.slice(i + 1) };
      }
  }
}

/** A list without its first half, its second half, and each of its elements. */
function* without<T>(list: readonly T[]): Generator<T[]> {
  const half = Math.floor(list.length / 2);
  if (half > 1) {
    yield list.slice(half);
    yield list.slice(0, half);
  }
  if (list.length > 1) for (const i of list.keys()) yield list.toSpliced(i, 1);
}

function* smallerSteps(step: Step): Generator<Step> {
  if ('input' in step) {
    for (const input of smallerTensors(step.input)) yield { ...step, input } as Step;
  }
  if (step.call === 'dropout') {
    if (step.inplace) yield { ...step, inplace: false };
    if (step.p !== undefined && step.p !== '0.5') yield { ...step, p: '0.5' };
  }
  if ('shape' in step) for (const shape of smallerShapes(step.shape)) yield { ...step, shape };
  if ('kernel' in step)
    for (const kernel of smallerShapes(step.kernel)) {
      if (kernel.length === step.kernel.length) yield { ...step, kernel };
    }
  if ('dtype' in step && step.dtype !== 'float32') yield { ...step, dtype: 'float32' };
  if (step.call === 'linear') {
    for (const size of smallerSizes(step.in)) yield { ...step, in: size };
    for (const size of smallerSizes(step.out)) yield { ...step, out: size };
    if (step.bias) yield { ...step, bias: false };
  }
  if (step.call === 'randperm') for (const n of smallerSizes(step.n)) yield { ...step, n };
}

function* smallerAlgebra({ op, operands, args }: AlgebraCase): Generator<AlgebraCase> {
  for (const [i, operand] of operands.entries()) {
    if ('scalar' in operand) {
      if (operand.value !== '1') yield { op, args, operands: operands.with(i, { ...operand, value: '1' }) };
      continue;
    }
    const { centers, errors, ...plain } = operand;
    if (centers !== undefined && errors !== undefined) yield { op, args, operands: operands.with(i, plain) };
    else for (const smaller of smallerTensors(plain)) yield { op, args, operands: operands.with(i, smaller) };
  }
  if (op === 'cat' || op === 'stack') {
    for (const fewer of without(operands)) yield { op, args, operands: fewer };
  }
  if (args.indices) {
    for (const indices of without(args.indices)) yield { op, operands, args: { ...args, indices } };
  }
  for (const key of ['alpha', 'dtype']) {
    if (key in args)
      yield { op, operands, args: Object.fromEntries(Object.entries(args).filter(([name]) => name !== key)) };
  }
}

/** What fills a tensor if its numbers are not given. */
const RULES: ReadonlySet<string> = new Set(['ones', 'arange', 'ramp', 'special']);

function* smallerTensors(spec: TensorSpec): Generator<TensorSpec> {
  const { strides, offset, ...rest } = spec;
  const dense = (shape: number[]): TensorSpec => {
    const numel = product(shape);
    const bytes = RULES.has(spec.values) ? undefined : Buffer.from(spec.values, 'base64');
    const values = bytes?.subarray(0, 8 * numel).toString('base64') ?? spec.values;
    return { ...rest, shape, values, numel };
  };
  // An expanded tensor has more elements than its memory.
  if (strides && product(spec.shape) <= spec.numel) yield dense(spec.shape);
  if (offset) yield { ...spec, offset: 0 };
  for (const shape of smallerShapes(spec.shape)) {
    if (!strides) yield dense(shape);
    else if (shape.length === spec.shape.length) yield { ...spec, shape };
  }
  if (spec.values !== 'ones' && spec.values !== 'arange' && spec.numel > 0) {
    yield { ...spec, values: 'ones' };
    yield { ...spec, values: 'arange' };
  }
  if (spec.dtype !== 'float32') yield { ...spec, dtype: 'float32' };
}

/** The cases whose float32 bytes are given: fewer of them. */
function* smallerArrays<T extends { shape: number[]; data: string }>(array: T): Generator<T> {
  const bytes = Buffer.from(array.data, 'base64');
  for (const shape of smallerShapes(array.shape)) {
    yield { ...array, shape, data: bytes.subarray(0, 4 * product(shape)).toString('base64') };
  }
  const values = new Float32Array(Uint8Array.from(bytes).buffer);
  for (const [i, value] of values.entries()) {
    if (values.length > 20 || value === 1) continue;
    yield { ...array, data: Buffer.from(values.with(i, 1).buffer).toString('base64') };
  }
}

function* smallerShapes(shape: readonly number[]): Generator<number[]> {
  for (const [i, size] of shape.entries()) {
    yield shape.toSpliced(i, 1);
    for (const smaller of smallerSizes(size)) yield shape.with(i, smaller);
  }
}

function* smallerSizes(size: number): Generator<number> {
  if (size > 3) yield Math.floor(size / 2);
  if (size > 1) yield size - 1;
}

function product(shape: readonly number[]): number {
  return shape.reduce((total, size) => total * size, 1);
}
