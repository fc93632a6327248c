/**
 * Which of the playground's webviews tells a screen reader what a change came to. It is one of those that are seen:
 * the one that last had the focus.
 */
export class Announcer {
  /** Those that are seen; the one that last had the focus comes last. */
  #webviews: readonly object[] = [];

  /** @param webview any object that stands for it */
  setVisible(webview: object, visible: boolean): void {
    const others = this.#others(webview);
    if (!visible) this.#webviews = others;
    else if (others.length === this.#webviews.length) this.#webviews = [webview, ...others];
  }

  /** It has the focus now. */
  setFocused(webview: object): void {
    this.#webviews = [...this.#others(webview), webview];
  }

  /** Whether the reader sees any of them. */
  get isAnyVisible(): boolean {
    return this.#webviews.length > 0;
  }

  announces(webview: object): boolean {
    return this.#webviews.at(-1) === webview;
  }

  #others(webview: object): readonly object[] {
    return this.#webviews.filter((other) => other !== webview);
  }
}
