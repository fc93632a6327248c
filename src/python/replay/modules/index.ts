import { doubtAbout } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { type ModuleValue, UnknownValue, type Value } from '../object/values';
import { harmlessImport, mayBeMissing } from '../../library/effects';
import { lacksSubmodule } from '../../library/names';

/**
 * What a library adds: modules by their full names. `load` is called at the first import in a replay; a module that is
 * made once and for all may be given again and again, for nothing in it ever changes.
 */
export interface ModuleSource {
  readonly modules: ReadonlyMap<string, ModuleValue>;
}

/** No module that is known lies deeper. */
const DEEPEST = 8;

/** Raises where a package is known to have no such module. */
function checkSubmodule(interpreter: Interpreter, name: string): void {
  const parts = name.split('.', DEEPEST + 1);
  for (let depth = parts.length - 1; depth > 0; depth--) {
    const [outer, next = ''] = [parts.slice(0, depth).join('.'), parts[depth]];
    if (lacksSubmodule(outer, next))
      interpreter.mayDoAnything(doubtAbout('notUnderstood', interpreter.place, `import ${name}`));
    const parent = interpreter.module(outer);
    if (parent === undefined) continue;
    if (parent.known?.has(next) === false && !parent.members.has(next))
      interpreter.raise('ModuleNotFoundError', `No module named '${parts.slice(0, depth + 1).join('.')}'`);
    return;
  }
}

/** What `import name` binds. */
export function importModule(interpreter: Interpreter, name: string): Value {
  mayTakeAnotherWay(interpreter, name);
  const known = interpreter.module(name);
  if (known !== undefined) return known;
  const before = interpreter.modules.get(name);
  if (before !== undefined) return before;
  checkSubmodule(interpreter, name);
  const { place } = interpreter;
  const [top = name] = name.split('.');
  // A module of a package that is known by half: torch.utils.tensorboard.
  const isQuiet = harmlessImport(name, interpreter.installed);
  const isKnown = isQuiet || interpreter.module(top) !== undefined;
  const doubt = doubtAbout(isKnown ? 'notUnderstood' : 'unknownModule', place, name);
  if (!isKnown || (interpreter.guarded > 0 && !isQuiet)) interpreter.mayDoAnything(doubt);
  const module = UnknownValue.imported(doubt, name);
  interpreter.modules.set(name, module);
  return module;
}

/** In a `try`, what may be missing is another way to go. */
function mayTakeAnotherWay(interpreter: Interpreter, name: string): void {
  if (interpreter.guarded > 0 && mayBeMissing(name, interpreter.installed))
    interpreter.mayDoAnything(doubtAbout('mayBeMissing', interpreter.place, name));
}
