import { reprNumber } from '../../torch';

/** `repr` of a float. */
export function floatRepr(value: number): string {
  return reprNumber({ type: 'float', value });
}

/** `repr` of a string. */
export function strRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(/['"\\]|(?! )[\p{C}\p{Z}]/gu, (character) => {
    if (character === quote || character === '\\') return `\\${character}`;
    // The other quote stands for itself.
    if (character === '"' || character === "'") return character;
    return ESCAPES.get(character) ?? escaped(character);
  });
  return quote + inner + quote;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** `str.isprintable`. */
export function isPrintable(text: string): boolean {
  return !/(?! )[\p{C}\p{Z}]/u.test(text);
}

/** What `ascii` makes of a repr: escapes for all that is not ASCII. */
export function asciiRepr(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, escaped); // oxlint-disable-line no-control-regex
}

/** By code points, not by units of UTF-16. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  if (!/[\ud800-\uffff]/.test(a + b)) return a < b ? -1 : 1;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  // The second half of a pair is told by all of it.
  if (i > 0 && /[\ud800-\udbff]/.test(a[i - 1] ?? '')) i--;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}
