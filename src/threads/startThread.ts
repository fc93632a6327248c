import { Worker } from 'node:worker_threads';

/** A thread that runs a program of ours. */
export interface Thread {
  /** @param transfer what is handed over rather than copied */
  postMessage(message: unknown, transfer: readonly object[]): void;
  onEnd(listener: (reason: string) => void): void;
  terminate(): void;
}

/** The second net, behind replay's own ledger: no more of what JavaScript allocates, in megabytes. Typed arrays lie outside. */
const MOST_MEMORY = 1000;

/** Starts a thread. @param program the path of the file that it runs */
export function startThread(program: string): Thread {
  const worker = new Worker(program, {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    // What the extension host was started with, a loader or a debugger's port, is not for its threads: each would load it anew.
    execArgv: [],
  });
  // It is no reason for the process to stay.
  worker.unref();
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer as never),
    onEnd: (listener) => {
      worker.once('error', (error) => listener(String(error)));
      worker.once('exit', (code) => listener(`exit ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}
