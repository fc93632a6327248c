import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isLookedInto, seenByOthers } from '../../src/files';
import { analyze, type DropoutSite, Files } from '../../src/python';

/** A dropout call of the corpus. */
export interface Found {
  readonly file: string;
  /** The texts of the file's cells; a script is one. */
  readonly texts: readonly string[];
  readonly site: DropoutSite;
}

/** As the editor, which leaves larger files alone. */
const MOST_BYTES = 400_000;

/** Finds the dropout calls in all Python files and notebooks below a folder, which is taken for a workspace. */
export function findCalls(folder: string): Found[] {
  const paths = walk(folder);
  const texts = textsOf(paths);
  const files = new Files(texts.keys());
  return paths.flatMap((path) => {
    if (!/\.(?:py|ipynb)$/.test(path)) return [];
    const uri = uriOf(path);
    const notebook = path.endsWith('.ipynb');
    const text = texts.get(uri) ?? '';
    const cells = notebook ? cellsOf(text) : [text];
    const options = { notebook, uri, files };
    let analysis = analyze(cells, options);
    for (let wanted = files.takeWanted(); wanted.length > 0; wanted = files.takeWanted()) {
      for (const other of wanted) files.set(other, seenByOthers(other, texts.get(other)));
      analysis = analyze(cells, options, analysis);
    }
    return analysis.sites.map((site) => ({ file: path, texts: cells, site }));
  });
}

/** The texts of the files below a folder that the reader may look into, by their URIs. */
export function textsBelow(folder: string): ReadonlyMap<string, string> {
  return textsOf(walk(folder));
}

function textsOf(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(paths.map((path) => [uriOf(path), readFileSync(path, 'utf8')]));
}

/** The notebooks below a folder. */
export function notebooksIn(folder: string): string[] {
  return walk(folder).filter((path) => path.endsWith('.ipynb'));
}

/** Git's name for a file's content; undefined where there is no such file. */
export function blobOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const content = readFileSync(file);
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name.startsWith('.') ? [] : walk(path);
      if (!entry.isFile() || !isLookedInto(entry.name)) return [];
      return entry.name.endsWith('.ipynb') || statSync(path).size <= MOST_BYTES ? [path] : [];
    });
}

/** The code cells of a notebook; none where it is no notebook. */
function cellsOf(json: string): string[] {
  try {
    const { cells } = JSON.parse(json) as {
      cells?: { cell_type: string; source: string | string[] }[];
    };
    return (cells ?? [])
      .filter(({ cell_type }) => cell_type === 'code')
      .map(({ source }) => (typeof source === 'string' ? source : source.join('')));
  } catch {
    return [];
  }
}
