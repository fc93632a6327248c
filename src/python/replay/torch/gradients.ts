import * as algebra from '../../../torch/algebra';
import { type Doubt, either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import type { Interpreter } from '../object/interpreter';
import { UnknownValue } from '../object/values';
import { type TorchCall, computed } from './torchCall';
import { doubtContents, replaceDoubt } from './memory';
import { stateOf } from './state';
import { type GradInput, type GradNode, newTensor, type TensorObject, TensorValue } from './tensorValue';

/* The backward pass: torch/csrc/autograd/engine.cpp, functions/accumulate_grad.h. */

/** What a pass gives for a tensor: its gradient, or why that is not known. */
interface Collected {
  readonly parts: algebra.Enclosure[];
  unknown: Doubt | undefined;
  doubt: Doubt | undefined;
}

/** A gradient and why it may be another; undefined where only the reason is known why nobody knows it. */
export interface Gradient {
  readonly enclosure: algebra.Enclosure | undefined;
  readonly doubt: Doubt | undefined;
}

/**
 * Propagates a gradient from a tensor back to the leaves. Raises where there is no graph; where a second pass may fail,
 * everything is in doubt.
 *
 * @param seed the gradient of the tensor itself.
 */
export function propagate(
  interpreter: Interpreter,
  root: TensorValue,
  seed: Gradient,
  retainGraph: boolean,
): Map<TensorObject, Gradient> {
  const state = stateOf(interpreter);
  if (!root.object.requiresGrad)
    interpreter.raise(
      'RuntimeError',
      'element 0 of tensors does not require grad and does not have a grad_fn',
    );
  if (state.overwritten !== undefined) interpreter.doubtAll(state.overwritten);
  const collected = new Map<GradNode | TensorObject, Collected>();
  const start = either(root.contentsDoubt, either(seed.doubt, root.object.gradDoubt));
  collect(collected, root.object.node ?? root.object, seed.enclosure, start, interpreter);
  for (const node of inOrder(root.object.node)) {
    if (node.freed) interpreter.doubtAll(interpreter.about('notUnderstood', 'a second backward pass'));
    node.freed = !retainGraph;
    through(interpreter, node, collected);
  }
  const gradients = new Map<TensorObject, Gradient>();
  for (const [target, found] of collected)
    if ('requiresGrad' in target) gradients.set(target, totalOf(interpreter, found));
  return gradients;
}

/** All steps behind a tensor, each before those that it was made from. */
function inOrder(root: GradNode | undefined): GradNode[] {
  const order: GradNode[] = [];
  const seen = new Set<GradNode>();
  const waiting = root === undefined ? [] : [{ node: root, done: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.done) {
      order.push(next.node);
      continue;
    }
    if (seen.has(next.node)) continue;
    seen.add(next.node);
    waiting.push({ node: next.node, done: true });
    for (const { node } of next.node.inputs)
      if (node !== undefined && !seen.has(node)) waiting.push({ node, done: false });
  }
  return order.reverse();
}

/** Hands the gradient of a step's result on to what it was made from. */
function through(
  interpreter: Interpreter,
  node: GradNode,
  collected: Map<GradNode | TensorObject, Collected>,
): void {
  const found = collected.get(node);
  if (found === undefined) return;
  if (!node.isIntact()) interpreter.doubtAll(interpreter.about('notUnderstood', 'what was overwritten'));
  const total = totalOf(interpreter, found);
  const doubt = either(total.doubt, node.contentsDoubt);
  const notUnderstood = interpreter.about('notUnderstood', `the gradient of ${node.name}`);
  const gradient = total.enclosure;
  const parts = gradient === undefined ? undefined : node.derivative.gradients(gradient);
  for (const input of node.inputs) {
    const target = input.node ?? input.object;
    const own = parts?.filter(([operand]) => operand === input.enclosure);
    if (own === undefined || own.length === 0)
      collect(
        collected,
        target,
        undefined,
        total.enclosure === undefined ? doubt : notUnderstood,
        interpreter,
      );
    else
      for (const [, make] of own)
        collect(
          collected,
          target,
          attempt(interpreter, () => summedTo(make(), input)),
          doubt,
          interpreter,
        );
  }
}

function attempt(interpreter: Interpreter, make: () => algebra.Enclosure): algebra.Enclosure | undefined {
  try {
    const made = computed(interpreter, make);
    interpreter.meter.make(made.numel);
    return made;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

function collect(
  collected: Map<GradNode | TensorObject, Collected>,
  target: GradNode | TensorObject,
  part: algebra.Enclosure | undefined,
  doubt: Doubt | undefined,
  interpreter: Interpreter,
): void {
  let found = collected.get(target);
  if (found === undefined)
    collected.set(target, (found = { parts: [], unknown: undefined, doubt: undefined }));
  if (part === undefined) found.unknown ??= doubt ?? interpreter.about('notUnderstood', 'the gradient');
  else {
    found.parts.push(part);
    found.doubt = either(found.doubt, doubt);
  }
}

/** Several gradients of one tensor are added in an order that only the engine knows. */
function totalOf(interpreter: Interpreter, { parts, unknown, doubt }: Collected): Gradient {
  const [first, second, ...more] = parts;
  if (unknown !== undefined || first === undefined)
    return { enclosure: undefined, doubt: unknown ?? interpreter.about('notUnderstood', 'the gradient') };
  if (second === undefined) return { enclosure: first, doubt };
  const sum = attempt(interpreter, () => {
    const inTurn = more.reduce((total, part) => algebra.add(total, part), algebra.add(first, second));
    if (more.length === 0) return inTurn;
    const loose = algebra.sumInAnyOrder(algebra.stack(parts.map((part) => algebra.contiguous(part))), {
      dim: 0,
    });
    return loose.isExact ? inTurn : loose;
  });
  return { enclosure: sum, doubt: sum === undefined ? interpreter.about('rounding') : doubt };
}

/** What was broadcast is summed up again: `sum_to_size`. */
function summedTo(gradient: algebra.Enclosure, { enclosure }: GradInput): algebra.Enclosure {
  const { shape, dtype } = enclosure;
  if (gradient.dtype !== dtype) throw new algebra.UndecidedError('the dtype of a gradient');
  const extra = gradient.dim - shape.length;
  const dims = gradient.shape.flatMap((size, i) =>
    i < extra || (shape[i - extra] === 1 && size !== 1) ? [i] : [],
  );
  if (dims.length === 0) return gradient;
  const summed = algebra.sumInAnyOrder(gradient, { dim: dims, keepdim: true });
  return algebra.reshape(summed, shape);
}

/** Adds a gradient to what a leaf has already, in place; `t.grad` lies in memory as the leaf does. */
export function accumulate(interpreter: Interpreter, leaf: TensorObject, gradient: Gradient): void {
  const { enclosure } = gradient;
  const before = leaf.grad;
  const doubt = either(interpreter.control, gradient.doubt);
  if (enclosure === undefined || (before !== undefined && !(before instanceof TensorValue))) {
    leaf.grad = new UnknownValue(doubt ?? interpreter.about('notUnderstood', 'the gradient'), true, 'grad');
    return;
  }
  if (before === undefined) {
    const made = algebra.fullLike(leaf.enclosure, algebra.intScalar(0));
    algebra.copyInto(made, enclosure);
    leaf.grad = newTensor(made);
    doubtContents(made, doubt);
    return;
  }
  algebra.overwrite(before.enclosure, [enclosure], () => algebra.add(before.enclosure, enclosure));
  doubtContents(before.enclosure, doubt);
}

/** `zero_grad(set_to_none)` of some leaves. */
export function clearGradients(call: TorchCall, leaves: readonly TensorValue[]): void {
  const toNone = call.bool('set_to_none') ?? true;
  const doubt = either(call.interpreter.control, call.doubt);
  for (const { object } of leaves) {
    if (object.grad === undefined) continue;
    if (doubt !== undefined) object.grad = new UnknownValue(doubt, true, 'grad');
    else if (toNone) object.grad = undefined;
    else if (object.grad instanceof TensorValue) {
      algebra.fill(object.grad.enclosure, algebra.intScalar(0));
      replaceDoubt(object.grad.enclosure, undefined);
    }
  }
}
