import * as v from 'valibot';

/** Files that came, went or changed. */
export const fileChanges = v.array(
  v.object({ uri: v.string(), change: v.picklist(['created', 'changed', 'deleted']) }),
);

export type FileChange = v.InferOutput<typeof fileChanges>[number];

/** What a folder holds; links to folders are told from folders. */
export interface FolderEntry {
  readonly name: string;
  readonly uri: string;
  readonly kind: 'file' | 'folder' | 'link';
}

/** Something that was asked for, or in a line why there is none. */
export type Answer<T> = { readonly value: T } | { readonly reason: string };

/** What both who read code ask the host for. */
export interface FilesHost {
  /** The Python files in a folder, into which those of it look. */
  listFiles(root: string): Promise<readonly string[]>;
  /** The texts of files; undefined for what cannot be read. */
  readFiles(uris: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** What folders hold. */
  foldersAt(uris: readonly string[]): Promise<readonly Answer<readonly FolderEntry[]>[]>;
  /** The uris of the environments of Python in which the code of a folder runs. */
  environmentsOf(root: string): Promise<readonly string[]>;
}
