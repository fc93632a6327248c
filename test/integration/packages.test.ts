import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { closeEverything, hoverOn, lensesOf, openPython, titlesOf, until } from './editor';

const CODE =
  'from torch import nn\nfrom tinylib import TinyConfig\nclass Net(nn.Module):\n  def __init__(self, config: TinyConfig):\n    self.drop = nn.Dropout(config.tiny_rate)\n';

const [folder] = vscode.workspace.workspaceFolders ?? [];
const root = folder?.uri ?? assert.fail('no folder is open');
const environment = vscode.Uri.joinPath(root, '.venv');
const SITE = ['lib', 'python3.12', 'site-packages'];

/** Writes a file of the environment. */
async function install(text: string, ...path: string[]): Promise<void> {
  await vscode.workspace.fs.writeFile(
    vscode.Uri.joinPath(environment, ...path),
    new TextEncoder().encode(text),
  );
}

async function readPackages(value: boolean | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('dropoutPlayground');
  await settings.update('packages.enabled', value, vscode.ConfigurationTarget.Workspace);
}

describe('packages that are installed', () => {
  before(async () => {
    // Another test may have asked already, when there were none.
    await readPackages(false);
    await install('home = /usr/bin\nversion = 3.12\n', 'pyvenv.cfg');
    const lazy = 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .configuration import *\n';
    await install(lazy, ...SITE, 'tinylib', '__init__.py');
    const config =
      'class TinyConfig:\n    def __init__(self, tiny_rate=0.375):\n        self.tiny_rate = tiny_rate\n';
    await install(config, ...SITE, 'tinylib', 'configuration.py');
  });

  after(async () => {
    await closeEverything();
    await readPackages(undefined);
    await vscode.workspace.fs.delete(environment, { recursive: true });
  });

  it('are left alone, if the setting says so; else they have p, with a place to which lens and hover lead', async () => {
    const document = await openPython(CODE);
    const lens = async (): Promise<string> => (await titlesOf(document))[0] ?? '';
    await eventually(lens, /^4 p unknown/);
    await readPackages(undefined);
    await eventually(lens, /^4 p = 0\.375 from /);
    assert.match(await hoverOn(document, 'nn.Dropout('), /tinylib\/configuration\\?\.py:2/);
    const [first] = await lensesOf(document);
    const { command, arguments: given } = first?.command ?? assert.fail('no lens');
    await vscode.commands.executeCommand(command, ...((given ?? []) as unknown[]));
    const opened = (): vscode.TextEditor | undefined => vscode.window.activeTextEditor;
    await until(() => opened()?.document.uri.path.endsWith('tinylib/configuration.py') === true);
    assert.equal(opened()?.selection.active.line, 1);
  });
});
