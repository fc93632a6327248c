import { placesIn } from '../../../text';
import { isData } from '../names/dataText';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { agreed, type Beside, distinct } from '../names/staticNumber';
import { isApart } from './apart';
import type { Definition } from './definitions';
import { isTest } from './tried';

/** So many files of settings are looked for by their names in the code; where there are more each is one of many alike. */
const MOST_FILES = 16;

/**
 * Where files of settings disagree, what those say that the code loads of its own accord, with what the others say beside it, which the command
 * line may name: the names of those stand in it, `default="conf/small.yaml"`.
 */
export function loadedFirst(
  all: readonly Definition[],
  resolver: Resolver,
): readonly Definition[] | 'searching' {
  const isOne = (): boolean =>
    agreed(
      all.map(({ number }) => number),
      'ambiguous',
      '',
    ).known;
  const owners = all.map(({ dictionary }) => dictionary && resolver.moduleOf(dictionary));
  const files = new Set(owners.filter((one) => one !== undefined && isData(resolver.uriOf(one))));
  if (files.size < 2 || files.size > MOST_FILES || isOne()) return all;
  const named = new Set<Module | undefined>();
  for (const file of files) {
    const isIn = file === undefined ? false : isNamedInCode(resolver.uriOf(file), resolver);
    if (isIn === 'searching') return isIn;
    if (isIn) named.add(file);
  }
  if (named.size === 0 || named.size === files.size) return all;
  const isLeft = (_: Definition, i: number): boolean => files.has(owners[i]) && !named.has(owners[i]);
  const beside = distinct(all.filter(isLeft).flatMap(asBeside));
  return all
    .filter((one, i) => !isLeft(one, i))
    .map((one) => ({
      ...one,
      number: one.number.known
        ? { ...one.number, unless: 'commandLine', beside: [...(one.number.beside ?? []), ...beside] }
        : one.number,
    }));
}

/** What a setting says, as it is told beside another number. */
export function asBeside({ number }: Definition): readonly Beside[] {
  const written = number.known ? number.steps.at(-1) : undefined;
  return number.known && written ? [{ code: 'passed', text: number.text, step: written }] : [];
}

/** Whether the name of a file stands in the code of its project; without its ending, where its folder stands before it. */
function isNamedInCode(uri: string, resolver: Resolver): boolean | 'searching' {
  const [folder, name = ''] = uri.split('/').slice(-2);
  const stem = name.slice(0, name.lastIndexOf('.'));
  const modules = resolver.files?.mentioning(stem, uri, 'workspace') ?? [];
  if (modules === 'searching') return modules;
  return modules.some(
    (module) =>
      resolver.files?.paths.isInTwin(resolver.uriOf(module), uri) !== true &&
      !isTest(module, resolver) &&
      !isForItself(module, resolver) &&
      module
        .segmentsWith(stem)
        .some(({ text }) => isQuoted(name, uri, text) || isQuoted(`${folder}/${stem}`, uri, text)),
  );
}

/** Whether a module has nothing to do with what reads the settings: what that names it loads for itself. */
function isForItself(module: Module, resolver: Resolver): boolean {
  return resolver.uriOf(module) !== resolver.uriOf(resolver.home) && isApart(module, resolver);
}

/** Whether a name ends a text in quotes, and what stands before it there leads to the file: `"small.yaml"`, `'conf/small.yaml'`. */
function isQuoted(name: string, uri: string, code: string): boolean {
  for (const at of placesIn(code, name)) {
    if (!/["'/]/.test(code.charAt(at - 1)) || !/["']/.test(code.charAt(at + name.length))) continue;
    let from = at;
    while (/[\w./-]/.test(code.charAt(from - 1))) from--;
    if (leadsTo(code.slice(from, at), code.charAt(from - 1), uri, name)) return true;
  }
  return false;
}

/**
 * Whether a file's folders are those that are named before it: `tests/conf/small.yaml` is no file of `conf`. Where only a part of that stands
 * there, `f"{root}/conf/small.yaml"`, or all from the root of some machine, nobody knows which folders these are.
 */
function leadsTo(before: string, quote: string, uri: string, name: string): boolean {
  const isWhole = /["']/.test(quote) && !before.startsWith('/');
  const folders = before.split('/').filter((one) => one !== '' && !/^\.+$/.test(one));
  const own = uri.slice(0, uri.lastIndexOf('/')).split('/');
  const given = [...folders, ...name.split('/').slice(0, -1)];
  return !isWhole || given.every((folder, i) => folder === own.at(i - given.length));
}
