import type { MappedCall, MappedFile, Problem, ToldProblem } from '../../protocol/reading';
import { type Filter, passes, passesAlone } from './filter';

/** How serious a problem is to the reader, the worst first. */
const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export type ShownSeverity = (typeof SEVERITIES)[number];

/** Something that is wrong, as the reader wants to know it. */
export interface RowProblem {
  readonly rule: Problem['rule'];
  readonly severity: ShownSeverity;
  readonly message: string;
  /** The same in few words; undefined where it is not about the very call. */
  readonly short: string | undefined;
  /** What would mend it. */
  readonly fix: string | undefined;
}

/** A file or notebook that has dropout, or something wrong with it. */
export interface FileRow {
  readonly type: 'file';
  readonly id: string;
  readonly path: string;
  readonly file: MappedFile;
  readonly children: readonly (ClassRow | CallRow | ProblemRow)[];
}

/** A class and the calls in it. */
export interface ClassRow {
  readonly type: 'class';
  readonly id: string;
  readonly name: string;
  readonly parent: FileRow;
  readonly children: readonly CallRow[];
}

/** A dropout call. */
export interface CallRow {
  readonly type: 'call';
  readonly id: string;
  readonly call: MappedCall;
  readonly parent: ClassRow | FileRow;
  /** Which of all cells it is in, from 0; undefined in a file. */
  readonly cell: number | undefined;
  /** The worst first. */
  readonly problems: readonly RowProblem[];
}

/** Something that is wrong beside the calls. */
export interface ProblemRow {
  readonly type: 'problem';
  readonly id: string;
  readonly at: ToldProblem;
  readonly parent: FileRow;
  readonly cell: number | undefined;
  readonly problems: readonly [RowProblem];
}

export type Row = FileRow | ClassRow | CallRow | ProblemRow;

/** How rows are made. */
export interface RowOptions {
  /** What the file is called: its path in its folder. */
  readonly path: string;
  /** How serious a problem is to the reader; undefined where it is not to be shown. */
  readonly severityOf: (problem: Problem) => ShownSeverity | undefined;
  readonly filter: Filter;
}

/** The row of a file with those below it; undefined where none of its calls is shown. */
export function fileRow(file: MappedFile, { path, severityOf, filter }: RowOptions): FileRow | undefined {
  const children: (ClassRow | CallRow | ProblemRow)[] = [];
  const row: FileRow = { type: 'file', id: file.uri, path, file, children };
  const classes = new Map<string, ReturnType<typeof newClass>>();
  const newClass = (name: string): { readonly own: ClassRow; readonly calls: CallRow[] } => {
    const calls: CallRow[] = [];
    const own: ClassRow = { type: 'class', id: `${file.uri}##${name}`, name, parent: row, children: calls };
    children.push(own);
    return { own, calls };
  };
  const shown = file.problems.flatMap((problem) => {
    const severity = severityOf(problem);
    return severity === undefined ? [] : [{ problem, row: problemOf(problem, severity) }];
  });
  const cellOf = (cell: number): number | undefined => file.cells?.[cell];
  for (const call of file.calls) {
    const { owner } = call;
    const problems = shown
      .filter(({ problem }) => problem.site === call.key && problem.cell === call.cell)
      .map((one) => one.row)
      .sort(byWorst);
    if (!passes(filter, path, call, problems)) continue;
    const id = `${file.uri}#${call.cell}#${call.key}`;
    const own = { type: 'call' as const, id, call, cell: cellOf(call.cell), problems };
    if (owner === '') children.push({ ...own, parent: row });
    else {
      const around = classes.get(owner) ?? newClass(owner);
      classes.set(owner, around);
      around.calls.push({ ...own, parent: around.own });
    }
  }
  for (const { problem, row: own } of shown)
    if (problem.site === undefined && passesAlone(filter, path, problem))
      children.push({
        type: 'problem',
        id: `${file.uri}#${problem.cell}#${problem.from}${problem.rule}`,
        at: problem,
        parent: row,
        cell: cellOf(problem.cell),
        problems: [own],
      });
  return children.length === 0 ? undefined : row;
}

function problemOf({ rule, text, short, fixes }: ToldProblem, severity: ShownSeverity): RowProblem {
  return { rule, severity, message: text, short, fix: fixes[0]?.title };
}

function byWorst(a: RowProblem, b: RowProblem): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

/** The worst that is wrong with what a row shows, its own rows included. */
export function worst(row: Row): RowProblem | undefined {
  return problemsOf(row).sort(byWorst)[0];
}

/** All that is wrong with what a row shows. */
export function problemsOf(row: Row): RowProblem[] {
  return 'children' in row ? row.children.flatMap(problemsOf) : [...row.problems];
}

/** The calls that a row shows. */
export function callsOf(row: Row): readonly CallRow[] {
  if (row.type === 'call') return [row];
  return 'children' in row ? row.children.flatMap(callsOf) : [];
}
