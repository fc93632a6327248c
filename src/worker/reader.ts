import type {
  DocumentEdit,
  Facts,
  FileChange,
  FilesHost,
  OpenedDocument,
  ReaderQuestions,
  ReadTogether,
  ScriptBelow,
  TriedEdits,
  TextEdit,
} from '../protocol/reading';
import { MOST_LEVELS, seenByOthers } from '../files';
import { changeOf, type ToldProblem } from '../protocol/reading';
import { toldProblem } from '../previews';
import { ignoreEdits } from '../wording';
import {
  type Analysis,
  analyze,
  type DropoutSite,
  Files,
  fittedScript,
  indented,
  insertionBelow,
  layerAt,
  type LayerReference,
  RULES,
  type SiteName,
  siteNames,
} from '../python';
import { isCurrent, isHalfTyped, type Known, usesFiles, withFiles } from './known';
import { InstalledPackages } from './packages';
import { byCell, settledProblems, settleWhileTyping, type SettledSites } from './settle';
import { pause, within } from './waiting';

/** What of the host it needs; notices are sent without waiting for an answer. */
export interface Host extends FilesHost {
  readonly begins: (key: string) => void;
  readonly filesRead: () => void;
}

/** What was found in a file or notebook. */
export interface Surveyed {
  readonly analysis: Pick<Analysis, 'cells' | 'sites' | 'problems'>;
  readonly names: readonly SiteName[];
  readonly usesFiles: boolean;
}

/** In milliseconds: neither slow file systems nor many files must hold up what is known without them. */
const PATIENCE = 100;
/**
 * In milliseconds: so long it looks into other files before it looks up, for who types meanwhile, or waits, is answered first;
 * and a little longer each time, lest it never ends.
 */
const ONE_GO = 40;
const GOES_ALIKE = 8;
/** So much of its patience it has where something is known already. */
const KNOWN_BEFORE = 0.3;
/** So much of its patience it takes to look into other files before it tells who types of what they typed. */
const WHILE_TYPING = 0.15;
/**
 * So many characters of other files are kept parsed, at some 15 bytes each, when yet another document is opened: of a large workspace
 * each needs some, and all together would fill the memory.
 */
const MOST_PARSED = 8_000_000;
/** So many texts travel at a time: all of a large workspace would fill the memory. */
const AT_A_TIME = 100;
/** In milliseconds: so long it takes over the words of texts before it looks up. */
const AT_ONCE = 8;

/**
 * Keeps the documents that are open at the host, and what was read in them. A notebook's cells are read together,
 * because an import in one serves the others.
 */
export class Reader implements ReaderQuestions {
  readonly #documents = new Map<string, { readonly version: number; readonly text: string }>();
  readonly #known = new Map<string, Known>();
  /** What each document shows, as the host was told last. */
  readonly #settled = new Map<
    string,
    SettledSites & {
      readonly version: number;
      readonly problems: readonly ToldProblem[];
      /** Whether all that it hangs on had been looked into. */
      readonly isFinished: boolean;
    }
  >();
  /** The files of each folder. */
  readonly #files = new Map<string, Promise<Files>>();
  /** The folders that are listed by now. */
  readonly #listed = new Set<string>();
  /** Stands for the files of those that are not. */
  readonly #unlisted = new Files([], { packages: true });
  /** The files that are being read, and what happened to them meanwhile. */
  readonly #reading = new Set<Map<string, FileChange['change'] | undefined>>();
  /** When it is to look up. */
  #goUntil = Infinity;
  /** How often it has looked up while it read a document, and had more to look into. */
  readonly #goes = new Map<string, number>();
  readonly #installed: InstalledPackages;
  /** The documents of which more is found out before long, and told then. */
  readonly #unfinished = new Set<string>();
  /** What was listed of the packages that are installed for them. */
  readonly #packages = new WeakMap<Files, string>();

