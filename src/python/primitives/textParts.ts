import { hold, work } from '../../torch';
import type { TextRange } from '../../text';

/* How texts are taken apart: Objects/unicodeobject.c. Long ones are paid for as they are gone through. */

const SPACE = /[\s\x1c-\x1f\x85]/u; // oxlint-disable-line no-control-regex

/** The text without blanks, or other characters, at its ends. */
export function strip(value: string, characters: string | undefined, left: boolean, right: boolean): string {
  const dropped = characters === undefined ? undefined : new Set(characters);
  const drops = (one: string): boolean => dropped?.has(one) ?? (SPACE.test(one) && one !== '\ufeff');
  let [from, to] = [0, value.length];
  for (; left && from < to; from++) {
    const one = String.fromCodePoint(value.codePointAt(from) ?? 0);
    if (!drops(one)) break;
    from += one.length - 1;
  }
  while (right && to > from) {
    const isPair = to - 1 > from && (value.codePointAt(to - 2) ?? 0) > 0xffff;
    const one = value.slice(to - (isPair ? 2 : 1), to);
    if (!drops(one)) break;
    to -= one.length;
  }
  return value.slice(from, to);
}

/** What a part of a text takes that was cut out of it, as a string and as a value, in bytes. */
export const PART_BYTES = 200;

/** To be called before a text is searched for another, however the engine does that. */
export function chargeSearch(text: string, part: string, backwards = false): void {
  // Backwards each place is tried from anew; forwards the engine looks at a part of at most so many characters so.
  work((text.length * (4 + (backwards ? part.length : Math.min(part.length, 250)))) / 16);
}

/** `value.split(separator)` of JavaScript, which is paid for part by part. */
export function partsOf(value: string, separator: string): string[] {
  chargeSearch(value, separator);
  const parts: string[] = [];
  let from = 0;
  for (let at = value.indexOf(separator); at >= 0; at = value.indexOf(separator, from)) {
    hold(PART_BYTES);
    work(10);
    parts.push(value.slice(from, at));
    from = at + separator.length;
  }
  parts.push(value.slice(from));
  return parts;
}

/** `value.split(separator, most)`, or `rsplit`. */
export function splitAt(value: string, separator: string, most: number, name: 'split' | 'rsplit'): string[] {
  const parts = partsOf(value, separator);
  if (most < 0 || parts.length - 1 <= most) return parts;
  hold(2 * value.length);
  return name === 'split'
    ? [...parts.slice(0, most), parts.slice(most).join(separator)]
    : [parts.slice(0, parts.length - most).join(separator), ...parts.slice(parts.length - most)];
}

const WORD = /[^\s\x1c-\x1f\x85]+/gu; // oxlint-disable-line no-control-regex

/** `value.split(None, most)`, or `rsplit`. */
export function splitBlanks(value: string, most: number, name: 'split' | 'rsplit'): string[] {
  work(value.length * 2);
  const words: TextRange[] = [];
  for (const { index, 0: word } of value.matchAll(WORD)) {
    hold(PART_BYTES);
    work(30);
    words.push({ from: index, to: index + word.length });
  }
  const text = ({ from, to }: TextRange): string => value.slice(from, to);
  if (most < 0 || words.length - 1 < most) return words.map(text);
  if (name === 'split') {
    const rest = words[most];
    const head = words.slice(0, most).map(text);
    return rest === undefined ? head : [...head, value.slice(rest.from)];
  }
  const tail = words.slice(words.length - most);
  const last = words[words.length - most - 1];
  const head = last === undefined ? [] : [value.slice(0, last.to)];
  return [...head, ...tail.map(text)];
}

const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/gu; // oxlint-disable-line no-control-regex

/** The lines of a text, without their ends. */
export function linesOf(value: string): string[] {
  work(value.length * 2);
  const lines: string[] = [];
  let from = 0;
  for (const { index, 0: end } of value.matchAll(LINE_END)) {
    hold(PART_BYTES);
    work(30);
    lines.push(value.slice(from, index));
    from = index + end.length;
  }
  if (from < value.length) lines.push(value.slice(from));
  return lines;
}
