import * as vscode from 'vscode';

/**
 * Opens the example notebook, as a copy in the extension's own storage that the reader may edit and run. A
 * copy made before stays as the reader left it; another version of the extension brings a fresh one.
 */
export async function openExampleNotebook(context: vscode.ExtensionContext): Promise<void> {
  const { version } = context.extension.packageJSON as { version: string };
  const source = vscode.Uri.joinPath(context.extensionUri, 'media', 'example', 'dropout.ipynb');
  const folder = vscode.Uri.joinPath(context.globalStorageUri, `example-${version}`);
  const copy = vscode.Uri.joinPath(folder, 'dropout.ipynb');
  if (!(await exists(copy))) {
    await vscode.workspace.fs.createDirectory(folder);
    await vscode.workspace.fs.copy(source, copy);
  }
  await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(copy));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
