import type * as vscode from 'vscode';
import type { AskedReplayedCall, ReplayedGroup, ReplayedIn } from '../../protocol/reading';
import type { CallGroup } from '../../previews/replay/groups';
import { cellNumber } from './cellNumbers';
import { openReplayed } from './openReplayed';
import type { PlacedCall, Replayed } from './replays';

/** What of a replayed file or cell is told with whatever is asked of it. */
export function replayedIn({ known, cell }: Pick<Replayed, 'known' | 'cell'>): ReplayedIn {
  const numbers = known.notebook ? known.documents.map((_, index) => cellNumber(known, index)) : undefined;
  return { backend: known.options.backend, cell, numbers };
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
  const opening = { title: '', ...openReplayed(document, replayed, shown) };
  return { of: replayedIn(replayed), group: askedGroup(group), opening };
}
