import type { SyntaxNode } from '@lezer/common';
import type { Cell } from './cell';
import { lineAt } from './sourceText';

/** Lines of a cell (from 0, both included) whose statement cannot be parsed. */
export interface UnsettledLines {
  readonly cell: number;
  readonly fromLine: number;
  readonly toLine: number;
}

/** The lines of every statement that holds a syntax error; of a compound statement only its header. */
export function unsettledLines(cell: Cell): UnsettledLines[] {
  const lines: UnsettledLines[] = [];
  cell.tree.iterate({
    enter({ type, node }) {
      if (!type.isError) return;
      const { from, to } = statementAround(node);
      const fromLine = lineAt(cell.lineStarts, from);
      // A statement's end may lie behind its line break, in lines that are none of it.
      const end = from + cell.text.slice(from, Math.max(to, node.to)).trimEnd().length;
      const toLine = Math.max(fromLine, lineAt(cell.lineStarts, end));
      const last = lines.at(-1);
      if (last?.fromLine !== fromLine || last.toLine !== toLine)
        lines.push({ cell: cell.index, fromLine, toLine });
    },
  });
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
