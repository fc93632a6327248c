import { ContextKey } from '../services/contextKey';
import type { PlaygroundStore } from '../playground/store';

/** Keeps the context keys by which undo and redo are enabled. */
export function trackHistory(store: PlaygroundStore): { dispose(): void } {
  const canUndo = new ContextKey('canUndo');
  const canRedo = new ContextKey('canRedo');
  const update = (): void => {
    canUndo.set(store.canUndo);
    canRedo.set(store.canRedo);
  };
  update();
  return store.onDidChange(update);
}
