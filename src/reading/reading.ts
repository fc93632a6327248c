import * as vscode from 'vscode';
import { DropoutDocuments } from './documents';
import { Endurance } from './endurance';
import { ReplayerClient } from './replayerClient';
import type { StartWorker } from './startWorker';
import { Tracks } from './tracks';

/** All that reads the reader's code, in workers, and what is known of where things are in it. */
export class Reading implements vscode.Disposable {
  readonly tracks = new Tracks();
  readonly endurance: Endurance;
  readonly documents: DropoutDocuments;
  readonly replayer: ReplayerClient;

  constructor(
    readonly start: StartWorker,
    readonly log: Pick<vscode.LogOutputChannel, 'debug' | 'warn' | 'error'>,
  ) {
    this.endurance = new Endurance(log);
    this.documents = new DropoutDocuments(start, this.endurance, this.tracks, log);
    this.replayer = new ReplayerClient(start, this.endurance);
  }

  dispose(): void {
    vscode.Disposable.from(this.endurance, this.documents, this.replayer, this.tracks).dispose();
  }
}
