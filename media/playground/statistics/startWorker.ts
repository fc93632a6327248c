import type { StatisticsRequest, StatisticsSnapshot } from '../../../src/playground/statistics';

/** What a run in a worker tells. */
interface RunListener {
  readonly onSnapshot: (snapshot: StatisticsSnapshot) => void;
  readonly onFailure: (reason: string) => void;
}

/**
 * Makes the calls of a run in a worker.
 *
 * @returns a function that ends it, whatever it is at.
 */
export function startWorker(request: StatisticsRequest, { onSnapshot, onFailure }: RunListener): () => void {
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
      worker.onmessage = ({ data }: MessageEvent<StatisticsSnapshot>) => {
        onSnapshot(data);
        if (data.calls === data.requested) end();
      };
      worker.onerror = (event) => fail(event.message);
      worker.postMessage(request);
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
  const address = document.getElementById('playground')?.dataset['statisticsWorker'];
  if (address === undefined) throw new Error('The page names no script for statistics');
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const source = new Blob([await response.text()], { type: 'text/javascript' });
  return URL.createObjectURL(source);
}
