import type * as vscode from 'vscode';
import type { PlacedCall } from './replays';

/** The evaluations that end on one line. */
export interface LineOfCalls {
  readonly line: number;
  readonly calls: readonly PlacedCall[];
}

/** Evaluations by the line on which they end, in the order of the document. */
export function byLine(document: vscode.TextDocument, calls: readonly PlacedCall[]): LineOfCalls[] {
  const lines = new Map<number, PlacedCall[]>();
  for (const placed of calls) {
    const { line } = document.positionAt(placed.to);
    const known = lines.get(line);
    if (known === undefined) lines.set(line, [placed]);
    else known.push(placed);
  }
  return [...lines].map(([line, there]) => ({ line, calls: there })).sort((a, b) => a.line - b.line);
}
