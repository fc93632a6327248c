import { isNotebook } from './limits';

/** A code cell of a notebook: its text, and which of all cells it is, from 0. */
export interface Cell {
  readonly text: string;
  readonly index: number;
}

/** The Python cells of a notebook, as VS Code reads them. @throws Error that says in one line why it is none */
export function cellsOf(json: string): readonly Cell[] {
  const notebook = parsed(json);
  const cells = part(notebook, 'cells');
  const language = languageOf(part(notebook, 'metadata'));
  if (!Array.isArray(cells)) throw new Error('it is no notebook: it has no cells');
  return cells.flatMap((cell: unknown, index): Cell[] => {
    if (!isRecord(cell) || cell['cell_type'] !== 'code') return [];
    if ((part(part(cell['metadata'], 'vscode'), 'languageId') ?? language) !== 'python') return [];
    const { source } = cell;
    const text = Array.isArray(source) ? source.join('') : source;
    return typeof text === 'string' ? [{ text, index }] : [];
  });
}

/**
 * What others see of a file: its text, or the texts of a notebook's cells, '' for those that are no Python; undefined of what
 * cannot be read, and of a notebook that is none.
 */
export function seenByOthers(path: string, text: string | undefined): string | readonly string[] | undefined {
  if (text === undefined || !isNotebook(path)) return text;
  try {
    const texts: string[] = [];
    for (const cell of cellsOf(text)) texts[cell.index] = cell.text;
    return Array.from(texts, (cell: string | undefined) => cell ?? '');
  } catch {
    return undefined;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`it is no notebook: ${reason.replace(/\s+/g, ' ')}`, { cause: error });
  }
}

/** The language of a notebook: that of its kernel, else Python. */
function languageOf(metadata: unknown): unknown {
  const told =
    part(part(metadata, 'language_info'), 'name') ?? part(part(metadata, 'kernelspec'), 'language');
  return typeof told === 'string' ? told.toLowerCase() : 'python';
}

function part(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
