import * as vscode from 'vscode';
import { beginning, reduce } from '../playground';
import { storedForm } from '../protocol';
import { ConnectedWebview, type PanelHost } from './connectedWebview';

/** Where the page has its state. */
const PLACE = '<script id="state" type="application/json">null</script>';

/** Asks where to, and saves the playground there as a page of its own, which shows what the playground shows now. */
export async function savePage({ extensionUri, store }: PanelHost): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save as web page'),
    filters: { HTML: ['html'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, 'dropout.html') }),
  });
  if (uri === undefined) return;
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'page.html'));
    const [before, after] = new TextDecoder().decode(bytes).split(PLACE);
    if (before === undefined || after === undefined) throw new Error(vscode.l10n.t('its template is broken'));
    // It goes to others: where the code is that it was opened from is not theirs to know.
    const state = reduce(store.state, { type: 'unlink' });
    // `<` must not end the script element.
    const stored = { ...storedForm(beginning(state), Date.now()), view: ConnectedWebview.view };
    const json = JSON.stringify(stored).replaceAll('<', '\\u003c');
    const page = [before, PLACE.replace('null', () => json), after].join('');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(page));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The page was not saved: {0}', reason));
  }
}
