import type { SyntaxNode } from '@lezer/common';
import type { Cell } from '../../cell';
import { lineAt } from '../../sourceText';

/** Constructs of Python that the grammar does not know and takes for errors. */
const GRAMMAR_GAPS =
  /\bwith\s*\(|^[ \t\v]*(?:match|case|type)\b|\bexcept\s*\*|\bfor\s*\*|\[\s*\*|,\s*\*|\bawait\b|\\\r?\n|\f|[^\x00-\x7f]/mu; // eslint-disable-line no-control-regex
/** A `print` that is no call is a statement to it, as in Python 2. */
const PRINT = /\bprint\b\s*(?:[^\s(]|$)/;

/** After so many nodes others may run. */
const NODES = 128;

/**
 * Whether the layout of a cell is Python's: `broken` where the grammar finds an error that Python surely finds as well,
 * `torn` where it finds one that may be its own, `unsure` where tabs and spaces are mixed.
 */
export function* layoutVerdict(cell: Cell): Generator<void, 'fine' | 'broken' | 'torn' | 'unsure'> {
  let odd = false;
  const bodies: SyntaxNode[] = [cell.tree.topNode];
  const cursor = cell.tree.cursor();
  for (let count = 1; cursor.next(); count++) {
    if (count % NODES === 0) yield;
    if (cursor.type.isError) return GRAMMAR_GAPS.test(cell.text) || PRINT.test(cell.text) ? 'torn' : 'broken';
    if (cursor.name === 'Body') bodies.push(cursor.node);
  }
  if (cell.text.includes('\0')) return 'broken';
  for (const body of bodies) {
    const verdict = yield* bodyVerdict(cell, body);
    if (verdict === 'broken') return 'broken';
    if (verdict === 'unsure') odd = true;
  }
  return odd ? 'unsure' : 'fine';
}

/** The statements of one body start in one column. */
function* bodyVerdict(cell: Cell, body: SyntaxNode): Generator<void, 'fine' | 'broken' | 'unsure'> {
  let first: string | undefined = body.name === 'Script' ? '' : undefined;
  const outer = body.name === 'Script' ? undefined : indentOf(cell, body);
  for (let child = body.firstChild; child !== null; child = child.nextSibling) {
    yield;
    if (child.name === 'Comment' || child.name === ':') continue;
    const indent = startOf(cell, child);
    if (indent === undefined) continue;
    first ??= indent;
    if (indent !== first) return (indent + first).includes('\t') ? 'unsure' : 'broken';
    if (outer !== undefined && !indent.startsWith(outer)) return 'unsure';
    if (outer !== undefined && indent.length <= outer.length) return 'broken';
  }
  return 'fine';
}

/** The blanks before a node, where nothing else stands before it in its line. */
function startOf(cell: Cell, node: { readonly from: number }): string | undefined {
  const lineStart = cell.lineStarts[lineAt(cell.lineStarts, node.from)] ?? 0;
  const before = cell.parsed.slice(lineStart, node.from);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The blanks before the statement that a body belongs to. */
function indentOf(cell: Cell, body: SyntaxNode): string | undefined {
  const statement = body.parent;
  return statement === null ? undefined : startOf(cell, statement);
}
