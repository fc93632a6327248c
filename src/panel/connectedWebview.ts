import * as vscode from 'vscode';
import type { FocusKey } from '../focusKey';
import { HostConversation, type LinkSource, type PlaygroundStore } from '../playground';
import { webviewHtml } from './html';

const SHORTCUTS_SETTING = 'dropoutPlayground.panel.singleKeyShortcuts';

/** What the webviews need of the extension around them. */
export interface PanelHost {
  readonly extensionUri: vscode.Uri;
  readonly store: PlaygroundStore;
  readonly link: LinkSource;
  readonly focus: FocusKey;
  readonly log: vscode.LogOutputChannel;
}

/** Where a webview is: in the editor area, or in the sidebar. */
export type Surface = 'panel' | 'view';

/** A webview with its page and its talk with the store. Both surfaces have one; the store keeps them in agreement. */
export class ConnectedWebview implements vscode.Disposable {
  readonly conversation: HostConversation;
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(
    private readonly webview: vscode.Webview,
    surface: Surface,
    private readonly host: PanelHost,
  ) {
    const media = vscode.Uri.joinPath(host.extensionUri, 'dist', 'webview');
    // A restored webview does not remember its options.
    webview.options = { enableScripts: true, localResourceRoots: [media] };
    const { store, link, focus, log } = host;
    this.conversation = new HostConversation({
      store,
      link,
      run: (command, call) => void vscode.commands.executeCommand(`dropoutPlayground.${command}`, call),
      onDidChangeFocus: (where) => focus.set(webview, where),
      post: (message) => void webview.postMessage(message),
      warn: (text) => log.warn(text),
      singleKeys: () => vscode.workspace.getConfiguration().get(SHORTCUTS_SETTING, true),
    });
    this.#subscriptions = [
      this.conversation,
      webview.onDidReceiveMessage((message: unknown) => this.conversation.receive(message)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SHORTCUTS_SETTING)) this.conversation.sendSnapshot();
      }),
    ];
    webview.html = webviewHtml(webview, media, surface);
  }

  /** Its page is gone for now, and with it the focus. */
  hidden(): void {
    this.host.focus.set(this.webview, 'none');
  }

  dispose(): void {
    this.hidden();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
