import { type Cell, cellsOf, hasReadableName, isLookedInto, isNotebook } from '../files';
import {
  type EditedFile,
  type FileChange,
  type MappedFile,
  type MapperHost,
  type MapperQuestions,
  type MapRoot,
  mayDrop,
} from '../protocol/reading';
import { mappedCall, toldProblem } from '../previews';
import { Reader, type Surveyed } from './reader';
import { Walk } from './walk';

/** So many files are asked for at a time. */
const FILES_AT_A_TIME = 50;
/** The same while somebody may save another file that is to be known at once. */
const FEW = 4;
/** In milliseconds: nobody waits for a single file. */
const PATIENCE = 10_000;
/** In milliseconds: so long nothing may change before what looks into changed files is read again. */
const PAUSE = 300;

/**
 * Looks for dropout in all files of the workspace, and keeps up with them. Files are read as the reader reads those that are
 * open, one after the other, and none is kept.
 */
export class Mapper implements MapperQuestions {
  readonly #reader: Reader;
  #walks: readonly Walk[] = [];
  /** What was told of and may change when other files do. */
  readonly #dependent = new Set<string>();
  /** What somebody typed and did not save. */
  readonly #edited = new Map<string, readonly Cell[]>();
  /** One thing after the other. */
  #work: Promise<unknown> = Promise.resolve();
  #isCancelled = false;
  #later: unknown;
  /** How often somebody told of a change. */
  #changes = 0;
  #version = 0;

  constructor(private readonly host: MapperHost) {
    this.#reader = new Reader({ ...host, filesRead: () => undefined }, PATIENCE);
  }

  ping(): void {
    // That it answers says all.
  }

  read(roots: MapRoot[], skipped: string[]): Promise<boolean> {
    return this.#afterwards(() => this.#readAll(roots, new Set(skipped)));
  }

  cancel(): void {
    this.#isCancelled = true;
  }

