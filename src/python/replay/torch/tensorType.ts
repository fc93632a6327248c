import { algebra, isFloating, ITEM_SIZES } from '../../../torch';
import { either } from '../doubt';
import { addMembers, native } from '../native';
import {
  bool,
  int,
  NONE,
  type NativeFunction,
  PropertyValue,
  str,
  TupleValue,
  UnknownValue,
  type Value,
} from '../values';
import { backward, gradDoubtOf, recordInPlace } from './autograd';
import { Call, type Call as TorchCall, computed, torchFunction } from './call';
import { functionsOf, methodsOf } from './definitions';
import { DeviceValue, onGpu, readDevice } from './devices';
import { DtypeValue, dtypeValue, readDtype } from './dtypes';
import { activations } from './activations';
import { elementwise } from './elementwise';
import { likeFactories } from './factories';
import { indexing } from './indexing';
import { matrices } from './matrices';
import { itemOf, operators } from './operators';
import { randomMethods } from './randomFunctions';
import { reductions } from './reductions';
import { shapes } from './shapes';
import { sizeOf } from './sizes';
import { valueOfList } from './scalars';
import { stateOf } from './state';
import { replaceDoubt } from './memory';
import { newTensor, TensorValue, tensorType } from './tensorValue';

const DEFINITIONS = [...elementwise, ...activations, ...shapes, ...matrices, ...reductions, ...likeFactories];

/** Every function of the module `torch` that is a method of tensors, too, and the like. */
export const tensorFunctions: readonly NativeFunction[] = functionsOf(DEFINITIONS);

/** A tensor of another dtype: the very tensor where it is of that dtype. */
function convertedTo(call: TorchCall, self: TensorValue, dtype: algebra.Enclosure['dtype']): TensorValue {
  const result = algebra.convert(self.enclosure, dtype);
  return call.result(result, 'ToCopyBackward0');
}

/** `t.to(…)`: a dtype, a device, another tensor, or two of them. */
function moved(call: TorchCall): Value {
  const self = call.tensor('input');
  let dtype = call.dtype();
  let device: string | undefined;
  const given = ['first', 'second'].flatMap((name) => call.get(name) ?? []);
  for (const value of [...given, ...[call.get('device') ?? []].flat()]) {
    if (value instanceof TensorValue) dtype = value.enclosure.dtype;
    else if (value instanceof DtypeValue) dtype = readDtype(call.interpreter, value);
    else if (value.kind !== 'bool')
      device = readDevice(call.interpreter, value) ?? call.giveUp('this call of to');
  }
  const result = dtype === undefined ? self : convertedTo(call, self, dtype);
  return device === undefined || device === self.object.device ? result : onDevice(result, device);
}

function onDevice(self: TensorValue, device: string): TensorValue {
  const { enclosure, requiresGrad, node, gradDoubt } = self.object;
  return newTensor(enclosure, { requiresGrad, node, gradDoubt, device });
}

const CONVERSIONS = {
  float: 'float32',
  double: 'float64',
  half: 'float16',
  bfloat16: 'bfloat16',
  long: 'int64',
  bool: 'bool',
} as const;

const TYPE_NAMES = {
  float32: 'FloatTensor',
  float64: 'DoubleTensor',
  float16: 'HalfTensor',
  bfloat16: 'BFloat16Tensor',
  int64: 'LongTensor',
  bool: 'BoolTensor',
} as const;

/** What gives another view of NumPy: its arrays are not modelled. */
function toNumpy(call: TorchCall): Value {
  const self = call.tensor('input');
  if (self.object.requiresGrad && call.bool('force') !== true)
    call.interpreter.raise(
      'RuntimeError',
      "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
    );
  const doubt = call.interpreter.about('notUnderstood', 'a numpy array');
  return new UnknownValue(doubt, true, 'numpy array', [self]);
}

function setRequiresGrad(call: TorchCall): Value {
  const self = call.tensor('input');
  const wanted = call.bool('requires_grad') ?? true;
  if (wanted && !isFloating(self.enclosure.dtype))
    call.interpreter.raise('RuntimeError', 'only Tensors of floating point dtype can require gradients');
  if (!wanted && self.object.node !== undefined)
    call.interpreter.raise(
      'RuntimeError',
      'you can only change requires_grad flags of leaf variables.',
      true,
    );
  self.object.requiresGrad = wanted;
  self.object.gradDoubt = either(call.interpreter.control, either(call.doubt, self.object.gradDoubt));
  return self;
}

