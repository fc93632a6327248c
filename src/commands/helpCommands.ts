import * as vscode from 'vscode';
import type { PlaygroundStore } from '../playground/store';

/** The commands that lead to VS Code's own help: the walkthrough of package.json, and its form for issues. */
export function helpCommands(extensionId: string, store: PlaygroundStore): Record<string, () => unknown> {
  return {
    getStarted: () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#getStarted`, false),
    reportIssue: async () => {
      // The form adds the versions itself. Of the session it has what decides on numbers, and nothing of the code.
      const issueBody = [
        vscode.l10n.t('What did you do, and what did you see?'),
        vscode.l10n.t(
          'What did you expect? Where it is about numbers: what does PyTorch print, in which version?',
        ),
        vscode.l10n.t('Code that shows it, as short as it can be:'),
        `generator: ${store.state.generator}`,
      ].join('\n\n');
      try {
        await vscode.commands.executeCommand('workbench.action.openIssueReporter', {
          extensionId,
          issueBody,
        });
      } catch {
        // VS Code has no form where package.json names no repository: the text is there to be sent in another way.
        const draft = { language: 'markdown', content: issueBody };
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(draft));
      }
    },
  };
}
