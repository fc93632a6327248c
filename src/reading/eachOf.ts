/** So many things are asked for at a time: file systems may be far away, and answer many at once. */
const AT_A_TIME = 8;

/** What comes of each of some things, a few of which are asked for at a time. */
export async function eachOf<T, R>(
  things: readonly T[],
  ask: (thing: T) => Promise<R>,
): Promise<readonly R[]> {
  const answers: R[] = [];
  const left = things.entries();
  const askOn = async (): Promise<void> => {
    for (const [index, thing] of left) answers[index] = await ask(thing);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, askOn));
  return answers;
}