const conversions: readonly NativeFunction[] = [
  ...Object.entries(CONVERSIONS).map(([name, dtype]) =>
    torchFunction(name, 'input', (call) => convertedTo(call, call.tensor('input'), dtype)),
  ),
  torchFunction('to', 'input, first, second, non_blocking, copy, *, dtype, device', (call) => {
    if (call.bool('copy') === true) return call.giveUp('to(copy=True)');
    return moved(call);
  }),
  torchFunction('type', 'input, dtype', (call) => {
    const self = call.tensor('input');
    const dtype = call.get('dtype');
    if (dtype !== undefined) return convertedTo(call, self, readDtype(call.interpreter, dtype));
    return str(`torch.${TYPE_NAMES[self.enclosure.dtype]}`);
  }),
  torchFunction('type_as', 'input, other', (call) =>
    convertedTo(call, call.tensor('input'), call.enclosure('other').dtype),
  ),
  torchFunction('cpu', 'input', (call) => {
    const self = call.tensor('input');
    return self.object.device === 'cpu' ? self : onDevice(self, 'cpu');
  }),
  torchFunction('cuda', 'input, device', (call) =>
    onDevice(call.tensor('input'), onGpu(call.interpreter, 'cuda:0')),
  ),
  torchFunction('item', 'input', (call) => itemOf(call, call.tensor('input'))),
  torchFunction('tolist', 'input', (call) => {
    const self = call.tensor('input');
    call.spend(self.enclosure.numel);
    call.doubt = either(call.doubt, self.memoryDoubt);
    return valueOfList(call.interpreter, algebra.toList(self.enclosure));
  }),
  torchFunction('numpy', 'input, force', toNumpy),
  torchFunction('__array__', 'input, dtype', toNumpy),
];

