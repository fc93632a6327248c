/** Lets what came meanwhile be done. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Waits for work, and no longer than so many milliseconds. */
export async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: unknown;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
