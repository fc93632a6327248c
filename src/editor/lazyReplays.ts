import type * as vscode from 'vscode';
import type { Replays, ReplayedSites } from './replay';
import type { GeneratorSetting } from '../services/generatorSetting';
import { Changing } from '../services/owner';
import type { PlaygroundStore } from '../playground/store';
import type { Settings } from '../services/settings';
import type { Reading } from '../reading';

export const NOTHING_REPLAYED: ReplayedSites = { isEmpty: true, get: () => undefined };

/** The replays of the open documents, for all who ask. Replay is loaded when somebody does, and a change is a newer one. */
export class LazyReplays extends Changing {
  #loading: Promise<Replays> | undefined;
  #sites: ((document: vscode.TextDocument) => ReplayedSites | undefined) | undefined;

  constructor(
    private readonly reading: () => Promise<Reading>,
    private readonly store: PlaygroundStore,
    private readonly settings: Settings,
    private readonly generator: GeneratorSetting,
  ) {
    super();
  }

  get(): Promise<Replays> {
    this.#loading ??= Promise.all([import('./replay'), this.reading()]).then(
      ([{ Replays, replayedSites }, reading]) => {
        const replays = new Replays(reading, () => ({
          resamples: this.store.state.resamples,
          // The replayed code runs on the CPU, whichever GPU the other previews are drawn for.
          backend: this.generator.value === 'cpu-mkl' ? 'cpu-mkl' : 'cpu',
        }));
        replays.onDidChange(() => this.changed());
        this.#sites = (document) => {
          const replayed = replays.peek(document);
          return replayed && replayedSites(document, replayed);
        };
        return replays;
      },
    );
    return this.#loading;
  }

  /** Whether the reader's settings let a file or cell be replayed. */
  isEnabled(document: vscode.TextDocument): boolean {
    return this.settings.get('replay.enabled', document);
  }

  /** What is known by now of the dropout calls that are shown as replayed, by where they start. */
  sitesIn(document: vscode.TextDocument): ReplayedSites {
    const known = this.#sites?.(document);
    // In this order: VS Code takes its time for a setting.
    return known?.isEmpty === false && this.isEnabled(document) ? known : NOTHING_REPLAYED;
  }

  override dispose(): void {
    super.dispose();
    void this.#loading?.then((replays) => replays.dispose());
  }
}