const inspection: readonly NativeFunction[] = [
  torchFunction('size', 'input, dim', (call) => {
    const { shape } = call.enclosure('input');
    const dim = call.int('dim');
    if (dim === undefined) return sizeOf(shape);
    const size = shape[dim < 0 ? dim + shape.length : dim];
    return size === undefined
      ? call.interpreter.raise('IndexError', 'Dimension out of range', true)
      : int(size);
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
  torchFunction('data_ptr', 'input', (call) => int(0, call.interpreter.about('address'))),
];

const gradMethods: readonly NativeFunction[] = [
  torchFunction('requires_grad_', 'input, requires_grad', setRequiresGrad, { mutates: true }),
  torchFunction('backward', 'input, gradient, retain_graph, create_graph, inputs', (call) => {
    const self = call.tensor('input');
    const retain = call.bool('retain_graph') ?? call.bool('create_graph') ?? false;
    if (self.object.requiresGrad && self.enclosure.numel !== 1 && call.get('gradient') === undefined)
      call.interpreter.raise('RuntimeError', 'grad can be implicitly created only for scalar outputs');
    backward(call.interpreter, self, retain);
    return NONE;
  }),
  ...['register_hook', 'retain_grad'].map((name) =>
    native(name, 'self, hook=', (_, interpreter) => {
      interpreter.doubtAll(interpreter.about('notUnderstood', name));
      return NONE;
    }),
  ),
  torchFunction(
    'detach_',
    'input',
    (call) => {
      const self = call.tensor('input');
      self.object.node = undefined;
      self.object.requiresGrad = false;
      self.object.gradDoubt = either(call.interpreter.control, self.object.gradDoubt);
      return self;
    },
    { mutates: true },
  ),
  torchFunction('fill_', 'input, value', (call) => filledWith(call, call.operand('value'), 'FillBackward2'), {
    mutates: true,
  }),
  torchFunction('zero_', 'input', (call) => filledWith(call, algebra.intScalar(0), 'ZeroBackward0'), {
    mutates: true,
  }),
  torchFunction(
    'copy_',
    'input, other',
    (call) => {
      const [self, other] = [call.tensor('input'), call.tensor('other')];
      changeable(call, self);
      computed(call.interpreter, () => algebra.copyInto(self.enclosure, other.enclosure));
      replaceDoubt(self.enclosure, either(call.interpreter.control, either(call.doubt, other.contentsDoubt)));
      recordInPlace(call.interpreter, self, [other], 'CopyBackwards');
      return self;
    },
    { mutates: true },
  ),
];

function changeable(call: TorchCall, self: TensorValue): void {
  if (stateOf(call.interpreter).gradEnabled && self.object.requiresGrad && self.object.node === undefined)
    call.interpreter.raise(
      'RuntimeError',
      'a leaf Variable that requires grad is being used in an in-place operation.',
    );
}

function filledWith(call: TorchCall, value: algebra.Operand, gradName: string): Value {
  const self = call.tensor('input');
  changeable(call, self);
  computed(call.interpreter, () => algebra.fill(self.enclosure, value));
  const sources = call.tensors.filter((tensor) => tensor !== self);
  let { doubt } = call;
  for (const source of sources) doubt = either(doubt, source.contentsDoubt);
  replaceDoubt(self.enclosure, either(call.interpreter.control, doubt));
  recordInPlace(call.interpreter, self, sources, sources.length > 0 ? 'FillBackward3' : gradName);
  return self;
}

/** Names of methods that draw, and are not understood. */
const DRAWING =
  /^(?:multinomial|cauchy_|exponential_|geometric_|log_normal_|bernoulli|normal_|uniform_|random_)$/;

/** Methods that nobody wrote here: those that end with `_` change the tensor, the others give something unknown. */
function otherMethod(self: Value, name: string): Value | undefined {
  if (!(self instanceof TensorValue) || name.startsWith('__')) return undefined;
  return native(
    name,
    '*args, **keywords',
    (args, interpreter) => {
      const doubt = interpreter.about('notUnderstood', `Tensor.${name}`);
      if (name.endsWith('_')) {
        self.markChanged(doubt);
        interpreter.doubtAll(doubt);
      }
      if (DRAWING.test(name)) interpreter.random.lose(doubt);
      return new UnknownValue(doubt, true, `Tensor.${name}(…)`, [self, ...args.rest]);
    },
    { takesUnknown: true },
  );
}

type Property = (self: TensorValue, call: TorchCall) => Value;

function viewProperty(
  view: (x: algebra.Enclosure) => algebra.Enclosure,
  gradName: string | undefined,
): Property {
  return (self, call) => call.result(view(self.enclosure), gradName);
}

const PROPERTIES: Readonly<Record<string, Property>> = {
  shape: ({ enclosure }) => sizeOf(enclosure.shape),
  ndim: ({ enclosure }) => int(enclosure.dim),
  dtype: ({ enclosure }) => dtypeValue(enclosure.dtype),
  device: ({ object }) => {
    const [name = 'cpu', index] = object.device.split(':');
    return new DeviceValue(name, index === undefined ? undefined : Number(index));
  },
  itemsize: ({ enclosure }) => int(ITEM_SIZES[enclosure.dtype]),
  nbytes: ({ enclosure }) => int(ITEM_SIZES[enclosure.dtype] * enclosure.numel),
  T: viewProperty(algebra.reversed, 'PermuteBackward0'),
  mT: viewProperty(algebra.matrixTranspose, 'TransposeBackward0'),
  is_leaf: (self) => bool(self.object.node === undefined, gradDoubtOf(self)),
  is_cuda: ({ object }) => bool(object.device.startsWith('cuda')),
  grad_fn: (self, call) =>
    self.object.node === undefined
      ? NONE
      : new UnknownValue(gradDoubtOf(self) ?? call.interpreter.about('address'), true, 'grad_fn'),
};

for (const [name, get] of Object.entries(PROPERTIES)) tensorType.members.set(name, propertyOf(name, get));

function propertyOf(name: string, get: Property, setter?: NativeFunction): PropertyValue {
  const getter = native(
    name,
    'self',
    (args, interpreter) => {
      const call = new Call(interpreter, name, args, args.rest);
      return computed(interpreter, () => get(call.tensor('self'), call));
    },
    { pure: true },
  );
  return new PropertyValue(getter, setter);
}

tensorType.members.set(
  'requires_grad',
  propertyOf(
    'requires_grad',
    (self) => bool(self.object.requiresGrad, gradDoubtOf(self)),
    torchFunction('requires_grad', 'input, requires_grad', setRequiresGrad, { mutates: true }),
  ),
);
tensorType.members.set(
  'grad',
  propertyOf(
    'grad',
    ({ object }, { interpreter }) => {
      if (object.grad !== undefined) return object.grad;
      const { gradients } = stateOf(interpreter);
      const mayHave = object.requiresGrad && object.node === undefined && gradients !== undefined;
      return mayHave ? new UnknownValue(gradients, true, 'grad') : NONE;
    },
    torchFunction('grad', 'input, value', (call) => {
      const self = call.tensor('input');
      const value = call.get('value') ?? NONE;
      // What a later backward pass adds to it is not known.
      self.object.grad = value.kind === 'none' ? undefined : value;
      if (stateOf(call.interpreter).gradients !== undefined || value.kind !== 'none')
        self.object.grad = new UnknownValue(
          call.interpreter.about('notUnderstood', 'the gradient'),
          true,
          'grad',
        );
      return NONE;
    }),
  ),
);
tensorType.members.set(
  'data',
  propertyOf(
    'data',
    (self, call) => call.result(self.enclosure.detach()),
    torchFunction('data', 'input, value', (call) => {
      const [self, value] = [call.tensor('input'), call.tensor('value')];
      const doubt = either(call.interpreter.control, call.doubt);
      if (doubt !== undefined) call.interpreter.doubtAll(doubt);
      self.object.enclosure = value.enclosure;
      return NONE;
    }),
  ),
);

addMembers(tensorType, [
  ...methodsOf(DEFINITIONS),
  ...operators,
  ...indexing,
  ...conversions,
  ...inspection,
  ...gradMethods,
  ...randomMethods,
]);
if (tensorType.native !== undefined) tensorType.native.missing = otherMethod;
