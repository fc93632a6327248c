import { movedProblem, movedSite, type ToldProblem } from '../protocol/reading';
import type { DropoutSite, UnsettledLines } from '../python';
import { changedRegion, lineAt, lineStarts, replacesAll } from '../text';

/** What the reader sees above the lines of one cell. */
export interface SettledSites {
  readonly text: string;
  readonly sites: readonly DropoutSite[];
}

/**
 * Whether the reader is in the middle of a statement: what changed lies in lines that do not parse. Lines that
 * do not parse anywhere else may stay so for long, be it an error or something newer than our grammar.
 */
export function isTyping(before: string, text: string, unsettled: readonly UnsettledLines[]): boolean {
  const change = changedRegion(before, text);
  if (change === null || unsettled.length === 0) return false;
  const starts = lineStarts(text);
  const fromLine = lineAt(starts, change.from);
  const toLine = lineAt(starts, change.toAfter);
  return unsettled.some((lines) => lines.fromLine <= toLine && fromLine <= lines.toLine);
}

/**
 * Keeps previews where they are while a statement is half typed, in this cell or in another one that it depends on:
 * calls whose own text is as before keep their reading, and on the lines of the broken statement none appears or
 * vanishes. Everywhere else the new sites hold.
 *
 * @param before what was shown for the cell's earlier text
 * @param sites the sites found in `text`
 * @param unsettled the lines of `text` whose statement does not parse
 */
export function settleWhileTyping(
  before: SettledSites,
  text: string,
  sites: readonly DropoutSite[],
  unsettled: readonly UnsettledLines[],
): SettledSites {
  const isUnsettled = (line: number): boolean =>
    unsettled.some(({ fromLine, toLine }) => fromLine <= line && line <= toLine);
  const whole = sites.filter((site) => !isUnsettled(site.line) || isComplete(site));
  const kept = moved(before, text)
    .filter(
      ({ site: { line }, unchanged }) =>
        unchanged || (isUnsettled(line) && !whole.some((site) => site.line === line)),
    )
    .map(({ site }) => site);
  const taken = new Set(kept.map(({ from }) => from));
  const fresh = whole.filter(({ from }) => !taken.has(from));
  return { text, sites: [...kept, ...fresh].sort((a, b) => a.from - b.from) };
}

/** What was wrong in a cell's earlier text, at its places in the new one; without what is gone. */
export function settledProblems(
  before: { readonly text: string; readonly problems: readonly ToldProblem[] },
  text: string,
): readonly ToldProblem[] {
  const change = changedRegion(before.text, text);
  if (change === null) return before.problems;
  const starts = lineStarts(text);
  return before.problems
    .filter((problem) => !replacesAll(change, problem))
    .map((problem) => movedProblem(problem, change, (offset) => lineAt(starts, offset)));
}

/** Whether a call has its closing parenthesis and arguments that fit. */
function isComplete({ p }: DropoutSite): boolean {
  return p.known || p.reason !== 'incomplete';
}

/**
 * The sites of an earlier text at their places in the new one, with whether the call reads as before; those whose
 * line is gone are left out.
 */
function moved(
  before: SettledSites,
  text: string,
): readonly { readonly site: DropoutSite; readonly unchanged: boolean }[] {
  const change = changedRegion(before.text, text);
  if (change === null) return before.sites.map((site) => ({ site, unchanged: true }));
  const oldStarts = lineStarts(before.text);
  const newStarts = lineStarts(text);
  return before.sites.flatMap((site) => {
    const lineStart = oldStarts[site.line] ?? 0;
    const nextLineStart = oldStarts[site.line + 1] ?? Infinity;
    const joined = lineStart > change.from && site.from < change.toBefore;
    const deleted = lineStart >= change.from && nextLineStart <= change.toBefore;
    if (joined || deleted) return [];
    const now = movedSite(site, change, (offset) => lineAt(newStarts, offset));
    return [{ site: now, unchanged: before.text.slice(site.from, site.to) === text.slice(now.from, now.to) }];
  });
}

/** What stands in each cell, of which a notebook may have hundreds. */
export function byCell<T extends { readonly cell: number }>(
  all: readonly T[],
): (cell: number) => readonly T[] {
  const cells = new Map<number, T[]>();
  for (const one of all) {
    const known = cells.get(one.cell);
    if (known === undefined) cells.set(one.cell, [one]);
    else known.push(one);
  }
  return (cell) => cells.get(cell) ?? [];
}
