import { type DType, FLOAT_CONVERSIONS, isHalf, LEGACY_DTYPES, type NarrowDType } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { type NativeFunction, str, UnknownValue, type Value } from '../object/values';
import { type TorchCall, torchFunction } from './torchCall';
import { alone } from '../../../torch/derivatives';
import { onGpu, readDevice } from './devices';
import { DtypeValue, fittingIn, isNarrow, readDtype } from './dtypes';
import { doubtContents } from './memory';
import { HAS_NO_ARRAY, NdarrayValue } from './ndarray';
import { tensorItem } from './operators';
import { valueOfList } from './scalars';
import { newTensor, TensorValue } from './tensorValue';

/** A tensor of another dtype: the very tensor where it is of that dtype. */
function convertedTo(call: TorchCall, self: TensorValue, dtype: algebra.Enclosure['dtype']): TensorValue {
  const x = self.enclosure;
  const result = self.object.narrow && dtype === 'int64' ? algebra.clone(x) : algebra.convert(x, dtype);
  const derivative = alone(x, (g) => algebra.convert(g, x.dtype));
  return call.result(result, 'ToCopyBackward0', derivative);
}

/** What `to(…)` is given: a dtype or a tensor, or a device and then a dtype. `non_blocking` and `copy` stand behind. */
export function targetOf(call: TorchCall): { readonly device?: string; readonly like?: TensorValue | DType } {
  const [first, second] = [call.get('first'), call.get('second')];
  const notThis = (): never => call.giveUp('this call of to');
  // It changes nothing that can be seen.
  call.bool('non_blocking');
  if (first instanceof DtypeValue || (first instanceof TensorValue && first.object.narrow === undefined)) {
    const isBehind = !call.given('second') || second?.kind === 'bool';
    if (!isBehind || call.given('dtype') || call.given('device')) return notThis();
    return { like: first instanceof TensorValue ? first : readDtype(call.interpreter, first) };
  }
  const isTwice = ['first device', 'second dtype'].some((names) =>
    names.split(' ').every((name) => call.given(name)),
  );
  if (isTwice || (second !== undefined && !(second instanceof DtypeValue))) return notThis();
  const [like, place] = [call.dtype(second && 'second'), first ?? call.get('device')];
  const device = place && place.kind !== 'bool' ? readDevice(call.interpreter, place) : undefined;
  if (place !== undefined && device === undefined) return notThis();
  return { ...(device !== undefined && { device }), ...(like && { like }) };
}

/** `t.to(…)`. */
function moved(call: TorchCall): Value {
  const self = call.tensor('input');
  const narrow = narrowGiven(call);
  if (narrow !== undefined) return narrowedTo(call, self, narrow);
  const { device, like } = targetOf(call);
  const dtype = like instanceof TensorValue ? like.enclosure.dtype : like;
  const result = dtype === undefined ? self : convertedTo(call, self, dtype);
  return device === undefined || device === self.object.device ? result : onDevice(result, device);
}

function onDevice(self: TensorValue, device: string): TensorValue {
  const { enclosure, requiresGrad, node, gradDoubt } = self.object;
  return newTensor(enclosure, { requiresGrad, node, gradDoubt, device });
}

/** As integers of a dtype that is kept as int64. */
function narrowedTo(call: TorchCall, self: TensorValue, dtype: NarrowDType): TensorValue {
  if (self.object.narrow === dtype) return self;
  const { enclosure } = self;
  const isWhole = enclosure.dtype === 'int64' && enclosure.isExact;
  const result = isWhole
    ? algebra.wrapped(algebra.clone(enclosure), dtype)
    : algebra.convert(enclosure, 'int64');
  doubtContents(result, self.memoryDoubt);
  return newTensor(result, {
    device: self.object.device,
    narrow: fittingIn(call.interpreter, result, dtype),
  });
}

/** The dtype that is kept as int64 and that alone is given, to `to(…)` or `type(…)`. */
function narrowGiven(call: TorchCall): NarrowDType | undefined {
  const dtype = call.get('dtype') ?? call.get('first');
  const isAlone = ['first', 'second', 'dtype', 'device'].filter((name) => call.given(name)).length === 1;
  return isAlone && dtype instanceof DtypeValue && isNarrow(dtype.name) ? dtype.name : undefined;
}

/** An array of numpy on the same memory; of the dtypes that numpy lacks, or is not modelled with, it is unknown. */
function toNumpy(call: TorchCall): Value {
  const self = call.tensor('input');
  if (self.object.requiresGrad && call.bool('force') !== true) call.raise('RuntimeError', HAS_NO_ARRAY);
  const isPlain =
    self.object.device === 'cpu' &&
    self.object.narrow === undefined &&
    !isHalf(self.enclosure.dtype) &&
    !call.given('dtype');
  if (isPlain) return new NdarrayValue(self.enclosure.detach());
  const doubt = call.interpreter.about('notUnderstood', 'a numpy array');
  return new UnknownValue(doubt, true, 'numpy.ndarray(…)', [self]);
}

/** Methods that give another dtype, device, or Python's own values. */
export const conversions: readonly NativeFunction[] = [
  ...Object.entries({ ...FLOAT_CONVERSIONS, long: 'int64', bool: 'bool' } as const).map(([name, dtype]) =>
    torchFunction(name, 'input', (call) => convertedTo(call, call.tensor('input'), dtype)),
  ),
  ...Object.entries({ int: 'int32', short: 'int16', char: 'int8', byte: 'uint8' } as const).map(
    ([name, dtype]) => torchFunction(name, 'input', (call) => narrowedTo(call, call.tensor('input'), dtype)),
  ),
  torchFunction('to', 'input, first, second, non_blocking, copy, *, dtype, device', (call) =>
    call.bool('copy') === true ? call.leave('to(copy=True)') : moved(call),
  ),
  torchFunction('type', 'input, dtype', (call) => {
    const self = call.tensor('input');
    const dtype = call.get('dtype');
    const narrow = narrowGiven(call);
    if (narrow !== undefined) return narrowedTo(call, self, narrow);
    if (dtype !== undefined) return convertedTo(call, self, readDtype(call.interpreter, dtype));
    const names = Object.entries(LEGACY_DTYPES).find(([, one]) => one === self.enclosure.dtype);
    return str(`torch.${names?.[0]}`);
  }),
  torchFunction('type_as', 'input, other', (call) => {
    // No gradient comes of the other: it is not read as a tensor that is computed with.
    const [self, other] = [call.tensor('input'), call.get('other')];
    if (!(other instanceof TensorValue) || other.object.narrow !== undefined) return call.leave('type_as');
    const result = convertedTo(call, self, other.enclosure.dtype);
    return other.object.device === self.object.device ? result : onDevice(result, other.object.device);
  }),
  torchFunction('cpu', 'input', (call) => {
    const self = call.tensor('input');
    return self.object.device === 'cpu' ? self : onDevice(self, 'cpu');
  }),
  torchFunction('cuda', 'input, device', (call) =>
    onDevice(call.tensor('input'), onGpu(call.interpreter, 'cuda:0')),
  ),
  torchFunction('item', 'input', (call) => tensorItem(call, call.tensor('input'))),
  torchFunction('tolist', 'input', (call) => {
    const self = call.tensor('input');
    call.spend(self.enclosure.numel);
    return valueOfList(call.interpreter, algebra.toList(self.enclosure), self.memoryDoubt);
  }),
  torchFunction('numpy', 'input, *, force', toNumpy),
  torchFunction('__array__', 'input, dtype', toNumpy),
];
