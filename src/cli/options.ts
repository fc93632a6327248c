import { parseArgs } from 'node:util';
import { RULE_CODES, type RuleCode } from '../python';

export const FORMATS = ['text', 'json', 'github', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** What the command line asks for. */
export interface Options {
  readonly command: 'check' | 'list';
  /** Files and folders; `-` is the standard input. */
  readonly paths: readonly string[];
  readonly format: Format;
  readonly rules: ReadonlySet<RuleCode>;
  /** Whether problems are no failure. */
  readonly exitZero: boolean;
  /** What the standard input is taken for. */
  readonly stdinFilename: string;
}

export const USAGE = `Usage: dropout-playground check [options] [path…]
       dropout-playground list [--format text|json] [path…]

check says what is wrong with dropout in Python files and notebooks; list says where dropout is, and with which p.
A path is a file, a folder, or - for the standard input; without any it is the current folder.

  --format FORMAT        text, json, github or sarif
  --select RULES         only these rules, separated by commas
  --ignore RULES         all but these
  --exit-zero            end with 0 even where there are problems
  --stdin-filename NAME  the path for which the standard input stands
  --version, --help

Exit status: 0 nothing wrong, 1 problems, 2 wrong usage or something that cannot be read.
Rules: ${RULE_CODES.join(', ')}
`;

/** Asked for in a way that cannot be understood. */
export class UsageError extends Error {}

/** Reads the arguments. @throws UsageError */
export function readOptions(args: readonly string[]): Options | 'help' | 'version' {
  const { values, positionals } = parsed(args);
  if (values.help === true) return 'help';
  if (values.version === true) return 'version';
  const [command, ...paths] = positionals;
  if (command !== 'check' && command !== 'list')
    throw new UsageError(command === undefined ? 'check or list?' : `there is no command ${command}`);
  const format = FORMATS.find((one) => one === (values.format ?? 'text'));
  if (format === undefined || (command === 'list' && format !== 'text' && format !== 'json'))
    throw new UsageError(`there is no format ${values.format} of ${command}`);
  const selected = values.select === undefined ? RULE_CODES : rulesIn(values.select);
  if (selected.length === 0) throw new UsageError('--select names no rule');
  const ignored = rulesIn(values.ignore ?? []);
  return {
    command,
    paths: paths.length === 0 ? ['.'] : paths,
    format,
    rules: new Set(selected.filter((rule) => !ignored.includes(rule))),
    exitZero: values['exit-zero'] === true,
    stdinFilename: values['stdin-filename'] ?? 'stdin.py',
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        select: { type: 'string', multiple: true },
        ignore: { type: 'string', multiple: true },
        'exit-zero': { type: 'boolean' },
        'stdin-filename': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function rulesIn(lists: readonly string[]): readonly RuleCode[] {
  const names = lists
    .flatMap((list) => list.split(',').map((name) => name.trim()))
    .filter((name) => name !== '');
  return names.map(
    (name) =>
      RULE_CODES.find((rule) => rule === name) ??
      (() => {
        throw new UsageError(`there is no rule ${name}`);
      })(),
  );
}
