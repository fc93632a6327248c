import * as vscode from 'vscode';
import { SECTION, type SettingName, SETTINGS } from '../../src/services/settings';
import { eventually } from '../eventually';
import { closeEverything, hoverOn, openPython, playgroundTabs, titlesOf, until } from './editor';

/** Those that a workspace may set. */
const names = (Object.keys(SETTINGS) as SettingName[]).filter((name) => name !== 'verify.interpreter');
/** Packages are read for a folder, whatever the language. */
const perLanguage = names.filter((name) => name.endsWith('.enabled') && name !== 'packages.enabled');

async function setAll(value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  for (const name of names) await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
}

async function setInPython(value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION, { languageId: 'python' });
  for (const name of perLanguage)
    await configuration.update(name, value, vscode.ConfigurationTarget.Workspace, true);
}

describe('settings of the wrong type', () => {
  afterEach(async () => {
    await setAll(undefined);
    await setInPython(undefined);
    await closeEverything();
  });

  const text = 'import torch\nfrom torch import nn\ntorch.manual_seed(0)\nlayer = nn.Dropout()\n';

  async function assertAllThere(): Promise<void> {
    const document = await openPython(text);
    await eventually(() => titlesOf(document), ['3 drops 50%, rest × 2', '3 Try it']);
    await eventually(() => hoverOn(document, 'nn.Dropout('), /8 of 15 values kept/);
    const hints = () =>
      vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
    await eventually(async () => (await hints()).length, 1);
    await vscode.commands.executeCommand('dropoutPlayground.open');
    await until(() => playgroundTabs().length === 1);
    await closeEverything();
  }

  for (const value of ['off', null, 1, [], { enabled: false }]) {
    it(`count as the defaults: ${JSON.stringify(value)}`, async () => {
      await setAll(value);
      await assertAllThere();
    });
  }

  it('count as the defaults where a language has them', async () => {
    await setAll(false);
    await setInPython('off');
    await assertAllThere();
  });
});
