import { type LinkView, PlaygroundStore } from '../../../src/playground';
import {
  type AskedPart,
  DrawnSession,
  HostConversation,
  type HostCommand,
  type MessageToHost,
  type MessageToWebview,
  PageConversation,
  type ShownSession,
} from '../../../src/protocol';

/** How a message comes out at the other end: as JSON does, but for its buffers. */
export function sent<T>(message: T): T {
  const buffers: ArrayBuffer[] = [];
  const text = JSON.stringify(message, (_, value: unknown) =>
    value instanceof ArrayBuffer ? { buffer: buffers.push(value.slice(0)) - 1 } : value,
  );
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'buffer' in value ? buffers[Number(value.buffer)] : value,
  ) as T;
}

/** How many bytes a message has on the way. */
export function bytesOf(message: object): number {
  let bytes = 0;
  const text = JSON.stringify(message, (_, value: unknown) => {
    if (!(value instanceof ArrayBuffer)) return value;
    bytes += value.byteLength;
    return {};
  });
  return bytes + text.length;
}

/** The extension's end of a conversation, and all that it did. */
export function hostEnd(store = new PlaygroundStore(), drawn = new DrawnSession()) {
  const posted: MessageToWebview[] = [];
  const warnings: string[] = [];
  const commands: HostCommand[] = [];
  const focused: true[] = [];
  const views: object[] = [];
  const laters: (() => void)[] = [];
  const link = { view: undefined as LinkView | undefined, changed: (): void => undefined };
  const talk = new HostConversation({
    store,
    drawn,
    link: {
      canInsert: false,
      get view() {
        return link.view;
      },
      onDidChange: (listener) => {
        link.changed = listener;
        return {
          dispose: () => {
            link.changed = () => undefined;
          },
        };
      },
    },
    cursor: { name: 'off', onDidChange: () => ({ dispose: () => undefined }) },
    run: (command) => void commands.push(command),
    onDidFocus: () => void focused.push(true),
    onDidChangeView: (view) => void views.push(view),
    post: (message) => void posted.push(message),
    warn: (text) => void warnings.push(text),
    later: (act) => void laters.push(act),
    singleKeys: () => true,
    announces: () => true,
  });
  /** A moment passes. */
  const moment = (): void => {
    for (const act of laters.splice(0)) act();
  };
  return { store, drawn, link, posted, commands, focused, views, warnings, talk, moment };
}

/** A page's end, and all that it did. */
export function pageEnd() {
  const posted: MessageToHost[] = [];
  const warnings: string[] = [];
  const shown: ShownSession[] = [];
  const frames: (() => void)[] = [];
  const talk = new PageConversation({
    post: (message) => void posted.push(message),
    warn: (text) => void warnings.push(text),
    show: (session) => void shown.push(session),
    withNextFrame: (act) => void frames.push(act),
  });
  return {
    posted,
    warnings,
    shown,
    talk,
    /** What is on the screen. */
    now: (): ShownSession => shown.at(-1) ?? assertShown(),
    /** The next frame comes. */
    frame: () => {
      for (const act of frames.splice(0)) act();
    },
    asked: (): AskedPart[] => posted.flatMap((message) => (message.type === 'ask' ? [message.part] : [])),
  };
}

function assertShown(): never {
  throw new Error('Nothing is shown.');
}

/** Both ends, with a line between them on which messages lie until they are delivered. */
export function conversation(store?: PlaygroundStore, drawn?: DrawnSession) {
  const host = hostEnd(store, drawn);
  const page = pageEnd();
  let [atHost, atPage] = [0, 0];
  /** Delivers what the page has sent. @returns whether there was anything */
  const toHost = (): boolean => {
    const waiting = page.posted.slice(atHost);
    atHost = page.posted.length;
    for (const message of waiting) host.talk.receive(sent(message));
    return waiting.length > 0;
  };
  /** Delivers what the extension has sent. @param spoil what becomes of it on the way */
  const toPage = (spoil: (message: MessageToWebview) => void = () => undefined): boolean => {
    const waiting = host.posted.slice(atPage);
    atPage = host.posted.length;
    for (const message of waiting) {
      const arriving = sent(message);
      spoil(arriving);
      page.talk.receive(arriving);
    }
    return waiting.length > 0;
  };
  /** Delivers everything, and what comes of it. */
  const deliver = (): void => {
    for (let more = true; more;) more = [toHost(), toPage()].includes(true);
  };
  return { host, page, toHost, toPage, deliver };
}
