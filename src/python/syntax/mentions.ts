import { placesIn } from '../../text';
import { once } from './byKey';

/*
 * What a name may do in a text, seen without parsing it: never less than it does. What is said of a text here decides only
 * whether that is parsed.
 */

/** Where a name stands in a text, by itself. */
function* placesOf(text: string, name: string): Generator<number> {
  for (const at of placesIn(text, name))
    if (!isWordAt(text, at - 1) && !isWordAt(text, at + name.length)) yield at;
}

function isWordAt(text: string, at: number): boolean {
  return /[\w\u0080-\uffff]/.test(text.charAt(at));
}

/** What may bind a name of the module from within a function or class. */
const BINDS_OUTSIDE = /\bglobal\b|:=/;
const DEFINITION = /(?:class|def|async[ \t]+def)\b/y;
/** The lines of a text that are not indented, but for comments and brackets that end. */
const FLUSH = /^[^\s#)\]}]/gm;

/** From where on a text of top-level statements is the body of a function or class that binds nothing outside, as its indentation says. */
export function bodyStart(text: string): number {
  let last = 0;
  for (const { index } of text.matchAll(FLUSH)) last = index;
  DEFINITION.lastIndex = last;
  const end = DEFINITION.test(text) && !BINDS_OUTSIDE.test(text) ? text.indexOf('\n', last) : -1;
  return end < 0 ? text.length : end;
}

/** Whether a text may bind a name at the top level. @param body from where on it does not */
export function mayBind(text: string, name: string, body: number): boolean {
  for (const at of placesOf(text, name)) return at < body;
  return false;
}

/** Where the next thing stands that is no space, and no comment. */
function behindSpace(text: string, from: number): number {
  let at = from;
  while (/[\s\\#]/.test(text.charAt(at))) {
    if (text.charAt(at) === '#') while (at < text.length && !/[\r\n]/.test(text.charAt(at))) at++;
    else at++;
  }
  return at;
}

/** A word, with what defines it. */
const WORD = /(?<defines>\b(?:def|class)[ \t]+)?(?<word>[\w\u0080-\uffff]+)/g;

/** The words of a segment, and whether each may be used there rather than only be defined: they take more than the text itself. */
export const wordsOf = once((segment: { readonly text: string }): ReadonlyMap<string, boolean> => {
  const found = new Map<string, boolean>();
  for (const { groups: { defines, word = '' } = {} } of segment.text.matchAll(WORD)) {
    if (defines !== undefined) found.set(defines.trimEnd(), true);
    found.set(word, defines === undefined || found.get(word) === true);
  }
  return found;
});

/** A text that is longer is not searched for each of the thousands of names that may be asked for: its words are noted. */
const LONG = 50_000;

/** Whether the words of texts that together have so many characters are noted: of shorter ones they take more room than all else that is known of them. */
export function isLong(length: number): boolean {
  return length > LONG;
}
/** What stands before a name where it is defined. */
const DEFINING = /(?:^|[^\w\u0080-\uffff])(?:def|class)[ \t]+$/;
/** More blanks before a name nobody writes. */
const MOST_BLANKS = 80;

/** Where a segment may do something with what has a name, rather than only define it. */
function* usesOf(segment: { readonly text: string }, name: string): Generator<number> {
  const { text } = segment;
  if (isLong(text.length) && wordsOf(segment).get(name) !== true) return;
  for (const at of placesOf(text, name))
    if (!DEFINING.test(text.slice(Math.max(at - MOST_BLANKS, 0), at))) yield at;
}

/** Whether a segment may do something with what has a name, rather than only define it. */
export function mayUse(segment: { readonly text: string }, name: string): boolean {
  return !usesOf(segment, name).next().done;
}

/** Whether a segment may call something of that name, or an attribute. */
export function mayCall(segment: { readonly text: string }, name: string): boolean {
  for (const at of usesOf(segment, name))
    if (segment.text.charAt(behindSpace(segment.text, at + name.length)) === '(') return true;
  return false;
}

/** What begins a statement that speaks of a name without giving it to anybody. */
const ONLY_SPEAKS = /^\s*(?:(?:from|import|class|del)\b|@)|#/;
/** What asks of it without giving it to anybody. */
const ASKS = /\b(?:super|isinstance)\([^()]*$/;
/** So far back is looked for what stands before a name: longer lines are data. */
const MOST_BEFORE = 400;
/** What stands before an expression that is given to something. */
const BEFORE_GIVEN = /(?:[=([{,:|]|\b(?:return|else|if|in|or|lambda))[\s\\]*$/;
/** The rest of the path before a name: `models.` of `models.Net`. */
const PATH_BEFORE = /(?:\w{1,40}\.){1,4}$/;
/** What stands behind an expression that is a name alone. */
const BEHIND_ALONE = /[ \t]*(?:[,)\]}:=#;\r\n\\]|(?:if|else|or|for)\b|$)/y;

/** Whether a segment may give what has a name to something else, `layer = Net`, `build(Net)`, `{"net": Net}`, rather than call it itself. */
export function mayGive(segment: { readonly text: string }, name: string): boolean {
  const { text } = segment;
  for (const at of usesOf(segment, name)) {
    BEHIND_ALONE.lastIndex = at + name.length;
    if (!BEHIND_ALONE.test(text)) continue;
    const before = text.slice(Math.max(at - MOST_BEFORE, 0), at);
    if (!BEFORE_GIVEN.test(before.slice(-MOST_BLANKS).replace(PATH_BEFORE, ''))) continue;
    const line = before.slice(before.lastIndexOf('\n') + 1);
    if (!ONLY_SPEAKS.test(line) && !ASKS.test(line.slice(-MOST_BLANKS)) && !isImported(before)) return true;
  }
  return false;
}

/** Whether what comes behind a text is among the names that a statement imports over several lines. */
function isImported(before: string): boolean {
  const open = before.lastIndexOf('(');
  const isIn = open >= 0 && !before.slice(open).includes(')');
  return isIn && /\bimport\s*$/.test(before.slice(Math.max(open - MOST_BLANKS, 0), open));
}

const calling = once((names: readonly string[]) =>
  once((segment: { readonly text: string }) => names.some((name) => mayCall(segment, name))),
);

/** Whether a text may call something of any of these names. It is found out once: of each segment all settings ask, one after the other. */
export function mayCallAny(segment: { readonly text: string }, names: readonly string[]): boolean {
  return calling(names)(segment);
}

/** Whether a class of a text may be derived from something of that name. */
export function mayDerive(text: string, name: string): boolean {
  for (const at of text.includes(name) ? placesOf(text, 'class') : []) {
    const from = text.indexOf('(', at);
    if (from < 0) return false;
    const end = text.slice(from).search(/\)\s*:/);
    const bases = text.slice(from, end < 0 ? text.length : from + end);
    if (!placesOf(bases, name).next().done) return true;
  }
  return false;
}

/** What stands behind a target: what assigns to it or types it, another target, or the end of what deletes it. */
const BEHIND_TARGET =
  /["'\])\t ]*(?:(?:[-+*@&|^%]|\/\/?|<<|>>|\*\*)?=(?:[^=]|$)|:|\\|in\b|(?<more>,)|(?<end>$|[\r\n;#]))/y;

/** Whether a text may assign to an attribute or key of that name, or delete it. */
export function mayWrite(text: string, name: string): boolean {
  for (const at of placesOf(text, name)) {
    BEHIND_TARGET.lastIndex = at + name.length;
    const behind = BEHIND_TARGET.exec(text)?.groups;
    if (behind === undefined) continue;
    if (behind['end'] !== undefined) {
      if (/\bdel\b/.test(text)) return true;
    } else if (behind['more'] === undefined || isInTargets(text, at)) return true;
  }
  return false;
}

/** Whether the line of a place has several targets, or goes on. */
function isInTargets(text: string, at: number): boolean {
  const end = text.indexOf('\n', at);
  const line = text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end);
  return /=|\b(?:del|for|as)\b|[\\(,]\s*$/.test(line);
}
