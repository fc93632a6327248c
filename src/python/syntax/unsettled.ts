import { IterMode, type SyntaxNode, Tree, type TreeBuffer } from '@lezer/common';
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
  const note = (node: SyntaxNode): void => {
    starts ??= lineStarts(text);
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
  };
  eachError(tree, note);
  return lines;
}

/** Calls back for each node of a tree that stands for an error, in the order of the text. */
export function eachError(tree: Tree, visit: (node: SyntaxNode) => void): void {
  if (isClean(tree)) return;
  tree.iterate({
    mode: IterMode.IncludeAnonymous,
    enter: (at) => {
      if (at.tree !== null && clean.has(at.tree)) return false;
      if (at.type.isError) visit(at.node);
      return true;
    },
  });
}

/** Trees without errors: what is kept from an earlier tree need not be looked through again. */
const clean = new WeakSet<Tree>();

/** Whether nothing in a tree stands for an error. */
export function isClean(tree: Tree): boolean {
  if (clean.has(tree)) return true;
  let isSo = !tree.type.isError;
  for (const child of tree.children)
    isSo = (child instanceof Tree ? isClean(child) : !holdsError(child)) && isSo;
  if (isSo) clean.add(tree);
  return isSo;
}

function holdsError({ buffer, set }: TreeBuffer): boolean {
  // Of each node it has four numbers, the first of which is its type.
  for (let at = 0; at < buffer.length; at += 4) if (set.types[buffer[at] ?? 0]?.isError === true) return true;
  return false;
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
