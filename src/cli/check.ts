import { mayDrop } from '../protocol/reading';
import type { RuleCode } from '../python';
import { cellsOf, isNotebook } from '../files';
import { readText, reasonOf } from './disk';
import { type FileReport, reportOf } from './report';
import { Workspaces } from './workspace';

/** What could not be read, and why. */
export interface Complaint {
  readonly path: string;
  readonly reason: string;
}

/** What came of some files. Plain data, which threads can hand over. */
export interface Checked {
  readonly reports: readonly FileReport[];
  readonly complaints: readonly Complaint[];
}

/** Checks some files, one after the other. */
export function checkFiles(
  paths: readonly string[],
  rules: ReadonlySet<RuleCode>,
  workspaces = new Workspaces(process.cwd()),
): Checked {
  const reports: FileReport[] = [];
  const complaints: Complaint[] = [];
  for (const path of paths) {
    try {
      reports.push(...checkText(path, readText(path), rules, workspaces));
    } catch (error) {
      complaints.push({ path, reason: reasonOf(error) });
    }
  }
  return { reports, complaints };
}

/** What is told of a file with that text: nothing where there is no dropout. @throws Error for a notebook that is none */
export function checkText(
  path: string,
  text: string,
  rules: ReadonlySet<RuleCode>,
  workspaces: Workspaces,
): readonly FileReport[] {
  // What is broken is told, whatever stands in it.
  const cells = isNotebook(path) ? cellsOf(text) : undefined;
  const texts = cells?.map((cell) => cell.text) ?? [text];
  if (!texts.some(mayDrop)) return [];
  const report = reportOf(path, workspaces.analyse(texts, path), cells, rules);
  return report.calls.length > 0 || report.problems.length > 0 ? [report] : [];
}
