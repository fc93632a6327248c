import * as vscode from 'vscode';
import { EVERYTHING, type Filter } from './rows';

interface Choice extends vscode.QuickPickItem {
  readonly filter: Filter | undefined;
}

/** Asks which calls are to be shown; a name is typed. Undefined where nothing is chosen. */
export async function askFilter(before: Filter): Promise<Filter | undefined> {
  const { l10n } = vscode;
  const title = l10n.t('Filter dropout in this workspace');
  const choices: readonly Choice[] = [
    { label: l10n.t('Everything'), filter: EVERYTHING },
    { label: l10n.t('Only problems and hints'), filter: { show: 'problems', name: '' } },
    { label: l10n.t('Only where p is unknown'), filter: { show: 'unknown', name: '' } },
    { label: l10n.t('By name…'), filter: undefined },
  ];
  const choice = await vscode.window.showQuickPick(choices, { title });
  if (choice === undefined || choice.filter !== undefined) return choice?.filter;
  const name = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('A part of the name of a file, a class, a layer or a rule'),
    value: before.name,
  });
  return name === undefined ? undefined : { ...before, name };
}
