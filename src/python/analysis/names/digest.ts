/** Where two sums of a text begin, and with which primes they go on: each by itself takes one text in four thousand million for another. */
const [START_A, START_B] = [0x811c_9dc5 | 0, 0x9e37_79b1 | 0];
const [PRIME_A, PRIME_B] = [0x0100_0193, 0x85eb_ca6b];

/** What tells a file's text from another one, in a few characters; a notebook's is those of its cells, and undefined none. */
export function digestOf(text: string | readonly string[] | undefined): string {
  if (text === undefined) return '';
  const whole = typeof text === 'string' ? text : text.join('\0');
  let [a, b] = [START_A, START_B];
  for (let at = 0; at < whole.length; at++) {
    const code = whole.charCodeAt(at);
    a = Math.imul(a ^ code, PRIME_A);
    b = Math.imul(b ^ code ^ (b >>> 15), PRIME_B);
  }
  return `${whole.length} ${a} ${b}`;
}
