import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkBytes, checkTaken, type Outcome, outcomeOf, STDIN, type Task, taskOf } from './check';
import { reasonOf } from './disk';
import { hasReadableName } from '../files';
import { githubOf } from './formats/github';
import { sarifOf } from './formats/sarif';
import { listOf, textOf } from './formats/text';
import { type Options, readOptions, USAGE, UsageError } from './options';
import { type FileReport, pathOf } from './report';
import { Workspaces } from './workspace';

/** Where the program writes to, and what it is given. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readStdin: () => Buffer;
  readonly version: () => string;
  /** Checks files elsewhere, meanwhile. */
  readonly helper: (task: Task) => Promise<readonly Outcome[]>;
}

/** Runs the program. Returns its exit status: 0 nothing wrong, 1 problems, 2 wrong usage or something that cannot be read. */
export async function run(args: readonly string[], streams: Streams): Promise<0 | 1 | 2> {
  let options;
  try {
    options = readOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.err(`dropout-playground: ${error.message}\n`);
    return 2;
  }
  if (options === 'help' || options === 'version') {
    streams.out(options === 'help' ? USAGE : `${streams.version()}\n`);
    return 0;
  }
  const unread = new Set<string>();
  const complain = (path: string, reason: string): void => {
    unread.add(path);
    streams.err(`${pathOf(path)}: ${reason}\n`);
  };
  const workspaces = new Workspaces(process.cwd());
  const asked = gather(options.paths, workspaces, complain);
  const outcomes = await checkAll(asked, options, streams, workspaces);
  for (const { index, reason } of outcomes)
    if (reason !== undefined)
      complain(asked[index] === STDIN ? resolve(options.stdinFilename) : (asked[index] ?? ''), reason);
  const files = outcomes.flatMap(({ report }) => report ?? []);
  const output = formatted(files, options, streams.version);
  if (output !== '') streams.out(`${output}\n`);
  if (unread.size > 0) return 2;
  const isClean = options.exitZero || options.command === 'list';
  return !isClean && files.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** What was asked for: files, each once, and what stands for the standard input. */
function gather(
  paths: readonly string[],
  workspaces: Workspaces,
  complain: (path: string, reason: string) => void,
): readonly string[] {
  const files = new Set<string>();
  for (const path of paths) {
    const whole = path === STDIN ? path : resolve(path);
    try {
      if (path === STDIN || !statSync(whole).isDirectory()) files.add(whole);
      else for (const file of workspaces.list(whole, complain)) if (hasReadableName(file)) files.add(file);
    } catch (error) {
      complain(whole, reasonOf(error));
    }
  }
  return [...files];
}

/** Fewer files are not worth a second thread. */
const WORTH_A_THREAD = 300;

/** What comes of all files, in their order. */
async function checkAll(
  files: readonly string[],
  options: Options,
  streams: Streams,
  workspaces: Workspaces,
): Promise<readonly Outcome[]> {
  const task = (): Task => taskOf(files, options.rules, workspaces.listings);
  const shared = task();
  const helped = files.length < WORTH_A_THREAD ? [] : streams.helper(shared);
  const stdin = files.indexOf(STDIN);
  const given =
    stdin < 0
      ? []
      : outcomeOf(stdin, () => {
          const path = resolve(options.stdinFilename);
          return checkBytes(path, streams.readStdin(), options.rules, workspaces);
        });
  const own = [...given, ...checkTaken(shared, workspaces)];
  try {
    return [...own, ...(await helped)].sort((a, b) => a.index - b.index);
  } catch {
    // Where there is no second thread, this one does it all.
    return [...given, ...checkTaken(task(), workspaces)].sort((a, b) => a.index - b.index);
  }
}

function formatted(
  files: readonly FileReport[],
  { command, format }: Options,
  version: () => string,
): string {
  if (format === 'json') return JSON.stringify({ version: 1, files });
  if (command === 'list') return listOf(files);
  switch (format) {
    case 'text':
      return textOf(files);
    case 'github':
      return githubOf(files);
    case 'sarif':
      return sarifOf(files, version());
  }
}
