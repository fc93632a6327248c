import * as vscode from 'vscode';
import { SECTION, type SettingName, SETTINGS } from '../../src/services/settings';
import { eventually } from '../eventually';
import { closeEverything, hoverOn, openPython, playgroundTabs, titlesOf, until } from './editor';

/** Those that a workspace may set. */
const names = (Object.keys(SETTINGS) as SettingName[]).filter((name) => name !== 'verify.interpreter');
/** Packages are read for a folder, whatever the language. */
const perLanguage = names.filter((name) => name.endsWith('.enabled') && name !== 'packages.enabled');

const [folder] = vscode.workspace.workspaceFolders ?? [];

/**
 * Gives the settings a value, and others to those that a language may have for itself. All are written at once: VS Code
 * takes a third of a second for each that it writes itself.
 */
async function setAll(value: unknown, inPython?: unknown): Promise<void> {
  if (folder === undefined) throw new Error('No folder is open.');
  const settings = (which: readonly string[], to: unknown): Record<string, unknown> =>
    Object.fromEntries(which.map((name) => [`${SECTION}.${name}`, to]));
  const all = {
    ...(value === undefined ? {} : settings(names, value)),
    ...(inPython === undefined ? {} : { '[python]': settings(perLanguage, inPython) }),
  };
  const file = vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(all)));
  const found = (): unknown => {
    const configuration = vscode.workspace.getConfiguration(SECTION, { languageId: 'python' });
    return [
      names.map((name) => configuration.inspect(name)?.workspaceValue),
      perLanguage.map((name) => configuration.inspect(name)?.workspaceLanguageValue),
    ];
  };
  await eventually(found, [names.map(() => value), perLanguage.map(() => inPython)]);
}

describe('settings of the wrong type', () => {
  afterEach(async () => {
    await setAll(undefined);
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
    await setAll(false, 'off');
    await assertAllThere();
  });
});
