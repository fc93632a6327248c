import type * as vscode from 'vscode';
import { type CellFacts, movedSite } from '../protocol/reading';
import { type DropoutSite } from '../protocol/reading';
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
