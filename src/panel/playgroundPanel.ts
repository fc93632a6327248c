import * as vscode from 'vscode';
import {
  HostConversation,
  type LinkSource,
  type PlaygroundStore,
  receiveState,
  storedChange,
} from '../playground';
import { playgroundTabs, VIEW_TYPE } from '../playgroundTabs';
import type { FocusKey } from '../focusKey';
import { webviewHtml } from './html';

const SHORTCUTS_SETTING = 'dropoutPlayground.panel.singleKeyShortcuts';

/** What the panel needs of the extension around it. */
export interface PanelHost {
  readonly extensionUri: vscode.Uri;
  readonly store: PlaygroundStore;
  readonly link: LinkSource;
  readonly focus: FocusKey;
  readonly log: vscode.LogOutputChannel;
}

/** The webview panel's host side: makes it, restores it, and connects it to the store. There is at most one. */
export class PlaygroundPanel {
  static #current: PlaygroundPanel | undefined;

  readonly #subscriptions: { dispose(): unknown }[] = [];

  /**
   * Shows the panel, and makes it where there is none.
   *
   * @param focus whether the focus moves into it, or stays where the reader is
   */
  static async show(host: PanelHost, { focus }: { focus: boolean }): Promise<void> {
    if (PlaygroundPanel.#current === undefined) {
      // A tab that VS Code has not revived yet would come back later as a second panel.
      await vscode.window.tabGroups.close(playgroundTabs());
    }
    const existing = PlaygroundPanel.#current;
    if (existing !== undefined) {
      existing.panel.reveal(undefined, !focus);
      return;
    }
    // Beside a file or a notebook, so that both are seen; alone where nothing is open.
    const beside = vscode.window.tabGroups.activeTabGroup.activeTab !== undefined;
    const column = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const title = vscode.l10n.t('Dropout Playground');
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, title, {
      viewColumn: column,
      preserveFocus: beside && !focus,
    });
    PlaygroundPanel.#current = new PlaygroundPanel(panel, host);
  }

  /** Takes over a panel that VS Code kept over a reload, with the state that its webview had stored. */
  static restore(panel: vscode.WebviewPanel, stored: unknown, host: PanelHost): void {
    const existing = PlaygroundPanel.#current;
    const state = receiveState(stored);
    if (state.ok) host.store.restore(state.message, storedChange(stored));
    if (stored !== undefined && !state.ok)
      host.log.warn(`The stored playground was not restored: ${state.reason}`);
    existing?.panel.dispose();
    PlaygroundPanel.#current = new PlaygroundPanel(panel, host);
  }

  private constructor(
    private readonly panel: vscode.WebviewPanel,
    host: PanelHost,
  ) {
    const media = vscode.Uri.joinPath(host.extensionUri, 'dist', 'webview');
    const icons = vscode.Uri.joinPath(host.extensionUri, 'media', 'icons');
    // A restored panel does not remember its options.
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.iconPath = {
      light: vscode.Uri.joinPath(icons, 'playground-light.svg'),
      dark: vscode.Uri.joinPath(icons, 'playground-dark.svg'),
    };
    const conversation = new HostConversation({
      store: host.store,
      link: host.link,
      onDidChangeFocus: (focus) => host.focus.set(panel, focus),
      run: (command) => void vscode.commands.executeCommand(`dropoutPlayground.${command}`),
      post: (message) => void panel.webview.postMessage(message),
      warn: (text) => host.log.warn(text),
      singleKeys: () => vscode.workspace.getConfiguration().get(SHORTCUTS_SETTING, true),
    });
    this.#subscriptions.push(
      conversation,
      panel.webview.onDidReceiveMessage((message: unknown) => conversation.receive(message)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SHORTCUTS_SETTING)) conversation.sendSnapshot();
      }),
      panel.onDidDispose(() => {
        host.focus.set(panel, 'none');
        this.#dispose();
      }),
    );
    panel.webview.html = webviewHtml(panel.webview, media);
  }

  #dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
    if (PlaygroundPanel.#current === this) PlaygroundPanel.#current = undefined;
  }
}