  changed(changes: FileChange[]): Promise<void> {
    const seen = changes.filter(({ uri }) => isLookedInto(uri));
    this.#changes++;
    this.#reader.filesChanged(seen);
    if (changes.length > 0) this.#lookAtDependentLater();
    return this.#afterwards(async () => {
      const uris: string[] = [];
      for (const { uri, change } of changes) {
        const walk = this.#walkOf(uri);
        if (walk === undefined) continue;
        if (change === 'deleted') this.#tellGone(uri);
        // VS Code tells late of what is gone, or after what was made: it may be there again.
        const isAsked = change !== 'changed' || hasReadableName(uri);
        if (isAsked) uris.push(...(await walk.filesAt(uri)));
      }
      await this.#readFiles([...new Set(uris)]);
    });
  }

  async packagesChanged(): Promise<boolean> {
    const haveChanged = await this.#reader.packagesChanged();
    if (haveChanged) this.#lookAtDependentLater();
    return haveChanged;
  }

  edited({ uri, cells }: EditedFile): Promise<void> {
    if (cells === undefined) this.#edited.delete(uri);
    else this.#edited.set(uri, cells);
    this.#changes++;
    return this.#afterwards(async () => this.#readFiles((await this.#walkOf(uri)?.filesAt(uri)) ?? []));
  }

  #afterwards<T>(job: () => Promise<T>): Promise<T> {
    const done = this.#work.then(job);
    this.#work = done.catch(() => undefined);
    return done;
  }

  async #readAll(roots: readonly MapRoot[], skipped: ReadonlySet<string>): Promise<boolean> {
    const isOver = (): boolean => this.#isCancelled;
    this.#reader.forgetRoots();
    this.#dependent.clear();
    this.#walks = roots.map((root) => new Walk(root, this.host, isOver));
    const files = new Set<string>();
    // A folder of the workspace may lie in another one.
    for (const walk of this.#walks) for (const uri of await walk.files()) files.add(uri);
    for (const uri of skipped) files.delete(uri);
    await this.#readFiles([...files], { isOver, isAll: true });
    const isWhole = !this.#isCancelled;
    this.#isCancelled = false;
    return isWhole;
  }

  /** Reads files, and tells what was found: of many as it comes. */
  async #readFiles(
    uris: readonly string[],
    { isOver = (): boolean => false, isAll = false, atATime = FILES_AT_A_TIME } = {},
  ): Promise<void> {
    const total = uris.length;
    let next = this.#textsOf(uris.slice(0, atATime));
    for (let at = 0; at < total && !isOver(); at += atATime) {
      const some = uris.slice(at, at + atATime);
      const texts = await next;
      next = this.#textsOf(uris.slice(at + atATime, at + 2 * atATime));
      const found: MappedFile[] = [];
      for (const [index, uri] of some.entries()) {
        const file = await this.#mapped(uri, texts[index]);
        // Where all is read, only what has dropout is told of.
        if (!isAll || file.calls.length > 0 || file.problems.length > 0) found.push(file);
      }
      const done = Math.min(total, at + atATime);
      this.host.found(found, isAll ? { done, total } : undefined);
    }
  }

  async #textsOf(uris: readonly string[]): ReturnType<MapperHost['textsOf']> {
    return uris.length === 0 ? [] : await this.host.textsOf(uris);
  }

  /** What a file has; nothing where it cannot be read, which is told. */
  async #mapped(
    uri: string,
    answer: Awaited<ReturnType<MapperHost['textsOf']>>[number] | undefined,
  ): Promise<MappedFile> {
    const root = this.#walkOf(uri)?.root.uri ?? '';
    const nothing = nothingIn(uri);
    this.#dependent.delete(uri);
    try {
      const cells = this.#edited.get(uri) ?? cellsAt(uri, answer);
      if (!cells.some(({ text }) => mayDrop(text))) return nothing;
      const surveyed = await this.#survey(uri, root, cells);
      if (surveyed.usesFiles) this.#dependent.add(uri);
      return {
        ...nothing,
        ...told(surveyed),
        ...(isNotebook(uri) && { cells: cells.map(({ index }) => index) }),
      };
    } catch (error) {
      this.host.complains(uri, error instanceof Error ? error.message : String(error));
      return nothing;
    }
  }

  /** Reads it as the reader does what is open. */
  async #survey(key: string, root: string, cells: readonly Cell[]): Promise<Surveyed> {
    const notebook = isNotebook(key);
    const version = this.#version++;
    const documents = cells.map(({ text, index }) => ({
      uri: notebook ? `${key}#${index}` : key,
      version,
      text,
    }));
    for (const document of documents) this.#reader.open(document);
    try {
      const asked = documents.map(({ uri }) => ({ uri, version, known: undefined }));
      return await this.#reader.surveyed({ key, notebook, cells: asked, root });
    } finally {
      for (const { uri } of documents) this.#reader.close(uri);
    }
  }

  #tellGone(uri: string): void {
    // It may have been a folder.
    this.#dependent.delete(uri);
    for (const one of this.#dependent) if (one.startsWith(`${uri}/`)) this.#dependent.delete(one);
    this.host.found([nothingIn(uri)]);
  }

  /** The innermost folder of the workspace around something. */
  #walkOf(uri: string): Walk | undefined {
    const around = this.#walks.filter(({ root }) => uri.startsWith(`${root.uri}/`));
    return around.sort((a, b) => b.root.uri.length - a.root.uri.length)[0];
  }

  /** Reads again what looks into other files, once nothing has changed for a while. */
  #lookAtDependentLater(): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => {
      const begun = this.#changes;
      const isOver = (): boolean => this.#changes !== begun;
      void this.#afterwards(() =>
        this.#readFiles([...this.#dependent].sort(), { isOver, atATime: FEW }),
      ).then(() => {
        // What came between is looked at first; then all of this begins again.
        if (isOver()) this.#lookAtDependentLater();
      });
    }, PAUSE);
  }
}

function nothingIn(uri: string): MappedFile {
  return { uri, cells: undefined, calls: [], problems: [] };
}

function cellsAt(
  uri: string,
  answer: Awaited<ReturnType<MapperHost['textsOf']>>[number] | undefined,
): readonly Cell[] {
  if (answer === undefined || 'reason' in answer) throw new Error(answer?.reason ?? 'it cannot be read');
  return isNotebook(uri) ? cellsOf(answer.value) : [{ text: answer.value, index: 0 }];
}

function told({ analysis, names }: Surveyed): Pick<MappedFile, 'calls' | 'problems'> {
  const { sites, problems } = analysis;
  return {
    calls: sites.map((site, index) => mappedCall(site, names[index] ?? { owner: '', name: site.name })),
    problems: problems.map(toldProblem),
  };
}
