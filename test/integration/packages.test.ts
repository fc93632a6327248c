import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { closeEverything, hintsIn, hoverOn, lensesOf, openPython, titlesOf, until } from './editor';

const CODE =
  'from torch import nn\nfrom tinylib import TinyConfig\nclass Net(nn.Module):\n  def __init__(self, config: TinyConfig):\n    self.drop = nn.Dropout(config.tiny_rate)\n';

const [folder] = vscode.workspace.workspaceFolders ?? [];
const root = folder?.uri ?? assert.fail('no folder is open');
const environment = vscode.Uri.joinPath(root, '.venv');
const SITE = ['lib', 'python3.12', 'site-packages'];

const other = vscode.Uri.joinPath(root, 'other-environment');

/** Writes a file of an environment. */
async function install(text: string, to: vscode.Uri, ...path: string[]): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(to, ...path), new TextEncoder().encode(text));
}

async function readPackages(value: boolean | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('dropoutPlayground');
  await settings.update('packages.enabled', value, vscode.ConfigurationTarget.Workspace);
}

/** Names the interpreter, which no folder may do. */
async function interpret(path: string | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('dropoutPlayground');
  await settings.update('verify.interpreter', path, vscode.ConfigurationTarget.Global);
}

/** A class of settings whose rate has a default. */
function configuration(rate: number): string {
  return `class TinyConfig:\n    def __init__(self, tiny_rate=${rate}):\n        self.tiny_rate = tiny_rate\n`;
}

describe('packages that are installed', () => {
  before(async () => {
    // Another test may have asked already, when there were none.
    await readPackages(false);
    for (const made of [environment, other])
      await install('home = /usr/bin\nversion = 3.12\n', made, 'pyvenv.cfg');
    const lazy = 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .configuration import *\n';
    await install(lazy, environment, ...SITE, 'tinylib', '__init__.py');
    await install('', environment, ...SITE, 'pandas', '__init__.py');
    await install(configuration(0.375), environment, ...SITE, 'tinylib', 'configuration.py');
    await install(configuration(0.25), other, ...SITE, 'tinylib', '__init__.py');
  });

  after(async () => {
    await closeEverything();
    await readPackages(undefined);
    for (const made of [environment, other]) await vscode.workspace.fs.delete(made, { recursive: true });
  });

  it('are left alone, if the setting says so; else they have p, with a place to which lens and hover lead', async () => {
    const document = await openPython(CODE);
    const lens = async (): Promise<string> => (await titlesOf(document))[0] ?? '';
    await eventually(lens, /^4 p unknown/);
    await readPackages(undefined);
    await eventually(lens, /^4 p = 0\.375 from /);
    await eventually(() => hoverOn(document, 'nn.Dropout('), /tinylib\/configuration\\?\.py:2/);
    const [first] = await lensesOf(document);
    const { command, arguments: given } = first?.command ?? assert.fail('no lens');
    await vscode.commands.executeCommand(command, ...((given ?? []) as unknown[]));
    const opened = (): vscode.TextEditor | undefined => vscode.window.activeTextEditor;
    await until(() => opened()?.document.uri.path.endsWith('tinylib/configuration.py') === true);
    await eventually(() => opened()?.selection.active.line, 1);
  });

  it('leave what is replayed after them as it is, where they are there', async () => {
    const code = (name: string): string =>
      `import ${name}\nimport torch\ntorch.manual_seed(0)\nprint(torch.nn.Dropout(0.5)(torch.ones(3)))\n`;
    const missing = await openPython(code('sklearn'));
    await eventually(() => hintsIn(missing), ['3 → 1 of 3 kept?']);
    const document = await openPython(code('pandas'));
    await eventually(() => hintsIn(document), ['3 → 1 of 3 kept']);
    try {
      await readPackages(false);
      await eventually(() => hintsIn(document), ['3 → 1 of 3 kept?']);
    } finally {
      await readPackages(undefined);
    }
    await eventually(() => hintsIn(document), ['3 → 1 of 3 kept']);
  });

  it('are those of the interpreter that the settings name, as soon as they name it', async () => {
    const document = await openPython(CODE);
    const lens = async (): Promise<string> => (await titlesOf(document))[0] ?? '';
    await eventually(lens, /^4 p = 0\.375 from /);
    try {
      await interpret(vscode.Uri.joinPath(other, 'bin', 'python').fsPath);
      await eventually(lens, /^4 p = 0\.25 from /);
    } finally {
      await interpret(undefined);
    }
    await eventually(lens, /^4 p = 0\.375 from /);
  });
});
