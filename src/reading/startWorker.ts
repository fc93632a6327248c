import * as vscode from 'vscode';
import type { Port } from '../protocol/reading';

/** A worker of ours: a thread in Node, a web worker in the browser. */
export interface RunningWorker {
  readonly port: Port;
  /** Calls back when it ended by itself, with the reason; a browser tells only of errors. */
  onEnd(listener: (reason: string) => void): void;
  end(): void;
}

/** The programs of our workers, by what they are for. */
const PROGRAMS = {
  reader: 'reader.js',
  mapper: 'reader.js',
  replayer: 'replayer.js',
  previewer: 'previewer.js',
};

export type StartWorker = (role: keyof typeof PROGRAMS) => Promise<RunningWorker>;

/** Starts workers of the extension's own program. @param extensionUri where the extension is installed */
export function workerStarter(extensionUri: vscode.Uri): StartWorker {
  return async (role) => {
    const program = vscode.Uri.joinPath(extensionUri, 'dist', PROGRAMS[role]);
    const { port1, port2 } = new MessageChannel();
    const worker =
      'importScripts' in globalThis
        ? await startWebWorker(program)
        : (await import('../threads/startThread')).startThread(program.fsPath);
    worker.postMessage({ role, port: port2, texts: vscode.l10n.bundle }, [port2]);
    return { port: port1, onEnd: (listener) => worker.onEnd(listener), end: () => worker.terminate() };
  };
}

/** A browser starts no worker from another origin than its own, but takes the program itself. */
async function startWebWorker(program: vscode.Uri) {
  const code = await vscode.workspace.fs.readFile(program);
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url);
  return {
    postMessage: (message: unknown, transfer: object[]) => worker.postMessage(message, transfer),
    onEnd: (listener: (reason: string) => void) => {
      worker.onerror = ({ message }) => listener(message ?? 'error');
    },
    terminate: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
