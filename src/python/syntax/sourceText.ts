import { tooDeep } from './segmentText';

/**
 * Makes the text of a file or a cell digestible for the grammar without moving a single character:
 * every replacement has the length of what it replaces, so positions in the syntax tree are
 * positions in the reader's text.
 */

/**
 * A float that ends in its point (`0.`, `1.e-3`). The grammar reads it as an attribute of an
 * integer, and `0.` at the end of a line even swallows the first name of the next one.
 */
// oxlint-disable-next-line redos/no-vulnerable -- no proof where a pattern looks around; it starts only where a run of digits does
const FLOAT_ENDING_IN_POINT = /(?<![\w.])(\d[\d_]*)\.(?=[eE][+-]?\d|[jJ]\b|[^\w.]|$)/g;

/**
 * A line that may be for IPython: `%matplotlib inline`, `!pip install torch`, `?x`, `x?`; and `files = !ls`,
 * `best = %timeit -o f()`, of which the first group is what stands before the magic. `!=` and `%=` are Python's. A
 * backslash at the end goes on with the next line.
 */
const LINE_MAGIC =
  /^(?:([ \t]*[A-Za-z_][\w.]*[ \t]*=[ \t]*)(?:%[A-Za-z_]|![^=\n]|!$)|[ \t]*(?:%%?[A-Za-z_]|![^=\n]|!$))(?:.*\\\r?\n)*.*$|^[ \t]*(?:\?.*|[A-Za-z_*][\w.*]*\?{1,2}[ \t]*)$/gm;

/** `%time` runs the statement behind it, here. */
const TIMED_STATEMENT = /^([ \t]*)%time([ \t])/;

/** Cell magics whose cell still runs here. Every other one hands it to another process, or times it in a function. */
const CELL_MAGICS_RUN_HERE = new Set(['time', 'capture', 'prun']);

/** A backslash that goes on with a line of blanks, which ends the statement; the grammar does not take it. */
const BEFORE_BLANK_LINE = /\\\r?\n[ \t]*\r?\n/g;

/** The text to parse in place of a script, of equal length. */
export function parsableScript(text: string): string {
  let readable = '';
  let at = 0;
  for (const { from, to } of tooDeep(text)) {
    // What is no Python stands for it, so that what holds it is not read either.
    readable += `${text.slice(at, from)}$${blank(text.slice(from + 1, to))}`;
    at = to;
  }
  readable += text.slice(at);
  // A digit in the point's place keeps the literal one Number token; its value is read from the original text.
  return withoutItemBrackets(
    readable.replace(FLOAT_ENDING_IN_POINT, '$10').replace(BEFORE_BLANK_LINE, blank),
  );
}

/** What begins `with` whose items stand between brackets. */
const BRACKETED_WITH = /^([ \t]*with[ \t]*)\(/gm;

/**
 * `with (open(a) as x, open(b) as y):` without the brackets around its items, which the grammar does not take, nor the
 * line breaks between them.
 */
function withoutItemBrackets(text: string): string {
  let result = text;
  for (const { index, 0: head } of text.matchAll(BRACKETED_WITH)) {
    const start = index + head.length;
    const end = closingBracket(text, start);
    if (end === undefined || !/^[ \t]*:/.test(text.slice(end + 1, end + 100))) continue;
    const items = text.slice(start, end);
    if (!/\sas\s/.test(items)) continue;
    const flat = items
      .replace(/#[^\n]*/g, blank)
      .replace(/[\r\n]/g, ' ')
      .replace(/,(\s*)$/, ' $1');
    result = `${result.slice(0, start - 1)} ${flat} ${result.slice(end + 1)}`;
  }
  return result;
}

/** The place of the bracket that closes one which ends before `from`; undefined where strings may hide it. */
function closingBracket(text: string, from: number): number | undefined {
  let open = 1;
  for (let at = from; at < Math.min(text.length, from + LONGEST_ITEMS); at++) {
    const one = text[at] ?? '';
    if (one === '"' || one === "'") {
      const end = text.indexOf(one, at + 1);
      // A text of one line without an escape; others are left.
      if (end < 0 || /[\n\\]/.test(text.slice(at, end)) || text.startsWith(one.repeat(3), at))
        return undefined;
      at = end;
    } else if ('([{'.includes(one)) open++;
    else if (')]}'.includes(one)) open--;
    if (open === 0) return at;
  }
  return undefined;
}

const LONGEST_ITEMS = 2000;

/** A notebook cell's text without the cell magic that it may start with, of equal length. */
export function withoutCellMagic(text: string): string {
  const cellMagic = /^\s*%%(\w*)[^\n]*/.exec(text);
  if (cellMagic === null) return text;
  if (!CELL_MAGICS_RUN_HERE.has(cellMagic[1] ?? '')) return blank(text);
  return blank(cellMagic[0]) + text.slice(cellMagic[0].length);
}

/** The blanks with which all lines of a text begin that have anything else. */
export function marginOf(text: string): string {
  const first = text.search(/\S/);
  const margin = text.slice(text.lastIndexOf('\n', first) + 1, Math.max(first, 0));
  if (margin === '') return '';
  return text.split('\n').every((line) => line.startsWith(margin) || line.trim() === '') ? margin : '';
}

/** Whether a line of a text may be for IPython. */
export function hasLineMagic(text: string): boolean {
  return text.search(LINE_MAGIC) >= 0;
}

/**
 * A text without the lines that are for IPython, of equal length.
 *
 * @param isInside whether an offset lies inside a string or brackets; it is asked from the first line to the last
 */
export function withoutLineMagics(python: string, isInside: (offset: number) => boolean): string {
  const margin = marginOf(python).length;
  return python.replace(LINE_MAGIC, (line: string, before: string | undefined, offset: number) => {
    if (isInside(offset + (before?.length ?? line.length - line.trimStart().length))) return line;
    // What IPython calls the last output is assigned.
    if (before !== undefined) return standsFor(line, `${before}_`);
    // An assignment to `_`, so that what follows stays a statement of its own.
    if (TIMED_STATEMENT.test(line)) return line.replace(TIMED_STATEMENT, '$1_   =$2');
    const indent = line.length - line.trimStart().length;
    // A block may have no other statement.
    return indent > margin && line.length > indent + 1
      ? standsFor(line, `${line.slice(0, indent)}()`)
      : blank(line);
  });
}

/** What stands for a line: some text, and blanks behind it. */
function standsFor(line: string, text: string): string {
  return text + blank(line.slice(text.length));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
