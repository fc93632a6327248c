import * as vscode from 'vscode';
import { restoreStored } from '../protocol';
import { playgroundTabs, VIEW_TYPE } from '../services/playgroundTabs';
import { ConnectedWebview, type PanelHost } from './connectedWebview';
import { keepOwnColumn } from './ownColumn';
import { savePicture } from './savePicture';

/** The webview panel's host side: makes it, restores it, and connects it to the store. There is at most one. */
export class PlaygroundPanel {
  static #current: PlaygroundPanel | undefined;

  private readonly webview: ConnectedWebview;

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

  /** Saves a picture of the equation where the reader wants it. */
  static async savePicture(host: PanelHost): Promise<void> {
    await savePicture(async (format) => {
      await PlaygroundPanel.show(host, { focus: false });
      const panel = PlaygroundPanel.#current;
      return new Promise((resolve) => panel?.webview.conversation.askPicture(format, resolve));
    });
  }

  /** Takes over a panel that VS Code kept over a reload, with the state that its webview had stored. */
  static restore(panel: vscode.WebviewPanel, stored: unknown, host: PanelHost): void {
    restoreStored(stored, host.store, (text) => host.log.warn(text));
    PlaygroundPanel.#current?.panel.dispose();
    PlaygroundPanel.#current = new PlaygroundPanel(panel, host);
  }

  private constructor(
    private readonly panel: vscode.WebviewPanel,
    host: PanelHost,
  ) {
    const icons = vscode.Uri.joinPath(host.extensionUri, 'media', 'icons');
    panel.iconPath = {
      light: vscode.Uri.joinPath(icons, 'playground-light.svg'),
      dark: vscode.Uri.joinPath(icons, 'playground-dark.svg'),
    };
    this.webview = new ConnectedWebview(panel.webview, 'panel', host);
    panel.onDidChangeViewState(() => this.webview.setVisible(panel.visible));
    const column = keepOwnColumn(panel);
    panel.onDidDispose(() => {
      column.dispose();
      this.webview.dispose();
      if (PlaygroundPanel.#current === this) PlaygroundPanel.#current = undefined;
    });
  }
}
