import type * as vscode from 'vscode';
import {
  type CellFacts,
  type DropoutSite,
  movedProblem,
  movedSite,
  type ToldProblem,
} from '../protocol/reading';
import type { Tracks } from './tracks';
import { type Edit, replacesAll, type TextRange } from '../text';

/** What was found, as it stands in a document's text in some version. */
interface Placed<T> {
  readonly version: number;
  readonly found: readonly T[];
}

/** What of thousands of calls has to be in place: all, those near a stretch of the text, or no more of each than its line. */
export type Wanted = 'all' | 'lines' | TextRange;

type Findable = Parameters<typeof replacesAll>[1];

// Providers ask for the same, one after the other.
const placedSitesOf = new WeakMap<CellFacts, Placed<DropoutSite>>();
const placedProblemsOf = new WeakMap<CellFacts, Placed<ToldProblem>>();

/** The calls that were found in an older text, as they stand in it now; without those that were deleted meanwhile. */
export function placedSites(
  facts: CellFacts,
  document: vscode.TextDocument,
  tracks: Tracks,
  wanted: Wanted,
): readonly DropoutSite[] {
  return placed({ facts, found: facts.sites, known: placedSitesOf }, document, tracks, movedSite, wanted);
}

/** The problems that were found in an older text, in the same manner. */
export function placedProblems(
  facts: CellFacts,
  document: vscode.TextDocument,
  tracks: Tracks,
): readonly ToldProblem[] {
  const of = { facts, found: facts.problems, known: placedProblemsOf };
  return placed(of, document, tracks, movedProblem, 'all');
}

function placed<T extends Findable>(
  of: {
    readonly facts: CellFacts;
    readonly found: readonly T[];
    readonly known: WeakMap<CellFacts, Placed<T>>;
  },
  document: vscode.TextDocument,
  tracks: Tracks,
  moved: (one: T, edit: Edit, lineOf: (offset: number) => number) => T,
  wanted: Wanted,
): readonly T[] {
  const { version } = document;
  const { facts, known } = of;
  if (version === facts.version) return of.found;
  const before = known.get(facts);
  if (before?.version === version) return before.found;
  const lineOf = (offset: number): number => document.positionAt(offset).line;
  const edits = tracks.since(document, facts.version) ?? [];
  let found = typeof wanted === 'object' ? near(of.found, wanted, edits) : of.found;
  const [edit, more] = edits;
  if (wanted === 'lines' && edit !== undefined && more === undefined && isWithinLine(edit))
    return found.filter((one) => !replacesAll(edit, one));
  for (const edit of edits)
    found = found.filter((one) => !replacesAll(edit, one)).map((one) => moved(one, edit, lineOf));
  if (typeof wanted === 'string') known.set(facts, { version, found });
  return found;
}

/** Those that may be at a stretch after edits, none of which moves anything further than it is long. */
function near<T extends Findable>(found: readonly T[], { from, to }: TextRange, edits: readonly Edit[]) {
  const reach = edits.reduce((sum, edit) => sum + edit.toBefore + edit.toAfter - 2 * edit.from, 0);
  return found.filter((one) => one.from <= to + reach && from - reach <= one.to);
}

/** Whether nothing is on another line after an edit: something was typed there, or deleted. */
function isWithinLine({ from, toBefore, toAfter, lines }: Edit): boolean {
  return lines === 0 && (toBefore === from || toAfter === from);
}
