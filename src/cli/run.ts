import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RuleCode } from '../python';
import { type Checked, checkFiles, checkText } from './check';
import { textOf as decoded } from '../files';
import { reasonOf } from './disk';
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
  readonly helper: (paths: readonly string[], rules: ReadonlySet<RuleCode>) => Promise<Checked>;
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
  const { reports: files, complaints } = await checkAll(asked, options, streams, workspaces);
  for (const { path, reason } of complaints) complain(path, reason);
  const output = formatted(files, options, streams.version);
  if (output !== '') streams.out(`${output}\n`);
  if (unread.size > 0) return 2;
  const isClean = options.exitZero || options.command === 'list';
  return !isClean && files.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** What was asked for: files, each once, and what stands in for the standard input. */
function gather(
  paths: readonly string[],
  workspaces: Workspaces,
  complain: (path: string, reason: string) => void,
): readonly string[] {
  const files = new Set<string>();
  for (const path of paths) {
    const whole = path === '-' ? path : resolve(path);
    try {
      if (path === '-' || !statSync(whole).isDirectory()) files.add(whole);
      else for (const file of workspaces.list(whole, complain)) files.add(file);
    } catch (error) {
      complain(whole, reasonOf(error));
    }
  }
  return [...files];
}

/** Fewer files are not worth a second thread. */
const WORTH_A_THREAD = 300;

async function checkAll(
  files: readonly string[],
  options: Options,
  streams: Streams,
  workspaces: Workspaces,
): Promise<Checked> {
  const half = files.length < WORTH_A_THREAD ? files.length : Math.ceil(files.length / 2);
  const rest = files.slice(half);
  const helped =
    rest.length === 0
      ? undefined
      : // Where there is no second thread, this one does it all.
        streams.helper(rest, options.rules).catch(() => checkFiles(rest, options.rules, workspaces));
  const own = files.slice(0, half).map((file) => {
    if (file !== '-') return checkFiles([file], options.rules, workspaces);
    const path = resolve(options.stdinFilename);
    try {
      const text = decoded(streams.readStdin());
      return { reports: checkText(path, text, options.rules, workspaces), complaints: [] };
    } catch (error) {
      return { reports: [], complaints: [{ path, reason: reasonOf(error) }] };
    }
  });
  const all = helped === undefined ? own : [...own, await helped];
  return {
    reports: all.flatMap(({ reports }) => reports),
    complaints: all.flatMap(({ complaints }) => complaints),
  };
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
