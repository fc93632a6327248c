/**
 * Makes the text of a file or a cell digestible for the grammar without moving a single character:
 * every replacement has the length of what it replaces, so positions in the syntax tree are
 * positions in the reader's text.
 */

/**
 * A float that ends in its point (`0.`, `1.e-3`). The grammar reads it as an attribute of an
 * integer, and `0.` at the end of a line even swallows the first name of the next one.
 */
const FLOAT_ENDING_IN_POINT = /(?<![\w.])(\d[\d_]*)\.(?=[eE][+-]?\d|[jJ]\b|[^\w.]|$)/g;

/** A line that IPython takes for itself: `%matplotlib inline`, `!pip install torch`, `?x`, `x?`. */
const LINE_MAGIC = /^[ \t]*(?:%[A-Za-z_]|!|\?).*$|^[ \t]*[A-Za-z_][\w.]*\?{1,2}[ \t]*$/gm;

/** Cell magics whose cell is still Python in this process. Every other one hands the cell to something else. */
const PYTHON_CELL_MAGICS = new Set(['time', 'timeit', 'capture', 'prun', 'python', 'python3']);

/**
 * The text to parse in place of `text`, of equal length.
 *
 * @param options.notebook whether `text` is a notebook cell, in which IPython's magics are blanked
 */
export function parsableText(text: string, options: { readonly notebook: boolean }): string {
  const python = options.notebook ? withoutMagics(text) : text;
  // A digit in the point's place keeps the literal one Number token; its value is read from the original text.
  return python.replace(FLOAT_ENDING_IN_POINT, '$10');
}

function withoutMagics(text: string): string {
  const cellMagic = /^\s*%%(\w*)[^\n]*/.exec(text);
  if (cellMagic === null) return text.replace(LINE_MAGIC, blank);
  if (!PYTHON_CELL_MAGICS.has(cellMagic[1] ?? '')) return blank(text);
  return blank(cellMagic[0]) + text.slice(cellMagic[0].length).replace(LINE_MAGIC, blank);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The offset at which each line starts; line numbers count from 0. Lines end as in VS Code: `\n`, `\r\n` or `\r`. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** The line (from 0) that holds `offset`. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The one region in which two texts differ: what stands before and after it is common to both.
 * Null where they are equal.
 */
export function changedRegion(
  before: string,
  after: string,
): { readonly from: number; readonly toBefore: number; readonly toAfter: number } | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let tail = 0;
  while (
    tail < shorter - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { from, toBefore: before.length - tail, toAfter: after.length - tail };
}
