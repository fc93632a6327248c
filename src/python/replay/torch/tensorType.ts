import { isHarmless } from '../../library/effects';
import { ownNames, publicNames } from '../../library/names';
import { addresses } from '../protocol/comparison';
import { isFloating, ITEM_SIZES } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { addMembers } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import { bool, int, NONE, type NativeFunction, TupleValue, UnknownValue, type Value } from '../object/values';
import { gradDoubtOf } from './autograd';
import { torchFunction } from './torchCall';
import { conversions } from './tensorConversions';
import { GRADIENT_PROPERTIES, gradMethods } from './tensorGradients';
import { type Property, propertyOf } from './tensorProperty';
import { functionsOf, methodsOf } from './definitions';
import { DeviceValue } from './devices';
import { selecting } from '../../../torch/derivatives';
import { dtypeValue } from './dtypes';
import { elementwise } from './elementwise';
import { GradFunction } from './gradFunction';
import { likeFactories } from './factories';
import { indexing } from './indexing';
import { matrices } from './matrices';
import { operators } from './operators';
import { ordering } from './ordering';
import { randomMethods } from './randomMethods';
import { reductions } from './reductions';
import { picking } from './picking';
import { shapes } from './shapes';
import { sizeOf } from './sizes';
import { parameterType, TensorValue, tensorType } from './tensorValue';

const DEFINITIONS = [
  ...elementwise,
  ...shapes,
  ...picking,
  ...matrices,
  ...reductions,
  ...ordering,
  ...likeFactories,
];

/** Every function of the module `torch` that is a method of tensors, too, and the like. */
export const tensorFunctions: readonly NativeFunction[] = functionsOf(DEFINITIONS);

const inspection: readonly NativeFunction[] = [
  torchFunction('size', 'input, dim', { isC: true }, (call) => {
    const { shape } = call.enclosure('input');
    const dim = call.intOrNone('dim');
    if (dim === undefined) return sizeOf(shape);
    const size = shape[dim < 0 ? dim + shape.length : dim];
    return size === undefined ? call.raise('IndexError', 'Dimension out of range', true) : int(size);
  }),
  torchFunction('stride', 'input, dim', (call) => {
    const { strides } = call.enclosure('input');
    const dim = call.int('dim');
    if (dim === undefined) return new TupleValue(strides.map((stride) => int(stride)));
    return int(strides.at(dim) ?? call.giveUp('this stride'));
  }),
  ...['dim', 'ndimension'].map((name) =>
    torchFunction(name, 'input', (call) => int(call.enclosure('input').dim)),
  ),
  ...['numel', 'nelement'].map((name) =>
    torchFunction(name, 'input', (call) => int(call.enclosure('input').numel)),
  ),
  torchFunction('element_size', 'input', (call) => int(ITEM_SIZES[call.enclosure('input').dtype])),
  torchFunction('storage_offset', 'input', (call) => int(call.enclosure('input').tensor.storageOffset)),
  torchFunction('is_contiguous', 'input', (call) => {
    const x = call.enclosure('input');
    return bool(algebra.contiguous(x) === x);
  }),
  torchFunction('is_floating_point', 'input', (call) => bool(isFloating(call.enclosure('input').dtype))),
  torchFunction('get_device', 'input', (call) => int(call.tensor('input').object.device === 'cpu' ? -1 : 0)),
  torchFunction('data_ptr', 'input', (call) => {
    const { object, enclosure, doubt } = call.tensor('input');
    const address = new UnknownValue(call.interpreter.about('address'), true);
    const place = { place: enclosure.tensor.data, owner: object };
    if (doubt === undefined && enclosure.tensor.storageOffset === 0 && enclosure.numel > 0)
      addresses.set(address, place);
    return address;
  }),
];

const TENSOR_KNOWN = publicNames(ownNames('Tensor'));

/** Methods that nobody wrote here: unless it is known to read only, any of them may change the tensor, or do something else. */
function otherMethod(self: Value, name: string, interpreter: Interpreter): Value | undefined {
  if (!(self instanceof TensorValue) || name.startsWith('__') || !TENSOR_KNOWN.has(name)) return undefined;
  const full = `Tensor.${name}`;
  return new UnknownValue(interpreter.about('notUnderstood', full), isHarmless(full, false), full, [self]);
}

function viewProperty(
  view: (x: algebra.Enclosure) => algebra.Enclosure,
  gradName: string | undefined,
): Property {
  return (self, call) => call.result(view(self.enclosure), gradName, selecting(self.enclosure, view));
}

const PROPERTIES: Readonly<Record<string, Property>> = {
  shape: ({ enclosure }) => sizeOf(enclosure.shape),
  ndim: ({ enclosure }) => int(enclosure.dim),
  dtype: ({ enclosure, object }) => dtypeValue(object.narrow ?? enclosure.dtype),
  device: ({ object }) => {
    const [name = 'cpu', index] = object.device.split(':');
    return new DeviceValue(name, index === undefined ? undefined : Number(index));
  },
  itemsize: ({ enclosure }) => int(ITEM_SIZES[enclosure.dtype]),
  nbytes: ({ enclosure }) => int(ITEM_SIZES[enclosure.dtype] * enclosure.numel),
  T: viewProperty(algebra.reversed, 'PermuteBackward0'),
  mT: viewProperty(algebra.matrixTranspose, 'TransposeBackward0'),
  is_leaf: (self) => bool(self.object.node === undefined, gradDoubtOf(self)),
  retains_grad: (self) => bool(self.object.node?.retains !== undefined, gradDoubtOf(self)),
  is_cuda: ({ object }) => bool(object.device.startsWith('cuda')),
  grad_fn: (self) => {
    const { node } = self.object;
    const doubt = gradDoubtOf(self);
    if (node === undefined) return NONE;
    // Its class is not known then.
    return doubt === undefined ? new GradFunction(node) : new UnknownValue(doubt, true, 'grad_fn');
  },
};

for (const [name, get] of Object.entries(PROPERTIES)) tensorType.members.set(name, propertyOf(name, get));

for (const [name, get] of Object.entries(GRADIENT_PROPERTIES))
  tensorType.members.set(name, propertyOf(name, get.get, get.set));

addMembers(tensorType, [
  ...methodsOf(DEFINITIONS),
  ...operators,
  ...indexing,
  ...conversions,
  ...inspection,
  ...gradMethods,
  ...randomMethods,
]);
if (tensorType.native !== undefined) {
  tensorType.native.missing = otherMethod;
  tensorType.native.known = TENSOR_KNOWN;
}
if (parameterType.native !== undefined) parameterType.native.known = new Set();
