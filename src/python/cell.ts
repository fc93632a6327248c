import { type SyntaxNode, type Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/python';
import { changedRegion, lineStarts, parsableCell, parsableScript } from './sourceText';

/** One parsed text: a notebook cell, or a whole script. */
export interface Cell {
  /** Its place in document order. */
  readonly index: number;
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly tree: Tree;
  /** What was really parsed, and what of the tree the next parse may keep. */
  readonly parsed: string;
  readonly fragments: readonly TreeFragment[];
}

/**
 * Parses one cell. Never throws: the grammar recovers from every error.
 *
 * @param previous an earlier state of the same cell; the parts of its tree that still hold are kept
 */
export function parseCell(
  text: string,
  index: number,
  options: { readonly notebook: boolean },
  previous?: Cell,
): Cell {
  if (previous?.text === text) return previous.index === index ? previous : { ...previous, index };
  const parsed = options.notebook ? parsableCellText(text) : parsableScript(text);
  const change = previous === undefined ? null : changedRegion(previous.parsed, parsed);
  const fragments =
    previous === undefined || change === null
      ? (previous?.fragments ?? [])
      : TreeFragment.applyChanges(previous.fragments, [
          { fromA: change.from, toA: change.toBefore, fromB: change.from, toB: change.toAfter },
        ]);
  return parsedCell(text, index, parsed, parser.parse(parsed, fragments), fragments);
}

function parsedCell(
  text: string,
  index: number,
  parsed: string,
  tree: Tree,
  known?: readonly TreeFragment[],
): Cell {
  const fragments = TreeFragment.addTree(tree, known);
  return { index, text, parsed, lineStarts: lineStarts(text), tree, fragments };
}

/** How many steps of the parser are made between two pauses; each is about a token. */
const PARSER_STEPS = 64;

/** Parses a cell of which nothing is known yet, as `parseCell` does, with pauses. */
export function* parseCellSteps(
  text: string,
  index: number,
  options: { readonly notebook: boolean },
): Generator<void, Cell> {
  const parsed = options.notebook ? parsableCellText(text) : parsableScript(text);
  const parse = parser.startParse(parsed);
  for (let step = 1; ; step++) {
    const tree = parse.advance();
    if (tree !== null) return parsedCell(text, index, parsed, tree);
    if (step % PARSER_STEPS === 0) yield;
  }
}

/** The text of a notebook's cell without IPython's magics, of equal length. */
export function parsableCellText(text: string): string {
  return parsableCell(text, insideOf());
}

/** Tells whether an offset lies inside a string or brackets. Parses at the first question, and once for one text. */
function insideOf(): (python: string, offset: number) => boolean {
  let parsed: { readonly python: string; readonly tree: Tree } | undefined;
  return (python, offset) => {
    if (parsed?.python !== python) parsed = { python, tree: parser.parse(python) };
    for (
      let node: SyntaxNode | null = parsed.tree.resolveInner(offset, 1);
      node !== null;
      node = node.parent
    ) {
      if (node.from < offset && OPEN_ENDED.test(node.name)) return true;
    }
    return false;
  };
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
