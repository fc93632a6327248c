import type * as vscode from 'vscode';
import { lineAt, lineStarts } from '../../text';
import type { PlacedCall, Replayed } from './replays';

/** The evaluations that end on one line. */
export interface LineOfCalls {
  readonly line: number;
  readonly calls: readonly PlacedCall[];
}

/** The evaluations of a document. */
export interface CallLines {
  /** In the order of the document. */
  readonly lines: readonly LineOfCalls[];
  /** Where its lines start. */
  readonly starts: readonly number[];
}

// Hints and lenses ask for the same, one after the other.
const known = new WeakMap<Replayed, CallLines>();

/** Evaluations by the line on which they end. */
export function byLine(document: vscode.TextDocument, replayed: Replayed): CallLines {
  const before = known.get(replayed);
  if (before !== undefined) return before;
  // Of thousands each is found in a list: VS Code takes its time for a position.
  const starts = lineStarts(document.getText());
  const lines = new Map<number, { readonly line: number; readonly calls: PlacedCall[] }>();
  for (const placed of replayed.calls) {
    const line = lineAt(starts, placed.to);
    const there = lines.get(line);
    if (there === undefined) lines.set(line, { line, calls: [placed] });
    else there.calls.push(placed);
  }
  const found = { lines: [...lines.values()].sort((a, b) => a.line - b.line), starts };
  known.set(replayed, found);
  return found;
}
