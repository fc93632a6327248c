import * as vscode from 'vscode';

/** A file that the reader saves: what the dialog says of it, the name that it proposes, and how it is said that it failed. */
interface SavedFile {
  readonly title: string;
  readonly filters: Record<string, string[]>;
  readonly name: string;
  readonly failure: (reason: string) => string;
}

/**
 * Asks where to, and writes a file there: on this machine, on a remote or in the browser, wherever the workspace is.
 *
 * @param contentFor is asked once the place is known
 */
export async function saveAs(
  { title, filters, name, failure }: SavedFile,
  contentFor: (uri: vscode.Uri) => Promise<Uint8Array>,
): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title,
    filters,
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
  });
  if (uri === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(uri, await contentFor(uri));
  } catch (error) {
    void vscode.window.showErrorMessage(failure(error instanceof Error ? error.message : String(error)));
  }
}
