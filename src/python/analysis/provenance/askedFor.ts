import { stringValue, textOf } from '../../syntax/nodes';
import type { Site } from '../../syntax/scopes';
import { isOfDataFile } from '../names/ofDataFile';
import type { Resolver } from '../names/resolve';
import { type AbstractObject, isMapping, type Mapping, type ObjectOf } from './abstractObject';
import { keyOf, valueOfKey } from './displays';
import type { Entry } from './entry';
import { Environment } from './environment';
import { wordTested } from './guards';
import { hasOptionOf } from './options';

/**
 * Of several objects of which one is meant that which goes with the text that has to be asked for at a place, below `if name == "dkt":`: the options of the
 * script that asks for that, `parser.add_argument("--name", default="dkt")`, or what a table has under it, `{"dkt": {…}}`; else all.
 */
export function askedFor(passed: readonly AbstractObject[], site: Site): readonly AbstractObject[] {
  const { word } = wordTested(site) ?? {};
  if (word === undefined) return passed;
  const asking = passed.filter((one) =>
    one.is === 'options'
      ? hasOptionOf(one, word)
      : one.is === 'dictionary' && keyOf({ ...one.site, node: one.node }) === word,
  );
  return asking.length > 0 ? asking : passed;
}

/** What hands out something by a key: `cfg.type`, `cfg["type"]`, `cfg.get("type")`. */
const KEY = /(?:\.(\w+)|\[["'](\w+)["']\]|\.get\(["'](\w+)["'][^()]*\))(?:\.(?:lower|upper)\(\))?$/;

/** What has to be asked for at a place, below `if cfg["type"] == "gpt":`, where a file of settings says something else, `type: lstm`: then another file is meant. */
export function askedOfOther(object: AbstractObject, place: Site, resolver: Resolver): string | undefined {
  if (object.is !== 'dictionary' || !isOfDataFile(object.site, resolver)) return undefined;
  const tested = wordTested(place);
  if (tested === undefined) return undefined;
  const { asked, name, word } = tested;
  const [only, ...others] = asked === name ? resolver.bindingsOf(name, place) : [];
  const given = others.length === 0 && only?.kind.type === 'value' ? only.kind.value : undefined;
  const [, ...keys] = KEY.exec(given ? textOf(given.segment, given.node) : asked) ?? [];
  const value = valueOfKey(object.node, object.site, keys.join(''));
  const said = value && stringValue(textOf(object.site.segment, value));
  return said === undefined || said.toLowerCase() === word.toLowerCase() ? undefined : word;
}

/** The several dictionaries of which one is laid into another and alone may say something: `TABLE[name]` of `{**BASE, **TABLE[name]}`. */
export function tableLaidInto(
  { node, site, frames }: Extract<AbstractObject, { is: 'dictionary' }>,
  name: string,
  resolver: Resolver,
  { objectOf, entryIn }: TableRead,
): AbstractObject | undefined {
  const inside = new Environment(site, resolver, frames);
  const laid = node.getChildren('**').map(({ nextSibling }) => nextSibling && objectOf(nextSibling, inside));
  const isSilent = (one: AbstractObject | null): boolean =>
    one !== null && isMapping(one) && entryIn(one, name, resolver) === 'nothing';
  const [only, ...others] = laid.filter((one) => !isSilent(one));
  const isTable = only?.is === 'configuration' && only.passed?.every(isMapping) === true;
  return isTable && others.length === 0 && valueOfKey(node, site, name) === undefined ? only : undefined;
}

/** What says what expressions stand for, and what mappings have under a key. */
interface TableRead {
  readonly objectOf: ObjectOf;
  readonly entryIn: (owner: Mapping, name: string, resolver: Resolver) => Entry | 'nothing' | undefined;
}
