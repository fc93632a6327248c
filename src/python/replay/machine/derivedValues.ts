import { HEEDED_MEMBERS } from '../../library/pythonNames';
import { OBJECT_BYTES } from '../../primitives/budget';
import type { CallArguments, Interpreter } from '../object/interpreter';
import { lookUp } from '../object/mro';
import { owned } from '../object/own';
import { dictType, floatType, intType, listType, strType } from '../object/types';
import type { ClassValue, Value } from '../object/values';
import { attributeOfType } from '../protocol/attributes';

/** Builtin types that readers' classes may derive from. */
export const DERIVABLE: ReadonlySet<ClassValue> = new Set([intType, floatType, strType, listType, dictType]);

/** Those of dicts. */
const HEEDED_OF_DICTS: ReadonlySet<string> = new Set(['__setitem__', '__delitem__']);

/** Whether a class changes what operators and functions do with its objects, of which those of builtin types know nothing. */
function isBeyond(interpreter: Interpreter, type: ClassValue, base: ClassValue): boolean {
  return type.mro.some(
    ({ native, members, module, unknownBase }) =>
      unknownBase !== undefined ||
      (native === undefined &&
        !interpreter.isFrozen(module) &&
        [...members.keys()].some(
          (name) =>
            /^__\w+__$/.test(name) &&
            !HEEDED_MEMBERS.has(name) &&
            !(base === dictType && HEEDED_OF_DICTS.has(name)),
        )),
  );
}

/** An object of a class that derives from a builtin type. */
export function makeDerived(
  interpreter: Interpreter,
  type: ClassValue,
  base: ClassValue,
  args: CallArguments,
): Value {
  if (!DERIVABLE.has(base) || base.native?.construct === undefined || isBeyond(interpreter, type, base))
    return interpreter.giveUp(`a class derived from ${base.name}`);
  interpreter.meter.hold(OBJECT_BYTES);
  const own = { type, attributes: new Map<string, Value>() };
  const isContainer = base === listType || base === dictType;
  const { positional, keywords } = isContainer
    ? { positional: [], keywords: new Map<string, Value>() }
    : args;
  const made = owned(interpreter.call(base.native.construct, [base, ...positional], keywords), own);
  if (lookUp(type, '__init__') !== undefined) {
    const initialize = attributeOfType(interpreter, made, '__init__');
    if (initialize !== undefined) interpreter.call(initialize, args.positional, args.keywords);
  }
  interpreter.changed(made, type.doubt);
  return made;
}
