import * as vscode from 'vscode';
import { realOutputs } from './cellOutputs';
import { type CellComparison, compareOutputs, expectedIn } from './comparison';
import type { EditedCells } from './editedCells';
import { orderProblem, type OrderProblem } from './executionOrder';
import type { Replayed, Replays } from './replays';

/** What an explanation of a difference may ask. */
interface Circumstances {
  readonly edited: EditedCells;
  readonly replays: Replays;
  readonly comparison: CellComparison;
  readonly token: vscode.CancellationToken;
}

/**
 * Why a cell's stored output may be another one than replay's: the first reason that is found, in the order of how
 * likely it explains all.
 */
export async function differenceText(
  cell: vscode.NotebookCell,
  replayed: Replayed,
  { edited, replays, comparison, token }: Circumstances,
): Promise<{ readonly text: string; readonly tooltip: string }> {
  const { documents } = replayed.known;
  // Those in other languages run in the same kernel.
  const cells = cell.notebook.getCells().filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
  const editedCell = cells.find(
    (one) =>
      one.index <= cell.index && hasRun(one) && documents.includes(one.document) && edited.has(one.document),
  );
  if (editedCell === cell)
    return {
      text: vscode.l10n.t('$(edit) Output differs: edited since it ran'),
      tooltip: vscode.l10n.t('Run the cell again to compare its output.'),
    };
  if (editedCell !== undefined)
    return {
      text: vscode.l10n.t('$(edit) Output differs: cell {0} was edited', editedCell.index + 1),
      tooltip: vscode.l10n.t('Run the notebook again to compare this output.'),
    };
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
  if (problem !== undefined)
    return orderText(problem, {
      number: (cells[problem.cell]?.index ?? problem.cell) + 1,
      run: cells[problem.cell]?.executionSummary?.executionOrder ?? 0,
    });
  if (comparison.values.some(({ real }) => real?.includes("device='cuda")))
    return {
      text: vscode.l10n.t('$(warning) Output differs: printed on a GPU'),
      tooltip: vscode.l10n.t('A GPU draws other numbers than the CPU, which replay follows.'),
    };
  if (await matchesOtherBuild(cell, replayed, replays, token))
    return {
      text:
        replayed.known.options.backend === 'cpu'
          ? vscode.l10n.t('$(check) Output as PyTorch ≤ 2.6 gives on x86')
          : vscode.l10n.t('$(check) Output as PyTorch 2.7+ gives'),
      tooltip: vscode.l10n.t(
        'The stored output is, character for character, what that build prints: it draws from another generator than the one that is chosen in the settings.',
      ),
    };
  return {
    text: differsText(replayed),
    tooltip: vscode.l10n.t('The output may come from another version or device, or from other code.'),
  };
}

/** From which build the output differs. */
function differsText({ known }: Replayed): string {
  const build =
    known.options.backend === 'cpu'
      ? vscode.l10n.t('PyTorch 2.7+ on CPU')
      : vscode.l10n.t('PyTorch ≤ 2.6 on x86');
  return vscode.l10n.t('$(warning) Output differs from {0}', build);
}

async function matchesOtherBuild(
  cell: vscode.NotebookCell,
  { known, cell: index }: Replayed,
  replays: Replays,
  token: vscode.CancellationToken,
): Promise<boolean> {
  const other = known.options.backend === 'cpu' ? 'cpu-mkl' : 'cpu';
  const trace = await replays.withBackend(known, other, token);
  const real = realOutputs(cell);
  if (trace === undefined || real === undefined) return false;
  const { values, extra } = compareOutputs(expectedIn(trace, index), real);
  return !extra && values.every(({ verdict }) => verdict === 'same');
}

/** Whether a cell ran at all, as far as it shows: what was never run was not edited since. */
function hasRun({ executionSummary, outputs }: vscode.NotebookCell): boolean {
  return executionSummary?.executionOrder !== undefined || outputs.length > 0;
}

/** @param cell the one that the problem is about: its place among all cells, and the number of its run */
function orderText(
  problem: OrderProblem,
  { number, run }: { readonly number: number; readonly run: number },
): { readonly text: string; readonly tooltip: string } {
  const way = vscode.l10n.t('Replay runs each cell once, from top to bottom.');
  switch (problem.type) {
    case 'above':
      return {
        text: vscode.l10n.t('$(warning) Output differs: ran before [{0}]', run),
        tooltip: `${vscode.l10n.t('Cell {0}, above, ran after this one.', number)} ${way}`,
      };
    case 'below':
      return {
        text: vscode.l10n.t('$(warning) Output differs: ran after [{0}]', run),
        tooltip: `${vscode.l10n.t('Cell {0}, below, ran before this one.', number)} ${way}`,
      };
    case 'skipped':
      return {
        text: vscode.l10n.t('$(warning) Output differs: cell {0} has not run', number),
        tooltip: `${vscode.l10n.t('Cell {0}, above, has not run.', number)} ${way}`,
      };
    case 'again': {
      const how =
        problem.runs === 1
          ? vscode.l10n.t('An earlier run of the kernel is not in the notebook now.')
          : vscode.l10n.t('{0} earlier runs of the kernel are not in the notebook now.', problem.runs);
      const what = vscode.l10n.t(
        'This cell may have run more than once, or another one, or one that is gone.',
      );
      return {
        text: vscode.l10n.t('$(warning) Output differs: other runs came first'),
        tooltip: `${how} ${what} ${way}`,
      };
    }
  }
}
