import { cellsOf, isNotebook, textOf } from '../files';
import { mayDrop, mentionsDropout } from '../protocol/reading';
import type { RuleCode } from '../python';
import { readBytes, reasonOf } from './disk';
import { type FileReport, reportOf } from './report';
import { type Listing, Workspaces } from './workspace';

/** What there is to do. Plain data and memory that threads share: each takes the next few files that none has taken. */
export interface Task {
  readonly paths: readonly string[];
  readonly rules: readonly RuleCode[];
  /** How many files are taken. */
  readonly taken: SharedArrayBuffer;
  /** Folders that were gone through already. */
  readonly listings: readonly Listing[];
}

/** What is told of a file, or why it cannot be read. */
export interface Outcome {
  /** Which of the paths it is. */
  readonly index: number;
  readonly report?: FileReport;
  readonly reason?: string;
}

/** Stands for the standard input, which only the first thread can read. */
export const STDIN = '-';

/** So many files are taken at a time. */
const AT_A_TIME = 8;

export function taskOf(
  paths: readonly string[],
  rules: ReadonlySet<RuleCode>,
  listings: readonly Listing[],
): Task {
  return { paths, rules: [...rules], taken: new SharedArrayBuffer(4), listings };
}

/** Checks files, one after the other, until all are taken. What there is nothing to tell of is left out. */
export function checkTaken(
  { paths, rules, taken, listings }: Task,
  workspaces = new Workspaces(process.cwd(), listings),
): Outcome[] {
  const outcomes: Outcome[] = [];
  const count = new Int32Array(taken);
  const wanted = new Set(rules);
  for (let first = 0; first < paths.length;) {
    first = Atomics.add(count, 0, AT_A_TIME);
    for (const [offset, path] of paths.slice(first, first + AT_A_TIME).entries())
      if (path !== STDIN)
        outcomes.push(
          ...outcomeOf(first + offset, () => checkBytes(path, readBytes(path), wanted, workspaces)),
        );
  }
  return outcomes;
}

/** What comes of looking at a file. */
export function outcomeOf(index: number, look: () => FileReport | undefined): readonly Outcome[] {
  try {
    const report = look();
    return report === undefined ? [] : [{ index, report }];
  } catch (error) {
    return [{ index, reason: reasonOf(error) }];
  }
}

/** What is told of a file with these bytes: nothing where there is no dropout. @throws Error for what is no text, or a notebook that is none */
export function checkBytes(
  path: string,
  bytes: Buffer,
  rules: ReadonlySet<RuleCode>,
  workspaces: Workspaces,
): FileReport | undefined {
  // What is broken is told, whatever stands in it; but most files need not even become texts.
  if (!isNotebook(path) && !bytes.includes(0) && !mentionsDropout(bytes)) return undefined;
  const text = textOf(bytes);
  const cells = isNotebook(path) ? cellsOf(text) : undefined;
  const texts = cells?.map((cell) => cell.text) ?? [text];
  if (!texts.some(mayDrop)) return undefined;
  const report = reportOf(path, workspaces.analyse(texts, path), cells, rules);
  return report.calls.length > 0 || report.problems.length > 0 ? report : undefined;
}
