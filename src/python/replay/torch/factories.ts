import { type DType, isFloating, type NarrowDType, numelOf, TorchError } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { native } from '../object/native';
import { typeName } from '../object/types';
import type { NativeFunction, Value } from '../object/values';
import { type TorchCall, torchFunction } from './torchCall';
import { both, type Definition } from './definitions';
import { readDevice } from './devices';
import { DtypeValue, fittingIn, isNarrow } from './dtypes';
import { doubtContents } from './memory';
import { nestedScalars } from './nesting';
import { stateOf } from './state';
import { isPythons, NdarrayValue } from './ndarray';
import { newTensor, TensorValue } from './tensorValue';

/** What every factory takes beside its own arguments. */
export const FACTORY_OPTIONS = 'dtype, layout, device, requires_grad, pin_memory';

/** Where a new tensor lies; gives up on other layouts. */
export function deviceOf(call: TorchCall): string {
  if (call.get('layout') !== undefined || call.get('memory_format') !== undefined) call.leave('this layout');
  const device = call.get('device');
  if (device === undefined) return 'cpu';
  return readDevice(call.interpreter, device) ?? call.giveUp('this device');
}

/** A new tensor with the options of the call; `narrow` as `askedDtype` has it. */
export function made(call: TorchCall, enclosure: algebra.Enclosure, narrow?: NarrowDType): TensorValue {
  const requiresGrad = call.bool('requires_grad') ?? false;
  if (requiresGrad && !isFloating(enclosure.dtype))
    call.raise('RuntimeError', 'Only Tensors of floating point and complex dtype can require gradients');
  call.noteRecipe(enclosure, 'new');
  if (narrow !== undefined) fittingIn(call.interpreter, enclosure, narrow);
  return newTensor(enclosure, { requiresGrad, device: deviceOf(call), narrow });
}

/** The dtype that is asked for, and which narrow integers these are that are kept as int64. */
function askedDtype(call: TorchCall): { readonly dtype?: DType | undefined; readonly narrow?: NarrowDType } {
  const asked = call.get('dtype');
  return asked instanceof DtypeValue && isNarrow(asked.name)
    ? { dtype: 'int64', narrow: asked.name }
    : { dtype: call.dtype() };
}

/** The sizes of `torch.ones(2, 3)`, `torch.ones((2, 3))` and `torch.ones(size=(2, 3))`, which are paid for. */
export function sizesOf(call: TorchCall, shape = call.sizes('size')): number[] {
  call.spend(Math.max(0, numelOf(shape)));
  return shape;
}

function filled(name: string, value: algebra.Scalar): NativeFunction {
  return torchFunction(name, `size, *rest, out, ${FACTORY_OPTIONS}`, { isC: true }, (call) => {
    if (call.get('out') !== undefined) return call.leave('out=');
    const shape = sizesOf(call);
    if (name === 'zeros' && shape.some((size) => size < 0))
      call.raise('RuntimeError', 'zeros: Dimension size must be non-negative.');
    const { dtype = stateOf(call.interpreter).defaultDtype, narrow } = askedDtype(call);
    return made(call, algebra.fullOf(shape, value, dtype), narrow);
  });
}

/** Whatever lies in memory. */
export function uninitialized(call: TorchCall, enclosure: algebra.Enclosure): TensorValue {
  const tensor = made(call, enclosure);
  if (enclosure.numel > 0)
    doubtContents(enclosure, call.interpreter.about('environment', 'what uninitialized memory holds'));
  return tensor;
}

function filling(call: TorchCall): algebra.Scalar {
  call.need('fill_value');
  return call.scalar('fill_value') ?? call.giveUp('this fill_value');
}

function like(name: string, value: algebra.Scalar | undefined): Definition {
  const signature = value === undefined && name === 'full_like' ? 'input, fill_value' : 'input';
  return both(`torch.${name}`, `${signature}, *, ${FACTORY_OPTIONS}, memory_format`, (call) => {
    const x = call.enclosure('input');
    call.spend(x.numel);
    const fill = value ?? filling(call);
    const enclosure = algebra.fullLike(x, fill, call.dtype() ?? x.dtype);
    return name === 'empty_like' ? uninitialized(call, enclosure) : made(call, enclosure);
  });
}

/** The common dtype of what `torch.tensor` is given where it is told none. */
function tensorFrom(
  call: TorchCall,
  data: Value,
  dtype: DType | undefined,
  narrow?: NarrowDType,
): algebra.Enclosure {
  if (data instanceof TensorValue || data instanceof NdarrayValue) {
    const array = data instanceof NdarrayValue ? data : undefined;
    if (array?.isScalar === true && !isPythons(array) && dtype !== undefined && !isFloating(dtype))
      return call.leave('a number of numpy');
    call.contents = either(call.contents, array?.contentsDoubt);
    const source = array?.tensorMemory(call.interpreter) ?? call.asTensor(data).enclosure;
    const copy = algebra.clone(source);
    return dtype === undefined ? copy : algebra.convert(copy, dtype);
  }
  try {
    return algebra.tensorOf(nestedScalars(call, data), dtype, narrow);
  } catch (error) {
    // What is said of a list in a number's place hangs on the dtype and on whether it is a tuple.
    if (error instanceof TorchError && error.message.includes('not list')) call.typeError(error.message);
    throw error;
  }
}

