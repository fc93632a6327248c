import * as vscode from 'vscode';
import { isLookedInto, isVendorFolder } from '../files';
import type { FileChange, MappedFile, MapperHost, MapperQuestions, MapProgress } from '../protocol/reading';
import { type Asked, filesHost, Lost, type Reading, textsOf, WorkerClient } from '../reading';
import { Changing } from '../services/owner';
import type { Settings } from '../services/settings';
import { Edits } from './edits';

/** Whether the workspace was read: not at all, now, to its end, in part because somebody stopped it, or in vain. */
export type SurveyState = 'unread' | 'reading' | 'read' | 'stopped' | 'failed';

/** In milliseconds: file systems tell of changes one by one. */
const TOGETHER = 20;

/** What is known of dropout in the files of the workspace: read when it is first asked for, and kept up with from then on. */
export class Survey extends Changing {
  readonly #files = new Map<string, MappedFile>();
  readonly #client: WorkerClient<MapperQuestions, MapperHost>;
  readonly #edits = new Edits((file) => this.#ask((mapper) => mapper.edited(file)));
  #state: SurveyState = 'unread';
  #progress: MapProgress = { done: 0, total: 0 };
  #reading: Promise<void> | undefined;
  /** How often it changed what is to be read. */
  #changes = 0;
  /** What was found since the workspace is being read. */
  #seen = new Set<string>();
  #pending: FileChange[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    { start, endurance, environments }: Pick<Reading, 'start' | 'endurance' | 'environments'>,
    private readonly settings: Settings,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn' | 'error'>,
  ) {
    super();
    this.#client = new WorkerClient(start, endurance, {
      role: 'mapper',
      host: {
        ...filesHost(environments),
        textsOf,
        found: (files, progress) => this.#take(files, progress),
        complains: (uri, reason) => log.warn(`Not on the map: ${uri}: ${reason}`),
      },
      ping: (mapper) => mapper.ping(),
      onLost: () => undefined,
    });
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const note = (change: FileChange['change']) => (uri: vscode.Uri) => this.#note(uri, change);
    this.own(
      this.#client,
      watcher,
      watcher.onDidChange(note('changed')),
      watcher.onDidCreate(note('created')),
      watcher.onDidDelete(note('deleted')),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#note(uri, 'changed')),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#readAgain()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('files.exclude') || event.affectsConfiguration('search.exclude'))
          this.#readAgain();
      }),
      environments.onDidChange(() => this.#client.tell((mapper) => mapper.packagesChanged.asEvent())),
      this.#edits,
    );
  }

  override dispose(): void {
    clearTimeout(this.#timer);
    super.dispose();
  }

  get files(): Iterable<MappedFile> {
    return this.#files.values();
  }

  get state(): SurveyState {
    return this.#state;
  }

  /** How far the reading has come. */
  get progress(): MapProgress {
    return this.#progress;
  }

  /** Reads the workspace, unless that is being done. */
  read(): Promise<void> {
    this.#reading ??= this.#readNewest().finally(() => {
      this.#reading = undefined;
      this.changed();
    });
    return this.#reading;
  }

  /** Resolves when nothing is being read. */
  get settled(): Promise<void> {
    return this.#reading ?? Promise.resolve();
  }

  /** Leaves the workspace half read. */
  stop(): void {
    this.#client.tell((mapper) => mapper.cancel.asEvent());
  }

  /** Reads all, and once more where something has changed meanwhile of what is to be read. */
  async #readNewest(): Promise<void> {
    let begun;
    do {
      begun = this.#changes;
      await this.#readAll();
    } while (begun !== this.#changes);
  }

  async #readAll(): Promise<void> {
    this.#state = 'reading';
    this.#progress = { done: 0, total: 0 };
    this.#seen = new Set();
    this.changed();
    const skipped = new Set<string>();
    for (;;) {
      try {
        const isWhole = await this.#client.ask(async (mapper) => {
          for (const file of this.#edits.all()) void mapper.edited.asEvent(file);
          return await mapper.read(this.#roots(), [...skipped]);
        });
        if (isWhole) for (const uri of this.#files.keys()) if (!this.#seen.has(uri)) this.#files.delete(uri);
        this.#state = isWhole ? 'read' : 'stopped';
        return;
      } catch (error) {
        this.#log(error);
        const key = error instanceof Lost ? error.key : undefined;
        if (key === undefined || skipped.has(key)) {
          this.#state = 'failed';
          return;
        }
        skipped.add(key);
      }
    }
  }

  #roots(): { uri: string; excluded: string[] }[] {
    return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => ({
      uri: uri.toString(),
      excluded: this.settings.excludedIn(uri),
    }));
  }

  #readAgain(): void {
    if (this.#state === 'unread') return;
    if (this.#reading === undefined) {
      void this.read();
      return;
    }
    this.#changes++;
    this.stop();
  }

  #take(files: readonly MappedFile[], progress: MapProgress | undefined): void {
    for (const file of files) {
      // What was told of before the workspace is read anew may be left out now.
      if (progress !== undefined) this.#seen.add(file.uri);
      if (file.calls.length > 0 || file.problems.length > 0) this.#files.set(file.uri, file);
      else this.#forget(file.uri);
    }
    if (progress !== undefined) this.#progress = progress;
    this.changed();
  }

  /** Nothing is left of a file, or of all that a folder had. */
  #forget(uri: string): void {
    if (this.#files.delete(uri)) return;
    for (const one of this.#files.keys()) if (one.startsWith(`${uri}/`)) this.#files.delete(one);
  }

  #note(uri: vscode.Uri, change: FileChange['change']): void {
    if (this.#state === 'unread') return;
    const names = vscode.workspace.asRelativePath(uri, false).split('/');
    const name = names.at(-1) ?? '';
    if (names.some(isVendorFolder)) return;
    if (name === '.gitignore') {
      this.#readAgain();
      return;
    }
    if (isLookedInto(name)) this.#tellLater(uri, change);
    // What else comes or goes may be a folder, and with it all that is in it.
    else if (change === 'deleted') {
      if (!name.includes('.') || this.#isAround(uri)) this.#tellLater(uri, change);
    } else if (change === 'created') {
      const isFolder = vscode.workspace.fs
        .stat(uri)
        .then(({ type }) => (type & vscode.FileType.Directory) !== 0);
      void isFolder.then(
        (isOne) => isOne && this.#tellLater(uri, change),
        () => undefined,
      );
    }
  }

  /** Whether something on the map is in a folder of that name. */
  #isAround(uri: vscode.Uri): boolean {
    return [...this.#files.keys()].some((one) => one.startsWith(`${uri.toString()}/`));
  }

  #tellLater(uri: vscode.Uri, change: FileChange['change']): void {
    this.#pending.push({ uri: uri.toString(), change });
    this.#timer ??= setTimeout(() => {
      const changes = this.#pending;
      this.#pending = [];
      this.#timer = undefined;
      this.#ask((mapper) => mapper.changed(changes));
    }, TOGETHER);
  }

  /** Tells the mapper of a change. One that is not there any more knows nothing: then all is read again. */
  #ask(tell: (mapper: Asked<MapperQuestions>) => Promise<void>): void {
    if (this.#state === 'unread') return;
    if (this.#client.isRunning) void this.#client.ask(tell).catch((error: unknown) => this.#log(error));
    else if (this.#state !== 'failed') void this.read();
  }

  #log(error: unknown): void {
    const key = error instanceof Lost ? error.key : undefined;
    const reason = error instanceof Error ? error.message : String(error);
    // Without a file it is the whole map.
    if (key === undefined) this.log.error(`The map: ${reason}`);
    else this.log.warn(`Not on the map: ${key}: ${reason}`);
  }
}
