/**
 * Why a cell's outputs may come from another order of runs than that of the document. Cells count from 0, as given.
 *
 * - `above`: a cell above it ran after it. `below`: one below it ran before it.
 * - `skipped`: a cell above it did not run.
 * - `again`: so many runs came before it whose outputs are no longer there: of this cell, of another one that ran once
 *   more, or of one that is gone.
 */
export type OrderProblem = { readonly cell: number } & (
  | { readonly type: 'above' | 'below' | 'skipped' }
  | { readonly type: 'again'; readonly runs: number }
);

/** A code cell, as far as its runs are known. */
export interface RunCell {
  /** The number in brackets beside it; undefined where it has not run. */
  readonly execution: number | undefined;
  /** Whether it says nothing of the order. */
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
  const before = new Set<number>();
  let skipped: number | undefined;
  for (const [cell, { execution, isEmpty }] of cells.entries()) {
    if (cell === index || isEmpty) continue;
    if (execution === undefined) {
      if (cell < index) skipped ??= cell;
      continue;
    }
    if (cell < index && execution > own) return { type: 'above', cell };
    if (cell > index && execution < own) return { type: 'below', cell };
    if (execution < own) before.add(execution);
  }
  if (skipped !== undefined) return { type: 'skipped', cell: skipped };
  const runs = own - 1 - before.size;
  return runs > 0 ? { type: 'again', cell: index, runs } : undefined;
}
