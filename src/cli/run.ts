import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { mayDrop } from '../protocol/reading';
import { isNotebook, readText, reasonOf, textOf as decoded } from './disk';
import { githubOf } from './formats/github';
import { sarifOf } from './formats/sarif';
import { listOf, textOf } from './formats/text';
import { type Cell, cellsOf } from './notebook';
import { type Options, readOptions, USAGE, UsageError } from './options';
import { type FileReport, pathOf, reportOf } from './report';
import { Workspaces } from './workspace';

/** Where the program writes to, and what it is given. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readStdin: () => Buffer;
  readonly version: () => string;
}

/** Runs the program. Returns its exit status: 0 nothing wrong, 1 problems, 2 wrong usage or something that cannot be read. */
export function run(args: readonly string[], streams: Streams): 0 | 1 | 2 {
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
  const files = new Check(options, streams.readStdin, complain).run();
  const output = formatted(files, options, streams.version);
  if (output !== '') streams.out(`${output}\n`);
  if (unread.size > 0) return 2;
  const isClean = options.exitZero || options.command === 'list';
  return !isClean && files.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** Checks what was asked for, a file at a time. */
class Check {
  readonly #workspaces = new Workspaces(process.cwd());
  readonly #done = new Set<string>();
  readonly #reports: FileReport[] = [];

  constructor(
    private readonly options: Options,
    private readonly readStdin: () => Buffer,
    private readonly complain: (path: string, reason: string) => void,
  ) {}

  run(): readonly FileReport[] {
    for (const path of this.options.paths) {
      const whole = resolve(path === '-' ? this.options.stdinFilename : path);
      this.#attempt(whole, () => {
        if (path === '-') this.#check(whole, decoded(this.readStdin()));
        else if (!statSync(whole).isDirectory()) this.#checkFile(whole);
        else
          for (const file of this.#workspaces.list(whole, this.complain))
            this.#attempt(file, () => this.#checkFile(file));
      });
    }
    return this.#reports;
  }

  /** Does what may fail: then that is told, and the rest goes on. */
  #attempt(path: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.complain(path, reasonOf(error));
    }
  }

  #checkFile(path: string): void {
    if (this.#done.has(path)) return;
    this.#done.add(path);
    this.#check(path, readText(path));
  }

  #check(path: string, text: string): void {
    if (!mayDrop(text)) {
      // What is broken is told, whatever stands in it.
      if (isNotebook(path)) notebookCells(text);
      return;
    }
    const cells: readonly Cell[] | undefined = isNotebook(path) ? notebookCells(text) : undefined;
    const texts = cells?.map((cell) => cell.text) ?? [text];
    if (!texts.some(mayDrop)) return;
    const report = reportOf(path, this.#workspaces.analyse(texts, path), cells, this.options.rules);
    if (report.calls.length > 0 || report.problems.length > 0) this.#reports.push(report);
  }
}

function notebookCells(text: string): readonly Cell[] {
  try {
    return cellsOf(text);
  } catch (error) {
    throw new Error(`it is no notebook: ${reasonOf(error)}`, { cause: error });
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
