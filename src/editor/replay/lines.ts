import type * as vscode from 'vscode';
import { lineAt, lineStarts } from '../../text';
import type { PlacedCall, Replayed } from './replays';

/** The evaluations that end on one line. */
export interface LineOfCalls {
  readonly line: number;
  readonly calls: readonly PlacedCall[];
}

// Hints and lenses ask for the same, one after the other, and again at the next keystroke on a line.
const known = new WeakMap<Replayed['calls'], readonly LineOfCalls[]>();

/** Evaluations by the line on which they end, in the order of the document. */
export function byLine(document: vscode.TextDocument, { calls }: Replayed): readonly LineOfCalls[] {
  const before = known.get(calls);
  if (before !== undefined) return before;
  // VS Code takes its time for a position.
  const starts = lineStarts(document.getText());
  const lines = new Array<{ readonly line: number; readonly calls: PlacedCall[] } | undefined>(starts.length);
  for (const placed of calls) {
    const line = lineAt(starts, placed.to);
    // An empty list makes room for a dozen as soon as something is pushed.
    if (lines[line]?.calls.push(placed) === undefined) lines[line] = { line, calls: [placed] };
  }
  const found = lines.filter((one) => one !== undefined);
  known.set(calls, found);
  return found;
}
