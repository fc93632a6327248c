import type { SyntaxNode, Tree } from '@lezer/common';
import { lineAt, lineStarts } from '../../text';

/** Lines (from 0, both included) whose statement cannot be parsed. */
export interface ErrorLines {
  readonly fromLine: number;
  readonly toLine: number;
}

/** The same, in a cell. */
export interface UnsettledLines extends ErrorLines {
  readonly cell: number;
}

/** The lines of every statement that holds a syntax error; of a compound statement only its header. */
export function errorLines({ text, tree }: { readonly text: string; readonly tree: Tree }): ErrorLines[] {
  const lines: ErrorLines[] = [];
  let starts: readonly number[] | undefined;
  let around: { readonly from: number; readonly to: number; readonly body: number | undefined } | undefined;
  const cursor = tree.cursor();
  while (cursor.next()) {
    if (!cursor.type.isError) continue;
    starts ??= lineStarts(text);
    const { node } = cursor;
    const statement = statementAround(node);
    // Thousands of errors may stand in one statement, among thousands of parts.
    if (statement.from !== around?.from || statement.to !== around.to)
      around = { from: statement.from, to: statement.to, body: statement.getChild('Body')?.from };
    const { from } = around;
    const to = around.body !== undefined && node.from <= around.body ? around.body : around.to;
    const fromLine = lineAt(starts, from);
    // A statement's end may lie behind its line break, in lines that are none of it.
    const end = from + text.slice(from, Math.max(to, node.to)).trimEnd().length;
    const toLine = Math.max(fromLine, lineAt(starts, end));
    const last = lines.at(-1);
    if (last?.fromLine !== fromLine || last.toLine !== toLine) lines.push({ fromLine, toLine });
  }
  return lines;
}

/** The innermost statement around an error; the error itself where it stands between statements. */
function statementAround(error: SyntaxNode): SyntaxNode {
  let statement = error;
  for (
    let node = error.parent;
    node !== null && node.name !== 'Body' && node.name !== 'Script';
    node = node.parent
  ) {
    statement = node;
  }
  return statement;
}
