import {
  beginning,
  type HostCommand,
  type LinkView,
  type MessageToHost,
  type PanelAction,
  type PictureFormat,
  type PlaygroundState,
  receiveAtWebview,
  reduce,
  readStored,
  STORED_VERSION,
  storedForm,
} from '../../src/playground';
import { reportFocus } from './focus';
import { type View, viewFrom } from './view';

/** What VS Code gives a webview: https://code.visualstudio.com/api/extension-guides/webview. */
interface WebviewApi {
  postMessage(message: MessageToHost): void;
  getState(): unknown;
  setState(state: object & { readonly view: View }): void;
}
declare function acquireVsCodeApi(): WebviewApi;

/** What is beside the state. */
export interface Surroundings {
  /** Whether single keys act, by the user's setting; otherwise none is offered either. */
  readonly singleKeys: boolean;
  /** Whether it is this page that tells a screen reader what a change came to. */
  readonly announces: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly canInsert: boolean;
  /** A picture that the extension waits for. */
  readonly picture?: { readonly id: number; readonly format: PictureFormat };
  /** The call in the code that the playground follows. */
  readonly link?: LinkView;
}

/** All that the page is drawn from. */
export interface Shown extends Surroundings {
  readonly state: PlaygroundState;
  readonly view: View;
}

/** The webview's line to the extension. */
export interface HostConnection {
  /** Asks for the state; if it is slow to come, draws the one that this webview stored before it was hidden or reloaded. */
  start(): void;
  dispatch(action: PanelAction): void;
  /** Asks the extension for what is no change of the state. */
  run(command: HostCommand, call?: number): void;
  /** Sends a picture that the extension asked for. */
  sendPicture(id: number, content: string): void;
  /** Changes how the reader looks at it, which the extension need not know. */
  setView(change: Partial<View>): void;
}

/**
 * How long the extension may take to send the state before the stored one is drawn, in milliseconds: that one may be
 * of before something was done elsewhere.
 */
const PATIENCE = 150;

/**
 * Connects to the extension, which owns the state. An action is applied here at once, by the same reducer, and
 * sent; the snapshot that answers it has the last word. Snapshots that do not know of our last action yet are
 * older than the screen and are passed over, so that a slider does not jump back on a slow line.
 */
export function connectToHost(draw: (shown: Shown) => void): HostConnection {
  const api = acquireVsCodeApi();
  let state: PlaygroundState | undefined;
  let view = viewFrom(api.getState());
  let sequence = 0;
  // Until the extension tells.
  let surroundings: Surroundings = {
    singleKeys: false,
    announces: false,
    canUndo: false,
    canRedo: false,
    canInsert: false,
  };
  const stored = readStored(api.getState());
  let changedAt = stored.ok ? (stored.message?.changedAt ?? 0) : 0;

  const asStored = (): object => {
    const there = api.getState();
    return typeof there === 'object' && there !== null ? there : { version: STORED_VERSION };
  };

  const show = (next: PlaygroundState): void => {
    state = next;
    // What survives a hidden tab and a reloaded window. A default, which is nobody's work, takes no session's place.
    api.setState({ ...(changedAt > 0 ? storedForm(beginning(next), changedAt) : asStored()), view });
    draw({ state, view, ...surroundings });
  };

  const receive = ({ data }: MessageEvent<unknown>): void => {
    const received = receiveAtWebview(data);
    if (!received.ok) {
      console.warn(`A message from the extension was refused: ${received.reason}`);
      return;
    }
    const { singleKeys, announces, canUndo, canRedo, canInsert, picture, link } = received.message;
    surroundings = {
      ...{ singleKeys, announces, canUndo, canRedo, canInsert },
      ...(picture === undefined ? {} : { picture }),
      ...(link === undefined ? {} : { link }),
    };
    ({ changedAt } = received.message);
    const next = received.message.acknowledged >= sequence ? received.message.state : state;
    if (next !== undefined) show(next);
  };

  return {
    start() {
      window.addEventListener('message', receive);
      setTimeout(() => {
        if (!stored.ok || stored.message === undefined || state !== undefined) return;
        state = stored.message.history.present;
        draw({ state, view, ...surroundings });
      }, PATIENCE);
      reportFocus(() => api.postMessage({ type: 'focus' }));
      api.postMessage({ type: 'ready' });
    },
    dispatch(action) {
      if (state === undefined) return;
      sequence++;
      changedAt = Date.now();
      show(reduce(state, action));
      api.postMessage({ type: 'action', sequence, action });
    },
    run(command, call) {
      api.postMessage({ type: 'command', command, ...(call === undefined ? {} : { call }) });
    },
    sendPicture(id, content) {
      api.postMessage({ type: 'picture', id, content });
    },
    setView(change) {
      view = { ...view, ...change };
      if (state !== undefined) show(state);
    },
  };
}
