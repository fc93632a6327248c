import { render } from 'preact';
import { App } from './App';
import { listenForHistoryKeys } from './historyKeys';
import { connectToHost } from './host';
import { Sidebar } from './sidebar/Sidebar';
import { loadTexts } from './loadTexts';

/** The webview's entry: connects to the extension and draws every state that it sends. */
const root = document.getElementById('playground');
if (root !== null) {
  loadTexts();
  const Page = root.dataset['surface'] === 'view' ? Sidebar : App;
  const host = connectToHost((shown) => {
    root.className = '';
    root.removeAttribute('aria-busy');
    render(<Page {...shown} host={host} />, root);
  });
  listenForHistoryKeys(host);
  host.start();
}
