import type { LinkView } from './origin';
import {
  type HostCommand,
  type MessageToWebview,
  type PictureFormat,
  receiveAtHost,
  sequenceOf,
} from './protocol';
import type { PlaygroundStore } from './store';

/** The link of the playground to a call in the reader's code. */
export interface LinkSource {
  /** Undefined where the playground follows none. */
  readonly view: LinkView | undefined;
  /** Whether there is a notebook or a call in the code below which code can be put. */
  readonly canInsert: boolean;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
}

/** What a conversation needs of the panel around it. */
export interface ConversationHost {
  readonly store: PlaygroundStore;
  readonly link: LinkSource;
  /** @param call the number of the call that the webview shows */
  readonly run: (command: HostCommand, call: number | undefined) => void;
  readonly onDidFocus: () => void;
  readonly post: (message: MessageToWebview) => void;
  readonly warn: (text: string) => void;
  /** Whether single keys act in the panel, by the user's setting. */
  readonly singleKeys: () => boolean;
  /** Whether it is this webview that tells a screen reader what a change came to. */
  readonly announces: () => boolean;
}

interface PictureRequest {
  readonly asked: { readonly id: number; readonly format: PictureFormat };
  readonly take: (content: string) => void;
}

/**
 * The extension's side of the talk with one webview. It sends whole snapshots of the store, first when the webview
 * asks for one, and turns what the webview sends into the store's actions.
 */
export class HostConversation {
  /** The sequence of the webview's last action, refused ones included. */
  #acknowledged = 0;
  #pictures = 0;
  #picture: PictureRequest | undefined;
  readonly #subscriptions: readonly { dispose(): void }[];

  constructor(private readonly host: ConversationHost) {
    const send = (): void => this.sendSnapshot();
    this.#subscriptions = [host.store.onDidChange(send), host.link.onDidChange(send)];
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
        // A new page counts its actions from 1 again.
        this.#acknowledged = 0;
        this.sendSnapshot();
        break;
      case 'action':
        this.#acknowledged = message.sequence;
        // Where nothing changes, nobody else is told.
        if (!this.host.store.dispatch(message.action)) this.sendSnapshot();
        break;
      case 'focus':
        this.host.onDidFocus();
        break;
      case 'command':
        this.host.run(message.command, message.call);
        break;
      case 'picture':
        this.#takePicture(message.id, message.content);
        break;
    }
  }

  sendSnapshot(): void {
    const { store, link, post, singleKeys, announces } = this.host;
    post({
      type: 'snapshot',
      state: store.state,
      acknowledged: this.#acknowledged,
      singleKeys: singleKeys(),
      announces: announces(),
      canUndo: store.canUndo,
      canRedo: store.canRedo,
      changedAt: store.changedAt,
      canInsert: link.canInsert,
      ...(this.#picture === undefined ? {} : { picture: this.#picture.asked }),
      ...(link.view === undefined ? {} : { link: link.view }),
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
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
