import * as vscode from 'vscode';
import { isLookedInto, isVendorFolder, MOST_LOOKED_INTO, VENDOR_FOLDERS } from '../files';
import type { FileChange } from '../protocol/reading';
import { Owner } from '../services/owner';
import { eachOf } from './eachOf';

/** Where other people's code lies. */
const VENDOR_PATTERN = `**/{${VENDOR_FOLDERS.join(',')}}/**`;

/** What is read: code, settings that it may load, and what runs it. */
const ENDINGS = 'yaml,yml,json,jsonnet,toml,ini,cfg,conf,sh';
const CODE = '**/*.{py,ipynb}';
const SETTINGS = `**/*.{${ENDINGS}}`;
const FILES = `**/*.{py,ipynb,${ENDINGS}}`;

/** Who wants to know what happens to files. */
interface Listener {
  changed(changes: FileChange[]): void;
  foldersChanged(): void;
}

/**
 * The Python files beside the open ones: found and read through VS Code, so that it works on remotes and in the
 * browser, and only when the reader asks for them.
 */
export class WorkspaceFiles extends Owner {
  constructor(listener: Listener) {
    super();
    const watcher = vscode.workspace.createFileSystemWatcher(FILES);
    const tell = (change: FileChange['change']) => (uri: vscode.Uri) => {
      if (!vscode.workspace.asRelativePath(uri, false).split('/').some(isVendorFolder))
        listener.changed([{ uri: uri.toString(), change }]);
    };
    this.own(
      watcher,
      watcher.onDidChange(tell('changed')),
      watcher.onDidCreate(tell('created')),
      watcher.onDidDelete(tell('deleted')),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => tell('changed')(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => listener.foldersChanged()),
    );
  }

  /** The folder whose files a file or notebook can see: that of the workspace, else its own; undefined where it is stored nowhere. */
  rootOf(uri: vscode.Uri): string | undefined {
    if (uri.scheme === 'untitled') return undefined;
    return (vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..')).toString();
  }
}

/** The Python files into which those of a folder look. */
export async function listFiles(root: string): Promise<readonly string[]> {
  const directory = vscode.Uri.parse(root);
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === root);
  const uris = new Set<string>();
  try {
    // Not every file system can be searched, but a directory can be read.
    for (const [name, type] of await vscode.workspace.fs.readDirectory(directory))
      if (type === vscode.FileType.File && isLookedInto(name))
        uris.add(vscode.Uri.joinPath(directory, name).toString());
    if (folder !== undefined) {
      for (const each of [CODE, SETTINGS]) {
        const pattern = new vscode.RelativePattern(folder, each);
        for (const uri of await vscode.workspace.findFiles(pattern, VENDOR_PATTERN)) uris.add(uri.toString());
      }
    }
  } catch {
    // A folder that cannot be read has no files to look into.
  }
  return [...uris];
}

/** The texts of such files; undefined for what cannot be read, or is too large. */
export function readFiles(uris: readonly string[]): Promise<readonly (string | undefined)[]> {
  return eachOf(uris, async (uri) => {
    try {
      const file = vscode.Uri.parse(uri);
      const { size } = await vscode.workspace.fs.stat(file);
      if (size > MOST_LOOKED_INTO) return undefined;
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    } catch {
      return undefined;
    }
  });
}
