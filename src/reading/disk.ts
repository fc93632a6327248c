import * as vscode from 'vscode';
import { largestOf, textOf } from '../files';
import type { Answer, FolderEntry } from '../protocol/reading';
import { eachOf } from './eachOf';

/* What the workers ask of file systems. They are VS Code's, so that it works on remotes and in the browser. */

/** What folders hold. */
export function foldersAt(uris: readonly string[]): Promise<readonly Answer<readonly FolderEntry[]>[]> {
  return eachOf(uris, (uri) =>
    answered(async () => {
      const folder = vscode.Uri.parse(uri);
      const entries = await vscode.workspace.fs.readDirectory(folder);
      return entries.map(([name, type]) => ({
        name,
        uri: vscode.Uri.joinPath(folder, name).toString(),
        kind: kindOf(type),
      }));
    }),
  );
}

function kindOf(type: vscode.FileType): FolderEntry['kind'] {
  if ((type & vscode.FileType.Directory) === 0) return 'file';
  return (type & vscode.FileType.SymbolicLink) === 0 ? 'folder' : 'link';
}

/** What files hold, as text. */
export function textsOf(uris: readonly string[]): Promise<readonly Answer<string>[]> {
  return eachOf(uris, (uri) =>
    answered(async () => {
      const file = vscode.Uri.parse(uri);
      const { size, type } = await vscode.workspace.fs.stat(file);
      // A pipe or a device may never end.
      if ((type & vscode.FileType.File) === 0) throw new Error('it is no file');
      const largest = largestOf(file.path);
      if (size > largest) throw new Error(`it has more than ${largest / 1_000_000} MB`);
      return textOf(await vscode.workspace.fs.readFile(file));
    }),
  );
}

async function answered<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof vscode.FileSystemError ? error.code : undefined;
  switch (code) {
    case 'FileNotFound':
      return 'there is no such file';
    case 'NoPermissions':
      return 'it may not be read';
    default:
      return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
  }
}
