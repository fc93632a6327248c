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
  const lines = new Array<{ readonly line: number; readonly calls: PlacedCall[] } | undefined>(starts.length);
  let line = 0;
  for (const placed of replayed.calls) {
    // Mostly they are in the order of the lines.
    while (placed.to >= (starts[line + 1] ?? Infinity)) line++;
    if (placed.to < (starts[line] ?? 0)) line = lineAt(starts, placed.to);
    const before = lines[line];
    // An empty list makes room for a dozen as soon as something is pushed.
    if (before === undefined) lines[line] = { line, calls: [placed] };
    else before.calls.push(placed);
  }
  const found = { lines: lines.filter((one) => one !== undefined), starts };
  known.set(replayed, found);
  return found;
}
