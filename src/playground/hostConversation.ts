import { type MessageToWebview, receiveAtHost, sequenceOf } from './protocol';
import type { PlaygroundStore } from './store';

/** What a conversation needs of the panel around it. */
export interface ConversationHost {
  readonly store: PlaygroundStore;
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
  readonly #subscription: { dispose(): void };

  constructor(private readonly host: ConversationHost) {
    this.#subscription = host.store.onDidChange(() => this.sendSnapshot());
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
        this.host.store.dispatch(message.action);
        break;
    }
  }

  sendSnapshot(): void {
    const { store, post, singleKeys } = this.host;
    post({
      type: 'snapshot',
      state: store.state,
      acknowledged: this.#acknowledged,
      singleKeys: singleKeys(),
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
