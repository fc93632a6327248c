import { isFloating } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { native } from '../object/native';
import { bool, NONE, type NativeFunction, UnknownValue, type Value } from '../object/values';
import type { Property } from './tensorProperty';
import { checkInPlace, gradDoubtOf, recordInPlace } from './autograd';
import { accumulate, propagate } from './gradients';
import { type TorchCall, computed, torchFunction } from './torchCall';
import { replaceDoubt } from './memory';

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

/** Methods of autograd, and those that write into the tensor. */
export const gradMethods: readonly NativeFunction[] = [
  torchFunction('requires_grad_', 'input, requires_grad', { mutates: true }, setRequiresGrad),
  torchFunction('backward', 'input, gradient, retain_graph, create_graph, inputs', (call) => {
    const self = call.tensor('input');
    const retain = call.bool('retain_graph') ?? call.bool('create_graph') ?? false;
    if (self.object.requiresGrad && self.enclosure.numel !== 1 && call.get('gradient') === undefined)
      call.interpreter.raise('RuntimeError', 'grad can be implicitly created only for scalar outputs');
    const { interpreter } = call;
    const given = call.get('gradient');
    const seed =
      given === undefined
        ? { enclosure: algebra.fullLike(self.enclosure, algebra.intScalar(1)), doubt: undefined }
        : { enclosure: call.asTensor(given).enclosure, doubt: call.asTensor(given).contentsDoubt };
    const gradients = propagate(interpreter, self, seed, retain);
    const unclear = call.get('inputs') !== undefined || call.bool('create_graph') === true;
    for (const [leaf, gradient] of gradients)
      accumulate(
        interpreter,
        leaf,
        unclear
          ? { enclosure: undefined, doubt: interpreter.about('notUnderstood', 'the gradient') }
          : gradient,
      );
    return NONE;
  }),
  ...['register_hook', 'retain_grad'].map((name) =>
    native(name, 'self, hook=', (_, interpreter) => {
      interpreter.doubtAll(interpreter.about('notUnderstood', name));
      return NONE;
    }),
  ),
  torchFunction('detach_', 'input', { mutates: true }, (call) => {
    const self = call.tensor('input');
    self.object.node = undefined;
    self.object.requiresGrad = false;
    self.object.gradDoubt = either(call.interpreter.control, self.object.gradDoubt);
    return self;
  }),
  torchFunction('fill_', 'input, value', { mutates: true }, (call) =>
    filledWith(call, call.operand('value'), 'FillBackward2'),
  ),
  torchFunction('zero_', 'input', { mutates: true }, (call) =>
    filledWith(call, algebra.intScalar(0), 'ZeroBackward0'),
  ),
  torchFunction('copy_', 'input, other', { mutates: true }, (call) => {
    const [self, other] = [call.tensor('input'), call.tensor('other')];
    checkInPlace(call.interpreter, self);
    computed(call.interpreter, () => algebra.copyInto(self.enclosure, other.enclosure));
    replaceDoubt(self.enclosure, either(call.interpreter.control, either(call.doubt, other.contentsDoubt)));
    recordInPlace(call.interpreter, self, [other], 'CopyBackwards');
    return self;
  }),
];

function filledWith(call: TorchCall, value: algebra.Operand, gradName: string): Value {
  const self = call.tensor('input');
  checkInPlace(call.interpreter, self);
  computed(call.interpreter, () => algebra.fill(self.enclosure, value));
  const sources = call.tensors.filter((tensor) => tensor !== self);
  let { doubt } = call;
  for (const source of sources) doubt = either(doubt, source.contentsDoubt);
  replaceDoubt(self.enclosure, either(call.interpreter.control, doubt));
  recordInPlace(call.interpreter, self, sources, sources.length > 0 ? 'FillBackward3' : gradName);
  return self;
}

interface GradientProperty {
  readonly get: Property;
  readonly set: NativeFunction;
}

/** Properties of autograd, which can be set. */
export const GRADIENT_PROPERTIES: Readonly<Record<string, GradientProperty>> = {
  requires_grad: {
    get: (self) => bool(self.object.requiresGrad, gradDoubtOf(self)),
    set: torchFunction('requires_grad', 'input, requires_grad', { mutates: true }, setRequiresGrad),
  },
  grad: {
    get: ({ object }) => {
      return object.grad ?? NONE;
    },
    set: torchFunction('grad', 'input, value', (call) => {
      const self = call.tensor('input');
      const value = call.get('value') ?? NONE;
      const doubt = either(call.interpreter.control, call.doubt);
      self.object.grad = value.kind === 'none' ? undefined : value;
      if (doubt !== undefined) self.object.grad = new UnknownValue(doubt, true, 'grad');
      return NONE;
    }),
  },
  data: {
    get: (self, call) => call.result(self.enclosure.detach()),
    set: torchFunction('data', 'input, value', (call) => {
      const [self, value] = [call.tensor('input'), call.tensor('value')];
      const doubt = either(call.interpreter.control, call.doubt);
      if (doubt !== undefined) call.interpreter.doubtAll(doubt);
      self.object.enclosure = value.enclosure;
      return NONE;
    }),
  },
};
