import * as vscode from 'vscode';
import { beginning, reduce } from '../playground';
import { storedForm } from '../protocol';
import type { PanelHost } from './connectedWebview';
import { saveAs } from './saveAs';

/** Where the page has its state. */
const PLACE = '<script id="state" type="application/json">null</script>';

/** Saves the playground as a page of its own, which shows what the playground shows now, where the reader wants it. */
export function savePage(host: PanelHost): Promise<void> {
  return saveAs(
    {
      title: vscode.l10n.t('Save as web page'),
      filters: { HTML: ['html'] },
      name: 'dropout.html',
      failure: (reason) => vscode.l10n.t('The page was not saved: {0}', reason),
    },
    () => pageOf(host),
  );
}

async function pageOf({ extensionUri, store, view }: PanelHost): Promise<Uint8Array> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'page.html'));
  const [before, after] = new TextDecoder().decode(bytes).split(PLACE);
  if (before === undefined || after === undefined) throw new Error(vscode.l10n.t('its template is broken'));
  // It goes to others: where the code is that it was opened from is not theirs to know.
  const state = reduce(store.state, { type: 'unlink' });
  const stored = { ...storedForm(beginning(state), Date.now()), view };
  // `<` must not end the script element.
  const json = JSON.stringify(stored).replaceAll('<', '\\u003c');
  return new TextEncoder().encode([before, PLACE.replace('null', () => json), after].join(''));
}
