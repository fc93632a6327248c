import { placesIn } from '../../../text';
import { stringValue, textOf } from '../../syntax/nodes';
import type { ExpressionSite, NodeRef, Site } from '../../syntax/scopes';

/** So many names are asked for; more stand in code that is machine-made. */
const MOST_NAMES = 32;

/** What stands behind the name of settings, and what follows that: whether it is called, or set. */
const READ = /^(?:\.([A-Za-z_]\w*)|\[["'](\w+)["']\]) ?(\(|==|=)?/;
/** What is read is no longer than that. */
const LONGEST = 80;

/**
 * What a class, or whatever stands by itself around a place, reads of settings beside the one that is asked for, and has no default for:
 * `hidden_size` and `layers` of `config.hidden_size`, `config["layers"]`.
 *
 * @param text by which that one is read: `self.config.dropout`
 */
export function readBeside(text: string, name: string, { segment }: Site): readonly string[] {
  const holder = /^([\w.]+)(?:\.(\w+)|\[["'](\w+)["']\])$/.exec(text);
  if (holder?.[1] === undefined || (holder[2] ?? holder[3]) !== name) return [];
  const owner = holder[1].replace(/^self\./, '');
  const { text: code } = segment;
  const names = new Set<string>();
  for (const at of placesIn(code, owner)) {
    const [, attribute, key, next = '=='] =
      READ.exec(code.slice(at + owner.length, at + owner.length + LONGEST)) ?? [];
    const read = attribute ?? key;
    if (read !== undefined && read !== name && next === '==' && !/\w/.test(code.charAt(at - 1)))
      names.add(read);
  }
  return [...names].filter((one) => !mayBeMissing(one, code)).slice(0, MOST_NAMES);
}

/** Whether a text asks whether there is such a setting: `"layers" in config`, `hasattr(config, "layers")`. */
function mayBeMissing(name: string, text: string): boolean {
  return [`"${name}"`, `'${name}'`].some(
    (word) => text.includes(`${word} in `) || text.includes(`, ${word}`),
  );
}

/** The keys that lead to a dictionary from the one that has all of them: `models.RGB`. */
function pathOf({ node, segment }: NodeRef): string {
  const { parent } = node;
  if (parent?.name !== 'DictionaryExpression') return '';
  const key = node.prevSibling?.prevSibling;
  return `${pathOf({ node: parent, segment })}.${key ? (stringValue(textOf(segment, key)) ?? '') : ''}`;
}

/**
 * Of dictionaries that may be what settings are read of those that have all that is read of these, where any does: `{MODEL: {dropout, layers}, DATA:
 * {dropout}}`. Several files may say what stands under the same keys, each a part of it.
 */
export function havingAll<T extends { readonly dictionary?: ExpressionSite }>(
  all: readonly T[],
  names: readonly string[],
): readonly T[] {
  if (names.length === 0) return all;
  const held = new Map<string, Set<string>>();
  const paths = all.map(({ dictionary }) => {
    if (dictionary?.node.name !== 'DictionaryExpression') return undefined;
    const path = pathOf(dictionary);
    const keys = held.get(path) ?? new Set<string>();
    held.set(path, keys);
    for (const key of dictionary.node.getChildren('String'))
      if (key.nextSibling?.name === ':') keys.add(stringValue(textOf(dictionary.segment, key)) ?? '');
    return path;
  });
  const isWhole = (path: string | undefined): boolean =>
    path !== undefined && names.every((name) => held.get(path)?.has(name) === true);
  return paths.some(isWhole) && paths.every((path) => path !== undefined)
    ? all.filter((_, i) => isWhole(paths[i]))
    : all;
}
