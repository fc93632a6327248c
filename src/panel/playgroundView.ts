import type * as vscode from 'vscode';
import { ConnectedWebview, type PanelHost } from './connectedWebview';
import { restoreState } from './restore';

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
  restoreState(stored, host);
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
