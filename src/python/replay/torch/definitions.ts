import { algebra } from '../../../torch';
import { either } from '../object/doubt';
import type { Effects, NativeFunction, Value } from '../object/values';
import { checkInPlace, recordInPlace } from './autograd';
import { type Call, computed, torchFunction } from './call';
import { doubtContents } from './memory';
import { TensorValue } from './tensorValue';

/** One operation of PyTorch, which may be a function, a method, and one in place. */
export interface Definition {
  readonly name: string;
  /** The parameters; the first one is the tensor of the method. */
  readonly signature: string;
  readonly compute: (call: Call) => Value;
  readonly is: 'both' | 'function' | 'method';
  /** Whether there is one with `_` behind its name, too. */
  readonly inPlace?: boolean;
  readonly effects?: Effects;
}

/** An operation that is both `torch.name(input, …)` and `input.name(…)`. */
export function both(
  name: string,
  signature: string,
  compute: (call: Call) => Value,
  more: Partial<Definition> = {},
): Definition {
  return { name, signature, compute, is: 'both', ...more };
}

/** The functions of the module. */
export function functionsOf(definitions: readonly Definition[]): NativeFunction[] {
  return definitions.flatMap((one) => {
    if (one.is === 'method') return [];
    const made = [torchFunction(one.name, one.signature, one.effects ?? {}, one.compute)];
    if (one.inPlace === true) made.push(inPlaceOf(one));
    return made;
  });
}

/** The methods of tensors. */
export function methodsOf(definitions: readonly Definition[]): NativeFunction[] {
  return definitions.flatMap((one) => {
    if (one.is === 'function') return [];
    const made = [torchFunction(one.name, one.signature, one.effects ?? {}, one.compute)];
    if (one.inPlace === true) made.push(inPlaceOf(one));
    return made;
  });
}

function inPlaceOf(one: Definition): NativeFunction {
  const effects = { ...one.effects, mutates: true };
  return torchFunction(`${one.name}_`, one.signature, effects, (call) => inPlace(call, one.compute));
}

/** Computes, and writes the result into the first tensor. */
export function inPlace(call: Call, compute: (call: Call) => Value): TensorValue {
  const target = call.tensor('input');
  checkInPlace(call.interpreter, target);
  // The operands are known once it was computed; whether all fits is checked before anything is written.
  const result = compute(call);
  if (!(result instanceof TensorValue)) return call.giveUp(call.name);
  const operands = call.tensors.filter((tensor) => tensor !== target);
  return overwriteWith(call, target, operands, result.object.node?.name ?? '?', () => {
    algebra.overwrite(
      target.enclosure,
      operands.map((tensor) => tensor.enclosure),
      () => result.enclosure,
    );
  });
}

/**
 * Changes a tensor in place: what it holds depends on the operands from then on, and on whatever was read for the call.
 *
 * @param gradName what autograd calls the step; undefined where it does not see it.
 */
export function overwriteWith(
  call: Call,
  target: TensorValue,
  operands: readonly TensorValue[],
  gradName: string | undefined,
  write: () => void,
): TensorValue {
  const { interpreter } = call;
  computed(interpreter, write);
  let doubt = either(call.doubt, target.doubt);
  for (const operand of operands) doubt = either(doubt, operand.contentsDoubt);
  doubtContents(target.enclosure, either(interpreter.control, doubt));
  if (gradName !== undefined) recordInPlace(interpreter, target, operands, gradName);
  return target;
}
