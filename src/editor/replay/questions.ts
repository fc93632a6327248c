import type * as vscode from 'vscode';
import type { AskedReplayedCall, ReplayedGroup, ReplayedIn } from '../../protocol/reading';
import { cellOf } from '../../reading';
import type { CallGroup } from '../../previews/replay/groups';
import { assumptionsOf } from './expected';
import type { PlacedCall, Replayed } from './replays';
import { shownEvaluation } from './shownEvaluation';

/**
 * What of a replayed file or cell is told with whatever is asked of values or calls in it.
 *
 * @param last the last of them
 */
export function replayedIn(
  { known, cell }: Pick<Replayed, 'known' | 'cell'>,
  last: Parameters<typeof assumptionsOf>[1],
): ReplayedIn {
  const numbers = known.request.notebook ? cellNumbers(known.documents) : undefined;
  const assumptions = assumptionsOf(known.trace, last);
  return { backend: known.request.backend, cell, numbers, assumptions };
}

/** The numbers of replayed cells among all cells of their notebook, from 1. */
function cellNumbers(documents: readonly vscode.TextDocument[]): readonly number[] {
  const [first] = documents;
  const cells = (first && cellOf(first)?.notebook.getCells()) ?? [];
  // A cell would look for its own index among hundreds.
  const indices = new Map(cells.map(({ document }, index) => [document, index]));
  return documents.map((document, cell) => (indices.get(document) ?? cell) + 1);
}

/** A group as plain data. */
export function askedGroup({ within, calls, summary }: CallGroup<PlacedCall>): ReplayedGroup {
  return { within, summary, calls: calls.map(({ call }) => call) };
}

/** Evaluations with what shows one of them. */
export function askedReplayedCall(
  document: vscode.TextDocument,
  replayed: Replayed,
  group: CallGroup<PlacedCall>,
  shown: PlacedCall,
): AskedReplayedCall {
  const of = replayedIn(replayed, group.calls.at(-1)?.call);
  return { of, group: askedGroup(group), shown: shownEvaluation(document, replayed, shown) };
}
