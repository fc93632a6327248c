import type * as vscode from 'vscode';
import { type CellFacts, type DropoutSite, movedProblem, movedSite, type Problem } from '../protocol/reading';
import type { Tracks } from './tracks';
import { replacesAll } from '../text';

/** The calls that were found in an older text, as they stand in it now; without those that were deleted meanwhile. */
export function placedSites(
  { version, sites }: CellFacts,
  document: vscode.TextDocument,
  tracks: Tracks,
): readonly DropoutSite[] {
  return placed(sites, tracks.since(document, version), document, movedSite);
}

/** The problems that were found in an older text, in the same manner. */
export function placedProblems(
  { version, problems }: CellFacts,
  document: vscode.TextDocument,
  tracks: Tracks,
): readonly Problem[] {
  return placed(problems, tracks.since(document, version), document, movedProblem);
}

function placed<T extends Parameters<typeof replacesAll>[1]>(
  found: readonly T[],
  edits: ReturnType<Tracks['since']>,
  document: vscode.TextDocument,
  moved: (one: T, edit: Parameters<typeof movedSite>[1], lineOf: (offset: number) => number) => T,
): readonly T[] {
  const lineOf = (offset: number): number => document.positionAt(offset).line;
  let now = found;
  for (const edit of edits ?? [])
    now = now.filter((one) => !replacesAll(edit, one)).map((one) => moved(one, edit, lineOf));
  return now;
}
