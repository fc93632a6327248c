import { PlaygroundStore } from '../../src/playground';
import { DrawnSession, HostConversation, type HostCommand, restoreStored } from '../../src/protocol';
import { REMEASURE } from '../playground/useWidth';
import { readAddress, writeAddress } from './address';
import { chooseTexts } from './texts';

/*
 * The extension's part in a page that stands alone: it has the store, draws the calls, and answers the front end as the
 * extension does. What is stored is in the address.
 */

const kept = readAddress() ?? savedState();
const store = new PlaygroundStore();
restoreStored(kept, store, (text) => console.warn(text));
const never = { dispose: (): void => undefined };
const conversation = new HostConversation({
  store,
  drawn: new DrawnSession(),
  // There is no code here.
  link: { view: undefined, canInsert: false, onDidChange: () => never },
  cursor: { name: 'none', onDidChange: () => never },
  run,
  onDidFocus: () => undefined,
  onDidChangeView: () => undefined,
  announces: () => true,
  // What is sent arrives later, and is nobody else's, as between two processes.
  post: (message) =>
    later(() => dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }))),
  warn: (text) => console.warn(text),
  later: (act, wait) => void setTimeout(act, wait),
  singleKeys: () => true,
});
// The front end listens by the time that it comes.
conversation.begin();

function later(act: () => void): void {
  setTimeout(act);
}

function run(command: HostCommand): void {
  if (command === 'undo') store.undo();
  else if (command === 'redo') store.redo();
  else if (command === 'savePicture') conversation.askPicture('svg', savePicture);
}

function savePicture(svg: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  link.download = 'dropout.svg';
  link.click();
  URL.revokeObjectURL(link.href);
}

/** What the page was saved with. */
function savedState(): unknown {
  return JSON.parse(document.getElementById('state')?.textContent ?? 'null');
}

let state = kept;
const api = {
  postMessage: (message: unknown) => later(() => conversation.receive(structuredClone(message))),
  getState: () => state,
  setState(next: unknown) {
    state = next;
    writeAddress(next);
  },
};
Object.assign(globalThis, { acquireVsCodeApi: () => api });

chooseTexts();
const worker = document.getElementById('worker')?.textContent ?? '';
const root = document.getElementById('playground');
if (root !== null)
  root.dataset['worker'] = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
/** So wide is the part of a sheet that is printed on, A4 or Letter: what is drawn to fit a window is drawn anew to fit it. */
const PAPER = '700px';
const setWidth = (width: string): void => {
  if (root !== null) root.style.maxWidth = width;
};
const remeasure = (): unknown => dispatchEvent(new Event(REMEASURE));
addEventListener('beforeprint', () => {
  setWidth(PAPER);
  remeasure();
  // What was drawn anew may leave other room to what is within.
  queueMicrotask(remeasure);
});
addEventListener('afterprint', () => setWidth(''));
// A link that is opened in a page that is open already.
addEventListener('hashchange', () => location.reload());
