import { isReplaceable } from '../../library/effects';
import type { Interpreter } from '../object/interpreter';
import { lookUp } from '../object/mro';
import type { ClassValue, ModuleValue, Value } from '../object/values';

/** A member of a module, or what the reader's code has put in its place. What PyTorch's own code takes for it is another matter. */
export function memberOfModule(
  interpreter: Interpreter,
  module: ModuleValue,
  name: string,
): Value | undefined {
  const own = interpreter.replaced.get(module)?.get(name);
  // PyTorch's modules have its classes by names of their own.
  if (own === undefined || (interpreter.isInLibrary && module.name === 'torch.nn'))
    return module.members.get(name);
  return interpreter.isInLibrary ? interpreter.unknown(`${module.name}.${name}`) : own;
}

/** The first member of a name along a class's order, or what the reader's code has put in its place. */
export function memberOfClass(
  { replaced }: Interpreter,
  type: Pick<ClassValue, 'mro'>,
  name: string,
): Value | undefined {
  if (replaced.size === 0) return lookUp(type, name);
  const owner = type.mro.find((one) => replaced.get(one)?.has(name) === true || one.members.has(name));
  return owner && (replaced.get(owner)?.get(name) ?? owner.members.get(name));
}

/** Puts something in the place of a member of a library, for this replay alone; false where more may hang on it than is known. */
export function replaceMember(
  { control, replaced }: Interpreter,
  holder: ModuleValue | ClassValue,
  name: string,
  value: Value,
): boolean {
  const isModule = holder.kind === 'module';
  const isFitting = isModule ? /^(?:function|builtin|method|class|instance)$/ : /^(?:function|builtin)$/;
  const isKnown = control === undefined && value.doubt === undefined && isFitting.test(value.kind);
  if (!isKnown || !(isModule ? isReplaceable(`${holder.name}.${name}`) : isFree(holder, name))) return false;
  const names = replaced.get(holder) ?? new Map<string, Value>();
  replaced.set(holder, names);
  if (holder.members.get(name) === value) names.delete(name);
  else names.set(name, value);
  return true;
}

/** Whether nothing asks for a member of a class but as its objects' attribute: of a layer its `forward`, and what it surely had not. */
function isFree({ module, members, native }: ClassValue, name: string): boolean {
  if (name === 'forward') return module.startsWith('torch.nn.modules.') && members.has(name);
  return native?.known?.has(name) === false && !members.has(name) && !name.startsWith('_');
}
