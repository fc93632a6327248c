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
  v.object({ t: v.literal('q'), i: v.exactOptional(v.string()), m: v.string(), a: v.array(v.unknown()) }),
  v.object({
    t: v.literal('s'),
    i: v.string(),
    r: v.exactOptional(v.unknown()),
    e: v.exactOptional(v.unknown()),
  }),
]);

/** A function of the other end. */
interface Question<Args extends unknown[], Result> {
  (...args: Args): Promise<Result>;
  /** Calls it, and waits for no answer. */
  asEvent(...args: Args): void;
}

/** The other end. */
export type Conversation<Theirs extends object> = {
  readonly [Name in keyof Theirs]: Theirs[Name] extends (...args: infer Args) => infer Result
    ? Question<Args, Awaited<Result>>
    : never;
} & {
  readonly $closed: boolean;
  /** Ends it. What is still asked fails for this reason. */
  $close(reason?: Error): void;
};

/** Who waits for an answer, for as long as it takes: the host watches over its workers, and they may wait for the host. */
interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/**
 * Talks to the other end of a port: calls its functions, and answers its calls with `own`. What is no message is
 * reported to `onProblem` and left alone.
 */
export function converse<Theirs extends object>(
  port: Port,
  own: object,
  onProblem: (error: Error) => void,
): Conversation<Theirs> {
  const waiting = new Map<string, Waiting>();
  let asked = 0;
  let isClosed = false;

  const ask = async (m: string, a: unknown[]): Promise<unknown> => {
    if (isClosed) throw new Error(`closed before ${m}`);
    const i = String(++asked);
    try {
      return await new Promise((resolve, reject) => {
        waiting.set(i, { resolve, reject });
        port.postMessage({ t: 'q', i, m, a });
      });
    } finally {
      waiting.delete(i);
    }
  };
  const notify = (m: string, a: unknown[]): void => {
    if (!isClosed) port.postMessage({ t: 'q', m, a });
  };
  const answer = async (i: string | undefined, m: string, a: unknown[]): Promise<void> => {
    const functions = own as Readonly<Record<string, (...args: unknown[]) => unknown>>;
    let reply: object;
    try {
      if (!Object.hasOwn(functions, m)) throw new Error(`function "${m}" not found`);
      reply = { r: await functions[m]?.(...a) };
    } catch (e) {
      reply = { e };
    }
    if (i === undefined || isClosed) return;
    try {
      port.postMessage({ t: 's', i, ...reply });
    } catch (error) {
      // What cannot be sent fails for who asked.
      port.postMessage({ t: 's', i, e: new Error(String(error)) });
    }
  };
  const receive = (data: unknown): void => {
    const { success, output } = v.safeParse(message, data);
    if (!success) onProblem(new Error('this is no message'));
    else if (output.t === 'q') void answer(output.i, output.m, output.a);
    else if (output.e === undefined) waiting.get(output.i)?.resolve(output.r);
    else waiting.get(output.i)?.reject(output.e);
  };
  if (port.on) port.on('message', receive);
  else port.onmessage = ({ data }) => receive(data);

  const ends = {
    get $closed() {
      return isClosed;
    },
    $close(reason = new Error('closed')) {
      isClosed = true;
      for (const one of waiting.values()) one.reject(reason);
      port.onmessage = null;
      port.close();
    },
  };
  return new Proxy(ends as Conversation<Theirs>, {
    get(target, name) {
      if (Object.hasOwn(target, name)) return Reflect.get(target, name) as unknown;
      // It is no promise.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return Object.assign((...args: unknown[]) => ask(name, args), {
        asEvent: (...args: unknown[]) => notify(name, args),
      });
    },
  });
}
