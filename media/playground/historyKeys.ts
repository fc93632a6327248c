import type { HostConnection } from './host';
import { isText } from './shortcuts';

/**
 * The keys of undo and redo: in a text field they are the field's own, elsewhere the playground's. The webview alone
 * knows where the focus is at the moment a key is pressed, so that the keys end here: VS Code, which would see them on
 * the window next, has nothing to decide.
 */
export function listenForHistoryKeys(host: Pick<HostConnection, 'run'>): void {
  document.addEventListener('keydown', (event) => {
    const command = commandOf(event);
    if (command === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isText(event.target)) host.run(command);
    // Nothing else undoes in a field what was typed there, in a browser and on the desktop alike.
    // oxlint-disable-next-line typescript/no-deprecated
    else document.execCommand(command);
  });
}

function commandOf(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  const isMac = navigator.userAgent.includes('Mac');
  if (altKey || !(isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey)) return undefined;
  // Where a layout has other letters, the key counts that has Z elsewhere.
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.slice(-1).toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !isMac && !shiftKey ? 'redo' : undefined;
}
