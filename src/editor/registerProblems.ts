import * as vscode from 'vscode';
import type { DropoutDocuments } from '../reading';
import type { Settings } from '../services/settings';

const PYTHON: vscode.DocumentSelector = { language: 'python' };
const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('dropoutPlayground');

/**
 * Registers what says and mends what is wrong. All of it is loaded when there is a Python document.
 *
 * @param extensionUri where the extension is, with the pages of the rules
 */
export function registerProblems(
  settings: Settings,
  documents: () => Promise<DropoutDocuments>,
  extensionUri: vscode.Uri,
): vscode.Disposable {
  const disposables: { dispose(): unknown }[] = [];
  const begin = async () => {
    const problems = await import('.');
    const pages = vscode.Uri.joinPath(extensionUri, 'docs', 'rules');
    disposables.push(new problems.ProblemDiagnostics(documents, settings, pages));
    return problems;
  };
  let loaded: ReturnType<typeof begin> | undefined;
  const load = () => (loaded ??= begin());
  const loadFor = ({ languageId }: vscode.TextDocument): void => {
    if (languageId === 'python') void load();
  };
  vscode.workspace.textDocuments.forEach(loadFor);
  disposables.push(
    vscode.workspace.onDidOpenTextDocument(loadFor),
    vscode.languages.registerCodeActionsProvider(
      PYTHON,
      {
        provideCodeActions: async (document, range, context, token) => {
          if (!settings.get('problems.enabled', document)) return [];
          const { ProblemFixes } = await load();
          const fixes = new ProblemFixes(await documents(), settings, FIX_ALL);
          return fixes.provideCodeActions(document, range, context, token);
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL] },
    ),
    vscode.commands.registerCommand('dropoutPlayground.fix', async (argument: unknown) => {
      const { mend } = await load();
      await mend(argument, await documents());
    }),
  );
  return new vscode.Disposable(() => void vscode.Disposable.from(...disposables).dispose());
}
