import type { TextRange } from '../../text';

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Whether a place in a call's text is about the call itself. @param offset into the text */
export function isOnCall(code: string, offset: number): boolean {
  return callParts(code).some(({ from, to }) => from <= offset && offset <= to);
}

/**
 * Which parts of a call's text are about the call itself: what is called, and the parentheses. What stands between
 * them has hovers of its own.
 *
 * @param code `layer(x)`, `nn.Dropout(0.5)(x)`
 */
export function callParts(code: string): readonly TextRange[] {
  const whole = [{ from: 0, to: code.length }];
  if (!code.endsWith(')')) return whole;
  const open: string[] = [];
  for (let i = code.length - 1; i >= 0; i--) {
    const character = code[i] ?? '';
    const opening = PAIRS[character];
    if (opening !== undefined) open.push(opening);
    else if (character === open.at(-1)) open.pop();
    // Brackets within strings can lead astray; then the whole call takes part.
    if (open.length === 0)
      return i === 0
        ? whole
        : [
            { from: 0, to: i + 1 },
            { from: code.length - 1, to: code.length },
          ];
  }
  return whole;
}
