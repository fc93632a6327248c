import * as vscode from 'vscode';
import { type MessageToWebview, type PlaygroundStore, receiveAtHost, receiveState } from '../playground';
import { webviewHtml } from './html';

export const VIEW_TYPE = 'dropoutPlayground.playground';

/** What the panel needs of the extension around it. */
export interface PanelHost {
  readonly extensionUri: vscode.Uri;
  readonly store: PlaygroundStore;
  readonly log: vscode.LogOutputChannel;
  /** Called when the panel opens and when it closes. */
  readonly onDidChangeOpen: (isOpen: boolean) => void;
}

/**
 * The webview panel's host side. There is at most one. It sends whole snapshots of the store, first when the
 * webview asks for one, and turns what the webview sends into the store's actions.
 */
export class PlaygroundPanel {
  static #current: PlaygroundPanel | undefined;

  readonly #subscriptions: { dispose(): unknown }[] = [];
  /** The sequence of the webview's last action, refused ones included. */
  #acknowledged = 0;

  /** Shows the panel, and makes it where there is none. */
  static show(host: PanelHost): void {
    const existing = PlaygroundPanel.#current;
    if (existing !== undefined) {
      existing.panel.reveal(undefined, true);
      return;
    }
    // Beside a file or a notebook, so that both are seen; alone where nothing is open.
    const beside = vscode.window.tabGroups.activeTabGroup.activeTab !== undefined;
    const column = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const title = vscode.l10n.t('Dropout Playground');
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, title, {
      viewColumn: column,
      preserveFocus: beside,
    });
    PlaygroundPanel.#current = new PlaygroundPanel(panel, host);
  }

  /** Takes over a panel that VS Code kept over a reload, with the state that its webview had stored. */
  static restore(panel: vscode.WebviewPanel, stored: unknown, host: PanelHost): void {
    const state = receiveState(stored);
    if (state.ok) host.store.dispatch({ type: 'restore', state: state.message });
    else if (stored !== undefined) host.log.warn(`The stored playground was not restored: ${state.reason}`);
    PlaygroundPanel.#current?.panel.dispose();
    PlaygroundPanel.#current = new PlaygroundPanel(panel, host);
  }

  static close(): void {
    PlaygroundPanel.#current?.panel.dispose();
  }

  private constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly host: PanelHost,
  ) {
    const media = vscode.Uri.joinPath(host.extensionUri, 'dist', 'webview');
    const icons = vscode.Uri.joinPath(host.extensionUri, 'media', 'icons');
    // A restored panel does not remember its options.
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.iconPath = {
      light: vscode.Uri.joinPath(icons, 'playground-light.svg'),
      dark: vscode.Uri.joinPath(icons, 'playground-dark.svg'),
    };
    this.#subscriptions.push(
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidDispose(() => this.#dispose()),
      host.store.onDidChange(() => this.#sendSnapshot()),
    );
    panel.webview.html = webviewHtml(panel.webview, media);
    host.onDidChangeOpen(true);
  }

  #receive(value: unknown): void {
    const received = receiveAtHost(value);
    if (!received.ok) {
      this.host.log.warn(`A message from the playground was refused: ${received.reason}`);
      return;
    }
    const { message } = received;
    switch (message.type) {
      case 'ready':
        // A new page counts its actions from 1 again.
        this.#acknowledged = 0;
        this.#sendSnapshot();
        break;
      case 'action':
        this.#acknowledged = message.sequence;
        this.host.store.dispatch(message.action);
        break;
    }
  }

  #sendSnapshot(): void {
    const { state } = this.host.store;
    const message: MessageToWebview = { type: 'snapshot', state, acknowledged: this.#acknowledged };
    void this.panel.webview.postMessage(message);
  }

  #dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
    if (PlaygroundPanel.#current === this) {
      PlaygroundPanel.#current = undefined;
      this.host.onDidChangeOpen(false);
    }
  }
}
