import type { LinkView } from './origin';
import {
  type HostCommand,
  type MessageToWebview,
  receiveAtHost,
  sequenceOf,
  type WebviewFocus,
} from './protocol';
import type { PlaygroundStore } from './store';

/** The link of the playground to a call in the reader's code. */
export interface LinkSource {
  /** Undefined where the playground follows none. */
  readonly view: LinkView | undefined;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
}

/** What a conversation needs of the panel around it. */
export interface ConversationHost {
  readonly store: PlaygroundStore;
  readonly link: LinkSource;
  readonly run: (command: HostCommand) => void;
  readonly onDidChangeFocus: (focus: WebviewFocus) => void;
  readonly post: (message: MessageToWebview) => void;
  readonly warn: (text: string) => void;
  /** Whether single keys act in the panel, by the user's setting. */
  readonly singleKeys: () => boolean;
}

/**
 * The extension's side of the talk with one webview. It sends whole snapshots of the store, first when the webview
 * asks for one, and turns what the webview sends into the store's actions.
 */
export class HostConversation {
  /** The sequence of the webview's last action, refused ones included. */
  #acknowledged = 0;
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
        this.host.onDidChangeFocus(message.focus);
        break;
      case 'command':
        this.host.run(message.command);
        break;
    }
  }

  sendSnapshot(): void {
    const { store, link, post, singleKeys } = this.host;
    post({
      type: 'snapshot',
      state: store.state,
      acknowledged: this.#acknowledged,
      singleKeys: singleKeys(),
      canUndo: store.canUndo,
      canRedo: store.canRedo,
      changedAt: store.changedAt,
      ...(link.view === undefined ? {} : { link: link.view }),
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
