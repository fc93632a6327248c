import { render } from 'preact';
import { App } from './App';
import { connectToHost } from './host';
import { loadTexts } from './texts';

/** The webview's entry: connects to the extension and draws every state that it sends. */
const root = document.getElementById('playground');
if (root !== null) {
  loadTexts();
  const host = connectToHost((shown) => render(<App {...shown} host={host} />, root));
  host.start();
}
