import * as vscode from 'vscode';
import { Owner } from '../services/owner';
import { EXAMPLE_SCHEME } from '../services/exampleScheme';
import { ExampleFiles } from './exampleFiles';

const NAME = 'dropout.ipynb';

/** The example notebook, as a copy in the extension's own storage that the reader may edit and run. */
export class ExampleNotebook extends Owner {
  readonly #source: vscode.Uri;
  readonly #folder: vscode.Uri;

  constructor({ extension, extensionUri, globalStorageUri }: vscode.ExtensionContext) {
    super();
    const { version } = extension.packageJSON as { version: string };
    this.#source = vscode.Uri.joinPath(extensionUri, 'media', 'example', NAME);
    this.#folder = vscode.Uri.joinPath(globalStorageUri, `example-${version}`);
    const files = new ExampleFiles(this.#folder);
    this.own(vscode.workspace.registerFileSystemProvider(EXAMPLE_SCHEME, files));
  }

  /**
   * Opens it. A copy made before stays as the reader left it; another version of the extension brings a fresh one.
   */
  async open(): Promise<void> {
    const copy = vscode.Uri.joinPath(this.#folder, NAME);
    await vscode.workspace.fs.createDirectory(this.#folder);
    // It fails where there is one; where there is none after it, the editor says so.
    await vscode.workspace.fs.copy(this.#source, copy, { overwrite: false }).then(undefined, String);
    const shown = vscode.Uri.from({ scheme: EXAMPLE_SCHEME, path: `/${NAME}` });
    // Whoever goes on to another editor before it is there is told of no failure.
    await vscode.commands.executeCommand('vscode.openWith', shown, 'jupyter-notebook');
  }
}
