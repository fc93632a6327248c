import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function used(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** How many bytes what some work gives takes, once what else it made is collected. */
export async function bytesHeld(run: () => unknown): Promise<number> {
  // What is compiled and remembered at the first time is not its own.
  await run();
  const before = used();
  const kept = await run();
  const bytes = used() - before;
  return kept === undefined ? NaN : Math.max(bytes, 1);
}

/** Bytes in words. */
export function inBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toPrecision(2)} kB` : `${(bytes / 1e6).toPrecision(3)} MB`;
}
