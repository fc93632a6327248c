import { TorchError } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import type { Effects } from '../../library/nativeEffects';
import type { NativeFunction, Value } from '../object/values';
import { checkInPlace, noteUnseen, recordInPlace } from './autograd';
import { type TorchCall, computed, torchFunction } from './torchCall';
import { doubtContents, inheritRecipe } from './memory';
import type { Derivative } from '../../../torch/derivatives';
import { TensorValue } from './tensorValue';

/** One operation of PyTorch, which may be a function, a method, and one in place. */
export interface Definition {
  /** Separated by blanks, where it has several. */
  readonly names: string;
  /** The parameters; the first one is the tensor of the method. */
  readonly signature: string;
  readonly compute: (call: TorchCall) => Value;
  readonly is: 'both' | 'function' | 'method';
  /** Whether there is one with `_` behind its name, too. */
  readonly inPlace: boolean;
  readonly effects?: Effects;
}

/**
 * An operation that is both `torch.name(input, …)` and `input.name(…)`.
 *
 * @param named its names; `.view` is a method alone, `torch.cat` a function alone, and of `clamp clip _` each has one in place.
 */
export function both(
  named: string,
  signature: string,
  compute: (call: TorchCall) => Value,
  more: Partial<Definition> = {},
): Definition {
  const [, place, names = named, last] = /^(torch)?\.?(.*?)( _)?$/.exec(named) ?? [];
  const is = place === 'torch' ? 'function' : named.startsWith('.') ? 'method' : 'both';
  return { names, signature, compute, is, inPlace: last !== undefined, ...more };
}

/** The functions of the module. */
export function functionsOf(definitions: readonly Definition[]): NativeFunction[] {
  return definitions.flatMap((one) => (one.is === 'method' ? [] : made(one, false)));
}

/** The methods of tensors. */
export function methodsOf(definitions: readonly Definition[]): NativeFunction[] {
  return definitions.flatMap((one) => (one.is === 'function' ? [] : made(one, true)));
}

/** Operations that are written in Python (torch/functional.py, torch/_tensor.py). */
const IN_PYTHON: ReadonlySet<string> = new Set(
  'einsum norm split tensordot unique unflatten meshgrid'.split(' '),
);

function made(definition: Definition, isMethod: boolean): NativeFunction[] {
  const { names, signature, compute, inPlace: hasInPlace, effects: own } = definition;
  const effects = { isC: !IN_PYTHON.has(names), isMethod, ...own };
  const writing = { ...effects, mutates: true };
  return names.split(' ').flatMap((name) => {
    const plain = torchFunction(name, signature, effects, compute);
    if (!hasInPlace) return [plain];
    return [plain, torchFunction(`${name}_`, signature, writing, (call) => inPlace(call, compute))];
  });
}

/** Computes, and writes the result into the first tensor. */
export function inPlace(call: TorchCall, compute: (call: TorchCall) => Value): TensorValue {
  const target = call.tensor('input');
  // Autograd knows nothing of these (tools/autograd/derivatives.yaml): no leaf refuses them, and its grad_fn stays.
  const isSeen = !call.name.startsWith('logical_');
  // Arguments are read first, then it is asked whether the tensor may be changed, then whether all fits.
  const result = computedIf(call, compute, () => {
    checkInPlace(call.interpreter, target, isSeen);
  });
  if (!(result instanceof TensorValue)) return call.giveUp(call.name);
  const operands = call.tensors.filter((tensor) => tensor !== target);
  const { name = '?', derivative } = result.object.node ?? {};
  const isSame = result.enclosure.dtype === target.enclosure.dtype;
  const step = isSeen ? { name, ...(isSame && derivative && { derivative }) } : undefined;
  overwriteWith(call, target, operands, step, () => {
    algebra.overwrite(
      target.enclosure,
      operands.map((tensor) => tensor.enclosure),
      () => result.enclosure,
      result.enclosure.shape,
    );
  });
  inheritRecipe(target.enclosure, result.enclosure, either(call.interpreter.control, call.doubt));
  return target;
}

/** Computes what a check allows, which comes before errors of kernels. */
function computedIf(call: TorchCall, compute: (call: TorchCall) => Value, check: () => void): Value {
  try {
    const result = compute(call);
    check();
    return result;
  } catch (error) {
    if (!(error instanceof TorchError)) throw error;
    check();
    // Whether the result fits is asked before a kernel is looked for.
    if (error.type === 'NotImplementedError') return call.giveUp(call.name);
    throw error;
  }
}

/**
 * Changes a tensor in place: what it holds depends on the operands from then on, and on whatever was read for the call.
 *
 * @param step what autograd notes of the step; undefined where it does not see it.
 */
export function overwriteWith(
  call: TorchCall,
  target: TensorValue,
  operands: readonly TensorValue[],
  step: { readonly name: string; readonly derivative?: Derivative } | undefined,
  write: () => void,
): TensorValue {
  const { interpreter } = call;
  computed(interpreter, write);
  let doubt = either(call.doubt, target.doubt);
  for (const operand of operands) doubt = either(doubt, operand.contentsDoubt);
  doubtContents(target.enclosure, either(interpreter.control, doubt));
  // In place, what a step was given and what it gave are one.
  const derivative = step?.derivative?.keeps === 'inputs' ? undefined : step?.derivative;
  if (step === undefined) noteUnseen(interpreter, target);
  else recordInPlace(interpreter, target, operands, step.name, derivative);
  return target;
}
