import { lineOf } from '../editor/siteLine';
import type { CallReference } from '../playground';
import type { DropoutSite } from '../protocol/reading';
import type { TextRange } from '../text';

/** What is known of a call that is looked for. */
export interface Wanted extends Pick<CallReference, 'key' | 'line' | 'head'> {
  /** Where edits have moved it; undefined where that is not known, because it was deleted or the window was reloaded. */
  readonly range: TextRange | undefined;
  /** How many calls like it there were, itself included; 0 where that is not known. */
  readonly twins: number;
}

/**
 * Finds a call again, in the text of its file or cell as it is now: at its place, else by its name or its line. Where
 * one of several calls that look alike was deleted, no other one stands in for it.
 */
export function findCall(
  sites: readonly DropoutSite[],
  text: string,
  wanted: Wanted,
): DropoutSite | undefined {
  const { range, key } = wanted;
  if (range !== undefined) {
    const here = sites.filter(({ from, to }) => from <= range.to && range.from <= to);
    const tracked = here.find((site) => site.from === range.from) ?? here.find((site) => site.key === key);
    if (tracked ?? here[0]) return tracked ?? here[0];
  }
  if (twinsOf(sites, text, wanted) < wanted.twins) return undefined;
  const alike = sites.filter((site) => isAlike(lineOf(text, site), wanted));
  const sameKey = alike.find((site) => site.key === key);
  return sameKey ?? (alike.length === 1 ? alike[0] : undefined);
}

/** How many calls there are of a call's family (its scope and kind) whose lines begin alike. */
export function twinsOf(
  sites: readonly DropoutSite[],
  text: string,
  { key, head }: Pick<Wanted, 'key' | 'head'>,
): number {
  return sites.filter((site) => familyOf(site.key) === familyOf(key) && lineOf(text, site).head === head)
    .length;
}

function familyOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

/** Whether what stands before a call tells that it is the wanted one; where nothing does, its whole line must. */
function isAlike(line: Pick<Wanted, 'line' | 'head'>, wanted: Wanted): boolean {
  return line.head === wanted.head && (wanted.head !== '' || line.line === wanted.line);
}
