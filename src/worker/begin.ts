import type { Port } from '../protocol/reading';

/** What a worker is told first. */
export interface Post {
  readonly role: 'reader' | 'replayer' | 'mapper' | 'previewer';
  readonly port: Port;
  /** Translations of what is said; undefined where that is English. */
  readonly texts: Readonly<Record<string, string>> | undefined;
}

/** Has a worker serve, in a thread of Node or in a browser's worker, once it is told for whom. */
export function begin(serve: (post: Post) => void): void {
  if ('importScripts' in globalThis) onmessage = ({ data }) => serve(data as Post);
  else
    // This imports modules of Node, which a browser lacks.
    void import('../threads/firstMessage')
      .then(({ firstMessage }) => firstMessage())
      .then((message) => serve(message as Post));
}

/** What goes wrong here is a fault of ours: it goes to the host's console, and the question fails. */
export function report(error: Error): void {
  console.error(error);
}
