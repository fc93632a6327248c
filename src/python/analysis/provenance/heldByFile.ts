import type { Resolver } from '../names/resolve';
import { unknown } from '../names/staticNumber';
import type { AbstractObject, ObjectOf } from './abstractObject';
import { type Loaded, takenInBy } from './dataFiles';
import { Environment } from './environment';
import { laidOver } from './layered';

/** So many files may take in others, each the next one. */
const MOST_TAKEN_IN = 8;

/** What a file of settings holds, over what it takes in. */
export function heldByFile(
  file: Loaded,
  text: string,
  resolver: Resolver,
  objectOf: ObjectOf,
  steps = MOST_TAKEN_IN,
): AbstractObject | undefined {
  if (file === 'searching') return { is: 'unknown', reason: unknown('searching', text) };
  if (file === undefined) return undefined;
  const own = objectOf(file.node, new Environment(file, resolver));
  const taken = steps === 0 ? [] : takenInBy(file, resolver);
  const laid = (isAbove: boolean): readonly (AbstractObject | undefined)[] =>
    taken.flatMap((one) =>
      one.isAbove === isAbove ? heldByFile(one.file, text, resolver, objectOf, steps - 1) : [],
    );
  return [...laid(false), own, ...laid(true)].reduce((below, above) =>
    above && below ? laidOver(above, below) : (above ?? below),
  );
}
