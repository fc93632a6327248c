import { ContextKey } from './contextKey';
import type { WebviewFocus } from './playground/protocol';

/**
 * Keeps the context key by which the keys of undo and redo are the playground's: while the focus is in one of its
 * webviews, and not in a text field, which has an undo of its own.
 */
export class FocusKey {
  readonly #key = new ContextKey('dropoutPlayground.hasFocus');
  readonly #focused = new Set<object>();

  /** @param webview any object that stands for it */
  set(webview: object, focus: WebviewFocus): void {
    if (focus === 'elsewhere') this.#focused.add(webview);
    else this.#focused.delete(webview);
    this.#key.set(this.#focused.size > 0);
  }
}
