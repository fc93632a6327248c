import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

/** Longer than VS Code ever takes to show what was done, on a machine that is slow and has much else to do. */
const PATIENCE = 25_000;
/** Between two looks, in milliseconds: a look takes work of the very page that is to get on. */
const [SHORTEST, LONGEST] = [30, 250];

/**
 * Waits until what is read is what is expected. VS Code and its pages show what was done only some time later, so
 * whatever a test reads after it did something is read this way.
 *
 * @param expected the value, or what its text matches
 */
export async function eventually<T>(read: () => T | Promise<T>, expected: T | RegExp): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (let pause = SHORTEST; ; pause = Math.min(pause * 1.5, LONGEST)) {
    try {
      check(await read(), expected);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await setTimeout(pause);
  }
}

function check(found: unknown, expected: unknown): void {
  if (expected instanceof RegExp) assert.match(String(found), expected);
  else assert.deepEqual(found, expected);
}
