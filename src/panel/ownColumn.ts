import * as vscode from 'vscode';
import { playgroundTabs } from '../services/playgroundTabs';

/**
 * Keeps a playground in sight that is alone in the window: a file that is opened would cover it, so it moves to a column of
 * its own. Beside a file it has one already, which package.json has VS Code lock.
 */
export function keepOwnColumn(panel: vscode.WebviewPanel): vscode.Disposable {
  let wasAlone = isAlone();
  return vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
    const [own] = playgroundTabs();
    const isCovered = opened.some((tab) => tab !== own && tab.group === own?.group);
    if (wasAlone && isCovered) panel.reveal(vscode.ViewColumn.Beside, true);
    wasAlone = isAlone();
  });
}

function isAlone(): boolean {
  const [group, ...others] = vscode.window.tabGroups.all;
  return others.length === 0 && group?.tabs.length === 1 && playgroundTabs().length === 1;
}
