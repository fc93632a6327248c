import { DATA_NAME } from '../names/dataText';
import type { Resolver } from '../names/resolve';
import { agreed, further, type StaticNumber, unknown } from '../names/staticNumber';
import { isSet } from './definitions';
import { definedIn } from './fields';
import { asDefault } from './filledFromFiles';
import { loadedFirst } from './loadedFirst';

/**
 * What a key of settings is over which a file is laid that nobody knows, `cfg.update(yaml.safe_load(open(args.path)))`: what all files of the workspace
 * say that have it at their top, with what it is without one beside that; the same where none has it.
 *
 * @param held what it is without such a file
 */
export function underFile(held: StaticNumber, name: string, text: string, resolver: Resolver): StaticNumber {
  if (!held.known) return held;
  const said = definedIn(name, 'workspace', 'settings', '', resolver);
  if (said === 'searching') return unknown('searching', text);
  const all = loadedFirst(
    said.filter((one) => isSet(one) && one.under === DATA_NAME),
    resolver,
  );
  if (all === 'searching') return unknown('searching', text);
  if (all.length === 0) return held;
  const number = agreed(
    all.map((one) => one.number),
    'ambiguous',
    text,
  );
  if (!number.known) return number;
  const beside = [...asDefault(held), ...(number.beside ?? [])];
  return { ...number, source: further(number.source, 'config'), unless: 'commandLine', beside };
}
