// Runs in a page beside the panel, in the place of VS Code and the extension: what they post to each other goes from
// window to window, as it does there, but not over a process's border.
import { DrawnSession, HostConversation, type PlaygroundState, PlaygroundStore } from '../../src/playground';

const store = new PlaygroundStore();
const conversation = new HostConversation({
  store,
  drawn: new DrawnSession(),
  link: { view: undefined, canInsert: false, onDidChange: () => ({ dispose: () => undefined }) },
  run: () => undefined,
  onDidFocus: () => undefined,
  post: (message) => window.postMessage(message, '*'),
  warn: (text) => console.warn(text),
  singleKeys: () => true,
  announces: () => true,
});
Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => conversation.receive(structuredClone(message)),
    getState: () => undefined,
    setState: () => undefined,
  }),
});
window.addEventListener('begin', (event) => store.begin((event as CustomEvent<PlaygroundState>).detail));
