import { isFloating } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { bool, NONE, type NativeFunction, TupleValue, UnknownValue, type Value } from '../object/values';
import type { Property } from './tensorProperty';
import { checkInPlace, gradDoubtOf, isFrozen, isInference, recordInPlace } from './autograd';
import { accumulate, type Gradient, propagate } from './gradients';
import { type TorchCall, computed, torchFunction } from './torchCall';
import { doubtContents, memoryOf, replaceDoubt, inheritRecipe } from './memory';
import { removable } from './removable';
import { sizeText } from './sizes';
import { isAlike, newTensor, TensorValue } from './tensorValue';

function setRequiresGrad(call: TorchCall): Value {
  const self = call.tensor('input');
  const wanted = call.bool('requires_grad') ?? true;
  const refuse = (...words: [string, boolean?]): never => call.raise('RuntimeError', ...words);
  if (wanted && !isFloating(self.enclosure.dtype))
    refuse('only Tensors of floating point dtype can require gradients');
  if (wanted && isFrozen(call.interpreter, self.object))
    refuse('Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.');
  if (!wanted && self.object.node !== undefined)
    refuse('you can only change requires_grad flags of leaf variables.', true);
  self.object.requiresGrad = wanted;
  call.interpreter.doubtAll(either(call.interpreter.control, call.doubt));
  return self;
}

/** A tensor that autograd follows, for sure. */
function tracked(call: TorchCall, message: string): TensorValue {
  const self = call.tensor('input');
  call.interpreter.doubtAll(either(gradDoubtOf(self), either(call.doubt, call.interpreter.control)));
  if (!self.object.requiresGrad) call.raise('RuntimeError', message);
  return self;
}

/** `torch.autograd.grad`. */
export const gradFunction = torchFunction(
  'grad',
  'outputs, inputs, grad_outputs, retain_graph, create_graph',
  (call) => {
    const [outputs, inputs, seeds] = ['outputs', 'inputs', 'grad_outputs'].map((name) => {
      const value = call.get(name);
      return value === undefined || value instanceof TensorValue
        ? value && [call.asTensor(value)]
        : call.tensorList(value);
    });
    const [root, ...others] = outputs ?? [];
    if (root === undefined || inputs === undefined || others.length > 0 || call.bool('create_graph') === true)
      return call.giveUp('this call of grad');
    if (root.object.requiresGrad && root.enclosure.numel !== 1 && seeds === undefined)
      call.raise('RuntimeError', 'grad can be implicitly created only for scalar outputs');
    const found = propagate(
      call.interpreter,
      root,
      seedOf(call, root, seeds?.[0]),
      call.bool('retain_graph') ?? false,
      inputs,
    );
    return new TupleValue(
      inputs.map(({ object }) => {
        const { enclosure, doubt } = found.get(object.node ?? object) ?? call.giveUp('what is not used');
        const gradient = algebra.clone(enclosure);
        doubtContents(gradient, either(doubt, call.interpreter.control));
        return newTensor(gradient);
      }),
    );
  },
);

/** The gradient that a pass begins with: 1 where none is given. */
function seedOf(call: TorchCall, root: TensorValue, given: TensorValue | undefined): Gradient {
  const shapes = [given ?? root, root].map(({ enclosure }) => sizeText(enclosure));
  if (shapes[0] !== shapes[1])
    call.raise(
      'RuntimeError',
      `Mismatch in shape: grad_output[0] has a shape of ${shapes[0]} and output[0] has a shape of ${shapes[1]}.`,
    );
  return given === undefined
    ? { enclosure: algebra.fullLike(root.enclosure, algebra.intScalar(1)), doubt: undefined }
    : { enclosure: given.enclosure, doubt: given.contentsDoubt };
}

/** Methods of autograd, and those that write into the tensor. */
export const gradMethods: readonly NativeFunction[] = [
  torchFunction('is_inference', 'input', (call) =>
    bool(isInference(call.interpreter, call.tensor('input').object)),
  ),
  torchFunction('requires_grad_', 'input, requires_grad', { mutates: true, reaches: true }, setRequiresGrad),
  torchFunction(
    'backward',
    'input, gradient, retain_graph, create_graph, inputs',
    { reaches: true },
    (call) => {
      const self = call.tensor('input');
      const retain = call.bool('retain_graph') ?? call.bool('create_graph') ?? false;
      if (self.object.requiresGrad && self.enclosure.numel !== 1 && call.get('gradient') === undefined)
        call.raise('RuntimeError', 'grad can be implicitly created only for scalar outputs');
      const { interpreter } = call;
      interpreter.doubtAll(call.get('retain_graph')?.doubt);
      const given = call.get('gradient');
      const seed = seedOf(call, self, given && call.asTensor(given));
      const gradients = propagate(interpreter, self, seed, retain);
      if (call.get('inputs') !== undefined)
        interpreter.doubtAll(interpreter.about('notUnderstood', 'inputs=…'));
      const isUnclear = call.get('inputs') !== undefined || call.bool('create_graph') === true;
      const unclear = new UnknownValue(interpreter.about('notUnderstood', 'the gradient'), true, 'grad');
      for (const [leaf, gradient] of gradients)
        if ('requiresGrad' in leaf && isUnclear) leaf.grad = unclear;
        else if ('requiresGrad' in leaf) accumulate(interpreter, leaf, gradient);
      return NONE;
    },
  ),
  torchFunction('register_hook', 'input, hook', (call) => {
    const { object } = tracked(call, "cannot register a hook on a tensor that doesn't require gradient");
    const hooks = object.node?.hooks ?? (object.hooks ??= []);
    const hook = call.need('hook');
    hooks.push(hook);
    return removable(() => hooks.splice(hooks.indexOf(hook), 1));
  }),
  torchFunction('retain_grad', 'input', { mutates: true }, (call) => {
    const { object } = tracked(call, "can't retain_grad on Tensor that has requires_grad=False");
    if (object.node !== undefined) object.node.retains = object;
    return NONE;
  }),
  torchFunction('detach_', 'input', { mutates: true }, (call) => {
    const self = call.tensor('input');
    if (self.object.base !== undefined)
      call.raise('RuntimeError', "Can't detach views in-place. Use detach() instead.", true);
    if (memoryOf(self.enclosure).tensors > 1) call.giveUp('detach_ of a view');
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
    inheritRecipe(self.enclosure, other.enclosure, either(call.interpreter.control, call.doubt));
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

const DATA_OF_INTEGERS =
  'data set to a tensor that requires gradients must be floating point or complex dtype';

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
    get: ({ object }) => object.grad ?? NONE,
    set: torchFunction('grad', 'input, value', (call) => {
      const self = call.tensor('input');
      const value = call.get('value') ?? NONE;
      const isFitting =
        value instanceof TensorValue
          ? isAlike(value, self) && value.object !== self.object
          : /^(?:none|unknown)$/.test(value.kind);
      if (!isFitting) return call.giveUp('this gradient');
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
      call.interpreter.doubtAll(either(call.interpreter.control, call.doubt));
      if (self.object.requiresGrad && !isFloating(value.enclosure.dtype))
        call.raise('RuntimeError', DATA_OF_INTEGERS);
      self.object.enclosure = value.enclosure;
      return NONE;
    }),
  },
};
