import { useState } from 'preact/hooks';

let made = 0;

/**
 * An id that no other element of the page has. Preact's `useId` counts anew with each drawing of the page, so that parts
 * which came at different times would share one.
 */
export function useOwnId(): string {
  const [id] = useState(() => `own-${++made}`);
  return id;
}
