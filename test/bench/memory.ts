import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What a single one takes is lost among what else is made and collected. */
const COPIES = 4;

/** In bytes: what a collection may still find, and what is lost in the noise. */
const LITTLE = 10_000;

/** The bytes in use, once collections find no more: what is only watched goes at a later one, after whoever watches was told. */
export async function used(): Promise<number> {
  let [before, now] = [Infinity, await afterCollection()];
  while (before - now > LITTLE) [before, now] = [now, await afterCollection()];
  return now;
}

async function afterCollection(): Promise<number> {
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** How many bytes what some work gives takes, once what else it made is collected. */
export async function bytesHeld(run: () => unknown): Promise<number> {
  // What is compiled and remembered at the first time is not its own.
  await run();
  const before = await used();
  const kept: unknown[] = [];
  for (let i = 0; i < COPIES; i++) kept.push(await run());
  const bytes = (await used()) - before;
  return bytes / kept.length;
}

/** Bytes in words. */
export function inBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
