import * as vscode from 'vscode';

/** Whether a document may be changed, as far as VS Code tells: not so a diff's old side, or a protected file. */
export async function isWritable(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return true;
  // Undefined for what no file system serves, such as the texts that other extensions only show.
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) return false;
  try {
    const { permissions } = await vscode.workspace.fs.stat(uri);
    return permissions !== vscode.FilePermission.Readonly;
  } catch {
    // The file is gone while its text is still open: what is written goes to that text.
    return true;
  }
}
