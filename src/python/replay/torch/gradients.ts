import { KEEPING_STEPS, PASSING_STEPS } from '../../library/operations';
import * as algebra from '../../../torch/algebra';
import { summedTo, totalOf } from '../../../torch/derivatives';
import { type Doubt, either, eitherThanUnseeded } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import type { Interpreter } from '../object/interpreter';
import { UnknownValue, type Value } from '../object/values';
import { withDoubt } from '../object/withDoubt';
import { type TorchCall, computed } from './torchCall';
import { doubtContents, replaceDoubt } from './memory';
import { stateOf } from './state';
import { type GradNode, isAlike, newTensor, type TensorObject, TensorValue } from './tensorValue';

/* The backward pass: torch/csrc/autograd/engine.cpp, functions/accumulate_grad.h. */

/** What a pass gives for a tensor: the parts that its gradient is the sum of. */
interface Collected {
  readonly parts: [algebra.Enclosure, ...algebra.Enclosure[]];
  doubt: Doubt | undefined;
}

/** A gradient and why it may be another. */
export interface Gradient {
  readonly enclosure: algebra.Enclosure;
  readonly doubt: Doubt | undefined;
}

/** A gradient of which nothing is known but that there is one, and its shape. */
export function unknownLike(x: algebra.Enclosure): algebra.Enclosure {
  return algebra.widened(algebra.fullLike(x, algebra.intScalar(0)), Infinity);
}

/**
 * Propagates a gradient from a tensor back to the leaves. Raises where there is no graph, or no longer; where a second
 * pass may fail, everything is in doubt.
 *
 * @param seed the gradient of the tensor itself.
 * @param targets where they are given, only their gradients are wanted, which need be no leaves.
 */
export function propagate(
  interpreter: Interpreter,
  root: TensorValue,
  seed: Gradient,
  retainGraph: boolean,
  targets: readonly TensorValue[] = [],
): Map<GradNode | TensorObject, Gradient> {
  const state = stateOf(interpreter);
  interpreter.doubtAll(either(root.object.gradDoubt, state.overwritten));
  if (!root.object.requiresGrad)
    interpreter.raise(
      'RuntimeError',
      'element 0 of tensors does not require grad and does not have a grad_fn',
    );
  const collected = new Map<GradNode | TensorObject, Collected>();
  const start = either(root.contentsDoubt, either(seed.doubt, root.object.gradDoubt));
  collect(collected, root.object.node ?? root.object, seed.enclosure, start);
  const wanted = new Set(targets.map(({ object }) => object.node ?? object));
  const nodes = inOrder(root.object.node);
  // Which hooks run, and before what is wanted is taken or after, is not modelled.
  const isHooked =
    [...nodes, ...wanted].some((one) => one.hooks !== undefined && one.hooks.length > 0) ||
    // Of what is run again as a whole PyTorch refuses to give some gradients only.
    nodes.some(({ name }) => name === 'CheckpointFunctionBackward');
  if (wanted.size > 0 && isHooked) interpreter.doubtAll(interpreter.about('notUnderstood', 'register_hook'));
  // Only steps that lead to what is wanted are gone through.
  const leading = new Set<GradNode | TensorObject>();
  const leads = (one: GradNode | TensorObject): boolean => wanted.has(one) || leading.has(one);
  for (const node of wanted.size > 0 ? [...nodes].reverse() : [])
    if (node.inputs.some((input) => leads(input.node ?? input.object))) leading.add(node);
  for (const node of nodes) {
    if (wanted.size > 0 && !leading.has(node)) continue;
    checkFreed(interpreter, node, collected);
    node.isFreed ||= !retainGraph;
    through(interpreter, node, collected, targets.length === 0);
  }
  const gradients = new Map<GradNode | TensorObject, Gradient>();
  for (const [target, found] of collected)
    if (wanted.size > 0 ? wanted.has(target) : 'requiresGrad' in target)
      gradients.set(target, hooked(interpreter, target.hooks, addedUp(interpreter, found)));
  return gradients;
}

/** All steps behind a tensor, each before those that it was made from, as the engine takes them. */
function inOrder(root: GradNode | undefined): GradNode[] {
  const seen = new Set(root && [root]);
  for (const { inputs } of seen) for (const { node } of inputs) if (node !== undefined) seen.add(node);
  return [...seen].sort((a, b) => b.sequence - a.sequence);
}

/** @throws PythonError RuntimeError where what a step needs was given free by an earlier pass. */
function checkFreed(
  interpreter: Interpreter,
  node: GradNode,
  collected: ReadonlyMap<GradNode | TensorObject, Collected>,
): void {
  if (!node.isFreed || (PASSING_STEPS.has(node.name) && node.derivative.keeps === 'nothing')) return;
  // A linear layer keeps its input for its weight, and nothing for a bias alone.
  const isKeeping =
    KEEPING_STEPS.has(node.name) || (node.name === 'AddmmBackward0' && node.inputs.length > 1);
  if (!isKeeping || node.doubt !== undefined) {
    interpreter.doubtAll(interpreter.about('notUnderstood', 'a second backward pass'));
    return;
  }
  refuse(interpreter, collected, FREED);
}

