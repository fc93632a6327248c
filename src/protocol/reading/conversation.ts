import { createBirpc } from 'birpc';
import * as v from 'valibot';

/** One end of a channel, as Node and browsers make it. */
export interface Port {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  /** Node's own way to listen. To make its first event, as browsers have them, Node 24 loads more than a worker of ours is. */
  on?(name: 'message', listen: (data: unknown) => void): unknown;
  close(): void;
}

/** Every message on the way: a question or a notice with its arguments, or an answer to the question of that id. */
const message = v.variant('t', [
  v.object({
    t: v.literal('q'),
    i: v.exactOptional(v.string()),
    m: v.string(),
    a: v.array(v.unknown()),
    o: v.exactOptional(v.boolean()),
  }),
  v.object({
    t: v.literal('s'),
    i: v.string(),
    r: v.exactOptional(v.unknown()),
    e: v.exactOptional(v.unknown()),
  }),
]);

/**
 * Talks to the other end of a port: calls its functions, and answers its calls with `own`. What is no message is
 * reported to `onProblem` and left alone.
 */
export function converse<Theirs extends object, Own extends object>(
  port: Port,
  own: Own,
  onProblem: (error: Error) => void,
) {
  return createBirpc<Theirs, Own>(own, {
    post: (data) => port.postMessage(data),
    on: (take) => {
      const receive = (data: unknown): void => {
        if (v.is(message, data)) take(data);
        else onProblem(new Error('this is no message'));
      };
      if (port.on) port.on('message', receive);
      else port.onmessage = ({ data }) => receive(data);
    },
    off: () => {
      port.onmessage = null;
      port.close();
    },
    // An answer that cannot be sent fails for who asked.
    onGeneralError: (_, name) => name !== undefined,
    // The host watches over its workers, which may wait for the host for as long as it takes.
    timeout: -1,
  });
}
