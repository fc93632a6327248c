import type { SyntaxNode, Tree } from '@lezer/common';
import { parsePython } from './parse';
import type { Pause, Sliced } from './segment';
import { hasLineMagic, lineStarts, parsableScript, withoutCellMagic, withoutLineMagics } from './sourceText';

/** One parsed text: a notebook cell, or a whole script. */
export interface Cell {
  /** Its place in document order. */
  readonly index: number;
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly tree: Tree;
  /** What was really parsed. */
  readonly parsed: string;
}

/** Parses one cell, in slices. Never throws: the grammar recovers from every error. */
export function* parseCellSteps(
  text: string,
  index: number,
  options: { readonly notebook: boolean },
): Sliced<Cell> {
  const always = (): boolean => true;
  const parsed = options.notebook ? yield* parsableCellText(text, always) : parsableScript(text);
  const tree = yield* parsePython(parsed, always);
  return { index, text, parsed, lineStarts: lineStarts(text), tree };
}

/** The text of a notebook's cell without IPython's magics, of equal length. */
export function* parsableCellText(text: string, pause: Pause): Sliced<string> {
  const python = parsableScript(withoutCellMagic(text));
  if (!hasLineMagic(python)) return python;
  // Inside a string or brackets a line is no magic, whatever it looks like.
  const insides: { readonly from: number; readonly to: number }[] = [];
  (yield* parsePython(python, pause)).iterate({
    enter: ({ name, from, to }) => {
      if (!OPEN_ENDED.test(name)) return true;
      insides.push({ from, to });
      return false;
    },
  });
  let next = 0;
  return withoutLineMagics(python, (offset) => {
    while ((insides[next]?.to ?? Infinity) <= offset) next++;
    return (insides[next]?.from ?? Infinity) < offset;
  });
}

/** Nodes within which a line break ends nothing. */
const OPEN_ENDED = /String|List$|Parenthesized|Tuple|Array|Dictionary|Set|Member/;

/** A node's children, punctuation and keywords included. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** The reader's own characters under a node. */
export function textOf(
  { text }: { readonly text: string },
  node: { readonly from: number; readonly to: number },
): string {
  return text.slice(node.from, node.to);
}
