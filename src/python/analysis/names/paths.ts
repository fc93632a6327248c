import { addTo } from '../../syntax/byKey';
import { areTwins, foldersApart } from './twins';

/** The paths of a workspace's files, and which of them is meant by what code says. */
export class Paths {
  readonly #all: Set<string>;
  /** What imports mean, seen from a file, as far as somebody asked. */
  readonly #found = new Map<string, Map<string, string | undefined>>();
  /** All files by their names without their folders, once they are asked for. */
  readonly #named = new Map<string, string[]>();
  /** Of folders whether they are twins. */
  readonly #twins = new Map<string, boolean>();

  constructor(uris: Iterable<string>) {
    this.#all = new Set(uris);
  }

  get all(): ReadonlySet<string> {
    return this.#all;
  }

  /** Returns whether it is a new one. */
  add(uri: string): boolean {
    if (this.#all.has(uri)) return false;
    this.#all.add(uri);
    this.#forget();
    return true;
  }

  /** Returns whether there was one. */
  remove(uri: string): boolean {
    this.#forget();
    return this.#all.delete(uri);
  }

  #forget(): void {
    this.#found.clear();
    this.#named.clear();
    this.#twins.clear();
  }

  /**
   * The file that an import means, seen from another one; undefined where the workspace has none.
   *
   * @param path `a.b`, or with leading points `..a.b`
   * @param script what may be run that imports the other one of a folder above: what is not found there it has beside itself
   */
  find(path: string, from: string, script = from): string | undefined {
    const folder = from.slice(0, from.lastIndexOf('/') + 1);
    const isBelow = script !== from && script.startsWith(folder) && script.includes('/', folder.length);
    return this.#findFrom(path, from) ?? (isBelow ? this.#findFrom(path, script) : undefined);
  }

  #findFrom(path: string, from: string): string | undefined {
    const ofFile = this.#found.get(from) ?? new Map<string, string | undefined>();
    this.#found.set(from, ofFile);
    const known = ofFile.get(path);
    if (known !== undefined || ofFile.has(path)) return known;
    const found = this.#seek(path, from);
    ofFile.set(path, found);
    return found;
  }

  #seek(path: string, from: string): string | undefined {
    const points = /^\.*/.exec(path)?.[0] ?? '';
    const rest = path.slice(points.length);
    const names = rest === '' ? [] : rest.split('.');
    const folders = from.split('/').slice(0, -1);
    if (points !== '') return this.#at(folders.slice(0, folders.length - points.length + 1), names);
    // A script's own folder comes first; a package's root is one of the folders around it, or `src` in one.
    for (let depth = folders.length; depth > 0; depth--) {
      const around = folders.slice(0, depth);
      const found = this.#at(around, names) ?? this.#at([...around, 'src'], names);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The file of settings that code means by a path, seen from its own: beside it, or in one of the folders around it. */
  findData(path: string, from: string): string | undefined {
    const names = path.split('/').filter((name) => name !== '.' && name !== '..' && name !== '');
    const folders = from.split('/').slice(0, -1);
    for (let depth = folders.length; depth > 0; depth--) {
      const uri = [...folders.slice(0, depth), ...names].join('/');
      if (this.#all.has(uri)) return uri;
    }
    return undefined;
  }

  /** The files whose paths end so: `models/net.py`. */
  endingWith(end: string): readonly string[] {
    if (this.#named.size === 0) for (const uri of this.#all) addTo(this.#named, fileNameOf(uri), uri);
    // Without a folder it may be the end of a name.
    const among = end.includes('/') ? (this.#named.get(fileNameOf(end)) ?? []) : [...this.#all];
    return among.filter((uri) => uri.endsWith(end));
  }

  /** Whether another file stands in a copy of the project in which a file stands. */
  isInTwin(other: string, from: string): boolean {
    const folders = foldersApart(from, other);
    if (folders === undefined) return false;
    const key = folders.join(' ');
    const known = this.#twins.get(key) ?? areTwins(this.#all, ...folders);
    this.#twins.set(key, known);
    return known;
  }

  #at(folders: readonly string[], names: readonly string[]): string | undefined {
    const base = [...folders, ...names].join('/');
    // Of a package and a file beside it that is called like it Python takes the package.
    const candidates = names.length === 0 ? [`${base}/__init__.py`] : [`${base}/__init__.py`, `${base}.py`];
    return candidates.find((uri) => this.#all.has(uri));
  }
}

function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
