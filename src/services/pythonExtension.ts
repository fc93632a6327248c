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

/** Asks the Python extension about the environments that it knows; undefined without it. */
export async function askPython<T>(
  ask: (environments: PythonEnvironments) => T | Promise<T>,
  log: Pick<vscode.LogOutputChannel, 'warn'>,
): Promise<T | undefined> {
  try {
    const extension = vscode.extensions.getExtension<
      { readonly environments?: PythonEnvironments } | undefined
    >('ms-python.python');
    const environments = (await extension?.activate())?.environments;
    return environments && (await ask(environments));
  } catch (error) {
    log.warn(`The Python extension does not name its interpreter: ${String(error)}`);
    return undefined;
  }
}
