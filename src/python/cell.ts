import { type SyntaxNode, type Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/python';
import { changedRegion, lineStarts, parsableText } from './sourceText';

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
  const parsed = parsableText(text, options);
  const change = previous === undefined ? null : changedRegion(previous.parsed, parsed);
  const fragments =
    previous === undefined || change === null
      ? (previous?.fragments ?? [])
      : TreeFragment.applyChanges(previous.fragments, [
          { fromA: change.from, toA: change.toBefore, fromB: change.from, toB: change.toAfter },
        ]);
  const tree = parser.parse(parsed, fragments);
  return {
    index,
    text,
    parsed,
    lineStarts: lineStarts(text),
    tree,
    fragments: TreeFragment.addTree(tree, fragments),
  };
}

/** A node's children, punctuation and keywords included. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** The reader's own characters under a node. */
export function textOf(cell: Cell, node: { readonly from: number; readonly to: number }): string {
  return cell.text.slice(node.from, node.to);
}
