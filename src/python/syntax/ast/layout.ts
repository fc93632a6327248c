import type { SyntaxNode } from '@lezer/common';
import type { Cell } from '../cell';
import { lineAt } from '../../../text';

/** Brackets, as the grammar names them. */
const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);

/**
 * Whether the layout of a cell is Python's: `broken` where Python surely finds an error, `torn` where the grammar finds one that
 * may be its own, `unsure` where tabs and spaces are mixed, or names hold characters that are no plain letters.
 */
export function layoutVerdict(cell: Cell): 'fine' | 'broken' | 'torn' | 'unsure' {
  if (!cell.isWhole) return 'torn';
  let odd = false;
  const bodies: SyntaxNode[] = [cell.tree.topNode];
  const cursor = cell.tree.cursor();
  let isTorn = false;
  let open = 0;
  const isWide = /\P{ASCII}/u.test(cell.text);
  while (cursor.next()) {
    if (cursor.type.isError) isTorn ||= !MISSED.some((isMissed) => isMissed(cell, cursor.node));
    if (isWide && /^(?:Variable|Property)Name$/.test(cursor.name))
      odd ||= isOddName(cell.text.slice(cursor.from, cursor.to));
    if (OPENING.has(cursor.name)) open++;
    else if (CLOSING.has(cursor.name)) open--;
    if (cursor.name === 'Body') bodies.push(cursor.node);
  }
  if (cell.text.includes('\0')) return 'broken';
  // Within a string of many lines the margin is taken off as well, and not by every IPython where a comment stands first.
  odd ||= cell.margin !== '' && /^\s*#|"""|'''/.test(cell.text);
  // A line that goes on behind the end of the text.
  const [last = ''] = cell.parsed.trimEnd().split('\n').slice(-1);
  isTorn ||= (last.endsWith('\\') && !last.includes('#')) || goesOnBlank(cell);
  // There is much that Python takes and the grammar does not, but a bracket without its partner is nothing to either.
  if (isTorn) return open === 0 ? 'torn' : 'broken';
  for (const body of bodies) {
    const verdict = bodyVerdict(cell, body);
    if (verdict === 'broken') return 'broken';
    if (verdict === 'unsure') odd = true;
  }
  return odd ? 'unsure' : 'fine';
}

/** Whether a line goes on in an empty one, which the grammar skips and Python does not. */
function goesOnBlank({ parsed, tree }: Cell): boolean {
  for (const { index } of parsed.matchAll(/\\\r?\n[ \t]*\r?\n/g))
    if (!/String|Comment/.test(tree.resolveInner(index).name)) return true;
  return false;
}

/** Python folds compatibility characters (`ﬁ` is `fi`), and takes letters and digits alone. */
function isOddName(name: string): boolean {
  return (
    name !== name.normalize('NFKC') || (/\P{ASCII}/u.test(name) && !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
  );
}

/** A `yield` of nothing: the grammar misses its value. */
function isBareYield({ parsed }: Cell, error: SyntaxNode): boolean {
  return (
    error.from === error.to &&
    error.prevSibling?.name === 'yield' &&
    error.nextSibling === null &&
    /^[ \t]*(?:[)\];,#\r\n]|$)/.test(parsed.slice(error.prevSibling.to, error.prevSibling.to + 100))
  );
}

/** `case int():`, `case ():`, `case []:` and `case {}:`, in whose brackets the grammar misses a pattern. */
function isEmptyPattern({ parsed }: Cell, { parent }: SyntaxNode): boolean {
  const list = [parent, parent?.parent].find((one) =>
    /^(?:PatternArgList|SequencePattern|MappingPattern)$/.test(one?.name ?? ''),
  );
  return !!list && /^(?:\(\s*\)|\[\s*\]|\{\s*\})$/.test(parsed.slice(list.from, list.to));
}

/** The star of `[z for *_, z in rows]`, which the grammar knows in loops only. */
function isStarredTarget(_: Cell, { firstChild, lastChild, prevSibling, nextSibling }: SyntaxNode): boolean {
  let before = prevSibling;
  while (before !== null && !/^(?:for|in)$/.test(before.name)) before = before.prevSibling;
  const isStar = firstChild?.name === '*' && firstChild.to === lastChild?.to;
  return isStar && before?.name === 'for' && nextSibling?.name === 'VariableName';
}

/** The `/` among the parameters of a `lambda`, which the grammar knows in those of a `def` only. */
function isLambdaSlash({ parsed }: Cell, { parent, from }: SyntaxNode): boolean {
  return (
    parent?.name === 'ParamList' &&
    parent.parent?.name === 'LambdaExpression' &&
    /^\s*\/\s*[,:]/.test(parsed.slice(from, from + 100))
  );
}

/** What Python takes and the grammar misses, though it goes on rightly. */
const MISSED = [isBareYield, isEmptyPattern, isLambdaSlash, isStarredTarget] as const;

/** The statements of one body start in one column. */
function bodyVerdict(cell: Cell, body: SyntaxNode): 'fine' | 'broken' | 'unsure' {
  let first: string | undefined = body.name === 'Script' ? '' : undefined;
  const outer = body.name === 'Script' ? undefined : indentOf(cell, body);
  for (let child = body.firstChild; child !== null; child = child.nextSibling) {
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

/** The blanks before a node behind the cell's margin, where nothing else stands before it in its line. */
function startOf(cell: Cell, node: { readonly from: number }): string | undefined {
  const lineStart = cell.lineStarts[lineAt(cell.lineStarts, node.from)] ?? 0;
  const before = cell.parsed.slice(lineStart, node.from);
  return /^[ \t]*$/.test(before) ? before.slice(cell.margin.length) : undefined;
}

/** The blanks before the statement that a body belongs to. */
function indentOf(cell: Cell, body: SyntaxNode): string | undefined {
  const statement = body.parent;
  return statement === null ? undefined : startOf(cell, statement);
}
