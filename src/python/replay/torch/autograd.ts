import type * as algebra from '../../../torch/algebra';
import { type Doubt, either } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { doubtContents, memoryOf } from './memory';
import { stateOf } from './state';
import { type Derivative, notDerived } from '../../../torch/derivatives';
import type { GradNode, TensorObject, TensorValue } from './tensorValue';

type History = Pick<TensorObject, 'requiresGrad' | 'node' | 'gradDoubt'>;

/**
 * What autograd keeps of a step with some inputs. `name`: see `TorchCall.result`.
 *
 * @param more how a gradient goes through it, which is not understood by default, what it gave, and why that may be
 * something else.
 */
export function recordedNode(
  interpreter: Interpreter,
  inputs: readonly TensorValue[],
  name: string | undefined,
  more: {
    readonly derivative?: Derivative | undefined;
    readonly output?: algebra.Enclosure;
    readonly doubt?: Doubt | undefined;
  } = {},
): History {
  const { gradEnabled, gradDoubt } = stateOf(interpreter);
  let doubt: Doubt | undefined;
  for (const input of inputs) doubt = either(doubt, historyDoubt(input));
  const requiresGrad = name !== undefined && gradEnabled && inputs.some(({ object }) => object.requiresGrad);
  const concerned = name !== undefined && inputs.some(({ object }) => object.requiresGrad);
  if (concerned) doubt = either(doubt, gradDoubt);
  if (!requiresGrad) return { requiresGrad, node: undefined, gradDoubt: doubt };
  // Where one is kept for the way back, PyTorch refuses it.
  if (inputs.some(({ object }) => isFrozen(interpreter, object))) interpreter.giveUp('an inference tensor');
  let contentsDoubt = either(interpreter.control, either(more.doubt, doubt));
  for (const input of inputs) contentsDoubt = either(contentsDoubt, input.contentsDoubt);
  if (more.output !== undefined) contentsDoubt = either(contentsDoubt, memoryOf(more.output).doubt);
  const { derivative = notDerived('all') } = more;
  const watched: readonly algebra.Enclosure[] = [
    ...(keeps(derivative, 'inputs') ? inputs.map(({ enclosure }) => enclosure) : []),
    ...(more.output !== undefined && keeps(derivative, 'output') ? [more.output] : []),
  ];
  const versionsOf = (): number[] => watched.map((one) => memoryOf(one).version + one.writes);
  const versions = versionsOf();
  const node: GradNode = {
    name: name === '?' ? UNKNOWN : name,
    doubt: name === '?' ? interpreter.about('notUnderstood', 'this grad_fn') : undefined,
    inputs: inputs
      .filter(({ object }) => object.requiresGrad)
      .map(({ enclosure, object }) => ({ enclosure, object, node: object.node })),
    derivative,
    contentsDoubt,
    isIntact: () => versionsOf().every((version, i) => version === versions[i]),
    isOverwritten: false,
    isFreed: false,
    sequence: nextSequence++,
    hooks: [],
    retains: undefined,
  };
  return { requiresGrad, node, gradDoubt: doubt };
}

let nextSequence = 0;

/** The name of a step whose name is not known. */
const UNKNOWN = 'Backward0';

function keeps(derivative: Derivative, what: 'inputs' | 'output'): boolean {
  return derivative.keeps === what || derivative.keeps === 'all';
}

/**
 * To be called when a tensor was changed in place by a step with these inputs (itself among them).
 *
 * @param derivative how gradients go through it; where it looks at inputs, these are overwritten.
 * @throws PythonError RuntimeError for a leaf whose gradient is wanted.
 */
