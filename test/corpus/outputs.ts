import { readFileSync } from 'node:fs';
import { type ReplayValue, trace } from '../golden/traces';
import { notebooksIn } from './workspace';

/*
 * The stored outputs of public notebooks beside what replay claims: where an exact value is none of what a cell shows
 * there, something is to blame, and by what the notebook says of itself it is sorted.
 */

/** What may be to blame for a difference; replay itself where nothing else is found. */
export type Blame = 'version' | 'GPU' | 'order of cells' | 'ours';

/** What a cell stored beside what replay claims of it. */
export interface Stored {
  readonly file: string;
  readonly cell: number;
  readonly outcome: 'identical' | 'in part' | 'in doubt' | 'silent' | Blame;
  readonly stored: string;
  readonly ours: string;
}

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
}

/** A code cell as its file has it. */
export interface StoredCell {
  readonly source: string;
  readonly count: number | null;
  readonly outputs: readonly Output[];
}

const joined = (text: string | readonly string[] | undefined): string =>
  typeof text === 'string' ? text : (text ?? []).join('');

/** What a cell printed and gave; undefined where some of it is no text. */
function textOf({ outputs }: StoredCell): string {
  return outputs
    .filter(
      ({ output_type: type, name }) => type === 'execute_result' || (type === 'stream' && name === 'stdout'),
    )
    .map(({ text, data }) => (data === undefined ? joined(text) : `${joined(data['text/plain'])}\n`))
    .join('');
}

function claimOf(values: readonly ReplayValue[]): string {
  return values.map(({ text, form }) => (form === 'unended' ? text : `${text}\n`)).join('');
}

/** Whether each exact value stands in the stored text, one behind the other. */
function holds(values: readonly ReplayValue[], stored: string): boolean {
  let at = 0;
  for (const { text, exact } of values) {
    if (!exact) continue;
    const place = stored.indexOf(text, at);
    if (place < 0) return false;
    at = place + text.length;
  }
  return true;
}

/** What versions write in other ways: numpy's scalars, the layout of tensors, classes, the names of autograd's steps. */
function withoutVersion(text: string): string {
  return text
    .replace(/np\.\w+\(([^()]*)\)/g, '$1')
    .replace(/grad_fn=<\w+(?: object at \w+)?>/g, 'grad_fn')
    .replace(/\b(?:Mul|Add|Div|Mean|Sum)?Backward\d?\b/g, '')
    .replace(/0x[\da-f]+/g, '')
    .replace(/Variable containing:/g, '')
    .replace(/[\s.,]+/g, ' ')
    .trim();
}

/** The first version of Python whose notebooks replay is about. */
const OLDEST = [3, 9] as const;

/**
 * @param seen all that the notebook stored up to the cell
 * @param hasAsked whether it has asked for a GPU by then
 */
function blameFor(
  ours: string,
  stored: string,
  seen: string,
  {
    cells,
    index,
    python,
    hasAsked,
  }: { cells: readonly StoredCell[]; index: number; python: string; hasAsked: boolean },
): Blame {
  const counts = cells.slice(0, index + 1).map(({ count }) => count);
  const isInOrder = counts.every(
    (count, i) => count === null || count === i + 1 || count === (counts[0] ?? 1) + i,
  );
  if (!isInOrder) return 'order of cells';
  if (hasAsked || /cuda|GPU|Tesla|NVIDIA/.test(seen)) return 'GPU';
  const [major = 0, minor = 0] = python.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (isOld || withoutVersion(ours) === withoutVersion(stored)) return 'version';
  return 'ours';
}

/** Compares what the notebooks below a folder stored with what replay shows of them. */
export function compareOutputs(folder: string): Stored[] {
  return notebooksIn(folder).flatMap((file) => {
    const read = readNotebook(file);
    if (read === undefined) return [];
    const { cells, python } = read;
    const { values, assumptions } = trace(
      cells.map(({ source }) => source),
      { notebook: true },
    );
    let seen = '';
    return cells.flatMap((cell, index): Stored[] => {
      const stored = textOf(cell);
      seen += stored;
      if (stored === '') return [];
      const own = values.filter((value) => value.cell === index);
      const exact = own.filter((value) => value.exact);
      const ours = claimOf(own);
      const made = (outcome: Stored['outcome']): Stored[] => [{ file, cell: index, outcome, stored, ours }];
      if (own.length === 0) return made('silent');
      if (exact.length === 0) return made('in doubt');
      if (exact.length === own.length && ours.trimEnd() === stored.trimEnd()) return made('identical');
      if (exact.length < own.length && holds(own, stored)) return made('in part');
      const hasAsked = assumptions.some(({ code, cell: of = 0 }) => code === 'assumesNoGpu' && of <= index);
      return made(blameFor(ours, stored, seen, { cells, index, python, hasAsked }));
    });
  });
}

function readNotebook(
  file: string,
): { readonly cells: readonly StoredCell[]; readonly python: string } | undefined {
  try {
    const { cells = [], metadata } = JSON.parse(readFileSync(file, 'utf8')) as {
      cells?: {
        cell_type: string;
        source: string | string[];
        execution_count?: number | null;
        outputs?: Output[];
      }[];
      metadata?: { language_info?: { version?: string } };
    };
    return {
      cells: cells
        .filter(({ cell_type: type }) => type === 'code')
        .map(({ source, execution_count: count = null, outputs = [] }) => ({
          source: joined(source),
          count,
          outputs,
        })),
      python: metadata?.language_info?.version ?? '',
    };
  } catch {
    return undefined;
  }
}
