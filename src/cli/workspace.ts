import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Analysis, analyze, Files, RULES } from '../python';
import { isLookedInto, isNotebook, MOST_LEVELS, MOST_LOOKED_INTO, seenByOthers } from '../files';
import { type Complain, readText, walk } from './disk';

/** The files below a folder. */
export interface Listing {
  readonly folder: string;
  readonly paths: readonly string[];
}

/** What stands in the folder of a project, and in few others. */
const OF_PROJECT = ['.git', 'pyproject.toml', 'setup.py', 'requirements.txt', 'README.md'];

/** The files that those which are checked can see: as an editor that has opened their project. */
export class Workspaces {
  readonly #files = new Map<string, Files>();
  readonly #listed = new Map<string, readonly string[]>();
  /** By folder the repository around it; empty where there is none. */
  readonly #repositories = new Map<string, string>();

  /** @param listings of folders that were gone through already */
  constructor(
    private readonly current: string,
    listings: readonly Listing[] = [],
  ) {
    for (const { folder, paths } of listings) this.#listed.set(folder, paths);
  }

  /** The folders that were gone through. */
  get listings(): readonly Listing[] {
    return Array.from(this.#listed, ([folder, paths]) => ({ folder, paths }));
  }

  /** The code, notebooks and settings below a folder: listed once, for what is checked there and what that looks into. */
  list(folder: string, complain: Complain): readonly string[] {
    const known = this.#listed.get(folder) ?? walk(folder, complain);
    this.#listed.set(folder, known);
    return known;
  }

  /** Reads texts as those of a file or notebook at a path. */
  analyse(texts: readonly string[], path: string): Analysis {
    const files = this.#filesFor(path);
    const options = {
      notebook: isNotebook(path),
      uri: uriOf(path),
      files,
      rules: RULES,
    };
    let analysis = analyze(texts, options);
    for (let level = 0; level < MOST_LEVELS; level++) {
      const wanted = files.takeWanted();
      if (wanted.length === 0) break;
      for (const uri of wanted) files.set(uri, seenByOthers(uri, textAt(uri)));
      analysis = analyze(texts, options, analysis);
    }
    return analysis;
  }

  #filesFor(path: string): Files {
    const root = this.#rootOf(path);
    const known = this.#files.get(root);
    if (known !== undefined) return known;
    const paths = existsSync(root) ? this.list(root, () => undefined) : [];
    const files = new Files(paths.filter(isLookedInto).map(uriOf));
    this.#files.set(root, files);
    return files;
  }

  /**
   * The folder of the project that a file is part of: its repository, where that is in the current folder or outside of it; else a folder
   * that was asked for, if it is one of a project or outside; else the current one.
   */
  #rootOf(path: string): string {
    const isInside = isBelow(path, this.current);
    const asked = [...this.#listed.keys()]
      .filter((folder) => isBelow(path, folder) && (!isInside || isBelow(folder, this.current)))
      .sort((a, b) => b.length - a.length);
    const isOfProject = (folder: string): boolean =>
      OF_PROJECT.some((name) => existsSync(join(folder, name)));
    return (
      this.#repositoryOf(dirname(path), isInside ? this.current : undefined) ??
      (isInside ? (asked.find(isOfProject) ?? this.current) : (asked[0] ?? dirname(path)))
    );
  }

  /** The nearest repository around a folder, no further up than another one. */
  #repositoryOf(folder: string, top: string | undefined): string | undefined {
    const known = this.#repositories.get(folder);
    if (known !== undefined) return known === '' ? undefined : known;
    const above = folder === top || dirname(folder) === folder ? undefined : dirname(folder);
    const found = existsSync(join(folder, '.git')) ? folder : above && this.#repositoryOf(above, top);
    this.#repositories.set(folder, found ?? '');
    return found;
  }
}

/** The uri of a path. To make one takes long, and most paths have nothing in them that must be written otherwise. */
function uriOf(path: string): string {
  return /^(?:\/[\w\-.]+)+$/.test(path) ? `file://${path}` : pathToFileURL(path).href;
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}

function textAt(uri: string): string | undefined {
  try {
    const text = readText(fileURLToPath(uri));
    return text.length > MOST_LOOKED_INTO ? undefined : text;
  } catch {
    return undefined;
  }
}
