import { ChangedFields } from './changedFields';
import type { DrawnSession, MakeablePart } from './drawnSession';
import type { LinkView } from '../playground/origin';
import { aheadOf, callKey, HeldParts, keyOf, type PartKey } from './sessionParts';
import type { HostCommand, PictureFormat, StoredView } from './messages';
import { travelling } from './messages';
import { receiveAtHost, sequenceOf } from './toHost';
import type { MessageToWebview } from './toPage';
import type { PlaygroundStore } from '../playground/store';

/** The link of the playground to a call in the reader's code. */
export interface LinkSource {
  /** Undefined where the playground follows none. */
  readonly view: LinkView | undefined;
  /** Whether there is a notebook or a call in the code below which code can be put. */
  readonly canInsert: boolean;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
}

/** How the cursor in the code leads the playground; `none` where there is no code. */
export interface CursorSource {
  readonly name: 'none' | 'off' | 'following' | 'pinned';
  readonly onDidChange: (listener: () => void) => { dispose(): void };
}

/** What a conversation needs of the panel around it. */
export interface ConversationHost {
  readonly store: PlaygroundStore;
  /** What computes the session, for all conversations. */
  readonly drawn: DrawnSession;
  readonly link: LinkSource;
  readonly cursor: CursorSource;
  /** @param call the number of the call that the webview shows */
  readonly run: (command: HostCommand, call: number | undefined) => void;
  readonly onDidFocus: () => void;
  readonly onDidChangeView: (view: StoredView) => void;
  readonly post: (message: MessageToWebview) => void;
  readonly warn: (text: string) => void;
  /** Does something after some milliseconds. */
  readonly later: (act: () => void, wait: number) => void;
  /** Whether single keys act in the panel, by the user's setting. */
  readonly singleKeys: () => boolean;
  /** Whether it is this webview that tells a screen reader what a change came to. */
  readonly announces: () => boolean;
}

/** How long nothing changes before calls are drawn that may come, in milliseconds: a slider that is dragged moves within. */
const STILL = 60;

interface PictureRequest {
  readonly asked: { readonly id: number; readonly format: PictureFormat };
  readonly take: (content: string) => void;
}

/**
 * The extension's side of the talk with one webview. It sends snapshots of the store with all that was drawn, of which
 * each holds what the webview does not have yet, and turns what the webview sends into the store's actions.
 */
export class HostConversation {
  /** The sequence of the webview's last action, refused ones included. */
  #acknowledged = 0;
  #pictures = 0;
  #picture: PictureRequest | undefined;
  /** How many snapshots the page was sent; none before there is one. */
  #serial: number | undefined;
  readonly #session = new ChangedFields();
  readonly #surroundings = new ChangedFields();
  /** The parts that the page has been sent. */
  readonly #sent = new HeldParts<true>();
  readonly #subscriptions: readonly { dispose(): void }[];

  constructor(private readonly host: ConversationHost) {
    const send = (): void => this.sendSnapshot();
    this.#subscriptions = [host.store, host.link, host.cursor].map((source) => source.onDidChange(send));
  }

  receive(value: unknown): void {
    const received = receiveAtHost(value);
    if (!received.ok) {
      this.host.warn(`A message from the playground was refused: ${received.reason}`);
      const sequence = sequenceOf(value);
      if (sequence === undefined) return;
      // The webview has applied it already and waits for an answer; the state as it is takes it back.
      this.#acknowledged = sequence;
      this.sendSnapshot();
      return;
    }
    const { message } = received;
    switch (message.type) {
      case 'ready':
        this.begin(message.sequence);
        break;
      case 'ask':
        this.sendSnapshot(this.host.drawn.asked(this.host.store.state, message.part));
        break;
      case 'action':
        this.#acknowledged = message.sequence;
        // Where nothing changes, nobody else is told.
        if (!this.host.store.dispatch(message.action)) this.sendSnapshot();
        break;
      case 'focus':
        this.host.onDidFocus();
        break;
      case 'view':
        this.host.onDidChangeView(message.view);
        break;
      case 'command':
        this.host.run(message.command, message.call);
        break;
      case 'picture':
        this.#takePicture(message.id, message.content);
        break;
    }
  }

  /**
   * Sends all there is: to a page that asks for it, and to one that is being loaded, which need not ask then.
   *
   * @param sequence that of the page's last action: a new one counts from 1 again, and holds nothing
   */
  begin(sequence = 0): void {
    this.#acknowledged = sequence;
    this.#serial = 0;
    this.#session.clear();
    this.#surroundings.clear();
    this.#sent.clear();
    this.sendSnapshot();
  }

  /** @param asked parts that are sent beside those that every page has */
  sendSnapshot(asked: readonly MakeablePart[] = []): void {
    if (this.#serial === undefined) return;
    const { store, drawn, link, post, singleKeys, announces, later } = this.host;
    const { state } = store;
    const { epoch, facts, parts } = drawn.of(state);
    // While p moves, what comes next is another thing with each step.
    const wait = epoch === this.#sent.epoch ? 0 : STILL;
    this.#sent.keep(state, epoch);
    const missing = this.#missing([...parts, ...asked]);
    for (const { key } of missing) this.#sent.set(key, true);
    post({
      type: 'snapshot',
      serial: this.#serial++,
      acknowledged: this.#acknowledged,
      session: this.#session.take(travelling(state)),
      surroundings: this.#surroundings.take({
        singleKeys: singleKeys(),
        announces: announces(),
        canUndo: store.canUndo,
        canRedo: store.canRedo,
        changedAt: store.changedAt,
        canInsert: link.canInsert,
        picture: this.#picture?.asked,
        link: link.view,
        cursor: this.host.cursor.name,
      }),
      epoch,
      facts,
      parts: missing.map(({ part }) => part.make()),
    });
    const serial = this.#serial;
    later(() => {
      if (this.#serial === serial) this.#sendAhead();
    }, wait);
  }

  /** Sends one more of the calls that come next, for each takes its time to draw. */
  #sendAhead(): void {
    const { drawn, store } = this.host;
    const place = aheadOf(store.state).find((ahead) => this.#sent.get(callKey(ahead)) === undefined);
    const parts = place === undefined ? [] : drawn.ahead(store.state, place.number);
    if (parts.length > 0) this.sendSnapshot(parts);
  }

  /** Those of some parts of the session that the page does not have, with their keys. */
  #missing(parts: readonly MakeablePart[]): { readonly key: PartKey; readonly part: MakeablePart }[] {
    const { state } = this.host.store;
    return parts.flatMap((part) => {
      const key = keyOf(part.name, state);
      return key === undefined || this.#sent.get(key) !== undefined ? [] : [{ key, part }];
    });
  }

  /**
   * Asks the webview for a picture of the equation, now or as soon as it is up.
   *
   * @param take is given an SVG document, or a PNG file in base 64
   */
  askPicture(format: PictureFormat, take: (content: string) => void): void {
    this.#picture = { asked: { id: ++this.#pictures, format }, take };
    this.sendSnapshot();
  }

  /** Takes the picture that was asked for last, once. */
  #takePicture(id: number, content: string): void {
    const { asked, take } = this.#picture ?? {};
    if (asked?.id !== id) return;
    this.#picture = undefined;
    take?.(content);
  }

  dispose(): void {
    this.#serial = undefined;
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
