import { isData } from '../names/dataText';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { agreed, type Beside, distinct } from '../names/staticNumber';
import type { Definition } from './definitions';

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

function asBeside({ number }: Definition): readonly Beside[] {
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
      module
        .segmentsWith(stem)
        .some(({ text }) => isQuoted(name, text) || isQuoted(`${folder}/${stem}`, text)),
  );
}

/** Whether a name ends a text in quotes: `"small.yaml"`, `'conf/small.yaml'`. */
function isQuoted(name: string, code: string): boolean {
  for (let at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1))
    if (/["'/]/.test(code.charAt(at - 1)) && /["']/.test(code.charAt(at + name.length))) return true;
  return false;
}
