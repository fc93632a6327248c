import * as vscode from 'vscode';
import type { ToldProblem } from '../../protocol/reading';
import type { DropoutDocuments } from '../../reading';
import type { Settings } from '../../services/settings';
import { severitiesIn } from './shown';
import { triedEdit } from './tried';
import { UNCANCELLED } from '../../services/uncancelled';

/**
 * The most serious thing that is wrong with each call of a file or cell, by the calls' keys, as far as the reader wants to
 * know.
 */
export function problemsBySite(
  problems: readonly ToldProblem[],
  document: vscode.TextDocument,
  settings: Settings,
): ReadonlyMap<string, ToldProblem> {
  const worst = new Map<
    string,
    { readonly problem: ToldProblem; readonly severity: vscode.DiagnosticSeverity }
  >();
  if (problems.length === 0 || !settings.get('problems.enabled', document)) return new Map();
  const severityOf = severitiesIn(document, settings);
  for (const problem of problems) {
    const severity = severityOf(problem);
    if (problem.site === undefined || severity === undefined) continue;
    const before = worst.get(problem.site);
    if (before === undefined || severity < before.severity) worst.set(problem.site, { problem, severity });
  }
  return new Map([...worst].map(([site, { problem }]) => [site, problem]));
}

/** Mends a problem of a call by its first fix, where that still does it. Its argument comes from a lens, or from anybody. */
export async function mend(argument: unknown, documents: DropoutDocuments): Promise<void> {
  if (typeof argument !== 'object' || argument === null) return;
  const { uri, site, rule } = argument as Record<string, unknown>;
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  if (document === undefined) return;
  const problems = (await documents.problemsOf(document, UNCANCELLED, { fresh: true })) ?? [];
  const problem = problems.find((one) => one.site === site && one.rule === rule);
  const [fix] = problem?.fixes ?? [];
  const edit = problem && fix && (await triedEdit(document, [{ problem, edits: fix.edits }], documents));
  if (edit === undefined || !(await vscode.workspace.applyEdit(edit)))
    void vscode.window.showInformationMessage(vscode.l10n.t('This cannot be fixed as the code stands now.'));
}
