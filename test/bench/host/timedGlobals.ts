/* Stands for the globals of these names in the extension: what comes back through them is timed. */
import { clock, note, timed, timings } from './timings';

type Listen = (message: unknown) => void;
type Listener = (event: { readonly data: unknown }) => void;

/** A channel of whose first port, the host's, each message is timed, and the facts in it are noted. */
class TimedChannel extends globalThis.MessageChannel {
  constructor() {
    super();
    const port1 = this.port1 as MessagePort & { on?: (name: string, listen: Listen) => unknown };
    const noted = (listener: Listener): Listener => {
      return (event) => {
        const start = clock();
        // A browser reads the message only here.
        noteFacts(event.data);
        listener(event);
        note('message of a worker', start);
      };
    };
    Object.defineProperty(port1, 'onmessage', {
      set: (listener: Listener | null) =>
        Reflect.set(MessagePort.prototype, 'onmessage', listener && noted(listener), port1),
    });
    const { on } = port1;
    if (on === undefined) return;
    port1.on = (name, listen) => {
      const receive = noted(({ data }) => listen(data));
      return on.call(port1, name, (data) => receive({ data }));
    };
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
