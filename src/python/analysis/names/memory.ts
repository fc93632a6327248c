import type { Binding } from '../../syntax/scopes';
import type { Files } from './files';

/** What reading comes to, with what that depends on. */
export interface Noted<T> {
  readonly result: T;
  readonly needs: ReadonlySet<string>;
  readonly usesFiles: boolean;
  /** Whether nothing was asked for that is still to be read. */
  readonly isFinal: boolean;
  /** How many expressions were looked into for it. */
  readonly cost: number;
}

/** What is noted while something is read. */
export class Reading {
  readonly needs = new Set<string>();
  usesFiles = false;
  /** The paths that are known of bindings, and those that are looked for. */
  readonly paths = new Map<Binding, string | undefined>();

  /** What reading came to. */
  noted<T>(result: T, isFinal: boolean, cost: number): Noted<T> {
    const { needs, usesFiles } = this;
    return { result, needs, usesFiles, isFinal, cost };
  }

  /** Adds what was noted while something within it was read. */
  take({ needs, usesFiles }: Pick<Noted<unknown>, 'needs' | 'usesFiles'>): void {
    for (const name of needs) this.needs.add(name);
    this.usesFiles ||= usesFiles;
  }

  /** What is left where some of it had to be left half way. */
  left(): this {
    this.usesFiles = true;
    this.paths.clear();
    return this;
  }
}

/**
 * What of the module's names is another than before. It is found out when somebody needs any: of a class of thousands of lines that
 * takes a fifth of the time that reading it takes.
 */
export class Changes {
  #names: ReadonlySet<string> | undefined;

  constructor(private readonly find: () => ReadonlySet<string>) {}

  /** The names, where somebody needed any. */
  get known(): ReadonlySet<string> | undefined {
    return this.#names;
  }

  /** Whether some of these names are among them. */
  hasAny(needs: ReadonlySet<string>): boolean {
    if (needs.size === 0) return false;
    const names = (this.#names ??= this.find());
    const [few, many] = needs.size < names.size ? [needs, names] : [names, needs];
    for (const name of few) if (many.has(name)) return true;
    return false;
  }
}

interface Entry {
  readonly noted: Noted<unknown>;
  /** The state of the document in which it held last. */
  state: number;
}

/**
 * What many calls of a document ask for. It outlives an analysis: it is kept while other files are read one after the other, and
 * while the reader types where it does not depend on.
 */
export class Memory {
  #entries = new WeakMap<object, Map<string, Entry>>();
  /** The state in which each name changed last. */
  readonly #changed = new Map<string, number>();
  #state = 0;
  /** What is another than in the state before, until that is noted; of what changed before this state not all is known. */
  #changes: Changes | undefined;
  #knownFrom = 0;
  #files: Files | undefined;
  #contents = 0;

  /** Which state of the document it knows. */
  get state(): number {
    return this.#state;
  }

  /** Goes on to another state of the document. @param changes what is another than before; undefined where anything may be */
  proceed(changes: Changes | undefined, files: Files | undefined): void {
    this.#state++;
    const contents = files?.contents ?? 0;
    const isSame = changes !== undefined && files === this.#files && contents === this.#contents;
    if (!isSame) this.#entries = new WeakMap();
    this.#files = files;
    this.#contents = contents;
    this.#changes = changes;
  }

  /** Notes what changed with this state, of which all has been asked. What nobody needed to know is left at that. */
  settle(): void {
    const names = this.#changes?.known;
    if (names === undefined) this.#knownFrom = this.#state;
    for (const name of names ?? []) this.#changed.set(name, this.#state);
    this.#changes = undefined;
  }

  /** Forgets all: it would keep what was read of other files, and that is to go. */
  forget(): void {
    this.#entries = new WeakMap();
  }

  /** What is known, if it still holds. `isNew` where it was not asked for in this state yet. */
  get(owner: object, key: string): { readonly noted: Noted<unknown>; readonly isNew: boolean } | undefined {
    const ofOwner = this.#entries.get(owner);
    const entry = ofOwner?.get(key);
    if (ofOwner === undefined || entry === undefined) return undefined;
    const { noted, state } = entry;
    if (state === this.#state) return { noted, isNew: false };
    if (noted.isFinal && !this.#hasChanged(noted.needs, state)) return { noted, isNew: true };
    ofOwner.delete(key);
    return undefined;
  }

  /** Notes that something holds in this state, too. */
  renew(owner: object, key: string): void {
    const entry = this.#entries.get(owner)?.get(key);
    if (entry !== undefined) entry.state = this.#state;
  }

  set(owner: object, key: string, noted: Noted<unknown>): void {
    const ofOwner = this.#entries.get(owner) ?? new Map<string, Entry>();
    ofOwner.set(key, { noted, state: this.#state });
    this.#entries.set(owner, ofOwner);
  }

  #hasChanged(needs: ReadonlySet<string>, since: number): boolean {
    if (since < this.#knownFrom || this.#changes?.hasAny(needs) === true) return true;
    for (const name of needs) if ((this.#changed.get(name) ?? 0) > since) return true;
    return false;
  }
}
