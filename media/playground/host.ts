import { beginning } from '../../src/playground';
import type { HostCommand, MessageToHost, PanelAction, ShownSession } from '../../src/protocol';
import { PageConversation, STORED_VERSION, storedForm } from '../../src/protocol';
import { reportFocus } from './focus';
import { type View, viewFrom, viewOf } from './view';

/** What VS Code gives a webview: https://code.visualstudio.com/api/extension-guides/webview. */
interface WebviewApi {
  postMessage(message: MessageToHost): void;
  getState(): unknown;
  setState(state: object & { readonly view: View }): void;
}
declare function acquireVsCodeApi(): WebviewApi;
declare global {
  interface Window {
    /** What the extension sent before somebody listened. */
    early?: readonly unknown[];
  }
}

/** In milliseconds: so long a new page waits for what it is sent. */
const PATIENCE = 300;

/** All that the page is drawn from. */
export interface Shown extends ShownSession {
  readonly view: View;
}

/** What a page is given. */
export interface PageProps extends Shown {
  readonly host: HostConnection;
}

/** The webview's line to the extension. */
export interface HostConnection {
  /** Listens for the session, and asks for it where it does not come by itself. */
  start(): void;
  dispatch(action: PanelAction): void;
  /** Asks the extension for what is no change of the state. */
  run(command: HostCommand, call?: number): void;
  /** Sends a picture that the extension asked for. */
  sendPicture(id: number, content: string): void;
  /** Changes how the reader looks at it, which the extension need not know. */
  setView(change: Partial<View>): void;
}

/** Connects the page to the extension, and has everything that comes of it drawn. */
export function connectToHost(draw: (shown: Shown) => void): HostConnection {
  const api = acquireVsCodeApi();
  let view = viewFrom(api.getState());
  let reported = '';
  const report = (): void => {
    reported = JSON.stringify(view);
    api.postMessage({ type: 'view', view: { ...view } });
  };

  const show = (shown: ShownSession): void => {
    // What survives a hidden tab and a reloaded window. A default, which is nobody's work, takes no session's place.
    const there = api.getState();
    const stored = typeof there === 'object' && there !== null ? there : { version: STORED_VERSION };
    const { state, changedAt } = shown;
    view = viewOf(state, view);
    if (JSON.stringify(view) !== reported) report();
    api.setState({ ...(changedAt > 0 ? storedForm(beginning(state), changedAt) : stored), view });
    draw({ ...shown, view });
  };

  const conversation = new PageConversation({
    post: (message) => api.postMessage(message),
    warn: (text) => console.warn(text),
    show,
    withNextFrame: (act) => requestAnimationFrame(act),
  });

  return {
    start() {
      // In place of the listener that stands in the page, and kept what came before.
      window.onmessage = null;
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => conversation.receive(data));
      for (const data of window.early ?? []) conversation.receive(data);
      reportFocus(() => {
        api.postMessage({ type: 'focus' });
        report();
      });
      // A new page need not ask: VS Code has kept for it what the extension sent.
      if (api.getState() !== undefined) conversation.start();
      else
        setTimeout(() => {
          if (conversation.shown === undefined) conversation.start();
        }, PATIENCE);
    },
    dispatch: (action) => conversation.dispatch(action),
    run(command, call) {
      conversation.sendWaiting();
      api.postMessage({ type: 'command', command, ...(call === undefined ? {} : { call }) });
    },
    sendPicture(id, content) {
      api.postMessage({ type: 'picture', id, content });
    },
    setView(change) {
      view = { ...view, ...change };
      if (conversation.shown !== undefined) show(conversation.shown);
    },
  };
}
