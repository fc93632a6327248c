import type { TextRange } from '../../text';
/**
 * Cuts Python text at the starts of top-level statements, without parsing it: what stands between two cuts can be
 * parsed and read on its own, and kept while the reader types elsewhere.
 *
 * Where a cut lies depends on nothing but the text from the cut before to its own line, so that an edit moves only
 * the cuts around it: a text cut anew and one cut piece by piece come apart in the same places.
 */

/** A piece of text between two cuts. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** How many line breaks it holds: `\n`, `\r\n` or `\r`. */
  readonly lineBreaks: number;
}

/** A line that goes on with the statement above it. */
const CONTINUES = /(?:else|elif|except|finally)\b/y;
/** What starts a block or a decorated definition. */
const STARTS_BLOCK = /(?:def|class|async|if|for|while|try|with|match)\b|@/y;
/** What stands behind the decorators. */
const DECORATED = /(?:def|class|async)\b|@/y;
/** No expression goes on like this: an open bracket above has been forgotten. */
const ENDS_BRACKETS = /(?:def|class|async[ \t]+def|import)[ \t]|from[ \t]+[\w.]+[ \t]+import\b/y;

/** Of flat statements one in so many starts a piece of its own: pieces of one line would cost more than they save. */
const FLAT_STATEMENTS = 8;
/** So many make one at most, even where all of them are the same. */
const MOST_STATEMENTS = 32;
/** So many characters make one at least, for the same reason: forty thousand short lines would take a second otherwise. */
const SHORTEST = 128;

/**
 * The stretch that starts at a cut, or at the start of the text.
 *
 * @param from 0 or a cut
 * @param shortest how many characters it has at least, unless the text ends before, or a bracket has been forgotten
 */
export function nextStretch(text: string, from: number, shortest = SHORTEST): Stretch {
  let lineBreaks = 0;
  let statements = 1;
  let depth = 0;
  let decorated = startsWith(/@/y, text, from);
  let blankBefore = false;
  let at = from;
  while (at < text.length) {
    switch (text.charCodeAt(at)) {
      case HASH:
        at = endOfLine(text, at);
        continue;
      case SINGLE_QUOTE:
      case DOUBLE_QUOTE: {
        const end = endOfString(text, at);
        lineBreaks += countLineBreaks(text, at, end);
        at = end;
        continue;
      }
      case BACKSLASH: {
        const next = afterLineBreak(text, at + 1);
        if (next > at + 1) lineBreaks++;
        at = next === at + 1 ? at + 2 : next;
        continue;
      }
      case OPEN_PARENTHESIS:
      case OPEN_BRACKET:
      case OPEN_BRACE:
        depth++;
        break;
      case CLOSE_PARENTHESIS:
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        if (depth > 0) depth--;
        break;
      case LINE_FEED:
      case CARRIAGE_RETURN: {
        const line = afterLineBreak(text, at);
        lineBreaks++;
        at = line;
        if (!startsStatement(text, line)) {
          blankBefore = afterLineBreak(text, line) > line;
          continue;
        }
        const forgotten = depth > 0 && startsWith(ENDS_BRACKETS, text, line);
        if (depth > 0 && !forgotten) continue;
        depth = 0;
        const ownStatement = !startsWith(CONTINUES, text, line);
        const belongs = decorated && startsWith(DECORATED, text, line);
        if (ownStatement) decorated = startsWith(/@/y, text, line);
        const isFull = statements >= MOST_STATEMENTS;
        const isLong = line - from >= shortest && isCut(text, line, blankBefore);
        if (ownStatement && !belongs && (forgotten || isFull || isLong))
          return { from, to: line, lineBreaks };
        if (ownStatement) statements++;
        blankBefore = false;
        continue;
      }
    }
    at++;
  }
  return { from, to: text.length, lineBreaks };
}

/** For each character whether it opens, closes, quotes, ends a line, or begins a prefix. */
const TELLING = new Uint8Array(128);
for (const character of '()[]{}#\'"\\\n\r+-~n') TELLING[character.charCodeAt(0)] = 1;

/** Python refuses more brackets within each other, and nobody writes so many signs in a row. */
const MAX_DEPTH = 200;

