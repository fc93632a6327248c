import * as vscode from 'vscode';
import type { Problem } from '../../protocol/reading';
import { messageText, relatedText } from '../../wording';
import { cellOf, pythonCells } from '../../reading';
import type { Settings } from '../../services/settings';

/** What VS Code calls the one who says it. */
export const SOURCE = 'dropout-playground';

/** How serious a problem is to the reader of a document, in the settings' words; undefined where it is not to be shown. */
export function shownSeverity(
  { rule, severity }: Problem,
  scope: vscode.ConfigurationScope,
  settings: Settings,
): ShownSeverity | undefined {
  const set = settings.get(`problems.${rule}`, scope);
  if (set === 'off') return undefined;
  return set === 'default' ? severity : set;
}

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;
type ShownSeverity = keyof typeof SEVERITIES;

/** The same as VS Code counts. */
export function severityOf(
  problem: Problem,
  document: vscode.TextDocument,
  settings: Settings,
): vscode.DiagnosticSeverity | undefined {
  const shown = shownSeverity(problem, document, settings);
  return shown && SEVERITIES[shown];
}

/** Whether a problem is one of those that are counted: hints are not. */
export function countsAsProblem(
  problem: Problem,
  document: vscode.TextDocument,
  settings: Settings,
): boolean {
  const severity = severityOf(problem, document, settings);
  return severity !== undefined && severity < vscode.DiagnosticSeverity.Hint;
}

/** Whether a document is one in which something can be mended: not a diff's old side, and nothing that is only shown. */
export function isChecked({ uri, languageId }: vscode.TextDocument): boolean {
  if (languageId !== 'python') return false;
  if (uri.scheme === 'untitled' || uri.scheme === 'vscode-notebook-cell') return true;
  return vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

export function rangeIn(
  document: vscode.TextDocument,
  { from, to }: Pick<Problem, 'from' | 'to'>,
): vscode.Range {
  return new vscode.Range(document.positionAt(from), document.positionAt(to));
}

/** A problem as VS Code shows it; undefined where the reader wants none of its rule. */
export function diagnosticOf(
  problem: Problem,
  document: vscode.TextDocument,
  settings: Settings,
  pages: vscode.Uri,
): vscode.Diagnostic | undefined {
  const severity = severityOf(problem, document, settings);
  if (severity === undefined) return undefined;
  const { rule, message, related } = problem;
  const shown = new vscode.Diagnostic(rangeIn(document, problem), messageText(message), severity);
  shown.source = SOURCE;
  shown.code = { value: rule, target: vscode.Uri.joinPath(pages, `${rule}.md`) };
  if (rule === 'unused-layer') shown.tags = [vscode.DiagnosticTag.Unnecessary];
  const cells = related.length === 0 ? [] : cellsBeside(document);
  shown.relatedInformation = related.flatMap(({ code, place }) => {
    const own = place.uri === undefined ? cells[place.cell] : undefined;
    if (own !== undefined)
      return new vscode.DiagnosticRelatedInformation(
        new vscode.Location(own.uri, rangeIn(own, place)),
        relatedText(code),
      );
    if (place.uri === undefined) return [];
    const start = new vscode.Position(place.line, 0);
    return new vscode.DiagnosticRelatedInformation(
      new vscode.Location(vscode.Uri.parse(place.uri), start),
      relatedText(code),
    );
  });
  return shown;
}

/** The documents that are read together with one. */
function cellsBeside(document: vscode.TextDocument): readonly vscode.TextDocument[] {
  const notebook = cellOf(document)?.notebook;
  return notebook === undefined ? [document] : pythonCells(notebook);
}
