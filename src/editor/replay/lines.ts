import type * as vscode from 'vscode';
import { lineAt, lineStarts } from '../../text';
import type { PlacedCall, Replayed } from './replays';

/** The evaluations that end on one line. */
export interface LineOfCalls {
  readonly line: number;
  readonly calls: readonly PlacedCall[];
}

// Hints and lenses ask for the same, one after the other.
const known = new WeakMap<Replayed, readonly LineOfCalls[]>();

/** Evaluations by the line on which they end, in the order of the document. */
export function byLine(document: vscode.TextDocument, replayed: Replayed): readonly LineOfCalls[] {
  const before = known.get(replayed);
  if (before !== undefined) return before;
  // Of thousands each is found in a list: VS Code takes its time for a position.
  const starts = lineStarts(document.getText());
  const lines = new Map<number, PlacedCall[]>();
  for (const placed of replayed.calls) {
    const line = lineAt(starts, placed.to);
    const there = lines.get(line);
    if (there === undefined) lines.set(line, [placed]);
    else there.push(placed);
  }
  const found = [...lines].map(([line, calls]) => ({ line, calls })).sort((a, b) => a.line - b.line);
  known.set(replayed, found);
  return found;
}
