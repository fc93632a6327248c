import * as vscode from 'vscode';
import type { Announcer } from '../services/announcer';
import { type PlaygroundStore } from '../playground';
import {
  type CursorSource,
  DrawnSession,
  HostConversation,
  type LinkSource,
  type StoredView,
} from '../protocol';
import { Owner } from '../services/owner';
import { onSettingChanged } from '../services/onSettingChanged';
import type { Settings } from '../services/settings';
import { type Surface, webviewHtml } from './html';

/** What the webviews need of the extension around them. */
export interface PanelHost {
  readonly extensionUri: vscode.Uri;
  readonly store: PlaygroundStore;
  readonly settings: Settings;
  readonly link: LinkSource;
  readonly cursor: CursorSource;
  readonly announcer: Announcer;
  readonly log: vscode.LogOutputChannel;
  /** How the reader looks at the playground, in the webview that was last looked at; absent where none was. */
  view?: StoredView;
}

/** What all pages are told; it holds nothing but what it remembers of the last session. */
const drawn = new DrawnSession();

/** A webview with its page and its talk with the store. Both surfaces have one; the store keeps them in agreement. */
export class ConnectedWebview extends Owner {
  readonly conversation: HostConversation;

  constructor(
    private readonly webview: vscode.Webview,
    surface: Surface,
    private readonly host: PanelHost,
  ) {
    super();
    const media = vscode.Uri.joinPath(host.extensionUri, 'dist', 'webview');
    // A restored webview does not remember its options.
    webview.options = { enableScripts: true, localResourceRoots: [media] };
    const { store, settings, link, cursor, announcer, log } = host;
    this.setVisible(true);
    this.conversation = new HostConversation({
      store,
      drawn,
      link,
      cursor,
      run: (command, call) => void vscode.commands.executeCommand(`dropoutPlayground.${command}`, call),
      onDidFocus: () => announcer.setFocused(webview),
      onDidChangeView: (view) => {
        host.view = view;
      },
      announces: () => announcer.announces(webview),
      post: (message) => void webview.postMessage(message),
      warn: (text) => log.warn(text),
      later: (act, wait) => void setTimeout(act, wait),
      singleKeys: () => settings.get('panel.singleKeyShortcuts'),
    });
    this.own(
      this.conversation,
      webview.onDidReceiveMessage((message: unknown) => this.conversation.receive(message)),
      onSettingChanged('panel.singleKeyShortcuts', () => this.conversation.sendSnapshot()),
    );
    webview.html = webviewHtml(webview, media, surface);
    // VS Code keeps it for the page, which is some time in coming.
    this.conversation.begin();
  }

  setVisible(visible: boolean): void {
    this.host.announcer.setVisible(this.webview, visible);
  }

  override dispose(): void {
    this.setVisible(false);
    super.dispose();
  }
}
