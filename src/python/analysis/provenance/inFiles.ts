import {
  agreed,
  distinct,
  further,
  isSameValue,
  type Known,
  type StaticNumber,
  unknown,
} from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type { Definition } from './definitions';
import { definedIn } from './fields';
import { asBeside } from './loadedFirst';

/** What files of settings say of a field that is None unless one is loaded, where all say the same. */
export function setInFiles(name: string, of: string, resolver: Resolver): Known | undefined {
  const all = definedIn(name, 'workspace', 'settings', of, resolver);
  if (all === 'searching' || all.length === 0) return undefined;
  const number = agreed(
    all.map((one) => one.number),
    'ambiguous',
    name,
  );
  return number.known && !number.guessed
    ? { ...number, source: further(number.source, 'config'), unless: 'commandLine' }
    : undefined;
}

/**
 * What code takes where settings do not say it of which nobody knows where they come from, `load(path).get("p", 0.1)`; unless files of settings say
 * another number, of which they may be read.
 */
export function unlessInFiles(
  byDefault: StaticNumber,
  name: string,
  text: string,
  resolver: Resolver,
): StaticNumber {
  const all = definedIn(name, 'workspace', 'settings', '', resolver);
  if (all === 'searching') return unknown('searching', text);
  const isOther = ({ number }: Definition): boolean =>
    number.known && byDefault.known && !isSameValue(number.text, byDefault.text);
  return all.some(isOther) ? unknown('ambiguous', text) : byDefault;
}

/** What code takes where settings do not say it, and beside it what files of settings say; undefined where all that say it say another number. */
export function besideFiles(
  byDefault: Known,
  name: string,
  text: string,
  resolver: Resolver,
): StaticNumber | undefined {
  const all = definedIn(name, 'workspace', 'settings', '', resolver);
  if (all === 'searching') return unknown('searching', text);
  const others = all.flatMap(asBeside).filter((one) => !isSameValue(one.text, byDefault.text));
  return all.length > 0 && others.length === all.length
    ? undefined
    : { ...byDefault, beside: distinct([...(byDefault.beside ?? []), ...others]) };
}
