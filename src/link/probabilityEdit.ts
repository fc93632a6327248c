import type { DropoutSite, TextEdit } from '../protocol/reading';

/** One replacement in a file or in a notebook's cells; offsets count from the start of the cell. */
export interface CellEdit extends TextEdit {
  readonly cell: number;
}

/** Why p cannot be written into the code. */
export type WriteProblem =
  /** The code passes something that is no number of this file: a parameter, an import, `**options`. */
  | 'unknown'
  /** The number is written at several places, or computed: changing one of them would not do. */
  | 'notOneNumber'
  /** The arguments are being typed, or do not fit. */
  | 'incomplete';

export type ProbabilityEdit =
  | {
      readonly possible: true;
      readonly edit: CellEdit;
      /** Whether the number stands in the call itself, or is given to a name that the call uses. */
      readonly inCall: boolean;
    }
  | { readonly possible: false; readonly problem: WriteProblem };

/**
 * The edit that makes a call's p a number: where the number is written, or as a new last argument.
 *
 * @param texts the cells of the notebook that holds the call, or the file
 * @param number as Python writes it
 */
export function probabilityEdit(
  texts: readonly string[],
  site: DropoutSite,
  number: string,
): ProbabilityEdit {
  const { p, written, cell } = site;
  if (!p.known) return { possible: false, problem: p.reason === 'incomplete' ? 'incomplete' : 'unknown' };
  if (written !== undefined) {
    const inCall = written.cell === cell && site.from <= written.from && written.to <= site.to;
    return { possible: true, edit: { ...written, text: number }, inCall };
  }
  if (site.omitted === undefined) return { possible: false, problem: 'notOneNumber' };
  return withArgument(texts[cell] ?? '', site, site.omitted, number);
}

/** Adds `p=…`, or as the parameter is called, behind the last argument. */
function withArgument(
  text: string,
  { cell, argumentsTo }: DropoutSite,
  parameter: string,
  number: string,
): ProbabilityEdit {
  const separator = text[argumentsTo - 1] === '(' ? '' : ', ';
  const edit = { cell, from: argumentsTo, to: argumentsTo, text: `${separator}${parameter}=${number}` };
  return { possible: true, edit, inCall: true };
}
