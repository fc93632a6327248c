import * as vscode from 'vscode';
import type { Problem, ToldProblem } from '../../protocol/reading';
import { cellOf, pythonCells } from '../../reading';
import type { Settings, SettingValue } from '../../services/settings';

/** What VS Code calls the one who says it. */
export const SOURCE = 'dropout-playground';

/** How serious a problem is shown to be. */
type ShownSeverity = keyof typeof SEVERITIES;

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;

type Rated = Pick<Problem, 'rule' | 'severity'>;

/**
 * How serious problems are to the reader, in the settings' words; undefined where they are not to be shown. The settings
 * are asked once for each rule: VS Code takes its time.
 */
export function shownSeverities(
  scope: vscode.ConfigurationScope,
  settings: Settings,
): (problem: Rated) => ShownSeverity | undefined {
  const known = new Map<Problem['rule'], SettingValue<`problems.${Problem['rule']}`>>();
  return ({ rule, severity }) => {
    const set = known.get(rule) ?? settings.get(`problems.${rule}`, scope);
    known.set(rule, set);
    if (set === 'off') return undefined;
    return set === 'default' ? severity : set;
  };
}

/** The same as VS Code counts. */
export function severitiesIn(
  document: vscode.TextDocument,
  settings: Settings,
): (problem: Rated) => vscode.DiagnosticSeverity | undefined {
  const shown = shownSeverities(document, settings);
  return (problem) => {
    const severity = shown(problem);
    return severity && SEVERITIES[severity];
  };
}

/** How many problems are counted in a document: hints are not. */
export function countedIn(
  problems: readonly Problem[],
  document: vscode.TextDocument,
  settings: Settings,
): number {
  const severityOf = severitiesIn(document, settings);
  const counts = (problem: Problem): boolean =>
    (severityOf(problem) ?? vscode.DiagnosticSeverity.Hint) < vscode.DiagnosticSeverity.Hint;
  return problems.filter(counts).length;
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

/** A problem as VS Code shows it. */
export function diagnosticOf(
  problem: ToldProblem,
  severity: vscode.DiagnosticSeverity,
  document: vscode.TextDocument,
  pages: vscode.Uri,
): vscode.Diagnostic {
  const { rule, text, related } = problem;
  const shown = new vscode.Diagnostic(rangeIn(document, problem), text, severity);
  shown.source = SOURCE;
  shown.code = { value: rule, target: vscode.Uri.joinPath(pages, `${rule}.md`) };
  if (rule === 'unused-layer') shown.tags = [vscode.DiagnosticTag.Unnecessary];
  const cells = related.length === 0 ? [] : cellsBeside(document);
  shown.relatedInformation = related.flatMap(({ text: explained, place }) => {
    const own = place.uri === undefined ? cells[place.cell] : undefined;
    if (own !== undefined)
      return new vscode.DiagnosticRelatedInformation(
        new vscode.Location(own.uri, rangeIn(own, place)),
        explained,
      );
    if (place.uri === undefined) return [];
    const start = new vscode.Position(place.line, 0);
    return new vscode.DiagnosticRelatedInformation(
      new vscode.Location(vscode.Uri.parse(place.uri), start),
      explained,
    );
  });
  return shown;
}

/** The documents that are read together with one. */
function cellsBeside(document: vscode.TextDocument): readonly vscode.TextDocument[] {
  const notebook = cellOf(document)?.notebook;
  return notebook === undefined ? [document] : pythonCells(notebook);
}
