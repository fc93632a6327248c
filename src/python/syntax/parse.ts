import { type PartialParse, Tree, type TreeBuffer, type TreeFragment } from '@lezer/common';
import { parser } from '@lezer/python';

/** A document may ask for so many steps of the parser, each of some microseconds: a file of ten thousand lines takes half of them. What asks for more stays unread from there on. */
const MAX_STEPS = 250_000;
/** A step that looks for a way on behind an error takes as long as so many others. */
const RECOVERY = 20;

/**
 * Nodes within so many others are left out, with all that they hold: no person writes them, Python itself refuses
 * them (it takes 200 brackets at most), and no reader of a tree has to fear for its stack.
 */
const MAX_DEPTH = 500;

/** How many steps are left for what is parsed together. */
export class Effort {
  left = MAX_STEPS;
  /** Whether anything was left out. */
  leftOut = false;
}

/**
 * Parses Python. Total: the grammar recovers from every error, and what is too deep or too broken for it
 * is left out.
 *
 * @param fragments what of an earlier tree still holds
 */
export function parsePython(text: string, effort = new Effort(), fragments?: readonly TreeFragment[]): Tree {
  const parse = parser.startParse(text, fragments);
  for (;;) {
    const tree = advance(parse, text, effort);
    if (tree !== null) return withoutDepths(tree, effort);
    // It says by this alone that it is looking for a way on behind an error.
    effort.left -= (parse as { readonly recovering?: number }).recovering === 0 ? 1 : RECOVERY;
    if (effort.left < 0 && parse.stoppedAt === null) {
      effort.leftOut = true;
      parse.stopAt(parse.parsedPos);
    }
  }
}

/** How deep in a tree its parts were when they were looked through: what is kept from an earlier tree need not be again. */
const lookedThrough = new WeakMap<Tree, number>();

/** A new tree without what is nested too deeply. */
function withoutDepths(tree: Tree, effort: Effort): Tree {
  const open: { readonly tree: Tree; readonly depth: number }[] = [{ tree, depth: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if ((lookedThrough.get(at.tree) ?? -1) >= at.depth) continue;
    lookedThrough.set(at.tree, at.depth);
    // It is new, and what of it was kept from an earlier tree loses only what it had to lose.
    const children = at.tree.children as (Tree | TreeBuffer)[];
    for (const [index, child] of children.entries()) {
      if (!(child instanceof Tree)) continue;
      if (at.depth < MAX_DEPTH) open.push({ tree: child, depth: at.depth + 1 });
      else {
        effort.leftOut = true;
        children[index] = new Tree(child.type, [], [], child.length);
      }
    }
  }
  return tree;
}

/** One step of the parser; the finished tree at its end. */
function advance(parse: PartialParse, text: string, effort: Effort): Tree | null {
  try {
    return parse.advance();
  } catch (error) {
    // To build the tree it calls itself as often as nodes are nested.
    if (!(error instanceof RangeError)) throw error;
    effort.leftOut = true;
    return new Tree(parser.topNode, [], [], text.length);
  }
}
