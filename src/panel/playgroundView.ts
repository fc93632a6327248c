import type * as vscode from 'vscode';
import { restoreStored } from '../protocol';
import { ConnectedWebview, type PanelHost } from './connectedWebview';

/**
 * Fills the sidebar's view.
 *
 * @param stored what its webview had stored before a reload
 * @param onDidChangeVisibility is told whether the reader can see it
 */
export function resolvePlaygroundView(
  view: vscode.WebviewView,
  stored: unknown,
  host: PanelHost,
  onDidChangeVisibility: (visible: boolean) => void,
): void {
  restoreStored(stored, host.store, (text) => host.log.warn(text));
  const connected = new ConnectedWebview(view.webview, 'view', host);
  const update = (): void => {
    connected.setVisible(view.visible);
    onDidChangeVisibility(view.visible);
  };
  update();
  view.onDidChangeVisibility(update);
  view.onDidDispose(() => {
    connected.dispose();
    onDidChangeVisibility(false);
  });
}
