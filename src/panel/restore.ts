import { receiveState, storedChange } from '../playground';
import type { PanelHost } from './connectedWebview';

/** Goes on with what a webview stored before the window was reloaded, unless something was done since. */
export function restoreState(stored: unknown, { store, log }: PanelHost): void {
  if (stored === undefined) return;
  const state = receiveState(stored);
  if (state.ok) store.restore(state.message, storedChange(stored));
  else log.warn(`The stored playground was not restored: ${state.reason}`);
}
