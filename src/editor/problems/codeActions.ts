import * as vscode from 'vscode';
import type { ToldProblem } from '../../protocol/reading';
import type { DropoutDocuments } from '../../reading';
import type { Settings } from '../../services/settings';
import { rangeIn, severitiesIn, SOURCE } from './shown';
import { allSafe, ignoreEdit, triedEdit } from './tried';

/** Fixes of problems: one by one, and all safe ones of a document. Each was tried before it is offered. */
export class ProblemFixes implements vscode.CodeActionProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly settings: Settings,
    private readonly fixAll: vscode.CodeActionKind,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const { only } = context;
    const wantsAll = only !== undefined && (only.contains(this.fixAll) || this.fixAll.contains(only));
    const wantsFixes = only === undefined || only.contains(vscode.CodeActionKind.QuickFix);
    if (!wantsAll && !wantsFixes) return [];
    const found = await this.documents.problemsOf(document, token, { fresh: true });
    const severityOf = severitiesIn(document, this.settings);
    const problems = found?.filter((problem) => severityOf(problem) !== undefined) ?? [];
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const actions: vscode.CodeAction[] = [];
    if (wantsFixes)
      for (const problem of problems)
        if (problem.from <= to && problem.to >= from && !token.isCancellationRequested)
          actions.push(...(await this.#fixesOf(problem, document, context)));
    if (wantsAll && problems.length > 0) {
      const edit = await allSafe(document, problems, this.documents);
      if (edit !== undefined) {
        const action = new vscode.CodeAction(
          vscode.l10n.t('Fix all dropout problems that are safe to fix'),
          this.fixAll,
        );
        action.edit = edit;
        actions.push(action);
      }
    }
    return actions;
  }

  async #fixesOf(
    problem: ToldProblem,
    document: vscode.TextDocument,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const shown = diagnostics.filter(
      ({ source, code, range }) =>
        source === SOURCE &&
        typeof code === 'object' &&
        code.value === problem.rule &&
        range.isEqual(rangeIn(document, problem)),
    );
    const action = (title: string, edit: vscode.WorkspaceEdit): vscode.CodeAction => {
      const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      fix.edit = edit;
      fix.diagnostics = shown;
      return fix;
    };
    const actions: vscode.CodeAction[] = [];
    for (const fix of problem.fixes) {
      const edit = await triedEdit(document, [{ problem, edits: fix.edits }], this.documents);
      if (edit === undefined) continue;
      const offered = action(fix.title, edit);
      offered.isPreferred = fix.isSafe && !actions.some(({ isPreferred }) => isPreferred === true);
      actions.push(offered);
    }
    const ignore = await ignoreEdit(document, problem, this.documents);
    if (ignore !== undefined)
      actions.push(action(vscode.l10n.t('Say in a comment that {0} is meant here', problem.rule), ignore));
    return actions;
  }
}
