import { ENTRY_BYTES } from '../../primitives/budget';
import { doubtAbout, type Doubt } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { lookUp, unknownBaseOf } from '../object/mro';
import { ownOf } from '../object/own';
import { objectType, typeOf } from '../object/types';
import { str, type Value } from '../object/values';
import { withDoubt } from '../object/withDoubt';
import { attributeOfType, isStdout, slotsOf } from './attributes';
import { refreshViews } from './objectViews';
import { replaceMember } from './replaced';
import { markChanged, markHeld, markReachable } from './effects';

/** `object.name = value`. */
export function assignAttribute(interpreter: Interpreter, object: Value, name: string, value: Value): void {
  switch (object.kind) {
    case 'unknown':
      // It may be any object, or a module: sys.stdout.
      if (!object.harmless || object.isModule)
        interpreter.mayDoAnything(interpreter.about('patched', `${object.name ?? 'this'}.${name}`));
      markReachable(interpreter, object.doubt, object.reaches);
      return;
    case 'module':
      if (object.isFlags) return;
      if (isStdout(object, name)) {
        interpreter.doubtAll(interpreter.control);
        interpreter.output = value;
        return;
      }
      if (!replaceMember(interpreter, object, name, value))
        interpreter.doubtAll(interpreter.about('patched', `${object.name}.${name}`));
      return;
    case 'class':
      if (/^__(?:bases|mro|class|dict|name|qualname|abstractmethods)__$/.test(name)) {
        interpreter.unknown(`assigning to .${name}`);
        return;
      }
      if (object.native === undefined) {
        const check = object.meta && lookUp(object.meta, '__check__');
        if (check !== undefined) interpreter.call(check, [object, str(name)]);
        object.members.set(name, value);
        // Its objects, and classes that derive from it, have it, too.
        interpreter.doubtAll(interpreter.control);
      } else if (!replaceMember(interpreter, object, name, value))
        interpreter.doubtAll(interpreter.about('patched', `${object.name}.${name}`));
      return;
    case 'function':
      // Its code, or its defaults.
      if (/^__(?!(?:name|qualname|doc|wrapped|module|isabstractmethod)__$)/.test(name))
        interpreter.unknown(`assigning to .${name}`);
      object.attributes.set(name, value);
      interpreter.changed(object);
      return;
    case 'instance':
    case 'native':
      assignToObject(interpreter, object, name, value);
      return;
    case 'builtin':
    case 'method':
    case 'iterator':
    case 'property':
    case 'wrapped':
    case 'super':
      interpreter.unknown(`assigning to .${name}`);
      return;
    default: {
      if (ownOf(object) !== undefined) {
        assignToObject(interpreter, object, name, value);
        return;
      }
      const type = typeOf(object);
      // Those of a class that derives from theirs may have any.
      if ((object.kind === 'dict' || object.kind === 'tuple') && object.type !== undefined) {
        if (object.type.native !== undefined && lookUp(object.type, name)?.kind === 'property')
          interpreter.raise('AttributeError', "can't set attribute");
        interpreter.unknown(`assigning to .${name}`);
        return;
      }
      if (type.native?.known?.has(name) === false)
        interpreter.raise('AttributeError', `'${type.name}' object has no attribute '${name}'`);
      interpreter.raise('AttributeError', `'${type.name}' object attribute '${name}' is read-only`, true);
    }
  }
}

/** `object.name = value` where its class decides what that does. */
function assignToObject(
  interpreter: Interpreter,
  object: Exclude<Value, { kind: 'unknown' }>,
  name: string,
  value: Value,
): void {
  if (name === '__class__' || name === '__dict__') {
    interpreter.unknown(`assigning to .${name}`);
    return;
  }
  if (setByClass(interpreter, object, name, value)) return;
  const type = typeOf(object);
  const owner = type.mro.find(({ members }) => members.has('__setattr__'));
  const hook = attributeOfType(interpreter, object, '__setattr__');
  const own = ownOf(object);
  if (hook !== undefined && owner !== objectType) interpreter.call(hook, [str(name), value]);
  else if (object.kind === 'instance') setInstanceAttribute(interpreter, object, name, value);
  else if (own !== undefined) {
    interpreter.meter.hold(ENTRY_BYTES);
    own.attributes.set(name, withDoubt(value, interpreter.control));
    interpreter.changed(object);
  } else markUnclear(interpreter, object, name);
}

/** Whether the class has a property, or another descriptor, of that name, which then decides. */
export function setByClass(
  interpreter: Interpreter,
  object: Exclude<Value, { kind: 'unknown' }>,
  name: string,
  value: Value,
): boolean {
  const type = typeOf(object);
  const member = lookUp(type, name);
  const set = member?.kind === 'instance' ? attributeOfType(interpreter, member, '__set__') : undefined;
  if (set !== undefined) interpreter.call(set, [object, value]);
  if (member?.kind !== 'property') return set !== undefined;
  if (member.setter !== undefined) interpreter.call(member.setter, [object, value]);
  else if (type.native === undefined && member.getter.kind === 'function')
    interpreter.raise('AttributeError', `property '${name}' of '${type.name}' object has no setter`);
  else markUnclear(interpreter, object, name);
  return true;
}

/** What `object.__setattr__` does. */
export function setInstanceAttribute(
  interpreter: Interpreter,
  object: Extract<Value, { kind: 'instance' }>,
  name: string,
  value: Value,
): void {
  const unknownBase = unknownBaseOf(object.type);
  if (!object.attributes.has(name) && slotsOf(object.type)?.has(name) === false)
    interpreter.raise('AttributeError', `'${object.type.name}' object has no attribute '${name}'`, true);
  const before = object.attributes.get(name);
  const control = interpreter.control === object.born ? undefined : interpreter.control;
  if (before === undefined) interpreter.meter.hold(ENTRY_BYTES);
  else if (before !== value) markHeld(interpreter, before, control);
  object.attributes.set(name, isSame(before, value) ? value : withDoubt(value, control));
  // Of a plain value in the place of another one that alone is in doubt.
  const isPlain = [before, value].every((one) => one && /^(?:none|bool|int|float|str)$/.test(one.kind));
  if ((control !== undefined && !isPlain) || unknownBase !== undefined)
    interpreter.changed(object, unknownBase);
  if (object.views !== undefined) refreshViews(object, name);
}

/** Whether it makes no difference which of the two it is. */
function isSame(before: Value | undefined, value: Value): boolean {
  return before?.kind === 'bool' && value.kind === 'bool' && before.value === value.value && !before.doubt;
}

function markUnclear(interpreter: Interpreter, object: Value, name: string): void {
  const doubt: Doubt = doubtAbout('notUnderstood', interpreter.place, `assigning to .${name}`);
  markChanged(object, doubt);
  if (object.kind === 'native') interpreter.doubtAll(doubt);
}