export function recordInPlace(
  interpreter: Interpreter,
  target: TensorValue,
  inputs: readonly TensorValue[],
  name: string,
  derivative: Derivative = notDerived('all'),
): void {
  const state = stateOf(interpreter);
  const { object } = target;
  memoryOf(target.enclosure).version++;
  if (!state.gradEnabled) return;
  const before = object.node;
  // What is asked of the tensor as it was before, PyTorch may ask of it as it is now.
  const isWatched = before !== undefined && (before.retains !== undefined || before.hooks.length > 0);
  const history = recordedNode(interpreter, [target, ...inputs], name, {
    derivative: isWatched || keeps(derivative, 'inputs') ? notDerived(derivative.keeps) : derivative,
    output: target.enclosure,
  });
  const hasViews = memoryOf(target.enclosure).tensors > 1;
  if (history.requiresGrad) {
    const isSure = history.gradDoubt === undefined && interpreter.control === undefined;
    if (before?.derivative.keeps === 'output' && isSure) before.isOverwritten = true;
    else if (before !== undefined && keeps(before.derivative, 'output'))
      state.overwritten = either(
        state.overwritten,
        interpreter.about('notUnderstood', 'what was overwritten'),
      );
    // A step that is not known may be one that gives a view.
    const isView =
      object.base !== undefined || before?.derivative.isView === true || before?.name === UNKNOWN;
    // PyTorch refuses it where that was made without gradients.
    if (object.base !== undefined && before === undefined)
      interpreter.doubtAll(interpreter.about('notUnderstood', 'a change of this view'));
    const views =
      hasViews || isView ? interpreter.about('notUnderstood', 'the grad_fn of a view') : undefined;
    object.node = history.node;
    object.requiresGrad = true;
    object.gradDoubt = either(history.gradDoubt, views);
    if (views !== undefined) doubtAliases(target, views);
  } else object.gradDoubt = either(object.gradDoubt, history.gradDoubt);
}

/** To be called when a tensor was changed in place by what autograd does not see: its history stays, but for that of views. */
export function noteUnseen(interpreter: Interpreter, target: TensorValue): void {
  const memory = memoryOf(target.enclosure);
  memory.version++;
  if (memory.tensors > 1) doubtAliases(target, interpreter.about('notUnderstood', 'the grad_fn of a view'));
}

const aliasDoubts = new WeakMap<object, Doubt>();

function doubtAliases(target: TensorValue, doubt: Doubt): void {
  const { data } = target.enclosure.tensor;
  if (!aliasDoubts.has(data)) aliasDoubts.set(data, doubt);
}

/** Why a tensor may have another history: one that shares its memory may have been changed. */
function historyDoubt({ object, enclosure }: TensorValue): Doubt | undefined {
  return either(object.gradDoubt, aliasDoubts.get(enclosure.tensor.data));
}

/** Why what autograd has noted of a tensor may not be so. */
export function gradDoubtOf(target: TensorValue): Doubt | undefined {
  return either(historyDoubt(target), target.object.node?.doubt);
}

/** Whether a tensor was made in `torch.inference_mode()`. */
export function isInference(interpreter: Interpreter, { enclosure }: TensorObject): boolean {
  const { id } = memoryOf(enclosure);
  return stateOf(interpreter).inference.some(({ from, to }) => id >= from && id < to);
}

/** The same, where it has ended: such a tensor is neither changed nor learnt from any more. */
export function isFrozen(interpreter: Interpreter, object: TensorObject): boolean {
  const { inference } = stateOf(interpreter);
  return inference.every(({ to }) => to !== Infinity) && isInference(interpreter, object);
}

/**
 * PyTorch's check before a change in place.
 *
 * @param isSeen whether autograd takes part in it.
 * @throws PythonError RuntimeError for a leaf whose gradient is wanted.
 */
export function checkInPlace(interpreter: Interpreter, { object }: TensorValue, isSeen = true): void {
  if (isFrozen(interpreter, object)) {
    // It is refused once it has been done, and not to what `.data` gives.
    doubtContents(object.enclosure, interpreter.about('notUnderstood', 'an inference tensor'));
    if (memoryOf(object.enclosure).tensors > 1) interpreter.giveUp('an inference tensor');
    interpreter.raise(
      'RuntimeError',
      'Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.',
    );
  }
  const { base } = object;
  if (!stateOf(interpreter).gradEnabled || !isSeen) return;
  const leaf = 'a leaf Variable that requires grad is being used in an in-place operation.';
  if (object.requiresGrad && object.node === undefined && base === undefined)
    interpreter.raise('RuntimeError', leaf);
  if (base === 'nameless' || base?.requiresGrad !== true) return;
  if (base.node === undefined) interpreter.raise('RuntimeError', `a view of ${leaf}`);
  // Made without gradients, or one of several: PyTorch refuses some of these.
  if (object.node === undefined || object.node.derivative.isOneOfSeveral === true)
    interpreter.doubtAll(interpreter.about('notUnderstood', 'a change of this view'));
}
