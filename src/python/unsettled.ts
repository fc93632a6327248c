import type { SyntaxNode, Tree } from '@lezer/common';
import type { Pause, Sliced } from './segment';
import { lineAt, lineStarts } from './sourceText';

/** Lines (from 0, both included) whose statement cannot be parsed. */
export interface ErrorLines {
  readonly fromLine: number;
  readonly toLine: number;
}

/** The same, in a cell. */
export interface UnsettledLines extends ErrorLines {
  readonly cell: number;
}

/** After so many nodes the clock is asked. */
const NODES = 128;

/** The lines of every statement that holds a syntax error; of a compound statement only its header. */
export function* errorLines(
  { text, tree }: { readonly text: string; readonly tree: Tree },
  pause: Pause,
): Sliced<ErrorLines[]> {
  const lines: ErrorLines[] = [];
  let starts: readonly number[] | undefined;
  const cursor = tree.cursor();
  for (let count = 1; cursor.next(); count++) {
    if (count % NODES === 0 && pause()) yield;
    if (!cursor.type.isError) continue;
    starts ??= lineStarts(text);
    const { node } = cursor;
    const { from, to } = statementAround(node);
    const fromLine = lineAt(starts, from);
    // A statement's end may lie behind its line break, in lines that are none of it.
    const end = from + text.slice(from, Math.max(to, node.to)).trimEnd().length;
    const toLine = Math.max(fromLine, lineAt(starts, end));
    const last = lines.at(-1);
    if (last?.fromLine !== fromLine || last.toLine !== toLine) lines.push({ fromLine, toLine });
  }
  return lines;
}

/** The innermost statement around an error, without the bodies it may have; the error itself where it stands between statements. */
function statementAround(error: SyntaxNode): { readonly from: number; readonly to: number } {
  let statement = error;
  for (
    let node = error.parent;
    node !== null && node.name !== 'Body' && node.name !== 'Script';
    node = node.parent
  ) {
    statement = node;
  }
  const body = statement.getChild('Body');
  return body !== null && error.from <= body.from ? { from: statement.from, to: body.from } : statement;
}
