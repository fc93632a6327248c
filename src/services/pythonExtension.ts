import * as vscode from 'vscode';

/** What is used here of the Python extension's API (`@vscode/python-extension`). */
interface PythonEnvironments {
  /** Where the chosen interpreter is, or the folder of its environment. */
  getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
  resolveEnvironment(
    path: unknown,
  ): Promise<{ readonly executable: { readonly uri: vscode.Uri | undefined } } | undefined>;
  readonly onDidChangeActiveEnvironmentPath?: vscode.Event<unknown>;
}

/** What the Python extension knows of environments; undefined without it. */
export async function pythonEnvironments(): Promise<PythonEnvironments | undefined> {
  const extension = vscode.extensions.getExtension<
    { readonly environments?: PythonEnvironments } | undefined
  >('ms-python.python');
  return (await extension?.activate())?.environments;
}
