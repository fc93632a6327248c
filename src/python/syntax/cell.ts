import type { SyntaxNode, Tree } from '@lezer/common';
import { childrenOf } from './nodes';
import { Effort, parsePython } from './parse';
import { tooDeep } from './segmentText';
import { hasLineMagic, marginOf, parsableScript, withoutCellMagic, withoutLineMagics } from './sourceText';
import { lineStarts, type TextRange } from '../../text';

/** One parsed text: a notebook cell, or a whole script. */
export interface Cell {
  /** Its place in document order. */
  readonly index: number;
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly tree: Tree;
  /** What was really parsed. */
  readonly parsed: string;
  /** The blanks that IPython takes off each line of a notebook's cell, since all begin with them (`leading_indent`). */
  readonly margin: string;
  /** Whether all of it is in the tree: what is nested too deeply, or takes the parser too long, is left out. */
  readonly isWhole: boolean;
}

/** Parses one cell. Never throws: the grammar recovers from every error. */
export function parseCell(text: string, index: number, options: { readonly notebook: boolean }): Cell {
  let parsed = options.notebook ? parsableCellText(text) : parsableScript(text);
  const effort = new Effort();
  let tree = parsePython(parsed, effort);
  for (let before = ''; before !== parsed && MISREAD.test(parsed);) {
    before = parsed;
    parsed = withoutMisreadings(before, tree);
    if (parsed !== before) tree = parsePython(parsed, effort);
  }
  const isWhole = !effort.leftOut && tooDeep(text).length === 0;
  const margin = options.notebook ? marginOf(text) : '';
  return { index, text, parsed, margin, isWhole, lineStarts: lineStarts(text), tree };
}

/** What the grammar may misread. */
const MISREAD = /:=|\\\{|\bprint[ \t]*[-+[=]|\bas[ \t]*[([]|\bas[ \t]+\w+[.[]|\bmatch[ \t]/;

/**
 * A text that the grammar reads as Python does, of equal length: it takes `{n:=6}` in an f-string, whose format is `=6`,
 * for an assignment, sees no field in `\{n}`, and takes `print[x]` and `print = x` for Python 2's statement. For targets
 * of `with` that are no names, and for what `match` is asked of where that is several values, it is shown names.
 */
function withoutMisreadings(text: string, tree: Tree): string {
  let result = text;
  const put = (from: number, part: string): void => {
    result = result.slice(0, from) + part + result.slice(from + part.length);
  };
  tree.iterate({
    enter: ({ name, type, node, from, to }) => {
      if (name === 'FormatString')
        put(
          from,
          text.slice(from, to).replace(/\\[^]/g, (pair) => (pair === '\\{' ? ' {' : pair)),
        );
      else if (type.isError && node.parent?.name === 'FormatReplacement' && text.startsWith(':=', from))
        put(from, ': ');
      else if (/^(?:With|Match)Statement$/.test(name))
        for (const one of unnamed(text, node)) put(one.from, '_'.repeat(one.to - one.from));
      else if (name === 'PrintStatement' && MISREAD.test(text.slice(from, from + 20))) put(from, 'Print');
    },
  });
  return result;
}

/** Where in a `with` or `match` that the grammar did not understand stands an expression for which it can be shown a name. */
function unnamed(text: string, statement: SyntaxNode): TextRange[] {
  const parts = childrenOf(statement);
  if (!parts.some(({ type }) => type.isError)) return [];
  return parts.flatMap(({ name, to }) => {
    if (name !== 'as' && name !== 'match') return [];
    const from = text.slice(to).search(/[^ \t]/) + to;
    const shown = text.slice(from, endOf(text, from, name === 'as' ? /[,:]/ : /:/)).trimEnd();
    return /\W/.test(shown) && isExpression(shown) ? [{ from, to: from + shown.length }] : [];
  });
}

/** Where an expression ends: where something comes outside brackets; where that is not clear, where it begins. */
function endOf(text: string, from: number, ending: RegExp): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (depth === 0 && ending.test(character)) return at;
    if (/['"#\\]/.test(character) || (depth === 0 && /[\n)\]}]/.test(character))) return from;
    if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character)) depth--;
  }
  return from;
}

/** Whether a text is one expression, or several with commas, and nothing else. */
function isExpression(text: string): boolean {
  const { topNode } = parsePython(text);
  let isFine = topNode.firstChild?.name === 'ExpressionStatement' && topNode.firstChild.nextSibling === null;
  topNode.cursor().iterate(({ type }) => {
    isFine &&= !type.isError;
  });
  return isFine;
}

/** The text of a notebook's cell without IPython's magics, of equal length. */
export function parsableCellText(text: string): string {
  const python = parsableScript(withoutCellMagic(text));
  if (!hasLineMagic(python)) return python;
  // The grammar is asked about a text without any of them: each would lead it astray about the next one.
  const bare = withoutLineMagics(python, () => false);
  // Inside a string or brackets a line is no magic, whatever it looks like.
  const insides: TextRange[] = [];
  parsePython(bare).iterate({
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
