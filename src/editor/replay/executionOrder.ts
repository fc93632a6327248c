/**
 * Why a cell's outputs may come from another order of runs than that of the document. Cells count from 0, as given.
 *
 * - `above`: a cell above it ran after it. `below`: one below it ran before it.
 * - `skipped`: a cell above it did not run.
 * - `again`: something ran before it whose outputs are no longer there: a cell that ran once more, or was deleted.
 */
export interface OrderProblem {
  readonly type: 'above' | 'below' | 'skipped' | 'again';
  readonly cell: number;
}

/** A code cell, as far as its runs are known. */
export interface RunCell {
  /** The number in brackets beside it; undefined where it has not run. */
  readonly execution: number | undefined;
  readonly isEmpty: boolean;
}

/**
 * Whether the cells of a notebook ran as replay runs them: each once, from top to bottom.
 *
 * @param cells the code cells, in the order of the document
 * @returns undefined where they did up to this one, and where nobody knows because it has no number
 */
export function orderProblem(cells: readonly RunCell[], index: number): OrderProblem | undefined {
  const own = cells[index]?.execution;
  if (own === undefined) return undefined;
  const seen = new Set<number>([own]);
  let skipped: number | undefined;
  for (const [cell, { execution, isEmpty }] of cells.entries()) {
    if (cell === index || isEmpty) continue;
    if (execution === undefined) {
      if (cell < index) skipped ??= cell;
      continue;
    }
    if (cell < index && execution > own) return { type: 'above', cell };
    if (cell > index && execution < own) return { type: 'below', cell };
    seen.add(execution);
  }
  if (skipped !== undefined) return { type: 'skipped', cell: skipped };
  for (let execution = 1; execution < own; execution++)
    if (!seen.has(execution)) return { type: 'again', cell: index };
  return undefined;
}