/** Ends a pass: what leaves have got by then they keep. */
function refuse(
  interpreter: Interpreter,
  collected: ReadonlyMap<GradNode | TensorObject, Collected>,
  message: string,
  isUnsure = false,
): never {
  const doubt = interpreter.about('notUnderstood', 'the gradient');
  for (const target of collected.keys())
    if ('requiresGrad' in target) target.grad = new UnknownValue(doubt, true, 'grad');
  return interpreter.raise('RuntimeError', message, isUnsure);
}

/** Which one it is follows, in words that differ between versions. */
const MODIFIED =
  'one of the variables needed for gradient computation has been modified by an inplace operation';

const FREED =
  'Trying to backward through the graph a second time (or directly access saved tensors after they have already been ' +
  'freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify ' +
  'retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors ' +
  'after calling backward.';

/** The gradient, and what hooks make of it: each is called with it, and may give another. */
function hooked(interpreter: Interpreter, hooks: readonly Value[] | undefined, gradient: Gradient): Gradient {
  return (hooks ?? []).reduce<Gradient>((before, hook) => {
    const given = newTensor(algebra.clone(before.enclosure));
    doubtContents(given.enclosure, before.doubt);
    const result = interpreter.call(hook, [given]);
    if (result.kind === 'none') return before;
    if (result instanceof TensorValue && isAlike(result, given))
      return { enclosure: result.enclosure, doubt: result.contentsDoubt };
    return result.kind === 'unknown'
      ? { enclosure: unknownLike(given.enclosure), doubt: result.doubt }
      : interpreter.giveUp('a gradient of another kind');
  }, gradient);
}

/** Hands the gradient of a step's result on to what it was made from. */
function through(
  interpreter: Interpreter,
  node: GradNode,
  collected: Map<GradNode | TensorObject, Collected>,
  isForAll: boolean,
): void {
  const found = collected.get(node);
  if (found === undefined) return;
  const isRefused = node.isOverwritten && isForAll;
  if (!isRefused && !node.isIntact())
    interpreter.doubtAll(interpreter.about('notUnderstood', 'what was overwritten'));
  const total = hooked(interpreter, node.hooks, addedUp(interpreter, found));
  if (node.retains !== undefined) accumulate(interpreter, node.retains, total);
  // Where only some gradients are wanted, it may not be gone through.
  if (isRefused) refuse(interpreter, collected, MODIFIED, true);
  const doubt = either(total.doubt, node.contentsDoubt);
  const notUnderstood = interpreter.about('notUnderstood', `the gradient of ${node.name}`);
  const parts = (node.custom ?? node.derivative.gradients)(total.enclosure, doubt);
  for (const { enclosure, object, node: before } of node.inputs) {
    const target = before ?? object;
    const own = parts.filter(([operand]) => operand === enclosure);
    // Where the reader's own `backward` gives None, there is no gradient.
    if (own.length === 0 && node.custom === undefined)
      collect(collected, target, unknownLike(enclosure), eitherThanUnseeded(doubt, notUnderstood));
    for (const [, make, more] of own) {
      const part = attempt(interpreter, () => summedTo(make(), enclosure));
      const lost = part === undefined ? notUnderstood : undefined;
      collect(
        collected,
        target,
        part ?? unknownLike(enclosure),
        eitherThanUnseeded(either(doubt, more), lost),
      );
    }
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
  part: algebra.Enclosure,
  doubt: Doubt | undefined,
): void {
  const found = collected.get(target);
  found?.parts.push(part);
  if (found !== undefined) found.doubt = either(found.doubt, doubt);
  else collected.set(target, { parts: [part], doubt });
}

function addedUp(interpreter: Interpreter, { parts: [first, second, ...more], doubt }: Collected): Gradient {
  if (second === undefined) return { enclosure: first, doubt };
  const sum = attempt(interpreter, () => totalOf([first, second, ...more]));
  return {
    enclosure: sum ?? unknownLike(first),
    doubt: sum ? doubt : either(doubt, interpreter.about('rounding')),
  };
}

/** Adds a gradient to what a leaf has already, in place; `t.grad` lies in memory as the leaf does. */
export function accumulate(interpreter: Interpreter, leaf: TensorObject, gradient: Gradient): void {
  const { enclosure } = gradient;
  const before = leaf.grad;
  const doubt = either(interpreter.control, gradient.doubt);
  if (before !== undefined && !(before instanceof TensorValue)) return;
  if (before === undefined) {
    const made = algebra.fullLike(leaf.enclosure, algebra.intScalar(0));
    algebra.copyInto(made, enclosure);
    leaf.grad = withDoubt(newTensor(made), interpreter.control);
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
