import { l10n } from 'vscode';
import { type CallRow, callsOf, problemsOf, type ProblemRow, type Row, type RowProblem } from './rows';

/** What a row is called, and what is said beside its name. */
export interface RowLabel {
  readonly label: string;
  readonly description: string;
}

/** How a row is labelled. */
export function rowLabel(row: Row): RowLabel {
  switch (row.type) {
    case 'file':
      return { label: row.path, description: callCount(callsOf(row).length) };
    case 'class':
      return { label: row.name, description: callCount(row.children.length) };
    case 'call':
      return { label: row.call.name, description: callText(row) };
    case 'problem':
      return { label: row.problems[0].message, description: cellText(row) };
  }
}

/** What a call does, in few words: `p = 0.1 from config.py:12 · cell 3 · off in eval()`. */
function callText(row: CallRow): string {
  const { told } = row.call;
  const [problem] = row.problems;
  // What says of p that it is none says what it is.
  const p = problem?.rule === 'p-out-of-range' ? '' : told.p;
  return [p, cellText(row), problem === undefined ? told.eval : wrongText(problem, told.eval)]
    .filter((text) => text !== '')
    .join(' · ');
}

/** What is wrong with a call, in few words where there are some. A hint is no reason to leave out the verdict that it repeats. */
function wrongText({ severity, short, message }: RowProblem, verdict: string): string {
  return severity === 'hint' && short !== undefined ? verdict : (short ?? message);
}

function cellText({ cell }: CallRow | ProblemRow): string {
  return cell === undefined ? '' : l10n.t('cell {0}', cell + 1);
}

function callCount(count: number): string {
  return count === 1 ? l10n.t('1 call') : l10n.t('{0} calls', count);
}

export function problemCount(count: number): string {
  return count === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', count);
}

/** How many calls and problems some rows show: `13 calls in 3 files · 2 problems`. Hints do not count. */
export function summary(rows: readonly Row[]): { readonly text: string; readonly problems: number } {
  const calls = rows.flatMap(callsOf).length;
  const problems = rows.flatMap(problemsOf).filter(({ severity }) => severity !== 'hint').length;
  const files = rows.length === 1 ? l10n.t('1 file') : l10n.t('{0} files', rows.length);
  const all = l10n.t('{0} in {1}', callCount(calls), files);
  return { text: problems === 0 ? all : `${all} · ${problemCount(problems)}`, problems };
}
