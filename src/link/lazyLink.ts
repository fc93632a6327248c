import * as vscode from 'vscode';
import { ContextKey } from '../services/contextKey';
import { Changing } from '../services/owner';
import type { DropoutDocuments } from '../reading';
import type { CodeLink } from '.';
import type { LinkSource } from '../protocol/hostConversation';
import type { LinkView } from '../playground/origin';
import type { PlaygroundStore } from '../playground/store';

/** The link to the reader's code, loaded when the playground is first opened from there. */
export class LazyLink extends Changing implements LinkSource {
  #loading: Promise<CodeLink> | undefined;
  #link: CodeLink | undefined;
  readonly #canInsert = new ContextKey('canInsert');
  readonly #isLinked = new ContextKey('isLinked');
  readonly #canWrite = new ContextKey('canWriteProbability');

  constructor(
    private readonly store: PlaygroundStore,
    private readonly documents: () => Promise<DropoutDocuments>,
  ) {
    super();
    this.own(
      store.onDidChange(({ origin }) => {
        if (origin?.call !== undefined) void this.#load();
      }),
      vscode.window.onDidChangeVisibleNotebookEditors(() => this.#update()),
    );
    this.#update();
  }

  #load(): Promise<CodeLink> {
    this.#loading ??= Promise.all([import('.'), this.documents()]).then(([{ CodeLink }, documents]) => {
      this.#link = new CodeLink(this.store, documents, () => this.#update());
      this.#update();
      return this.#link;
    });
    return this.#loading;
  }

  get view(): LinkView | undefined {
    return this.#link?.view;
  }

  get canInsert(): boolean {
    return this.view?.lost === false || vscode.window.visibleNotebookEditors.length > 0;
  }

  async insertBelow(script: string): Promise<void> {
    await (await this.#load()).insertBelow(script);
  }

  async goToCode(): Promise<void> {
    await this.#link?.goToCode();
  }

  async writeProbability(): Promise<void> {
    await this.#link?.writeProbability();
  }

  override dispose(): void {
    this.#link?.dispose();
    super.dispose();
  }

  #update(): void {
    const view = this.view;
    this.#isLinked.set(view !== undefined);
    this.#canWrite.set(view?.write?.possible === true);
    this.#canInsert.set(this.canInsert);
    this.changed();
  }
}
