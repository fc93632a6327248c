import { ModuleValue, type Value } from '../object/values';

/** A module of those members that it really has, by their names; what else it has: see `ModuleValue`. */
export function makeModule(
  name: string,
  members: Readonly<Record<string, Value>>,
  known?: ReadonlySet<string>,
): ModuleValue {
  const module = new ModuleValue(name, known);
  for (const [key, value] of Object.entries(members))
    if (known?.has(key) !== false) module.members.set(key, value);
  return module;
}

/** Members by the names that they have themselves. */
export function byName<T extends Value & { readonly name: string }>(values: readonly T[]): Record<string, T> {
  return Object.fromEntries(values.map((value) => [value.name, value]));
}
