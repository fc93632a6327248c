import { keyOn, START } from './wordIndex';

/** Where a second sum begins, and with which prime it goes on: each by itself takes one text in four thousand million for another. */
const [OTHER_START, OTHER_PRIME] = [0x9e37_79b1 | 0, 0x85eb_ca6b];

/** What tells a file's text from another one, in a few characters; a notebook's is those of its cells, and undefined none. */
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
