import names from './names.json';

/*
 * Every name that modules and objects of PyTorch 2.13 and of Python 3.11 have: what is not among them raises an
 * AttributeError. test/golden/make_names.py asks the real ones by `dir(…)`.
 */

const CLASSES: Readonly<Record<string, string>> = names.classes;

/** The attributes that objects of a class have beside those of its bases; undefined where nobody asked. */
export function knownNames(name: string): readonly string[] | undefined {
  return CLASSES[name]?.split(' ');
}

/** The same; none where nobody asked. */
export function ownNames(name: string): readonly string[] {
  return knownNames(name) ?? [];
}

/** The names of a module; of those of PyTorch, the public ones. */
export function moduleNames(name: keyof typeof names.modules): readonly string[] {
  return names.modules[name].split(' ');
}

const MODULES: Readonly<Record<string, string>> = { ...names.modules, ...names.standard };

/** Whether a module of Python's own, or of PyTorch, surely has a name, modelled or not. */
export function isStandardName(module: string, name: string): boolean {
  return MODULES[module]?.split(' ').includes(name) === true;
}

/** Whether a module that somebody asked has no such name in Python 3.11: another version may have it. */
export function mayLack(module: string | undefined, name: string): boolean {
  const names = module === undefined || name.startsWith('_') ? undefined : MODULES[module];
  return names?.split(' ').includes(name) === false;
}

const SUBMODULES: Readonly<Record<string, string>> = names.submodules;

/** Whether a module that somebody asked has no such module within it; another version may have it. */
export function lacksSubmodule(module: string, name: string): boolean {
  return SUBMODULES[module]?.split(' ').includes(name) === false;
}

/** Functions of PyTorch and methods of tensors that only read, by their name: what they give may share memory with what they got. */
export const tensorReaders: ReadonlySet<string> = new Set(names.readers.split(' '));

const NOT_STARRED: Readonly<Record<string, string>> = names.notStarred;

/** What `from module import *` binds: its `__all__`, or what is public; undefined where nobody asked. */
export function starredNames(module: string): readonly string[] | undefined {
  const others = NOT_STARRED[module]?.split(' ');
  return (
    others && MODULES[module]?.split(' ').filter((name) => !name.startsWith('_') && !others.includes(name))
  );
}

/** Some names; private ones are never looked up here. */
class PublicNames extends Set<string> {
  override has(name: string): boolean {
    return name.startsWith('_') || super.has(name);
  }
}

/** A set that holds some names, and every private one. */
export function publicNames(names: readonly string[], ...more: readonly string[]): ReadonlySet<string> {
  return new PublicNames([...names, ...more]);
}
