import { type DType, LEGACY_DTYPES } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { addMembers, native, nativeClass } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, NativeFunction, Value } from '../object/values';
import { torchFunction } from './torchCall';
import { sizesOf, uninitialized } from './factories';
import { doubtContents, memoryOf } from './memory';
import { NdarrayValue } from './ndarray';
import { nestedScalars } from './nesting';
import { stateOf } from './state';
import { newTensor, TensorValue, tensorType } from './tensorValue';

/* `torch.Tensor(…)`, `torch.FloatTensor(…)` and the like: torch/csrc/utils/tensor_new.cpp, `legacy_tensor_ctor`. */

/** A tensor of the values of a list, of so many elements that nobody set, or of another tensor's memory. */
function constructor(name: string, dtypeOf: (interpreter: Interpreter) => DType): NativeFunction {
  return torchFunction(name, 'cls, data, *rest', (call): Value => {
    const dtype = dtypeOf(call.interpreter);
    const data = call.get('data');
    if (data === undefined) return newTensor(algebra.fullOf([0], algebra.intScalar(0), dtype));
    if (data instanceof TensorValue) {
      const isOther = data.enclosure.dtype !== dtype || data.object.requiresGrad;
      if (isOther || call.rest.length > 0) return call.giveUp(`this ${name}`);
      return call.result(call.asTensor(data).enclosure.detach());
    }
    if (data instanceof NdarrayValue && !data.isScalar && call.rest.length === 0) {
      // As `from_numpy` does, this shares the array's memory where it has the dtype.
      const tensor = newTensor(algebra.convert(data.tensorMemory(call.interpreter), dtype));
      doubtContents(tensor.enclosure, data.contentsDoubt);
      return tensor;
    }
    if (data.kind === 'int' || (data.kind === 'tuple' && data.type?.name === 'Size')) {
      const shape = call.sizes('data');
      call.spend(shape.reduce((product, size) => product * Math.max(0, size), 1));
      return uninitialized(call, algebra.fullOf(shape, algebra.intScalar(0), dtype));
    }
    if (call.rest.length > 0 || (data.kind !== 'list' && data.kind !== 'tuple'))
      return call.giveUp(`this ${name}`);
    return newTensor(algebra.tensorOf(nestedScalars(call, data), dtype));
  });
}

if (tensorType.native !== undefined)
  tensorType.native.construct = constructor('Tensor', (interpreter) => stateOf(interpreter).defaultDtype);

/** `torch.autograd.Variable`: what once had to be wrapped around tensors, which are its instances. */
export const variableType = nativeClass('Variable', {
  module: 'torch.autograd.variable',
  construct: torchFunction('Variable', 'cls, data, requires_grad', (call) => {
    const { enclosure, device } = call.tensor('data').object;
    return newTensor(enclosure.detach(), { device, requiresGrad: call.bool('requires_grad') ?? false });
  }),
});
if (variableType.native !== undefined) variableType.native.isProtocol = true;

addMembers(tensorType, [
  native('new', 'self, *data', (args, interpreter) => {
    const self = args.need('self');
    if (!(self instanceof TensorValue)) return interpreter.giveUp('new');
    return interpreter.call(
      constructor('new', () => self.enclosure.dtype),
      [tensorType, ...args.rest],
    );
  }),
  // Of a tensor that holds nothing yet, and is no part of anything. Where it may run, more than elements is in doubt.
  torchFunction(
    'resize_',
    'input, size, *rest',
    { mutates: true, reaches: true, isC: true, isMethod: true },
    (call) => {
      const { object } = call.tensor('input');
      const { enclosure } = object;
      const isAlone = enclosure.numel === 0 && memoryOf(enclosure).tensors === 1 && !object.requiresGrad;
      if (!isAlone || call.interpreter.control !== undefined) return call.giveUp('resize_');
      const made = algebra.fullOf(sizesOf(call), algebra.intScalar(0), enclosure.dtype);
      object.enclosure = uninitialized(call, made).enclosure;
      return call.tensor('input');
    },
  ),
]);

/** `torch.FloatTensor` and the like. Which tensors are instances of one depends on their element type. */
export const legacyTypes: readonly ClassValue[] = Object.entries(LEGACY_DTYPES).map(([name, dtype]) => {
  const type = nativeClass(name, { module: 'torch', construct: constructor(name, () => dtype) });
  if (type.native !== undefined) type.native.isProtocol = true;
  return type;
});