/**
 * The stretches of a text that stand within more brackets than Python takes, and rows of as many prefixes: `- - -x`,
 * `not not x`. The parser would take a kilobyte for each of them.
 */
export function tooDeep(text: string): readonly TextRange[] {
  const stretches: TextRange[] = [];
  let depth = 0;
  let from = 0;
  let row = { from: 0, length: 0 };
  const leave = (at: number): void => {
    if (depth > MAX_DEPTH) stretches.push({ from, to: at });
  };
  for (let at = 0; at < text.length; at++) {
    // All of a long text is looked through with each keystroke, and most of it says nothing.
    if (row.length === 0 && TELLING[text.charCodeAt(at)] !== 1) continue;
    const prefix = prefixAt(text, at);
    if (prefix > 0) {
      if (row.length === 0) row = { from: at, length: 0 };
      row.length++;
      at += prefix - 1;
      continue;
    }
    if (row.length > 0 && !BLANKS.has(text.charCodeAt(at))) {
      if (row.length > MAX_DEPTH && depth <= MAX_DEPTH) stretches.push({ from: row.from, to: at });
      row.length = 0;
    }
    switch (text.charCodeAt(at)) {
      case HASH:
        at = endOfLine(text, at) - 1;
        break;
      case SINGLE_QUOTE:
      case DOUBLE_QUOTE:
        at = endOfString(text, at) - 1;
        break;
      case BACKSLASH:
        at++;
        break;
      case OPEN_PARENTHESIS:
      case OPEN_BRACKET:
      case OPEN_BRACE:
        depth++;
        if (depth === MAX_DEPTH + 1) from = at;
        break;
      case CLOSE_PARENTHESIS:
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        if (depth === MAX_DEPTH + 1) leave(at + 1);
        if (depth > 0) depth--;
        break;
      case LINE_FEED:
      case CARRIAGE_RETURN:
        if (depth === 0 || !startsWith(ENDS_BRACKETS, text, at + 1)) break;
        leave(at + 1);
        depth = 0;
    }
  }
  leave(text.length);
  return stretches;
}

/** How long the prefix of an expression is that begins there; 0 where there is none. */
function prefixAt(text: string, at: number): number {
  switch (text.charCodeAt(at)) {
    case MINUS:
    case PLUS:
    case TILDE:
      return 1;
    case LETTER_N:
      return /^not\s/.test(text.slice(at, at + 4)) ? 3 : 0;
    default:
      return 0;
  }
}

function isCut(text: string, line: number, blankBefore: boolean): boolean {
  if (blankBefore || startsWith(STARTS_BLOCK, text, line)) return true;
  let hash = 0;
  for (let at = line; at < text.length && !isLineBreak(text.charCodeAt(at)); at++)
    hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return ((hash ^ (hash >>> 15)) & (FLAT_STATEMENTS - 1)) === 0;
}

/** Whether a line begins with a statement's first character, in the first column. */
function startsStatement(text: string, line: number): boolean {
  const code = text.charCodeAt(line);
  return !(
    Number.isNaN(code) ||
    code <= SPACE ||
    code === HASH ||
    code === CLOSE_PARENTHESIS ||
    code === CLOSE_BRACKET ||
    code === CLOSE_BRACE
  );
}

function startsWith(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Where a string ends that starts at a quote; one in single quotes ends with its line at the latest. */
function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  const triple = text.startsWith(quote.repeat(3), start);
  let at = start + (triple ? 3 : 1);
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at = Math.max(at + 2, afterLineBreak(text, at + 1));
    else if (triple ? text.startsWith(quote.repeat(3), at) : text.charAt(at) === quote)
      return at + (triple ? 3 : 1);
    else if (!triple && isLineBreak(code)) return at;
    else at++;
  }
  return text.length;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineBreak(text.charCodeAt(at))) at++;
  return at;
}

/** The offset behind the line break at `at`; `at` itself where there is none. */
function afterLineBreak(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === CARRIAGE_RETURN) return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
  return code === LINE_FEED ? at + 1 : at;
}

function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const next = afterLineBreak(text, at);
    if (next === at) continue;
    count++;
    at = next - 1;
  }
  return count;
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const PLUS = 43;
const MINUS = 45;
const TILDE = 126;
const LETTER_N = 110;
/** Space and tab. */
const BLANKS = new Set([SPACE, 9]);
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
