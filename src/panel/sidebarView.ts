import * as vscode from 'vscode';
import { ContextKey } from '../services/contextKey';
import { Owner } from '../services/owner';
import type { PanelHost } from '.';

/** The view in the sidebar; package.json names it too. */
const VIEW_ID = 'dropoutPlayground.view';

/** The playground in the sidebar. It is made when the reader first opens it. */
export class PlaygroundView extends Owner {
  #isVisible = false;
  readonly #key = new ContextKey('isViewVisible');

  constructor(host: PanelHost) {
    super();
    this.own(
      vscode.window.registerWebviewViewProvider(VIEW_ID, {
        resolveWebviewView: async (view, { state }) => {
          const { resolvePlaygroundView } = await import('.');
          resolvePlaygroundView(view, state, host, (visible) => {
            this.#isVisible = visible;
            this.#key.set(visible);
          });
        },
      }),
    );
  }

  /** Whether the reader can see it now. */
  get isVisible(): boolean {
    return this.#isVisible;
  }
}
