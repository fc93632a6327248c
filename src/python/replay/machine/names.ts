import { builtinNames } from '../builtins';
import { withDoubt } from '../object/withDoubt';
import { markHeld } from '../protocol/effects';
import type { Interpreter } from '../object/interpreter';
import { type Value, UnknownValue, type Frame } from '../object/values';

/** The value of a name, as Python's scopes find it. Raises NameError. */
export function lookUpName(interpreter: Interpreter, name: string, frame: Frame): Value {
  for (let at: Frame | undefined = frame; at !== undefined && at.kind !== 'module'; at = at.parent) {
    // A class's names are seen by its own body only, and a comprehension there does not see them either.
    if (at.kind === 'class' && at !== frame) continue;
    if (at.scope?.globals.has(name)) break;
    const isLocal = at.scope?.locals.has(name) === true;
    // A class's body begins with names that it does not bind.
    const value = isLocal || at.kind === 'class' ? at.names.get(name) : undefined;
    if (value !== undefined) return value;
    if (!isLocal) continue;
    // What its body binds is no function's around it, even before.
    if (at.kind === 'class') break;
    if (at === frame) return unbound(interpreter, name);
    return interpreter.raise(
      'NameError',
      `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
    );
  }
  const value = moduleOf(frame).names.get(name) ?? builtinNames.get(name);
  if (value !== undefined) return value;
  const other = interpreter.otherName(name);
  if (other !== undefined) return other;
  return interpreter.raise('NameError', `name '${name}' is not defined`);
}

/** As `lookUpName`, but undefined where that raises. */
export function quietName(name: string, frame: Frame): Value | undefined {
  for (let at: Frame | undefined = frame; at !== undefined && at.kind !== 'module'; at = at.parent) {
    if (at.scope?.globals.has(name)) break;
    const value = at.names.get(name);
    if (value !== undefined) return value;
  }
  return moduleOf(frame).names.get(name) ?? builtinNames.get(name);
}

function unbound(interpreter: Interpreter, name: string): never {
  const words = `cannot access local variable '${name}' where it is not associated with a value`;
  return interpreter.raise('UnboundLocalError', words);
}

/** The names of the module whose code a frame runs: what Python calls globals. */
export function moduleOf(frame: Frame): Frame {
  return frame.parent === undefined ? frame : moduleOf(frame.parent);
}

/** The frame in which a name of this frame lives. */
function ownerOf(name: string, frame: Frame): Frame {
  if (frame.kind === 'module' || frame.scope?.globals.has(name)) return moduleOf(frame);
  if (frame.scope?.nonlocals.has(name)) {
    for (let at = frame.parent; at !== undefined; at = at.parent)
      if (at.kind === 'function' && at.scope?.locals.has(name)) return at;
  }
  return frame;
}

/** `name = value`. */
export function assignName(interpreter: Interpreter, name: string, value: Value, frame: Frame): void {
  // Whether a class has what its body may bind decides more than a value.
  if (frame.kind === 'class' && interpreter.control !== frame.doubt)
    interpreter.doubtAll(interpreter.control);
  const owner = ownerOf(name, frame);
  const before = owner.names.get(name);
  // The names of a comprehension, or of a function that runs in doubt as a whole, are there only where it does.
  const isWithin = owner.kind === 'function' && owner.doubt === interpreter.control;
  const doubt = isWithin || owner.kind === 'comprehension' ? undefined : interpreter.control;
  if (before !== undefined && before !== value) markHeld(interpreter, before, doubt);
  owner.names.set(name, withDoubt(value, doubt));
}

/** `del name`. */
export function deleteName(interpreter: Interpreter, name: string, frame: Frame): void {
  const owner = ownerOf(name, frame);
  if (owner.names.get(name)?.kind === 'unknown' || interpreter.control !== undefined) {
    owner.names.set(name, new UnknownValue(interpreter.control ?? interpreter.about('notUnderstood', 'del')));
  } else if (!owner.names.delete(name)) {
    if (frame.kind === 'function') unbound(interpreter, name);
    interpreter.raise('NameError', `name '${name}' is not defined`);
  }
}
