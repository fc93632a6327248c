import * as vscode from 'vscode';
import { Files } from '../python';

/** More files than that are not even listed. */
const MOST_LISTED = 5000;
/** In bytes; a larger file is hardly one that somebody wrote. */
const LARGEST = 400_000;
/** So many files are read at a time. */
const AT_A_TIME = 8;
/** Where other people's code lies. */
const OTHERS = '**/{node_modules,site-packages,.venv,venv,.git,__pycache__}/**';

/**
 * The Python files beside the open ones: found and read through VS Code, so that it works on remotes and in the
 * browser, and only when an analysis asks for them. What changes on disk is read again.
 */
export class WorkspaceFiles implements vscode.Disposable {
  /** By the uri of the workspace folder, or of the directory of a file outside of every one. */
  readonly #files = new Map<string, Promise<Files>>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Files were read, or came, went or changed. */
  readonly onDidChange = this.#changed.event;
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/*.py');
  readonly #subscriptions = [
    this.#changed,
    this.#watcher,
    this.#watcher.onDidChange((uri) => this.#update((files) => files.forget(uri.toString()))),
    this.#watcher.onDidCreate((uri) => this.#update((files) => files.add(uri.toString()))),
    this.#watcher.onDidDelete((uri) => this.#update((files) => files.remove(uri.toString()))),
    vscode.workspace.onDidSaveTextDocument(({ uri }) =>
      this.#update((files) => files.forget(uri.toString())),
    ),
    vscode.workspace.onDidChangeWorkspaceFolders(() => this.#files.clear()),
  ];

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** The files that a document can see; undefined where it is stored nowhere. */
  filesFor(uri: vscode.Uri): Promise<Files> | undefined {
    if (uri.scheme === 'untitled') return undefined;
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    const root = folder?.uri ?? vscode.Uri.joinPath(uri, '..');
    const known = this.#files.get(root.toString());
    const files = known ?? listFiles(root, folder);
    this.#files.set(root.toString(), files);
    return files;
  }

  /** Reads files into `files`; what cannot be read is noted as such. */
  async read(files: Files, uris: readonly string[]): Promise<void> {
    const left = uris.slice();
    const readOn = async (): Promise<void> => {
      for (let uri = left.pop(); uri !== undefined; uri = left.pop()) files.set(uri, await textOf(uri));
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, readOn));
    this.#changed.fire();
  }

  #update(change: (files: Files) => void): void {
    for (const files of this.#files.values())
      void files.then((known) => {
        const { version } = known;
        change(known);
        if (known.version !== version) this.#changed.fire();
      });
  }
}

async function listFiles(root: vscode.Uri, folder: vscode.WorkspaceFolder | undefined): Promise<Files> {
  const uris = new Set<string>();
  try {
    // Not every file system can be searched, but a directory can be read.
    for (const [name, type] of await vscode.workspace.fs.readDirectory(root))
      if (type === vscode.FileType.File && name.endsWith('.py'))
        uris.add(vscode.Uri.joinPath(root, name).toString());
    if (folder !== undefined) {
      const pattern = new vscode.RelativePattern(folder, '**/*.py');
      for (const uri of await vscode.workspace.findFiles(pattern, OTHERS, MOST_LISTED))
        uris.add(uri.toString());
    }
  } catch {
    // A folder that cannot be read has no files to look into.
  }
  return new Files(uris);
}

async function textOf(uri: string): Promise<string | undefined> {
  try {
    const file = vscode.Uri.parse(uri);
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > LARGEST) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}
