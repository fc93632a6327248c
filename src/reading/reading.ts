import * as vscode from 'vscode';
import { DropoutDocuments } from './documents';
import { Endurance } from './endurance';
import { ReplayerClient } from './replayerClient';
import { Environments } from './environments';
import type { Settings } from '../services/settings';
import { type StartWorker, workerStarter } from './startWorker';
import { Tracks } from './tracks';

export { workerStarter };

/** All that reads the reader's code, in workers, and what is known of where things are in it. */
export class Reading implements vscode.Disposable {
  readonly tracks = new Tracks();
  readonly endurance: Endurance;
  readonly environments: Environments;
  readonly documents: DropoutDocuments;
  readonly replayer: ReplayerClient;

  constructor(
    readonly start: StartWorker,
    settings: Settings,
    readonly log: Pick<vscode.LogOutputChannel, 'debug' | 'warn' | 'error'>,
  ) {
    this.endurance = new Endurance(log);
    this.environments = new Environments(settings, log);
    this.documents = new DropoutDocuments(start, this.endurance, this.tracks, this.environments, log);
    this.replayer = new ReplayerClient(start, this.endurance);
  }

  dispose(): void {
    const { endurance, environments, documents, replayer, tracks } = this;
    vscode.Disposable.from(endurance, environments, documents, replayer, tracks).dispose();
  }
}
