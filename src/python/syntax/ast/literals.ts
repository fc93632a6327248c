import { parsePythonInteger } from '../../../torch';
import type { ConstantValue } from './ast';

/** What a number literal stands for; `broken` where Python refuses it, `beyond` where replay does. */
export type NumberLiteral =
  | Extract<ConstantValue, { type: 'int' | 'float' }>
  | { readonly type: 'broken' | 'beyond' };

/** Reads a number literal. */
export function readNumber(text: string): NumberLiteral {
  if (/[jJ]$/.test(text)) return { type: 'beyond' };
  const integer = text.length > 4000 ? undefined : parsePythonInteger(text);
  if (integer !== undefined) return { type: 'int', value: integer };
  if (text.length > 4000) return { type: 'beyond' };
  // A leading zero is fine before a point or an exponent.
  if (!/^(?:\d(?:_?\d)*)?(?:\.(?:\d(?:_?\d)*)?)?(?:[eE][+-]?\d(?:_?\d)*)?$/.test(text) || !/[.eE]/.test(text))
    return { type: 'broken' };
  return { type: 'float', value: Number(text.replaceAll('_', '')) };
}

/** The prefix, quotes and content of a string literal. */
export interface StringToken {
  readonly raw: boolean;
  readonly bytes: boolean;
  /** How long prefix and opening quotes are. */
  readonly open: number;
  readonly close: number;
}

/** Takes the quotes of a string literal apart; undefined where it is not closed. */
export function readQuotes(text: string): StringToken | undefined {
  const match = /^([a-zA-Z]*)('''|"""|'|")/.exec(text);
  if (match === null) return undefined;
  const [opening, prefix = '', quote = ''] = match;
  const close = text.length - quote.length;
  if (close < opening.length || !text.endsWith(quote)) return undefined;
  // A quote behind a backslash closes nothing, in raw strings either.
  let slashes = 0;
  while (text[close - slashes - 1] === '\\') slashes++;
  if (slashes % 2 === 1) return undefined;
  if (!/^(?:r|u|b|br|rb|f|fr|rf)?$/i.test(prefix)) return undefined;
  return {
    raw: /r/i.test(prefix),
    bytes: /b/i.test(prefix),
    open: opening.length,
    close: quote.length,
  };
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * What the content of a string literal stands for, its escapes resolved.
 *
 * @returns null where Python refuses an escape; undefined for `\N{…}`, which replay does not know.
 */
export function unescape(content: string, raw: boolean): string | null | undefined {
  const text = content.replace(/\r\n?/g, '\n');
  if (raw || !text.includes('\\')) return text;
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c !== '\\') {
      result += c;
      continue;
    }
    const next = text[++i];
    // Before a brace of an f-string.
    if (next === undefined) return result + c;
    const simple = SIMPLE[next];
    const digits = { x: 2, u: 4, U: 8 }[next];
    if (simple !== undefined) result += simple;
    else if (next === '\n') continue;
    else if (next === 'N') return undefined;
    else if (digits !== undefined) {
      const hex = text.slice(i + 1, i + 1 + digits);
      const point = /^[\da-fA-F]+$/.test(hex) && hex.length === digits ? parseInt(hex, 16) : Infinity;
      if (point > 0x10ffff) return null;
      // Lone surrogates cannot be printed in Python.
      if (point >= 0xd800 && point < 0xe000) return undefined;
      result += String.fromCodePoint(point);
      i += digits;
    } else if (/[0-7]/.test(next)) {
      const octal = /^[0-7]{1,3}/.exec(text.slice(i, i + 3))?.[0] ?? next;
      result += String.fromCodePoint(parseInt(octal, 8));
      i += octal.length - 1;
    } else result += c + next; // an unknown escape stays as it is
  }
  return result;
}
