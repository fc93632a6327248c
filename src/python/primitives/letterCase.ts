/* The methods of `str` that are about the case of letters. */

/** Whether any letter has a case. */
export function isCased(text: string): boolean {
  return /\p{Lowercase}|\p{Uppercase}|\p{Lt}/u.test(text);
}

/** `str.title` of what has no letter of `TITLECASED`. */
export function titled(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => (word[0] ?? '').toUpperCase() + word.slice(1).toLowerCase());
}

/** `str.capitalize` of what has no letter of `TITLECASED`. */
export function capitalized(text: string): string {
  const first = text === '' ? '' : String.fromCodePoint(text.codePointAt(0) ?? 0);
  return first.toUpperCase() + text.slice(first.length).toLowerCase();
}

/** `str.swapcase`. */
export function swapped(text: string): string {
  return text.replace(/[^]/gu, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()));
}

/** Letters whose titlecase is not their uppercase, or of more than one letter. */
export const TITLECASED =
  /[\u00df\u0149\u01c4-\u01cc\u01f0-\u01f3\u0390\u03b0\u0587\u10d0-\u10ff\u1e96-\u1e9a\u1f50-\u1fff\ufb00-\ufb17]/;

/** Letters of which `str.casefold` may make something else than their lowercase. */
export const FOLDED = /[\u00b5\u00df\u0100-\uffff]/;
