import { keyOn, START } from './wordIndex';

/** The start and the prime of a second sum: one of 32 bits alone would take one pair of texts in four thousand million for the same. */
const [OTHER_START, OTHER_PRIME] = [0x9e37_79b1 | 0, 0x85eb_ca6b];

/** A few characters by which a file's text, or those of a notebook's cells, can be told from another; none where there is no text. */
export function digestOf(text: string | readonly string[] | undefined): string {
  if (text === undefined) return '';
  const whole = typeof text === 'string' ? text : text.join('\0');
  let [a, b] = [START, OTHER_START];
  for (let at = 0; at < whole.length; at++) {
    const code = whole.charCodeAt(at);
    a = keyOn(a, code);
    b = Math.imul(b ^ code ^ (b >>> 15), OTHER_PRIME);
  }
  return `${whole.length} ${a} ${b}`;
}
