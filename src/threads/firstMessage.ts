import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';

/** In a thread: what it is told first. */
export async function firstMessage(): Promise<unknown> {
  if (parentPort === null) throw new Error('this is no thread');
  const [message] = (await once(parentPort, 'message')) as [unknown];
  return message;
}
