import * as vscode from 'vscode';
import { ContextKey } from './contextKey';
import type { DropoutDocuments } from './editor';
import type { CodeLink } from './link';
import type { LinkSource } from './playground/hostConversation';
import type { LinkView } from './playground/origin';
import type { PlaygroundStore } from './playground/store';

/** The link to the reader's code, loaded when the playground is first opened from there. */
export class LazyLink implements LinkSource, vscode.Disposable {
  #loading = false;
  #link: CodeLink | undefined;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscription: { dispose(): void };
  readonly #isLinked = new ContextKey('dropoutPlayground.isLinked');
  readonly #canWrite = new ContextKey('dropoutPlayground.canWriteProbability');

  constructor(store: PlaygroundStore, documents: () => Promise<DropoutDocuments>) {
    this.#subscription = store.onDidChange(({ origin }) => {
      if (this.#loading || origin?.call === undefined) return;
      this.#loading = true;
      void Promise.all([import('./link'), documents()]).then(([{ CodeLink }, loaded]) => {
        this.#link = new CodeLink(store, loaded, () => this.#update());
        this.#update();
      });
    });
  }

  get view(): LinkView | undefined {
    return this.#link?.view;
  }

  async goToCode(): Promise<void> {
    await this.#link?.goToCode();
  }

  async writeProbability(): Promise<void> {
    await this.#link?.writeProbability();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#link?.dispose();
    this.#changed.dispose();
  }

  #update(): void {
    const view = this.view;
    this.#isLinked.set(view !== undefined);
    this.#canWrite.set(view?.write.possible === true);
    this.#changed.fire();
  }
}
