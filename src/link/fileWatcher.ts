import * as vscode from 'vscode';
import { fileGlob } from './fileGlob';

/**
 * Watches one file, and the folders in which it lies as far as the workspace reaches: what is done to a folder from
 * outside is told of the folder only. Undefined where no file system is behind the address.
 */
export function watchFile(uri: vscode.Uri): vscode.FileSystemWatcher | undefined {
  if (!hasFileSystem(uri)) return undefined;
  const base = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  const path = uri.path.slice(base.path.length);
  return vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(base, fileGlob(path)));
}

/** Whether a file is there no longer. What cannot be asked, as without a connection, counts as being there. */
export async function isGone(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') {
    const { textDocuments, notebookDocuments } = vscode.workspace;
    const isOpen = (document: vscode.TextDocument | vscode.NotebookDocument): boolean =>
      !document.isClosed && document.uri.toString() === uri.toString();
    return !textDocuments.some(isOpen) && !notebookDocuments.some(isOpen);
  }
  if (!hasFileSystem(uri)) return false;
  try {
    await vscode.workspace.fs.stat(uri);
    return false;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
  }
}

/** Not so the texts that other extensions only show. */
function hasFileSystem({ scheme }: vscode.Uri): boolean {
  return vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined;
}