function arange(call: TorchCall): Value {
  let [start, end] = [call.scalar('start'), call.scalar('end')];
  const step = call.scalar('step');
  if (end === undefined) [start, end] = [undefined, start];
  if (end === undefined) return call.giveUp('this call of arange');
  const from = start ?? algebra.intScalar(0);
  const bounds = [from, end, step];
  if (bounds.some((one) => one?.error)) return call.leave('these bounds');
  // How many there are follows from the bounds as floats.
  const { dtype, narrow } = askedDtype(call);
  if (narrow !== undefined && bounds.some((one) => one?.type === 'float')) return call.leave('these bounds');
  const length = (Number(end.value) - Number(from.value)) / Number(step?.value ?? 1);
  if (Number.isFinite(length)) call.spend(Math.max(0, length));
  if (dtype === 'bool') return call.giveUp('arange of bools');
  return made(call, algebra.arangeOf(from, end, step ?? algebra.intScalar(1), dtype), narrow);
}

/** `t.new_zeros(…)` and its kin. */
function newLike(name: string, value: algebra.Scalar | undefined): Definition {
  const signature = value === undefined ? 'input, size, fill_value' : 'input, size, *rest';
  return both(`.${name}`, `${signature}, ${FACTORY_OPTIONS}`, (call) => {
    const x = call.enclosure('input');
    const shape = sizesOf(call, name === 'new_full' ? call.intList('size') : undefined);
    const fill = value ?? filling(call);
    const enclosure = algebra.fullOf(shape, fill, call.dtype() ?? x.dtype);
    return name === 'new_empty' ? uninitialized(call, enclosure) : made(call, enclosure);
  });
}

/** Functions that make tensors of numbers, and draw nothing. */
export const factories: readonly NativeFunction[] = [
  filled('zeros', algebra.intScalar(0)),
  filled('ones', algebra.intScalar(1)),
  torchFunction('empty', `size, *rest, out, ${FACTORY_OPTIONS}, memory_format`, (call) => {
    const [shape, dtype = stateOf(call.interpreter).defaultDtype] = [sizesOf(call), call.dtype()];
    return uninitialized(call, algebra.fullOf(shape, algebra.intScalar(0), dtype));
  }),
  torchFunction('full', `size, fill_value, *, out, ${FACTORY_OPTIONS}`, { isC: true }, (call) => {
    const shape = sizesOf(call, call.intList('size'));
    const value = filling(call);
    const { dtype, narrow } = askedDtype(call);
    return made(call, algebra.fullOf(shape, value, dtype, narrow), narrow);
  }),
  torchFunction(
    'tensor',
    `data, *, dtype, device, requires_grad, pin_memory`,
    { takesForeign: true },
    (call) => {
      const data = call.orNone('data');
      const { dtype, narrow } = askedDtype(call);
      return madeFrom(call, tensorFrom(call, data, dtype, narrow), narrow);
    },
  ),
  ...['as_tensor', 'asarray'].map((name) =>
    torchFunction(name, `data, dtype, device`, (call) => {
      const data = call.need('data');
      if (data instanceof TensorValue) {
        const { enclosure } = call.asTensor(data);
        return call.result(algebra.convert(enclosure, call.dtype() ?? enclosure.dtype), 'ToCopyBackward0');
      }
      const dtype = call.dtype();
      if (
        data instanceof NdarrayValue &&
        !data.isScalar &&
        (dtype ?? data.enclosure.dtype) === data.enclosure.dtype
      )
        return newTensor(data.tensorMemory(call.interpreter));
      return madeFrom(call, tensorFrom(call, data, dtype));
    }),
  ),
  native('from_numpy', 'array, /', { takesForeign: true }, (args, interpreter) => {
    const array = args.need('array');
    if (array instanceof NdarrayValue && !array.isScalar) return newTensor(array.tensorMemory(interpreter));
    if (array.kind === 'instance') return interpreter.giveUp('a numpy array');
    const name = array instanceof NdarrayValue ? `numpy.${array.type.name}` : typeName(array);
    return interpreter.raise('TypeError', `expected np.ndarray (got ${name})`);
  }),
  torchFunction('arange', `start, end, step, *, out, ${FACTORY_OPTIONS}`, arange),
  torchFunction('linspace', `start, end, steps, *, out, ${FACTORY_OPTIONS}`, (call) => {
    const steps = call.wholeNumber('steps');
    call.spend(Math.max(0, steps));
    const [start, end] = ['start', 'end'].map((name) => call.number(name) ?? call.giveUp('this'));
    return made(call, algebra.linspace(start ?? 0, end ?? 0, steps, call.floatDtype()));
  }),
  torchFunction('eye', `n, m, *, out, ${FACTORY_OPTIONS}`, (call) => {
    const rows = call.wholeNumber('n');
    const columns = call.intOr('m', rows);
    call.spend(Math.max(0, rows * columns));
    const { dtype, narrow } = askedDtype(call);
    return made(call, algebra.eye(rows, columns, dtype), narrow);
  }),
];

/** Functions and methods that make tensors after the pattern of another. */
export const likeFactories: readonly Definition[] = [
  like('zeros_like', algebra.intScalar(0)),
  like('ones_like', algebra.intScalar(1)),
  like('empty_like', algebra.intScalar(0)),
  like('full_like', undefined),
  newLike('new_zeros', algebra.intScalar(0)),
  newLike('new_ones', algebra.intScalar(1)),
  newLike('new_empty', algebra.intScalar(0)),
  newLike('new_full', undefined),
];

/** What was read from tensors leaves its doubt with the copy. */
function madeFrom(call: TorchCall, enclosure: algebra.Enclosure, narrow?: NarrowDType): TensorValue {
  const tensor = made(call, enclosure, narrow);
  for (const { memoryDoubt } of call.tensors) doubtContents(enclosure, memoryDoubt);
  doubtContents(enclosure, call.contents);
  return tensor;
}
