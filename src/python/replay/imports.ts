import type { Frame } from './frame';
import type { Interpreter } from './interpreter';
import { harmlessModule, importModule } from './modules';
import { assignName } from './names';
import type { Statement } from './syntax/ast';
import { doubtAbout } from './doubt';
import type { Value } from './values';

/** `import a.b as c`. */
export function runImport(
  interpreter: Interpreter,
  statement: Extract<Statement, { type: 'Import' }>,
  frame: Frame,
): void {
  for (const { name, path, imported } of statement.names) {
    // Importing a.b imports a first, and binds it where no other name is given.
    importModule(interpreter, imported);
    assignName(interpreter, name, importModule(interpreter, path), frame);
  }
}

/** `from a import b`. */
export function runImportFrom(
  interpreter: Interpreter,
  statement: Extract<Statement, { type: 'ImportFrom' }>,
  frame: Frame,
): void {
  const { module, names, star } = statement;
  const from = importModule(interpreter, module);
  if (star) {
    if (from.kind === 'module' && from.starNames !== undefined) {
      for (const name of from.starNames) {
        const value = from.members.get(name) ?? importedInto(interpreter, name);
        assignName(interpreter, name, value ?? interpreter.unknown(`${module}.${name}`), frame);
      }
    } else interpreter.openNames = doubtAbout('unknownModule', statement, module);
    return;
  }
  for (const { name, as } of names) {
    if (from.kind !== 'module') {
      assignName(interpreter, as, interpreter.attribute(from, name), frame);
      continue;
    }
    const member = from.members.get(name) ?? interpreter.module(`${module}.${name}`);
    if (member !== undefined) assignName(interpreter, as, member, frame);
    else if (from.known?.has(name) === false)
      interpreter.raise(
        'ImportError',
        `cannot import name '${name}' from '${module}' (unknown location)`,
        true,
      );
    else assignName(interpreter, as, interpreter.unknown(`${module}.${name}`), frame);
  }
}

/** A module that another one without an `__all__` has imported for itself. */
function importedInto(interpreter: Interpreter, name: string): Value | undefined {
  if (name === 'np') return importModule(interpreter, 'numpy');
  return interpreter.module(name) ?? (harmlessModule(name) ? importModule(interpreter, name) : undefined);
}
