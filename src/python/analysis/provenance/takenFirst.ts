import { textOf } from '../../syntax/nodes';
import type { CallSite } from '../../syntax/scopes';
import { isData } from '../names/dataText';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { valueOfKey } from './displays';
import { stemOf } from './commandLine';
import { contentOf } from './dataContent';

/** How code names the file with which hydra begins: `@hydra.main(config_name="train")`, `compose(config_name="train")`. */
const BEGINS = /\bconfig_name\s*=\s*["']([\w./-]+)["']/g;
/** More files that take in each other are machine-made. */
const MOST_STEPS = 4;

/**
 * Of the maps that name what is made, and stand in several files of one group, `model/big.yaml` and `model/small.yaml`, those in files that hydra
 * takes in of its own accord: another one is made only where the command line asks for it.
 *
 * @param before what such a map becomes, with those that are left out for it
 */
export function takenFirst<T extends CallSite>(
  calls: readonly T[],
  resolver: Resolver,
  before: (call: T, left: readonly T[]) => T,
): readonly T[] | 'searching' {
  const folderOf = (call: T): string | undefined => {
    const uri = resolver.uriOf(resolver.moduleOf(call));
    return isData(uri) ? uri.slice(0, uri.lastIndexOf('/')) : undefined;
  };
  const kept: T[] = calls.filter((call) => folderOf(call) === undefined);
  for (const folder of new Set(calls.flatMap((call) => folderOf(call) ?? []))) {
    const group = calls.filter((call) => folderOf(call) === folder);
    const files = new Set(group.map((call) => resolver.moduleOf(call)));
    const taken = new Set<Module>();
    for (const file of files.size > 1 ? files : []) {
      const isFirst = isTakenFirst(file, resolver, MOST_STEPS);
      if (isFirst === 'searching') return isFirst;
      if (isFirst) taken.add(file);
    }
    const isTaken = (call: T): boolean => taken.has(resolver.moduleOf(call));
    // What takes in others itself has what stands there.
    const isPlain = taken.size > 0 && [...taken].every((file) => defaultsOf(file) === '');
    const left = isPlain ? group.filter((call) => !isTaken(call)) : [];
    kept.push(...(left.length === 0 ? group : group.filter(isTaken).map((call) => before(call, left))));
  }
  return kept;
}

/** Whether a file of a group is taken in by one with which hydra begins, or by what that takes in, or asked for by code: `overrides=["model=big"]`. */
function isTakenFirst(file: Module, resolver: Resolver, steps: number): boolean | 'searching' {
  const { files } = resolver;
  const uri = resolver.uriOf(file);
  const stem = stemOf(uri);
  const [group = ''] = uri.split('/').slice(-2);
  const settings = files?.mentioning(stem, uri, 'workspace', 'settings') ?? [];
  const code = files?.mentioning(stem, uri, 'workspace') ?? [];
  if (settings === 'searching' || code === 'searching') return 'searching';
  const begins = ({ text }: { readonly text: string }): boolean =>
    Array.from(text.matchAll(BEGINS), ([, name = '']) => name.replace(/\.ya?ml$/, '')).includes(stem);
  if (code.some((module) => module.segmentsWith('config_name').some(begins))) return true;
  if (code.some((module) => module.segmentsWith(`${group}=${stem}`).length > 0)) return true;
  for (const module of steps === 0 ? [] : settings) {
    const listed = defaultsOf(module);
    if (!listed.includes(`"${stem}"`) && !listed.includes(`/${stem}"`)) continue;
    const isFirst = isTakenFirst(module, resolver, steps - 1);
    if (isFirst !== false) return isFirst;
  }
  return false;
}

/** The text of the list of what a file takes in; empty where it takes in nothing. */
function defaultsOf(file: Module): string {
  const root = contentOf(file);
  const listed =
    root?.node.name === 'DictionaryExpression' ? valueOfKey(root.node, root, 'defaults') : undefined;
  return root === undefined || listed?.name !== 'ArrayExpression' ? '' : textOf(root.segment, listed);
}
