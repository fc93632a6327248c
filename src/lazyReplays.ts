import * as vscode from 'vscode';
import type { Replays } from './editor/replay';
import type { GeneratorSetting } from './generatorSetting';
import type { PlaygroundStore } from './playground/store';
import type { Settings } from './settings';

/** The replays of the open documents, for all who ask. Replay is loaded when somebody does. */
export class LazyReplays implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  #loading: Promise<Replays> | undefined;
  #loaded: Replays | undefined;
  /** A newer replay of something is known. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly store: PlaygroundStore,
    private readonly settings: Settings,
    private readonly generator: GeneratorSetting,
  ) {}

  get(): Promise<Replays> {
    this.#loading ??= import('./editor/replay').then(({ Replays }) => {
      const replays = new Replays(() => ({
        resamples: this.store.state.resamples,
        // The replayed code runs on the CPU, whichever GPU the other previews are drawn for.
        backend: this.generator.value === 'cpu-mkl' ? 'cpu-mkl' : 'cpu',
      }));
      replays.onDidChange(() => this.#changed.fire());
      this.#loaded = replays;
      return replays;
    });
    return this.#loading;
  }

  /** Whether the reader's settings let a file or cell be replayed. */
  isEnabled(document: vscode.TextDocument): boolean {
    return this.settings.get('replay.enabled', document);
  }

  /** Where the dropout calls start that are shown as replayed, as far as that is known by now. */
  startsIn(document: vscode.TextDocument): ReadonlySet<number> {
    const replayed = this.isEnabled(document) ? this.#loaded?.peek(document) : undefined;
    return new Set(replayed?.calls.map(({ from }) => from));
  }

  dispose(): void {
    this.#changed.dispose();
    void this.#loading?.then((replays) => replays.dispose());
  }
}
