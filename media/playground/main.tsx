import { render } from 'preact';
import { App } from './App';
import { listenForHistoryKeys } from './historyKeys';
import { connectToHost } from './host';
import { loadTexts } from './loadTexts';

/** The webview's entry: connects to the extension and draws every state that it sends. */
const root = document.getElementById('playground');
if (root !== null) {
  loadTexts();
  const inPanel = root.dataset['surface'] !== 'view';
  const host = connectToHost((shown) => {
    root.className = '';
    root.removeAttribute('aria-busy');
    render(<App {...shown} inPanel={inPanel} host={host} />, root);
  });
  listenForHistoryKeys(host);
  host.start();
}
