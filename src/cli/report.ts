import { fileURLToPath } from 'node:url';
import { relative, sep } from 'node:path';
import { messageText, unknownText } from '../wording';
import type { Analysis, DropoutSite, Problem, RuleCode, Severity } from '../python';
import { lineAt, lineStarts } from '../text';
import type { Cell } from '../files';

/** A place as it is told: lines and columns from 1, columns in UTF-16 units, within a notebook's cell, which counts from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly cell?: number;
}

/** A p of which not one number is known, and why; of several that are, `values`, in turn or as callers pass them, `…` for those between. */
export interface UnknownP {
  readonly unknown: string;
  readonly because: string;
  readonly values?: readonly string[];
}

export interface ReportedCall extends Place {
  readonly name: string;
  readonly p: { readonly value: number | string } | UnknownP;
  /** Whether p was found by a setting's name alone. */
  readonly guess?: true;
  /** What callers pass in p's place that pass another value: numbers, or expressions that are not known. */
  readonly callersPass?: readonly string[];
  /** Where p is written: `config.py:12`; `default` where it is not given, `unknown` where it is not known. */
  readonly from: string;
  readonly eval: 'off' | 'on' | 'depends';
  /** The rules that say something of this very call. */
  readonly problems?: readonly RuleCode[];
}

export interface ReportedProblem extends Place {
  readonly endLine: number;
  readonly endColumn: number;
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly message: string;
}

/** What is told of a file. */
export interface FileReport {
  /** From the current folder, with `/` between its parts. */
  readonly path: string;
  readonly calls: readonly ReportedCall[];
  readonly problems: readonly ReportedProblem[];
}

const EVAL = { yes: 'off', no: 'on', depends: 'depends' } as const;

/** What is told of what was found in a file or a notebook. */
export function reportOf(
  path: string,
  { cells, sites, problems }: Analysis,
  own: readonly Cell[] | undefined,
  rules: ReadonlySet<RuleCode>,
): FileReport {
  const starts = cells.map(({ text }) => lineStarts(text));
  const placeAt = (cell: number, offset: number): Place => {
    const lines = starts[cell] ?? [];
    const line = lineAt(lines, offset);
    const index = own?.[cell]?.index;
    return {
      ...(index === undefined ? {} : { cell: index }),
      line: line + 1,
      column: offset - (lines[line] ?? 0) + 1,
    };
  };
  const shown = pathOf(path);
  const found = problems.filter(({ rule }) => rules.has(rule));
  const broken = ({ key, cell }: DropoutSite): Pick<ReportedCall, 'problems'> => {
    const own = found.filter((one) => one.site === key && one.cell === cell);
    return own.length > 0 ? { problems: own.map(({ rule }) => rule) } : {};
  };
  return {
    path: shown,
    calls: sites.map((site) => ({
      ...placeAt(site.cell, site.from),
      name: site.name,
      ...probabilityOf(site, shown, (cell) => own?.[cell]?.index),
      eval: EVAL[site.verdict.silenced],
      ...broken(site),
    })),
    problems: found.map((problem) => reported(problem, placeAt)),
  };
}

function reported(
  { cell, from, to, rule, severity, message }: Problem,
  placeAt: (cell: number, offset: number) => Place,
): ReportedProblem {
  const end = placeAt(cell, to);
  return {
    ...placeAt(cell, from),
    endLine: end.line,
    endColumn: end.column,
    rule,
    severity,
    message: messageText(message),
  };
}

function probabilityOf(
  { p, cell, line }: DropoutSite,
  path: string,
  indexOf: (cell: number) => number | undefined,
): Pick<ReportedCall, 'p' | 'guess' | 'callersPass' | 'from'> {
  if (!p.known) {
    const { reason, values } = p;
    return { p: { unknown: reason, because: unknownText(p), ...(values && { values }) }, from: 'unknown' };
  }
  const { value } = p.number;
  const passed = p.beside.flatMap(({ code, text }) => (code === 'passed' ? text : []));
  const place = p.steps.at(-1)?.place ?? { uri: undefined, cell, line };
  const file = place.uri === undefined ? path : pathOf(fileURLToPath(place.uri));
  const index = place.uri === undefined ? indexOf(place.cell) : undefined;
  return {
    // JSON has no other numbers.
    p: { value: Number.isFinite(value) ? value : String(value) },
    ...(p.guessed ? { guess: true } : {}),
    ...(passed.length > 0 ? { callersPass: passed } : {}),
    from:
      p.source === 'default'
        ? 'default'
        : `${file}:${index === undefined ? '' : `${index}:`}${place.line + 1}`,
  };
}

/** A path as it is told: from the current folder, where it is below. */
export function pathOf(path: string): string {
  const current = process.cwd();
  // What is below needs no more than to be cut.
  if (path.startsWith(`${current}${sep}`))
    return path
      .slice(current.length + 1)
      .split(sep)
      .join('/');
  const way = relative(current, path);
  return (way.startsWith('..') ? path : way || '.').split(sep).join('/');
}
