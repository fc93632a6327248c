import type { Answer, FilesHost, FolderEntry } from '../../../src/protocol/reading';

/** A file system in memory: texts by their uris. */
export function treeOf(texts: Readonly<Record<string, string>>): Pick<FilesHost, 'readFiles' | 'foldersAt'> {
  return {
    readFiles: (uris) => Promise.resolve(uris.map((uri) => texts[uri])),
    foldersAt: (uris) => Promise.resolve(uris.map((uri) => folderAt(uri, Object.keys(texts)))),
  };
}

function folderAt(uri: string, files: readonly string[]): Answer<readonly FolderEntry[]> {
  const inside = files.filter((file) => file.startsWith(`${uri}/`));
  if (inside.length === 0) return { reason: 'there is no such file' };
  const entries = new Map(
    inside.map((file): [string, FolderEntry] => {
      const [name = '', ...rest] = file.slice(uri.length + 1).split('/');
      return [name, { name, uri: `${uri}/${name}`, kind: rest.length === 0 ? 'file' : 'folder' }];
    }),
  );
  return { value: [...entries.values()] };
}

/** Nothing is installed. */
export const NO_PACKAGES: Pick<FilesHost, 'foldersAt' | 'environmentsOf'> = {
  foldersAt: () => Promise.resolve([]),
  environmentsOf: () => Promise.resolve([]),
};

/** In milliseconds: no reader has to answer before it has read all that it wants, however slow the machine is. */
export const PATIENT = 60_000;
