import * as vscode from 'vscode';
import type { PlaygroundStore } from '../playground/store';

/** The commands that lead to VS Code's own help: the walkthrough of package.json, and its form for issues. */
export function helpCommands(extensionId: string, store: PlaygroundStore): Record<string, () => unknown> {
  return {
    getStarted: () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#getStarted`, false),
    // The form adds the versions itself. Of the session it has what decides on numbers, and nothing of the code.
    reportIssue: () =>
      vscode.commands.executeCommand('workbench.action.openIssueReporter', {
        extensionId,
        issueBody: [
          vscode.l10n.t('What did you do, and what did you see?'),
          vscode.l10n.t(
            'What did you expect? Where it is about numbers: what does PyTorch print, in which version?',
          ),
          vscode.l10n.t('Code that shows it, as short as it can be:'),
          `generator: ${store.state.generator}`,
        ].join('\n\n'),
      }),
  };
}
