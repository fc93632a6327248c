import * as vscode from 'vscode';
import type { DropoutSite, Problem } from '../../protocol/reading';
import { fixTitle } from '../../wording';
import type { DropoutDocuments } from '../../reading';
import type { Settings } from '../../services/settings';
import { severityOf } from './shown';
import { triedEdit } from './tried';

/** The command that mends a problem, as its argument says which. */
export const FIX = 'dropoutPlayground.fix';

/** What is wrong with one call, the most serious first, and the command that mends it. */
export interface SiteProblem {
  readonly problem: Problem;
  /** Undefined where nothing is offered that mends it. */
  readonly fix: vscode.Command | undefined;
}

/**
 * What is wrong with a call, as far as the reader wants to know.
 *
 * @param problems those of the call's file or cell
 */
export function problemsOfSite(
  { key }: Pick<DropoutSite, 'key'>,
  problems: readonly Problem[],
  document: vscode.TextDocument,
  settings: Settings,
): readonly SiteProblem[] {
  if (!settings.get('problems.enabled', document)) return [];
  return problems
    .filter(({ site }) => site === key)
    .map((problem) => ({ problem, severity: severityOf(problem, document, settings) }))
    .filter(({ severity }) => severity !== undefined)
    .sort((a, b) => (a.severity ?? 0) - (b.severity ?? 0))
    .map(({ problem }) => ({ problem, fix: fixCommand(problem, document) }));
}

function fixCommand(
  { rule, site, fixes }: Problem,
  document: vscode.TextDocument,
): vscode.Command | undefined {
  const [fix] = fixes;
  if (fix === undefined || site === undefined) return undefined;
  const reference = { uri: document.uri.toString(), site, rule };
  return { title: vscode.l10n.t('Fix'), command: FIX, tooltip: fixTitle(fix), arguments: [reference] };
}

/** Mends a problem of a call by its first fix, where that still does it. Its argument comes from a lens, or from anybody. */
export async function mend(argument: unknown, documents: DropoutDocuments): Promise<void> {
  if (typeof argument !== 'object' || argument === null) return;
  const { uri, site, rule } = argument as Record<string, unknown>;
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  if (document === undefined) return;
  const token = new vscode.CancellationTokenSource().token;
  const problems = (await documents.problemsOf(document, token, { fresh: true })) ?? [];
  const problem = problems.find((one) => one.site === site && one.rule === rule);
  const [fix] = problem?.fixes ?? [];
  const edit = problem && fix && (await triedEdit(document, [{ problem, edits: fix.edits }], documents));
  if (edit === undefined || !(await vscode.workspace.applyEdit(edit)))
    void vscode.window.showInformationMessage(vscode.l10n.t('This cannot be fixed as the code stands now.'));
}
