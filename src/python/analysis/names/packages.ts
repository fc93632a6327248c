/**
 * Where the packages are that are installed beside the code: by the name under which each is imported, what its files' uris
 * begin with. What else a package has nobody lists, for some have thousands of files: those that an import may mean are tried.
 */
export class Packages {
  readonly #bases = new Map<string, string>();

  /** @param uris of folders, which end with a slash, and of single files; the first of a name counts */
  constructor(uris: Iterable<string>) {
    for (const uri of uris) {
      const base = uri.replace(/(?:\/|\.py)$/, '');
      const name = base.slice(base.lastIndexOf('/') + 1);
      if (!this.#bases.has(name)) this.#bases.set(name, base);
    }
  }

  /**
   * The files one of which an import means; none where nothing of that name is installed.
   *
   * @param path `a.b`, or, seen from another file of a package, `..a.b`
   */
  filesFor(path: string, from: string): readonly string[] {
    const points = /^\.*/.exec(path)?.[0].length ?? 0;
    const names = path
      .slice(points)
      .split('.')
      .filter((name) => name !== '');
    const start =
      points > 0 ? from.split('/').slice(0, -points).join('/') : this.#bases.get(names.shift() ?? '');
    if (start === undefined) return [];
    const base = [start, ...names].join('/');
    const isPackageItself = points > 0 && names.length === 0;
    return isPackageItself ? [`${base}/__init__.py`] : [`${base}/__init__.py`, `${base}.py`];
  }
}
