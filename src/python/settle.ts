import type { DropoutSite, UnsettledLines } from './analyze';
import { changedRegion, lineAt, lineStarts } from './sourceText';

/** What the reader sees above the lines of one cell. */
export interface SettledSites {
  readonly text: string;
  readonly sites: readonly DropoutSite[];
}

/**
 * Keeps previews where they are while a statement is half typed: on the lines of a statement that does
 * not parse, the sites shown before stay (moved along with their lines), and none appears or vanishes.
 * Everywhere else the new sites hold.
 *
 * @param before what was shown for the cell's earlier text
 * @param sites the sites found in `text`
 * @param unsettled the lines of `text` whose statement does not parse
 */
export function settle(
  before: SettledSites | undefined,
  text: string,
  sites: readonly DropoutSite[],
  unsettled: readonly UnsettledLines[],
): SettledSites {
  if (before === undefined || unsettled.length === 0) return { text, sites };
  const isUnsettled = (line: number): boolean =>
    unsettled.some(({ fromLine, toLine }) => fromLine <= line && line <= toLine);
  const kept = moved(before, text).filter((site) => isUnsettled(site.line));
  const fresh = sites.filter((site) => !isUnsettled(site.line));
  return { text, sites: [...kept, ...fresh].sort((a, b) => a.from - b.from) };
}

/** The sites of an earlier text at their places in the new one; those whose line is gone are left out. */
function moved(before: SettledSites, text: string): readonly DropoutSite[] {
  const change = changedRegion(before.text, text);
  if (change === null) return before.sites;
  const oldStarts = lineStarts(before.text);
  const newStarts = lineStarts(text);
  const newOffset = (offset: number): number =>
    offset >= change.toBefore ? offset + change.toAfter - change.toBefore : Math.min(offset, change.toAfter);
  return before.sites.flatMap((site) => {
    const lineStart = oldStarts[site.line] ?? 0;
    const nextLineStart = oldStarts[site.line + 1] ?? Infinity;
    const joined = lineStart > change.from && site.from < change.toBefore;
    const deleted = lineStart >= change.from && nextLineStart <= change.toBefore;
    if (joined || deleted) return [];
    const from = newOffset(site.from);
    return [{ ...site, from, to: Math.max(from, newOffset(site.to)), line: lineAt(newStarts, from) }];
  });
}
