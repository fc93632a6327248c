import * as vscode from 'vscode';
import type { DropoutDocuments } from '../reading';
import type { CallReference, FollowedCall, LinkView, PlaygroundStore } from '../playground';
import { insertBelowCall, insertIntoNotebook } from './insertBelow';
import { LinkedCall, type LinkReading } from './linkedCall';
import { reveal } from './reveal';
import { writeProblemText } from './writeProblemText';

/** Keeps the playground linked to the call in the code from which it was opened, and acts on that call. */
export class CodeLink implements vscode.Disposable {
  #call: LinkedCall | undefined;
  /** What the state says of the call that is followed. */
  #reference: CallReference | undefined;
  /** Whether the playground was opened on what replay knew of it. */
  #isReplayed = false;
  #view: LinkView | undefined;
  readonly #subscription: { dispose(): void };

  constructor(
    private readonly store: PlaygroundStore,
    private readonly documents: DropoutDocuments,
    private readonly onDidChange: () => void,
  ) {
    this.#subscription = store.onDidChange(() => this.#update());
    this.#update({ isFirst: true });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#call?.dispose();
  }

  /** What a panel shows of it; undefined where the playground follows no call. */
  get view(): LinkView | undefined {
    return this.#view;
  }

  /** Leads back to the call in the code. */
  async goToCode(): Promise<void> {
    const located = await this.#call?.locate();
    if (located === undefined) warn(writeProblemText('lost'));
    else await reveal(located);
  }

  /** Writes the playground's p into the code. */
  async writeProbability(): Promise<void> {
    const problem = await this.#call?.write(this.store.state.layer.p);
    if (problem !== undefined) warn(vscode.l10n.t('p was not written to the code: {0}', problem));
  }

  /** Puts a script below the call, or into the notebook that the reader looks at where there is none. */
  async insertBelow(script: string): Promise<void> {
    const located = await this.#call?.locate();
    const problem = await (located === undefined
      ? insertIntoNotebook(script, this.documents)
      : insertBelowCall(located, script, this.documents));
    if (problem !== undefined) warn(vscode.l10n.t('Nothing was inserted: {0}', problem));
  }

  /**
   * Follows the call that the state names, if it is another one than before. What the code had is taken from the first
   * state alone, which may be an older window's: another one may be the step back from a change that was followed.
   */
  #update({ isFirst = false } = {}): void {
    const { origin } = this.store.state;
    const { call } = origin ?? {};
    if (isSame(call, this.#reference)) return;
    this.#reference = call;
    this.#isReplayed = call !== undefined && (call.key === '' || call.use !== undefined);
    this.#call?.dispose();
    this.#call = undefined;
    this.#view = undefined;
    if (origin !== undefined && call !== undefined) {
      this.#view = { place: origin.label, lost: false };
      const host = {
        documents: this.documents,
        seed: () => this.store.state.seed,
        onDidRead: ({ view, followed }: LinkReading) => {
          if (view.lost && call.key === '' && this.#reference === call) {
            // Replay knew a call there, which reading the code alone does not find: there is nothing to follow.
            this.#giveUp();
            return;
          }
          this.#view = view.lost ? { ...view, place: this.store.state.origin?.label ?? '' } : view;
          if (followed !== undefined) this.#follow(followed);
          this.onDidChange();
        },
      };
      this.#call = new LinkedCall(call, isFirst ? call.seen : undefined, host);
    }
    this.onDidChange();
  }

  /** Goes on without a link, as after opening from where there is none. */
  #giveUp(): void {
    const { label, illustrative, deviation } = this.store.state.origin ?? { label: '', illustrative: false };
    const origin = { label, illustrative, ...(deviation === undefined ? {} : { deviation }) };
    this.store.dispatch({ type: 'follow', call: { origin } });
  }

  #follow(call: FollowedCall): void {
    const { origin: read, ...changes } = call;
    // What replay knew of the call is more than what is read off it.
    const known = this.store.state.origin;
    const { illustrative } = this.#isReplayed ? (known ?? read) : read;
    const origin = { ...known, ...read, illustrative };
    if (Object.keys(changes).length === 0 && isSame(origin, this.store.state.origin)) return;
    this.#reference = origin.call;
    this.store.dispatch({ type: 'follow', call: { ...changes, origin } });
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function warn(text: string): void {
  void vscode.window.showWarningMessage(text);
}
