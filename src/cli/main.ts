import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { checkTaken, type Outcome, type Task } from './check';
import { run } from './run';

/** Writes all of a text, even into a pipe that takes less at a time; what nobody reads any more is left. */
function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

/** The version in package.json, which stands beside the folder of the bundle. */
function version(): string {
  const own = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string };
  return own.version;
}

/** Does a part of a task in a thread of its own, which runs this program, too. */
function helper(task: Task): Promise<readonly Outcome[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(__filename, { workerData: task });
    thread.on('message', resolve);
    thread.on('error', reject);
  });
}

async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => write(1, text),
    err: (text) => write(2, text),
    readStdin: () => readFileSync(0),
    version,
    helper,
  });
}

if (isMainThread) void main();
else parentPort?.postMessage(checkTaken(workerData as Task));
