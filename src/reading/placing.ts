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
  const lineOf = (offset: number): number => document.positionAt(offset).line;
  let placed = sites;
  for (const edit of tracks.since(document, version) ?? [])
    placed = placed.filter((site) => !replacesAll(edit, site)).map((site) => movedSite(site, edit, lineOf));
  return placed;
}

/** The problems that were found in an older text, in the same manner. */
export function placedProblems(
  { version, problems }: CellFacts,
  document: vscode.TextDocument,
  tracks: Tracks,
): readonly Problem[] {
  const lineOf = (offset: number): number => document.positionAt(offset).line;
  let placed = problems;
  for (const edit of tracks.since(document, version) ?? [])
    placed = placed
      .filter((problem) => !replacesAll(edit, problem))
      .map((problem) => movedProblem(problem, edit, lineOf));
  return placed;
}
