import type * as vscode from 'vscode';
import {
  type CellFacts,
  type DropoutSite,
  movedProblem,
  movedSite,
  type ToldProblem,
} from '../protocol/reading';
import type { Tracks } from './tracks';
import { replacesAll } from '../text';

/** What was found, as it stands in a document's text in some version. */
interface Placed<T> {
  readonly version: number;
  readonly found: readonly T[];
}

type Findable = Parameters<typeof replacesAll>[1];

// Providers ask for the same, one after the other.
const placedSitesOf = new WeakMap<CellFacts, Placed<DropoutSite>>();
const placedProblemsOf = new WeakMap<CellFacts, Placed<ToldProblem>>();

/** The calls that were found in an older text, as they stand in it now; without those that were deleted meanwhile. */
export function placedSites(
  facts: CellFacts,
  document: vscode.TextDocument,
  tracks: Tracks,
): readonly DropoutSite[] {
  return placed({ facts, found: facts.sites, known: placedSitesOf }, document, tracks, movedSite);
}

/** The problems that were found in an older text, in the same manner. */
export function placedProblems(
  facts: CellFacts,
  document: vscode.TextDocument,
  tracks: Tracks,
): readonly ToldProblem[] {
  return placed({ facts, found: facts.problems, known: placedProblemsOf }, document, tracks, movedProblem);
}

function placed<T extends Findable>(
  of: {
    readonly facts: CellFacts;
    readonly found: readonly T[];
    readonly known: WeakMap<CellFacts, Placed<T>>;
  },
  document: vscode.TextDocument,
  tracks: Tracks,
  moved: (one: T, edit: Parameters<typeof movedSite>[1], lineOf: (offset: number) => number) => T,
): readonly T[] {
  const { version } = document;
  const { facts, known } = of;
  if (version === facts.version) return of.found;
  const before = known.get(facts);
  if (before?.version === version) return before.found;
  const lineOf = (offset: number): number => document.positionAt(offset).line;
  let { found } = of;
  for (const edit of tracks.since(document, facts.version) ?? [])
    found = found.filter((one) => !replacesAll(edit, one)).map((one) => moved(one, edit, lineOf));
  known.set(facts, { version, found });
  return found;
}
