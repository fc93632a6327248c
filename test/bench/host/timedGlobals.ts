/* Stands for the globals of these names in the extension: what comes back through them is timed. */
import { clock, note, timed, timings } from './timings';

type Listener = (event: { readonly data: unknown }) => void;

/** A channel of whose first port, the host's, each message is timed, and the facts in it are noted. */
class TimedChannel extends globalThis.MessageChannel {
  constructor() {
    super();
    const { port1 } = this;
    Object.defineProperty(port1, 'onmessage', {
      set: (listener: Listener | null) => {
        const receive = (event: { readonly data: unknown }): void => {
          const start = clock();
          // A browser reads the message only here.
          noteFacts(event.data);
          listener?.(event);
          note('message of a worker', start);
        };
        Reflect.set(MessagePort.prototype, 'onmessage', listener && receive, port1);
      },
    });
  }
}

/** What the reader answers about documents: of each its address and version, and what is in it. */
function noteFacts(message: unknown): void {
  const { r } = message as { readonly r?: unknown };
  if (!Array.isArray(r)) return;
  const at = performance.now();
  for (const { uri, version } of r as { readonly uri?: string; readonly version?: number }[])
    if (uri !== undefined && version !== undefined) timings().facts.push({ uri, version, at });
}

const timedTimeout = (callback: () => void, milliseconds?: number): unknown =>
  globalThis.setTimeout(timed('timer', callback), milliseconds);

export { TimedChannel as MessageChannel, timedTimeout as setTimeout };