  /**
   * @param patience in milliseconds: so long it looks into other files, and then says what is known without the rest of them
   * @param mostParsed so many characters of other files it keeps parsed when another document is opened
   */
  constructor(
    private readonly host: Host,
    private readonly patience = PATIENCE,
    private readonly mostParsed = MOST_PARSED,
  ) {
    this.#installed = new InstalledPackages(host);
  }

  ping(): void {
    // That it answers says all.
  }

  open({ uri, version, text }: OpenedDocument): void {
    this.#documents.set(uri, { version, text });
  }

  edit({ uri, version, changes }: DocumentEdit): void {
    const document = this.#documents.get(uri);
    if (document === undefined) return;
    this.#documents.set(uri, { version, text: withEdits(document.text, changes) });
  }

  close(uri: string): void {
    this.#documents.delete(uri);
    this.#settled.delete(uri);
    this.#known.delete(uri);
    for (const [key, { cells }] of this.#known)
      if (cells.every((cell) => !this.#documents.has(cell.uri))) this.#known.delete(key);
  }

  filesChanged(changes: FileChange[]): void {
    for (const reading of this.#reading)
      for (const { uri, change } of changes) if (reading.has(uri)) reading.set(uri, change);
    for (const known of this.#files.values())
      void known.then((files) => {
        const { version } = files;
        let isDoubted = false;
        for (const { uri, change } of changes)
          if (change === 'created') files.add(uri);
          else if (change === 'deleted') files.remove(uri);
          else if (files.doubt(uri)) isDoubted = true;
        if (isDoubted || files.version !== version) this.host.filesRead();
      });
  }

  async installed({ cells, root }: ReadTogether): Promise<string[]> {
    const texts = cells.map(({ uri }) => this.#documents.get(uri)?.text ?? '');
    return root === undefined ? [] : this.#installed.quiet(texts, root);
  }

  forgetRoots(): void {
    this.#installed.forget();
    this.#files.clear();
    this.#listed.clear();
  }

  async packagesChanged(): Promise<boolean> {
    let hasChanged = false;
    this.#installed.forget();
    for (const [root, known] of this.#files) {
      const files = await known;
      if (this.#packages.has(files) && (await this.#findPackages(root, files))) hasChanged = true;
    }
    if (hasChanged) this.host.filesRead();
    return hasChanged;
  }

  async facts(together: ReadTogether): Promise<Facts> {
    const { analysis, cells, typing } = await this.#read(together);
    const [sitesOf, problemsOf] = [byCell(analysis.sites), byCell(analysis.problems)];
    const unsettledOf = byCell(analysis.unsettled);
    const isUnfinished = this.#unfinished.has(together.key);
    return cells.map(({ uri, version }, cell) => {
      const text = analysis.cells[cell]?.text ?? '';
      const before = this.#settled.get(uri);
      const [sites, unsettled] = [sitesOf(cell), unsettledOf(cell)];
      // What was known stays until all that it hangs on now has been looked into, too.
      const isKept = before !== undefined && (typing || (isUnfinished && before.isFinished));
      const settled = isKept ? settleWhileTyping(before, text, sites, unsettled) : { text, sites };
      const problems = isKept ? settledProblems(before, text) : problemsOf(cell).map(toldProblem);
      const isFinished = isKept ? before.isFinished : !isUnfinished;
      const now = { ...settled, problems, uri, version, isFinished };
      this.#settled.set(uri, now);
      return before !== undefined && before.version === together.cells[cell]?.known
        ? changeOf({ ...before, uri }, now)
        : { uri, version, sites: settled.sites, problems };
    });
  }

  /** All that is found in documents that are open, with what calls are known by, and whether other files may change it. */
  async surveyed(together: ReadTogether): Promise<Surveyed> {
    const { analysis } = await this.#read(together);
    return { analysis, names: siteNames(analysis), usesFiles: usesFiles(analysis) };
  }

  async layerAt(together: ReadTogether, cell: number, offset: number): Promise<LayerReference | undefined> {
    const { analysis, files } = await this.#read(together);
    return analysis.sites.length === 0
      ? undefined
      : layerAt(analysis, cell, offset, optionsOf(together, files));
  }

  sitesIn(texts: string[], notebook: boolean): DropoutSite[] {
    return [...analyze(texts, { notebook }).sites];
  }

  async mends(together: ReadTogether, tried: TriedEdits): Promise<boolean> {
    const { cell, rules, edits } = tried;
    const { analysis, files } = await this.#read(together);
    const texts = analysis.cells.map(({ text }, index) => (index === cell ? withEdits(text, edits) : text));
    const after = analyze(texts, optionsOf(together, files), analysis);
    // What became known of other files in between must not pass for what the edits do.
    const isOpen = after.filesVersion === -1 || after.filesVersion !== analysis.filesVersion;
    if (isOpen && (usesFiles(analysis) || usesFiles(after))) return this.mends(together, tried);
    const isGone = (rule: string): boolean =>
      countOf(analysis, rule) - countOf(after, rule) >= rules.filter((one) => one === rule).length;
    return (
      after.unsettled.length <= analysis.unsettled.length &&
      rules.every(isGone) &&
      after.problems.every(({ rule }) => countOf(after, rule) <= countOf(analysis, rule))
    );
  }

  async ignored(
    together: ReadTogether,
    cell: number,
    problem: Parameters<typeof ignoreEdits>[1],
  ): Promise<TextEdit | undefined> {
    const { analysis } = await this.#read(together);
    for (const edit of ignoreEdits(analysis.cells[cell]?.text ?? '', problem))
      if (await this.mends(together, { cell, rules: [problem.rule], edits: [edit] })) return edit;
    return undefined;
  }

  scriptBelow({ script, texts, below, lineBreak }: ScriptBelow): { text: string; offset: number } {
    const fitted = fittedScript(script, { texts, offset: below });
    if (below === undefined) return { text: fitted.trimEnd(), offset: 0 };
    const { offset, indentation } = insertionBelow(texts[0] ?? '', below);
    return { text: indented(fitted, indentation, lineBreak), offset };
  }

  /** Reads the newest texts, and the other files that they need, a level of them at a time. */
  async #read(together: ReadTogether): Promise<Known> {
    const { key, root } = together;
    if (root === undefined) return this.#analyse(together, undefined);
    // Who has facts of an older text has those that other files gave it.
    const isNew = together.cells.every(({ known }) => known === undefined);
    const until = Date.now() + this.patience * (isNew ? 1 : KNOWN_BEFORE);
    const listed = this.#filesIn(root);
    if (!this.#listed.has(root)) {
      // To list a workspace takes long: what asks for no other file is told before.
      const known = this.#analyse(together, this.#unlisted);
      if (!usesFiles(known.analysis)) return known;
    }
    const files = await listed;
    if (!this.#known.has(key)) this.#trim(files);
    const isTyped = !isNew && this.#isChanged(together);
    for (let level = 0; ;) {
      const goes = (this.#goes.get(key) ?? 0) + 1;
      // Who types is told of that first, and of the rest soon, or in another go.
      const goTime = isTyped ? this.patience * WHILE_TYPING : ONE_GO * (1 + goes / GOES_ALIKE);
      this.#goUntil = Date.now() + goTime;
      const known = this.#analyse(together, files);
      this.#goUntil = Infinity;
      if (files.hasMore) this.#goes.set(key, goes);
      else this.#goes.delete(key);
      const wanted = files.takeWanted();
      const isRead = wanted.length === 0 && !files.wantsPackages;
      if (level === MOST_LEVELS || (isRead && !files.hasMore)) {
        this.#unfinished.delete(key);
        return known;
      }
      this.#unfinished.add(key);
      if (!isRead) level++;
      await (isRead ? pause() : within(Math.max(0, until - Date.now()), this.#readInto(root, files, wanted)));
      if (Date.now() < until && !(isRead && isTyped && level === 0)) continue;
      // Who asks again goes on from here.
      if (isRead) this.host.filesRead();
      return this.#known.get(key) ?? known;
    }
  }

  /** Forgets what was parsed for other documents, where that is too much: what they show stays, and is read again where they are edited. */
  #trim(files: Files): void {
    if (files.parsed <= this.mostParsed) return;
    files.forgetParsed();
    for (const { analysis } of this.#known.values()) analysis.memory.forget();
  }

  /** Whether there are newer texts than those of which something is known. */
  #isChanged({ key }: ReadTogether): boolean {
    const cells = this.#known.get(key)?.cells ?? [];
    return cells.some(({ uri, version }) => this.#documents.get(uri)?.version !== version);
  }

  #analyse(together: ReadTogether, files: Files | undefined): Known {
    const { key } = together;
    const cells = together.cells.map(({ uri }) => ({ uri, version: this.#documents.get(uri)?.version ?? 0 }));
    const last = this.#known.get(key);
    const before = last && withFiles(last, files);
    if (before !== undefined && isCurrent(before, cells, files)) {
      this.#known.set(key, before);
      return before;
    }
    this.host.begins(key);
    const texts = cells.map(({ uri }) => this.#documents.get(uri)?.text ?? '');
    const analysis = analyze(texts, optionsOf(together, files), before?.analysis);
    const known = { analysis, cells, typing: isHalfTyped(cells, analysis, last), files };
    this.#known.set(key, known);
    return known;
  }

  #filesIn(root: string): Promise<Files> {
    const files =
      this.#files.get(root) ??
      this.host.listFiles(root).then((uris): Files => {
        this.#listed.add(root);
        const isLate = (): boolean => Date.now() >= this.#goUntil;
        return new Files(uris, { packages: true, isLate });
      });
    this.#files.set(root, files);
    return files;
  }

  async #readInto(root: string, files: Files, uris: readonly string[]): Promise<void> {
    const { version } = files;
    if (files.wantsPackages) await this.#findPackages(root, files);
    for (let from = 0; from < uris.length; from += AT_A_TIME) {
      const some = uris.slice(from, from + AT_A_TIME);
      const reading = new Map(some.map((uri) => [uri, undefined as FileChange['change'] | undefined]));
      this.#reading.add(reading);
      try {
        await this.#take(await this.host.readFiles(some), reading, files);
      } finally {
        this.#reading.delete(reading);
      }
      const changed = some.filter((uri) => /^(?:created|changed)$/.test(reading.get(uri) ?? ''));
      // What was read of them may be what they were before.
      if (changed.length > 0) await this.#readInto(root, files, changed);
    }
    if (files.version !== version) this.host.filesRead();
  }

  /** Takes over texts that were read, but of files that changed meanwhile; who asks for something else in between is told. */
  async #take(
    texts: readonly (string | undefined)[],
    reading: ReadonlyMap<string, FileChange['change'] | undefined>,
    files: Files,
  ): Promise<void> {
    let since = Date.now();
    for (const [index, uri] of [...reading.keys()].entries()) {
      if (Date.now() - since > AT_ONCE) {
        await pause();
        since = Date.now();
      }
      if (reading.get(uri) === undefined) files.set(uri, seenByOthers(uri, texts[index]));
    }
  }

  /** Finds out which packages are installed; returns whether these are others than before. */
  async #findPackages(root: string, files: Files): Promise<boolean> {
    const { uris, listed } = await this.#installed.of(root);
    if (this.#packages.get(files) === listed) return false;
    this.#packages.set(files, listed);
    files.setPackages(uris);
    return true;
  }
}

function optionsOf({ key, notebook }: ReadTogether, files: Files | undefined) {
  return { notebook, uri: key, rules: RULES, ...(files && { files }) };
}

/** A text with other stretches in the places of some, which do not touch. */
function withEdits(text: string, edits: DocumentEdit['changes']): string {
  // From the end to the start, so that none moves what another one still speaks of.
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((edited, edit) => edited.slice(0, edit.from) + edit.text + edited.slice(edit.to), text);
}

function countOf({ problems }: Analysis, wanted: string): number {
  return problems.filter(({ rule }) => rule === wanted).length;
}
