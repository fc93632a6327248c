import type { Sliced } from '../python';

/** In milliseconds. The extension host serves every extension: whoever blocks it for long, makes them all wait. */
const SLICE = 2;

/**
 * Does work in slices, between which the extension host can do something else.
 *
 * @param start makes the work; it is given what to ask whether the slice is over
 * @param isAbandoned whether nobody wants the result any more
 * @returns undefined where it was abandoned
 */
export async function inSlices<T>(
  start: (pause: () => boolean) => Sliced<T>,
  isAbandoned: () => boolean,
): Promise<T | undefined> {
  let end = Date.now() + SLICE;
  const work = start(() => Date.now() >= end);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await new Promise<void>((resolve) => setTimeout(resolve));
    if (isAbandoned()) return undefined;
    end = Date.now() + SLICE;
  }
}
