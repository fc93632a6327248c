import type { FilesHost, FolderEntry } from '../protocol/reading';
import { Packages, QUIET_PACKAGES } from '../python';

/** What of the host it needs. */
export type PackagesHost = Omit<FilesHost, 'listFiles'>;

/** What is installed in environments of Python. */
export interface Installed {
  /** All that can be imported, what counts more first: uris of folders, which end with a slash, and of single files. */
  readonly uris: readonly string[];
  /** What was listed, which says with the versions of all that is installed. */
  readonly listed: string;
}

/** `lib/python3.12/site-packages`, and Debian's `lib/python3/dist-packages`. */
const LIBRARY = /^python\d*(?:\.\d+)*$/;
const SITE = /^(?:site|dist)-packages$/;
/** What can be imported: a folder, or a file. */
const FOLDER = /^[A-Za-z_]\w*$/;
const FILE = /^[A-Za-z_]\w*\.py$/;
/** What setuptools writes for a package that is developed where it lies. */
const FINDER = /^__editable__.*_finder\.py$/;

/** The packages that the code in a folder finds installed. Nothing is run: folders are listed, as Python itself would find them. */
export async function installedFor(root: string, host: PackagesHost): Promise<Installed> {
  const environments = await host.environmentsOf(root);
  const search = new Search(root, host);
  for (const environment of environments) {
    await search.environment(environment);
    // The code runs in one of them.
    if (search.uris.length > 0) break;
  }
  return { uris: search.uris, listed: search.listed.join('\n') };
}

/** What is installed for the code in each folder, as it was found when somebody first asked. */
export class InstalledPackages {
  readonly #found = new Map<string, Promise<Installed>>();

  constructor(private readonly host: PackagesHost) {}

  async of(root: string): Promise<Installed> {
    const found = this.#found.get(root) ?? installedFor(root, this.host);
    this.#found.set(root, found);
    try {
      return await found;
    } catch (error) {
      this.#found.delete(root);
      throw error;
    }
  }

  /** Those that texts name, of which it is known what comes of importing them. */
  async quiet(texts: readonly string[], root: string): Promise<string[]> {
    const named = [...QUIET_PACKAGES].filter((name) => texts.some((text) => text.includes(name)));
    if (named.length === 0) return [];
    const packages = new Packages((await this.of(root)).uris);
    return named.filter((name) => packages.filesFor(name, root).length > 0);
  }

  forget(): void {
    this.#found.clear();
  }
}

class Search {
  readonly uris: string[] = [];
  readonly listed: string[] = [];
  readonly #seen = new Set<string>();

  constructor(
    private readonly root: string,
    private readonly host: PackagesHost,
  ) {}

  async environment(environment: string): Promise<void> {
    if (this.#seen.has(environment)) return;
    this.#seen.add(environment);
    const [settings] = await this.host.readFiles([`${environment}/pyvenv.cfg`]);
    // A folder of the workspace is none by its name alone.
    if (settings === undefined && environment.startsWith(`${this.root}/`)) return;
    for (const site of await this.#sitesIn(environment)) await this.#site(site);
    const system = settings === undefined ? undefined : systemOf(settings, environment);
    if (system !== undefined) await this.environment(system);
  }

  /** The folders of an environment in which packages lie. */
  async #sitesIn(environment: string): Promise<readonly string[]> {
    const libraries = await this.#foldersAt(['lib', 'local/lib'].map((name) => `${environment}/${name}`));
    const versions = libraries
      .filter(({ name }) => LIBRARY.test(name))
      .sort((a, b) => b.name.localeCompare(a.name, undefined, { numeric: true }));
    // Windows has no folder for the version.
    const inside = await this.#foldersAt([...versions.map(({ uri }) => uri), `${environment}/Lib`]);
    return [...new Set(inside.filter(({ name }) => SITE.test(name)).map(({ uri }) => uri))];
  }

  /** Notes what can be imported from a folder, and from where its files lead. */
  async #site(site: string): Promise<void> {
    const entries = await this.#entriesAt([site]);
    this.listed.push(site, ...entries.map(({ name }) => name));
    this.uris.push(...importable(entries));
    const leading = entries.filter(({ name }) => name.endsWith('.pth') || FINDER.test(name));
    const texts = leading.length === 0 ? [] : await this.host.readFiles(leading.map(({ uri }) => uri));
    const folders: string[] = [];
    for (const [index, { name }] of leading.entries())
      if (name.endsWith('.pth')) folders.push(...foldersOf(texts[index] ?? '', site));
      else this.uris.push(...mappedIn(texts[index] ?? '', site));
    this.uris.push(...importable(await this.#entriesAt(folders)));
  }

  async #foldersAt(uris: readonly string[]): Promise<readonly FolderEntry[]> {
    return (await this.#entriesAt(uris)).filter(({ kind }) => kind !== 'file');
  }

  async #entriesAt(uris: readonly string[]): Promise<readonly FolderEntry[]> {
    const answers = uris.length === 0 ? [] : await this.host.foldersAt(uris);
    return answers.flatMap((answer) => ('value' in answer ? answer.value : []));
  }
}

/** The environment of which one is made, where it sees the packages of that, too. */
function systemOf(settings: string, environment: string): string | undefined {
  if (!/^include-system-site-packages *= *true *$/im.test(settings)) return undefined;
  const home = /^home *= *(.*)$/im.exec(settings)?.[1]?.trim();
  return home === undefined ? undefined : uriOf(home.replace(/[\\/]bin$/, ''), environment);
}

function importable(entries: readonly FolderEntry[]): readonly string[] {
  return entries.flatMap(({ name, uri, kind }) => {
    if (kind === 'file') return FILE.test(name) ? [uri] : [];
    return FOLDER.test(name) && name !== '__pycache__' ? [`${uri}/`] : [];
  });
}

/** The folders that a `.pth` adds, a line each; a line that imports is to be run, and left. */
function foldersOf(text: string, site: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines
    .filter((line) => !/^(?:#|import[ \t]|$)/.test(line))
    .flatMap((path) => uriOf(path, site) ?? []);
}

/** The packages of `MAPPING: dict[str, str] = {'name': '/path/to/name'}`. */
function mappedIn(text: string, site: string): readonly string[] {
  const line = text.split('\n').find((one) => one.startsWith('MAPPING')) ?? '';
  const paths = Array.from(line.matchAll(/': '([^'{}]+)'/g), ([, path = '']) => path);
  return paths.flatMap((path) => {
    const uri = uriOf(path.replaceAll('\\\\', '/'), site);
    return uri === undefined ? [] : [`${uri}/`];
  });
}

/** The uri of an absolute path on the machine of another uri. */
function uriOf(path: string, other: string): string | undefined {
  const machine = /^[\w+.-]+:\/\/[^/]*/.exec(other)?.[0];
  const [first = '', ...rest] = path.replaceAll('\\', '/').replace(/\/$/, '').split('/');
  if (machine === undefined || !/^(?:[A-Za-z]:)?$/.test(first) || rest.length === 0) return undefined;
  // As VS Code writes them.
  const drive = first === '' ? [] : [first.toLowerCase()];
  return [machine, ...[...drive, ...rest].map((part) => encodeURIComponent(part))].join('/');
}
