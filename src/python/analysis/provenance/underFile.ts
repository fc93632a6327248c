import { DATA_NAME } from '../names/dataText';
import type { Resolver } from '../names/resolve';
import { agreed, type Beside, further, type Known, type StaticNumber, unknown } from '../names/staticNumber';
import { type Definition, isSet } from './definitions';
import { definedIn } from './fields';
import { loadedFirst } from './loadedFirst';

/**
 * What all files of settings say of a name that have it where it is asked for; undefined where none has.
 *
 * @param model after what files may be called that are meant before others
 */
export function saidByFiles(
  name: string,
  text: string,
  model: string,
  isThere: (one: Definition) => boolean,
  resolver: Resolver,
): StaticNumber | undefined {
  const said = definedIn(name, 'workspace', 'settings', model, resolver);
  const found = said === 'searching' ? said : said.filter((one) => isSet(one) && isThere(one));
  const all = found === 'searching' ? found : loadedFirst(found, resolver);
  if (all === 'searching') return unknown('searching', text);
  if (all.length === 0) return undefined;
  const numbers = all.map(({ number }) => number);
  const number = agreed(numbers, 'ambiguous', text);
  return number.known
    ? { ...number, source: further(number.source, 'config'), unless: 'commandLine' }
    : number;
}

/** A number that is in force where nothing else is said, as it is told beside that. */
export function asDefault(held: Known): readonly Beside[] {
  const step = held.steps.at(-1);
  return step === undefined ? [] : [{ code: 'default', text: held.text, step }];
}

/**
 * What a key of settings is over which a file is laid that nobody knows, `cfg.update(yaml.safe_load(open(args.path)))`: what all files of the workspace
 * say that have it at their top, with what it is without one beside that; the same where none has it.
 *
 * @param held what it is without such a file
 */
export function underFile(held: StaticNumber, name: string, text: string, resolver: Resolver): StaticNumber {
  if (!held.known) return held;
  const number = saidByFiles(name, text, '', ({ under }) => under === DATA_NAME, resolver);
  if (number === undefined) return held;
  return number.known ? { ...number, beside: [...asDefault(held), ...(number.beside ?? [])] } : number;
}
