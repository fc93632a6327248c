import { withChanges } from './changedFields';
import type { MessageToHost, PanelAction } from './toHost';
import {
  type MessageToWebview,
  receiveAtWebview,
  receiveSurroundings,
  receiveTravelled,
  type Surroundings,
} from './toPage';
import { ReceivedSession, type Scene } from './receivedSession';
import { callCount, type PlaygroundState, reduce } from '../playground/state';

/** What a page shows. */
export interface ShownSession extends Surroundings {
  /** The session as it is once the extension has followed the reader's last action. */
  readonly state: PlaygroundState;
  /** The last session that the extension has drawn. */
  readonly scene: Scene;
}

/** What a conversation needs of the page around it. */
export interface ConversationPage {
  readonly post: (message: MessageToHost) => void;
  readonly warn: (text: string) => void;
  readonly show: (shown: ShownSession) => void;
  /** Does something with the next frame. */
  readonly withNextFrame: (act: () => void) => void;
}

/** So often in a row the page asks for everything anew; what does not fit then would not fit either the next time. */
const MOST_COMPLAINTS = 3;

/**
 * A page's side of the talk with the extension, which owns the session and draws it. An action is applied here at
 * once, by the same reducer, and sent; what it came to is drawn when the snapshot comes that answers it, which has
 * the last word. The call of a resample is drawn at once where it has come ahead. Snapshots that do not know of our last action yet are older than the screen and are passed over, so
 * that a slider does not jump back on a slow line.
 */
export class PageConversation {
  readonly #received: ReceivedSession;
  #shown: ShownSession | undefined;
  #sequence = 0;
  /** The snapshot that is expected. */
  #serial = 0;
  #complaints = 0;
  #session = {};
  /** The session of the last snapshot, which need not be the one that is shown. */
  #latest: PlaygroundState | undefined;
  #surroundings = {};
  /** A movement of p that goes to the extension with the next frame. */
  #waiting: PanelAction | undefined;

  constructor(private readonly page: ConversationPage) {
    this.#received = new ReceivedSession((part) => page.post({ type: 'ask', part }));
  }

  get shown(): ShownSession | undefined {
    return this.#shown;
  }

  /** Asks for the session, with all that belongs to it. */
  start(): void {
    this.#forget();
    this.page.post({ type: 'ready', sequence: this.#sequence });
  }

  #forget(): void {
    this.#serial = 0;
    this.#session = this.#surroundings = {};
    this.#latest = undefined;
    this.#received.clear();
  }

  /** Takes a message of the extension, and shows what it brings. */
  receive(data: unknown): void {
    const problem = this.#take(data);
    if (problem === undefined) return;
    this.page.warn(`A message from the extension was refused: ${problem}`);
    if (this.#complaints++ < MOST_COMPLAINTS) this.start();
  }

  /** Does what the reader does. Movements of p go to the extension once a frame. */
  dispatch(action: PanelAction): void {
    if (this.#shown === undefined) return;
    const isMovement = action.type === 'setProbability' && action.continues === true;
    if (!isMovement) this.sendWaiting();
    this.#sequence++;
    const { state: before, scene } = this.#shown;
    const state = reduce(before, action);
    const isForeseen = action.type === 'resample' && scene.state === before;
    const foreseen = isForeseen ? this.#received.foresee(state, scene) : undefined;
    this.#show({ ...this.#shown, changedAt: Date.now(), state, scene: foreseen ?? scene });
    if (isMovement && this.#waiting === undefined) this.page.withNextFrame(() => this.sendWaiting());
    this.#waiting = action;
    if (!isMovement) this.sendWaiting();
  }

  /** Sends the movement that waits for the next frame, as something else follows it. */
  sendWaiting(): void {
    const action = this.#waiting;
    this.#waiting = undefined;
    if (action !== undefined) this.page.post({ type: 'action', sequence: this.#sequence, action });
  }

  #show(shown: ShownSession): void {
    this.#shown = shown;
    this.page.show(shown);
  }

  /** @returns what is wrong with it, if anything */
  #take(data: unknown): string | undefined {
    const arrived = receiveAtWebview(data);
    if (!arrived.ok) return arrived.reason;
    const { message } = arrived;
    // Sent before the extension knew that everything is needed anew.
    if (this.#serial === 0 && message.serial > 0) return undefined;
    // It holds everything: it was sent without being asked for, or asked for when that was on its way.
    if (message.serial === 0) this.#forget();
    if (message.serial !== this.#serial) return 'one before it is missing';
    this.#serial++;
    this.#session = withChanges(this.#session, message.session);
    this.#surroundings = withChanges(this.#surroundings, message.surroundings);
    if (this.#latest === undefined || Object.keys(message.session).length > 0) {
      const received = receiveTravelled(this.#session);
      if (!received.ok) return received.reason;
      this.#latest = received.message;
    }
    const state = this.#latest;
    const around = receiveSurroundings(this.#surroundings);
    if (!around.ok) return around.reason;
    const last = this.#shown;
    const scene = this.#received.receive(state, message);
    if (typeof scene === 'string') return scene;
    this.#complaints = 0;
    if (last?.state === state && last.scene.state === state && isUnseen(message, state)) return undefined;
    const isOlder = last !== undefined && message.acknowledged < this.#sequence;
    this.#show({
      ...around.message,
      ...(isOlder ? { state: last.state, scene: last.scene } : { state, scene }),
    });
    return undefined;
  }
}

/** Whether a snapshot brings nothing but calls that come after the next one: none of these is drawn yet. */
function isUnseen({ session, surroundings, parts }: MessageToWebview, state: PlaygroundState): boolean {
  const isNothing = (value: object): boolean => Object.keys(value).length === 0;
  return (
    isNothing(session) &&
    isNothing(surroundings) &&
    parts.length > 0 &&
    parts.every((part) => part.type !== 'input' && part.number > callCount(state) + 1)
  );
}
