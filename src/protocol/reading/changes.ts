import { changedRegion, lineStarts } from '../../text';
import type { CellChange, CellFacts, CellKept, Facts, Shift } from './facts';
import { shifted } from './placing';

/** What the reader knew of a text. */
interface Read extends CellFacts {
  readonly text: string;
}

/** What the newer facts of a file or cell are, by those that the host has of an older text. */
export function changeOf(before: Read, { uri, version, text, sites, problems }: Read): CellChange | CellKept {
  if (version === before.version && isEqual(before.sites, sites) && isEqual(before.problems, problems))
    return { uri, version, base: version };
  const shift = shiftBetween(before.text, text);
  let places: ReadonlyMap<string, number> | undefined;
  let next = 0;
  const changed: CellChange['sites'][number][] = [];
  let run: { first: number; count: number } | undefined;
  for (const site of sites) {
    // Nearly always the calls stand in the order in which they stood.
    const isNext = before.sites[next]?.key === site.key;
    if (!isNext) places ??= new Map(before.sites.map(({ key }, place) => [key, place]));
    const place = isNext ? next : places?.get(site.key);
    const older = place === undefined ? undefined : before.sites[place];
    if (place !== undefined) next = place + 1;
    if (place === undefined || older === undefined || !isEqual(shifted(older, shift), site)) {
      run = undefined;
      changed.push(site);
    } else if (run !== undefined && run.first + run.count === place) run.count++;
    else changed.push((run = { first: place, count: 1 }));
  }
  return { uri, version, base: before.version, shift, sites: changed, problems };
}

/** The newer facts; undefined where `before` are not those on which they build. */
export function changedFacts(before: CellFacts | undefined, told: Facts[number]): CellFacts | undefined {
  if (!('base' in told)) return told;
  if (before?.version !== told.base) return undefined;
  if (!('sites' in told)) return before;
  const { uri, version, shift, problems } = told;
  const sites = told.sites.flatMap((site) =>
    'count' in site
      ? before.sites.slice(site.first, site.first + site.count).map((older) => shifted(older, shift))
      : [site],
  );
  return { uri, version, sites, problems };
}

function shiftBetween(before: string, after: string): Shift {
  const edit = changedRegion(before, after);
  if (edit === null) return { at: 0, by: 0, lines: 0 };
  // With a character on both sides, for a line break may be of two.
  const linesIn = (text: string, to: number): number =>
    lineStarts(text.slice(Math.max(edit.from - 1, 0), to + 1)).length;
  const lines = linesIn(after, edit.toAfter) - linesIn(before, edit.toBefore);
  return { at: edit.toBefore, by: edit.toAfter - edit.toBefore, lines };
}

/** Whether two values of plain data are the same, to the sign of a zero. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  // Thousands of calls are compared with each keystroke: `for … in` would be compiled anew for each form of object.
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys)
    if (!isEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false;
  return true;
}
