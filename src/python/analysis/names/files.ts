import { isIn, isWanted, type Kind, pythonOf } from './fileKinds';
import { digestOf } from './digest';
import { Module } from './module';
import type { Binding, Segment } from '../../syntax/scopes';
import { readByNeed } from '../../syntax/segmentByNeed';
import { Packages } from './packages';
import { Paths } from './paths';
import { WordIndex } from './wordIndex';

/** Counts versions for all folders: what was found with the files of one is never taken for what those of another say. */
let versions = 0;

/** So many files may hand on what others have; longer lines lead round in a circle. */
const MOST_STARS = 8;

/** Thrown where the go has taken its time, and yet more is to be parsed. */
class TakesLonger extends Error {}

/**
 * The Python files beside the one that is analysed, by uri. Somebody else finds and reads them: what an analysis
 * needs of them and is not there yet is noted as wanted.
 */
export class Files {
  /** Where they are. */
  readonly paths: Paths;
  /** Those of which no words are known yet, or none any more. */
  readonly #unindexed: Set<string>;
  readonly #words = new WordIndex();
  /** By the uri of what was read, the digest of its text. */
  readonly #read = new Map<string, string>();
  /** What was found in the words, and of which version. */
  readonly #mentioning = new Map<string, readonly Module[]>();
  #mentioningAt = 0;
  /** The texts of files that are to be parsed; those of others are not kept, for they can be read again. */
  readonly #texts = new Map<string, string | readonly string[]>();
  /** Those that cannot be read. */
  readonly #unreadable = new Set<string>();
  /** Those whose words are asked for. */
  readonly #searched = new Set<string>();
  readonly #modules = new Map<string, Module>();
  readonly #owners = new WeakMap<Segment, Module>();
  readonly #wantedTexts = new Set<string>();
  readonly #wantedModules = new Set<string>();
  /** Files of packages that are installed: read where an import means them, and never searched. */
  readonly #packaged = new Set<string>();
  #packages: Packages | 'unknown' | undefined;
  readonly #isLate: () => boolean;
  #isCut = false;
  #mayStop = false;
  #hasParsed = false;
  #wantsPackages = false;
  #version = ++versions;
  #contents = 0;
  #searches = 0;
  #parsed = 0;

  /**
   * @param uris of all Python files of the workspace
   * @param packages whether there may be packages that are installed, which are to be told of when they are wanted
   * @param isLate whether the go has taken its time: what then is still to be parsed, but one file, or looked into is told in another
   */
  constructor(
    uris: Iterable<string>,
    { packages = false, isLate = () => false }: { packages?: boolean; isLate?: () => boolean } = {},
  ) {
    this.#isLate = isLate;
    this.paths = new Paths(uris);
    this.#unindexed = new Set(this.paths.all);
    if (packages) this.#packages = 'unknown';
  }

  /** Notes that there is a file, of which nothing is known yet. */
  add(uri: string): void {
    if (!this.paths.add(uri)) return;
    this.#unindexed.add(uri);
    this.#change();
  }

  /** Notes that a file is gone. */
  remove(uri: string): void {
    if (this.paths.remove(uri)) this.#change();
    this.#unindexed.delete(uri);
    this.#words.delete(uri);
    this.#forget(uri);
  }

  /** Grows with everything that becomes known or changes. */
  get version(): number {
    return this.#version;
  }

  /** Grows where something changes that was known before, rather than becomes known. */
  get contents(): number {
    return this.#contents;
  }

  /** How often it could not answer, because something is still to be read. */
  get searches(): number {
    return this.#searches;
  }

