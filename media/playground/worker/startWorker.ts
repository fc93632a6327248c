import type { Answer, Question, TaskName, Tasks } from './tasks';

/** What a run in a worker tells. */
export interface RunListener<Name extends TaskName> {
  readonly onSnapshot: (snapshot: Tasks[Name]['snapshot'], isLast: boolean) => void;
  readonly onFailure: (reason: string) => void;
}

/**
 * Does what takes long in a worker.
 *
 * @returns a function that ends it, whatever it is at.
 */
export function startWorker<Name extends TaskName>(
  question: Extract<Question, { readonly task: Name }>,
  { onSnapshot, onFailure }: RunListener<Name>,
): () => void {
  let worker: Worker | undefined;
  let isEnded = false;
  const end = (): void => {
    isEnded = true;
    worker?.terminate();
  };
  const fail = (reason: string): void => {
    if (!isEnded) onFailure(reason);
    end();
  };
  scriptUrl().then(
    (url) => {
      if (isEnded) return;
      worker = new Worker(url);
      worker.onmessage = ({ data }: MessageEvent<Answer<Name>>) => {
        // A message may have been on its way when it was ended.
        if (isEnded) return;
        if (data.isLast) end();
        onSnapshot(data.snapshot, data.isLast);
      };
      worker.onerror = (event) => fail(event.message);
      worker.postMessage(question);
    },
    (error: unknown) => fail(String(error)),
  );
  return end;
}

let script: Promise<string> | undefined;

/**
 * A worker must be of the page's own origin, which a webview's files are not. So its script is fetched and
 * handed over as a blob: https://code.visualstudio.com/api/extension-guides/webview#using-web-workers.
 */
function scriptUrl(): Promise<string> {
  script ??= fetchScript().catch((error: unknown) => {
    // The next run tries again.
    script = undefined;
    throw error;
  });
  return script;
}

async function fetchScript(): Promise<string> {
  const address = document.getElementById('playground')?.dataset['worker'];
  if (address === undefined) throw new Error('The page names no script for its worker');
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const source = new Blob([await response.text()], { type: 'text/javascript' });
  return URL.createObjectURL(source);
}
