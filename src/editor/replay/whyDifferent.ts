import * as vscode from 'vscode';
import type { ComparedOutputs, Difference, RealOutputs } from '../../protocol/reading';
import type { EditedCells } from './editedCells';
import { orderProblem } from './executionOrder';
import { expectedIn } from './expected';
import type { Replayed, Replays } from './replays';

/** What an explanation of a difference may ask. */
interface Circumstances {
  readonly edited: EditedCells;
  readonly replays: Replays;
  readonly real: RealOutputs;
  readonly compared: ComparedOutputs;
  readonly token: vscode.CancellationToken;
}

/**
 * Why a cell's stored output may be another one than replay's: the first reason that is found, in the order of how
 * likely it explains all.
 */
export async function differenceOf(
  cell: vscode.NotebookCell,
  replayed: Replayed,
  { edited, replays, real, compared, token }: Circumstances,
): Promise<Difference> {
  const { documents } = replayed.known;
  // Those in other languages run in the same kernel.
  const cells = cell.notebook.getCells().filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
  const editedCell = cells.find(
    (one) =>
      one.index <= cell.index && hasRun(one) && documents.includes(one.document) && edited.has(one.document),
  );
  if (editedCell === cell) return { code: 'edited' };
  if (editedCell !== undefined) return { code: 'editedBefore', cell: editedCell.index + 1 };
  const problem = orderProblem(
    cells.map((one) => ({
      execution: one.executionSummary?.executionOrder,
      // Nor does one tell of its run that has an output and no number.
      isEmpty:
        one.document.getText().trim() === '' ||
        (one.executionSummary?.executionOrder === undefined && hasRun(one)),
    })),
    cells.indexOf(cell),
  );
  if (problem !== undefined) {
    const { type, ...rest } = problem;
    const run = cells[problem.cell]?.executionSummary?.executionOrder ?? 0;
    return { runs: 0, run, ...rest, code: type, cell: (cells[problem.cell]?.index ?? problem.cell) + 1 };
  }
  if (compared.isOfGpu) return { code: 'gpu' };
  const isOtherBuild = await matchesOtherBuild(real, replayed, replays, token);
  return { code: isOtherBuild ? 'otherBuild' : 'unknown' };
}

async function matchesOtherBuild(
  real: RealOutputs,
  { known, cell }: Replayed,
  replays: Replays,
  token: vscode.CancellationToken,
): Promise<boolean> {
  const other = known.request.backend === 'cpu' ? 'cpu-mkl' : 'cpu';
  const trace = await replays.withBackend(known, other, token);
  if (trace === undefined) return false;
  const asked = { expected: expectedIn(trace, cell), real, hanging: [] };
  const compared = await replays.preview((previews) => previews.comparedOutputs(asked));
  return compared?.isDifferent === false && compared.doubt === undefined;
}

/** Whether a cell ran at all, as far as it shows: what was never run was not edited since. */
function hasRun({ executionSummary, outputs }: vscode.NotebookCell): boolean {
  return executionSummary?.executionOrder !== undefined || outputs.length > 0;
}
