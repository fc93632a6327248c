import { type Doubt, either } from '../doubt';
import type { Interpreter } from '../interpreter';
import { memoryOf } from './memory';
import { stateOf } from './state';
import type { GradNode, TensorObject, TensorValue } from './tensorValue';

type History = Pick<TensorObject, 'requiresGrad' | 'node' | 'gradDoubt'>;

/** What autograd keeps of a step with some inputs. `name`: see `Call.result`. */
export function recordedNode(
  interpreter: Interpreter,
  inputs: readonly TensorValue[],
  name: string | undefined,
): History {
  const { gradEnabled, gradDoubt } = stateOf(interpreter);
  let doubt: Doubt | undefined;
  for (const { object } of inputs) doubt = either(doubt, object.gradDoubt);
  const requiresGrad = name !== undefined && gradEnabled && inputs.some(({ object }) => object.requiresGrad);
  const concerned = name !== undefined && inputs.some(({ object }) => object.requiresGrad);
  if (concerned) doubt = either(doubt, gradDoubt);
  if (!requiresGrad) return { requiresGrad, node: undefined, gradDoubt: doubt };
  const nodes = inputs.flatMap(({ object }) => object.node ?? []);
  return { requiresGrad, node: makeNode(interpreter, name, nodes), gradDoubt: doubt };
}

function makeNode(interpreter: Interpreter, name: string, inputs: readonly GradNode[]): GradNode {
  const doubt = name === '?' ? interpreter.about('notUnderstood', 'this grad_fn') : undefined;
  return { name: name === '?' ? 'Backward0' : name, doubt, inputs, freed: false };
}

/** Steps whose backward pass looks at nothing that may have been overwritten since. */
const KEEPS_NO_OUTPUT =
  /^(?:Addmm|Mm|Add|Sub|Neg|View|UnsafeView|Convolution|T|Transpose|Permute|Mul|Clone)Backward/;

/** Steps that give a view. */
const VIEWS =
  /^(?:View|UnsafeView|Squeeze|Unsqueeze|Permute|Transpose|T|Select|Slice|Expand|Alias|Unbind|Split|Diagonal)Backward/;

/**
 * To be called when a tensor was changed in place by a step with these inputs (itself among them).
 *
 * @throws PythonError RuntimeError for a leaf whose gradient is wanted.
 */
export function recordInPlace(
  interpreter: Interpreter,
  target: TensorValue,
  inputs: readonly TensorValue[],
  name: string,
): void {
  const state = stateOf(interpreter);
  const { object } = target;
  if (!state.gradEnabled) return;
  const before = object.node;
  const history = recordedNode(interpreter, [target, ...inputs], name);
  const hasViews = memoryOf(target.enclosure).tensors > 1;
  if (history.requiresGrad) {
    if (before !== undefined && !KEEPS_NO_OUTPUT.test(before.name))
      state.overwritten = either(
        state.overwritten,
        interpreter.about('notUnderstood', 'what was overwritten'),
      );
    const isView = VIEWS.test(before?.name ?? '') || object.base !== undefined;
    const views =
      hasViews || isView ? interpreter.about('notUnderstood', 'the grad_fn of a view') : undefined;
    object.node = history.node;
    object.requiresGrad = true;
    object.gradDoubt = either(history.gradDoubt, views);
    if (views !== undefined) doubtAliases(target, views);
  } else object.gradDoubt = either(object.gradDoubt, history.gradDoubt);
}

const aliasDoubts = new WeakMap<object, Doubt>();

function doubtAliases(target: TensorValue, doubt: Doubt): void {
  const { data } = target.enclosure.tensor;
  if (!aliasDoubts.has(data)) aliasDoubts.set(data, doubt);
}

/** Why what autograd has noted of a tensor may not be so. */
export function gradDoubtOf(target: TensorValue): Doubt | undefined {
  return either(
    target.object.gradDoubt,
    either(target.object.node?.doubt, aliasDoubts.get(target.enclosure.tensor.data)),
  );
}

/**
 * PyTorch's check before a change in place.
 *
 * @throws PythonError RuntimeError for a leaf whose gradient is wanted.
 */
export function checkInPlace(interpreter: Interpreter, { object }: TensorValue): void {
  const { gradEnabled } = stateOf(interpreter);
  const { base } = object;
  if (!gradEnabled) return;
  if (object.requiresGrad && object.node === undefined && base === undefined)
    interpreter.raise(
      'RuntimeError',
      'a leaf Variable that requires grad is being used in an in-place operation.',
    );
  if (base?.requiresGrad !== true) return;
  if (base.node === undefined)
    interpreter.raise(
      'RuntimeError',
      'a view of a leaf Variable that requires grad is being used in an in-place operation.',
    );
  // Made without gradients, or one of several: PyTorch refuses some of these.
  if (object.node === undefined || /^(?:Unbind|Split)/.test(object.node.name))
    interpreter.doubtAll(interpreter.about('notUnderstood', 'a change of this view'));
}

/**
 * `t.backward()`: afterwards the gradients of the leaves are something else. Raises where there is no graph; where a
 * second pass may fail, everything is in doubt.
 */
export function backward(interpreter: Interpreter, root: TensorValue, retainGraph: boolean): void {
  const state = stateOf(interpreter);
  const { node, requiresGrad } = root.object;
  if (!requiresGrad)
    interpreter.raise(
      'RuntimeError',
      'element 0 of tensors does not require grad and does not have a grad_fn',
    );
  state.gradients = either(state.gradients, interpreter.about('notUnderstood', 'the gradient'));
  if (state.overwritten !== undefined) interpreter.doubtAll(state.overwritten);
  const waiting = node === undefined ? [] : [node];
  const seen = new Set<GradNode>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.freed) interpreter.doubtAll(interpreter.about('notUnderstood', 'a second backward pass'));
    next.freed = !retainGraph;
    waiting.push(...next.inputs);
  }
}