  #change(): void {
    this.#version = ++versions;
    this.#contents++;
  }

  #search(): 'searching' {
    this.#searches++;
    return 'searching';
  }

  /** The files whose text has been asked for since they were last taken. */
  takeWanted(): string[] {
    const wanted = Array.from(this.#wantedTexts);
    this.#wantedTexts.clear();
    return wanted;
  }

  /** Whether it is to be told which packages are installed. */
  get wantsPackages(): boolean {
    return this.#wantsPackages;
  }

  /** Notes which packages are installed; what was read of others is forgotten. @param uris as Packages takes them */
  setPackages(uris: Iterable<string>): void {
    for (const uri of this.#packaged) this.#forget(uri);
    this.#packaged.clear();
    this.#packages = new Packages(uris);
    this.#wantsPackages = false;
    this.#change();
  }

  #forget(uri: string): void {
    for (const known of [
      ...[this.#texts, this.#modules, this.#unreadable, this.#read],
      ...[this.#wantedModules, this.#wantedTexts],
    ])
      known.delete(uri);
  }

  /** Whether a file is one of a package that is installed. */
  isInstalled(uri: string): boolean {
    return this.#packaged.has(uri);
  }

  /** The file of an installed package that an import means, as `module` has it; undefined where none is. @param from the file that imports */
  installed(path: string, from: string): Module | 'searching' | undefined {
    if (this.#packages === 'unknown') {
      this.#wantsPackages = true;
      return this.#search();
    }
    let searching = false;
    for (const uri of this.#packages?.filesFor(path, from) ?? []) {
      if (!this.paths.all.has(uri)) this.#packaged.add(uri);
      const module = this.module(uri);
      if (module === 'searching') searching = true;
      else if (module !== undefined) return module;
    }
    return searching ? this.#search() : undefined;
  }

  /** @param text a notebook's is those of all its cells; undefined where the file cannot be read, or is too large */
  set(uri: string, text: string | readonly string[] | undefined): void {
    this.#unindexed.delete(uri);
    const read = digestOf(text);
    const before = this.#read.get(uri);
    // Files are saved, and branches changed there and back, with nothing in them that is another.
    if (before === read && !this.#wantedModules.has(uri)) return;
    if (before !== undefined && before !== read) this.#contents++;
    this.#read.set(uri, read);
    if (text === undefined) {
      this.#words.delete(uri);
      this.#unreadable.add(uri);
    } else {
      if (!this.#packaged.has(uri)) this.#words.set(uri, typeof text === 'string' ? text : text.join('\n'));
      this.#unreadable.delete(uri);
      // What was read only to know its words is read again if it is needed.
      const isSearched = this.#searched.delete(uri) && !this.#wantedModules.has(uri);
      if (!isSearched) this.#texts.set(uri, text);
    }
    this.#modules.delete(uri);
    this.#version = ++versions;
  }

  /** How many characters of what is kept were parsed: each takes some 15 bytes. */
  get parsed(): number {
    return this.#parsed;
  }

  /** Forgets all that was parsed, which is read again where it is needed. Who knows anything of it forgets that, too. */
  forgetParsed(): void {
    this.#modules.clear();
    this.#mentioning.clear();
    this.#parsed = 0;
    this.#change();
  }

  /** Notes that a file may have changed: it is wanted again, and what is known of it holds until then. Returns whether any is. */
  doubt(uri: string): boolean {
    if (!this.#words.has(uri) && !this.#unreadable.has(uri)) return false;
    this.#wantedTexts.add(uri);
    if (!this.#modules.has(uri)) this.#searched.add(uri);
    return true;
  }

  /** Whether some of what was read is still to be parsed, or looked into, in another go. */
  get hasMore(): boolean {
    return this.#isCut || this.#texts.size > 0;
  }

  /** Begins another go. */
  goOn(): void {
    this.#isCut = false;
    this.#hasParsed = false;
  }

  /**
   * Does work that is left where the go has taken its time and something is still to be parsed, but the first of each go, lest it never ends. What is
   * known by then serves the next go.
   *
   * @param otherwise what holds until then, as if something were still to be read
   */
  tillLate<T>(read: () => T, otherwise: () => T): T {
    const before = this.#mayStop;
    this.#mayStop = true;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof TakesLonger)) throw error;
      return otherwise();
    } finally {
      this.#mayStop = before;
    }
  }

  #parses(length: number): void {
    if (this.#mayStop && this.#hasParsed && this.isOver()) throw new TakesLonger();
    this.#hasParsed = true;
    this.#parsed += length;
  }

  /** Whether no more is looked into in this go: it is as if that were still to be read. */
  isOver(): boolean {
    if (!this.#isLate()) return false;
    this.#isCut = true;
    this.#searches++;
    return true;
  }

  /** Parses what is wanted and was read: one file, and more while there is time. */
  parseWanted(): void {
    for (const [uri, text] of this.#texts) {
      this.#texts.delete(uri);
      this.#wantedModules.delete(uri);
      const module = new Module(
        pythonOf(uri, text).map((one) => readByNeed(one, (length) => this.#parses(length))),
        uri,
      );
      for (const { group } of module.groups)
        for (const segment of group.segments) this.#owners.set(segment, module);
      this.#modules.set(uri, module);
      this.#version = ++versions;
      if (this.#isLate()) break;
    }
  }

  /** The file that a segment is part of. */
  ownerOf(segment: Segment): Module | undefined {
    return this.#owners.get(segment);
  }

  /** A file's module; undefined where it cannot be read, 'searching' where it is not read yet. */
  module(uri: string): Module | 'searching' | undefined {
    const known = this.#modules.get(uri);
    if (known !== undefined) return known;
    if (this.#unreadable.has(uri)) return undefined;
    this.#wantedModules.add(uri);
    if (!this.#texts.has(uri)) this.#wantedTexts.add(uri);
    return this.#search();
  }

  /**
   * Whether a star import, seen from a file, is of one that has no such name; not where that is still to be read.
   *
   * @param isLost whether that is so of what cannot be found
   */
  lacks(name: string, path: string, from: string, isLost = false, steps = MOST_STARS): boolean {
    const uri = steps === 0 ? undefined : this.paths.find(path, from);
    if (uri === undefined) return isLost && steps > 0;
    const module = this.module(uri);
    if (module === undefined || module === 'searching') return false;
    const isLacking = ({ kind }: Binding): boolean =>
      kind.type === 'star' && this.lacks(name, kind.path, uri, isLost, steps - 1);
    return module.bindingsOf(name).length === 0 && module.stars.every(isLacking);
  }

  /** Whether a file, if its words are known, has a word. */
  hasWord(uri: string, word: string): boolean {
    return this.#words.hasWord(uri, word);
  }

  /** The files, of those whose words are known, that have a word; rarely one more. */
  filesWith(word: string): readonly string[] {
    return this.#words.filesWith(word);
  }

  /** Whether another file of code has a word, or `word(`: none is parsed for that. */
  isMentioned(word: string, from: string): boolean | 'searching' {
    const isMeant = (uri: string): boolean => uri !== from && isWanted(uri, 'code');
    return this.#indexed(from, 'code', isMeant) ? this.#words.filesWith(word).some(isMeant) : this.#search();
  }

  /** The words that may be classes of settings after which a name is called; 'searching' where not all files are known yet. */
  settingsCalled(name: string, from: string): readonly string[] | 'searching' {
    const words = this.#words.settingsCalled(name);
    return this.#indexed(from, 'code', () => true) ? words : this.#search();
  }

  /** Whether the words of all files that are meant are known; else they are asked for. */
  #indexed(from: string, what: Kind, isMeant: (uri: string) => boolean): boolean {
    let isComplete = true;
    for (const uri of this.#unindexed)
      if (uri !== from && isWanted(uri, what) && isMeant(uri)) {
        this.#wantedTexts.add(uri);
        this.#searched.add(uri);
        isComplete = false;
      }
    return isComplete;
  }

  /**
   * The modules, but the one at `from`, whose text has a word: those in its directory, or in the whole workspace; of code, of
   * settings, or of the shell's commands.
   */
  mentioning(
    word: string,
    from: string,
    where: 'directory' | 'workspace',
    what: Kind = 'code',
  ): readonly Module[] | 'searching' {
    const key = `${word} ${where} ${what} ${from}`;
    if (this.#mentioningAt !== this.#version) this.#mentioning.clear();
    this.#mentioningAt = this.#version;
    const known = this.#mentioning.get(key);
    if (known !== undefined) return known;
    const directory = from.slice(0, from.lastIndexOf('/') + 1);
    const isMeant = (uri: string): boolean =>
      uri !== from && isWanted(uri, what) && (where === 'workspace' || isIn(uri, directory));
    let searching = !this.#indexed(from, what, isMeant);
    const modules: Module[] = [];
    for (const uri of this.#words.filesWith(word)) {
      if (!isMeant(uri)) continue;
      const module = this.module(uri);
      if (module === 'searching') searching = true;
      else if (module !== undefined) modules.push(module);
    }
    if (searching) return this.#search();
    this.#mentioning.set(key, modules);
    return modules;
  }
}
