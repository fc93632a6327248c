import type { Program } from '../../syntax/ast/ast';
import { FROZEN, readCell } from '../../syntax/ast/program';
import { library } from '../../library';
import { frozenHelpers } from '../modules/frozenHelpers';
import type { Interpreter } from '../object/interpreter';
import { Frame, ModuleValue, str } from '../object/values';

const HIDDEN: ReadonlySet<string> = new Set(['__name__', ...frozenHelpers.map(({ name }) => name)]);

/** What was read of the library: it is the same for all replays. */
const programs = new Map<string, Program>();

/**
 * A module of Python, written in Python but for what is native, as CPython freezes some of its own: it runs as the
 * reader's code does, so that what it costs, draws, changes and leaves in doubt follows by itself. Made anew for each
 * replay.
 */
export function thaw(interpreter: Interpreter, name: string, native?: ModuleValue): ModuleValue | undefined {
  const source = library.get(name);
  if (source === undefined) return native;
  const frame = new Frame('module', undefined, undefined, '');
  frame.names.set('__name__', str(name));
  for (const [key, value] of native?.members ?? []) frame.names.set(key, value);
  for (const helper of frozenHelpers) frame.names.set(helper.name, helper);
  const { control } = interpreter;
  // What the module is does not hang on where it is imported.
  interpreter.control = undefined;
  let program = programs.get(name);
  if (program === undefined) programs.set(name, (program = readCell(source, FROZEN, { notebook: false })));
  interpreter.execute(program.body, frame);
  interpreter.control = control;
  const module = new ModuleValue(name);
  for (const [key, value] of frame.names) if (!HIDDEN.has(key)) module.members.set(key, value);
  return module;
}
