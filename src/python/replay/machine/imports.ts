import { isStandardName, mayLack, starredNames } from '../../library/names';
import { harmlessImport, isOfUsualPackage } from '../../library/effects';
import { importModule } from '../modules';
import { frozenMember } from '../protocol/attributes';
import { memberOfModule } from '../protocol/replaced';
import { assignName } from './names';
import type { Import, ImportFrom } from '../../syntax/ast/ast';
import { doubtAbout } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { UnknownValue, type Value, type Frame } from '../object/values';

/** `import a.b as c`. */
export function runImport(interpreter: Interpreter, statement: Import, frame: Frame): void {
  for (const { name, path, imported } of statement.names) {
    // Importing a.b imports a first, and binds it where no other name is given.
    importModule(interpreter, imported);
    assignName(interpreter, name, importModule(interpreter, path), frame);
  }
}

/** `from a import b`. */
export function runImportFrom(interpreter: Interpreter, statement: ImportFrom, frame: Frame): void {
  const { module, names, star } = statement;
  const from = importModule(interpreter, module);
  if (module === '__future__' && names.some(({ name }) => name === 'annotations'))
    interpreter.postponesAnnotations = true;
  if (star) {
    const starred = starredNames(module);
    if (starred !== undefined) {
      for (const name of starred) {
        const member =
          from.kind === 'module'
            ? memberOfModule(interpreter, from, name)
            : interpreter.attribute(from, name);
        const value = member ?? importedInto(interpreter, name);
        assignName(interpreter, name, value ?? unmodelled(interpreter, module, name), frame);
      }
    } else {
      // It may bind anything, and stand before whatever was bound.
      const doubt = doubtAbout('notUnderstood', statement, `from ${module} import *`);
      interpreter.mayDoAnything(doubt);
      interpreter.openNames = doubt;
    }
    return;
  }
  for (const { name, as } of names) {
    if (from.kind !== 'module') {
      const member = interpreter.attribute(from, name);
      const isKnown = isStandardName(module, name) || isOfUsualPackage(module, interpreter.installed);
      const isThere = interpreter.guarded === 0 && isKnown;
      if (member.kind === 'unknown' && !isThere) interpreter.unsettled(member);
      assignName(interpreter, as, member, frame);
      continue;
    }
    const full = `${module}.${name}`;
    const member =
      memberOfModule(interpreter, from, name) ?? interpreter.module(full) ?? frozenMember(interpreter, full);
    if (member !== undefined) assignName(interpreter, as, member, frame);
    else if (from.known?.has(name) === false)
      interpreter.raise(
        'ImportError',
        `cannot import name '${name}' from '${module}' (unknown location)`,
        true,
      );
    else assignName(interpreter, as, unmodelled(interpreter, module, name), frame);
  }
}

/** What stands in a module that is known by half. */
function unmodelled(interpreter: Interpreter, module: string, name: string): UnknownValue {
  const full = `${module}.${name}`;
  const value = UnknownValue.imported(interpreter.about('notUnderstood', full), full);
  // A name that the module surely has is understood as little, but it is there.
  const known = interpreter.module(module);
  const isThere = known?.known?.has(name) === true || isStandardName(module, name);
  if (mayLack(module, name)) interpreter.mayDoAnything(value.doubt);
  else if (interpreter.guarded > 0 || !isThere) interpreter.unsettled(value);
  return value;
}

/** A module that another one without an `__all__` has imported for itself. */
function importedInto(interpreter: Interpreter, name: string): Value | undefined {
  if (name === 'np') return importModule(interpreter, 'numpy');
  const isQuiet = harmlessImport(name, interpreter.installed);
  return interpreter.module(name) ?? (isQuiet ? importModule(interpreter, name) : undefined);
}
