import * as vscode from 'vscode';
import type { AskedOutputs, ToldItem } from '../../protocol/reading';
import { replayedIn } from './questions';
import { realOutputs } from './cellOutputs';
import { differenceOf } from './whyDifferent';
import type { EditedCells } from './editedCells';
import { COMPARE_OUTPUTS } from './outputDiff';
import type { Replayed, Replays } from './replays';
import { shownEvaluation } from './shownEvaluation';

/** Below each cell whose stored output hangs on random numbers: whether it is what replay says, and if not, why. */
export class ReplayStatusBarProvider implements vscode.NotebookCellStatusBarItemProvider {
  readonly onDidChangeCellStatusBarItems: vscode.Event<void>;

  constructor(
    private readonly replays: Replays,
    private readonly edited: EditedCells,
  ) {
    this.onDidChangeCellStatusBarItems = replays.onDidChange;
  }

  async provideCellStatusBarItems(
    cell: vscode.NotebookCell,
    token: vscode.CancellationToken,
  ): Promise<vscode.NotebookCellStatusBarItem[]> {
    if (cell.kind !== vscode.NotebookCellKind.Code || cell.document.languageId !== 'python') return [];
    const replayed = await this.replays.of(cell.document, token);
    // Notebooks that never come to dropout are none of our business.
    if (replayed === undefined || replayed.known.trace.calls.length === 0) return [];
    const real = realOutputs(cell);
    if (real === undefined || replayed.values.length === 0) return [];
    // What random numbers have no part in proves nothing about them.
    const hanging = await this.replays.hangOnRandom(replayed);
    return hanging.includes(true) ? this.#compared(cell, replayed, { real, hanging }, token) : [];
  }

  async #compared(
    cell: vscode.NotebookCell,
    replayed: Replayed,
    outputs: Pick<AskedOutputs, 'real' | 'hanging'>,
    token: vscode.CancellationToken,
  ): Promise<vscode.NotebookCellStatusBarItem[]> {
    const { edited, replays } = this;
    const { real } = outputs;
    const expected = replayed.values;
    const compared = await replays.preview((previews) => previews.comparedOutputs({ ...outputs, expected }));
    if (compared === undefined) return [];
    const { isDifferent, doubt } = compared;
    const difference = isDifferent
      ? await differenceOf(cell, replayed, { edited, replays, real, compared, token })
      : undefined;
    // A click leads to the playground, where the cell has a call to show in it.
    const [first] = isDifferent || doubt !== undefined ? [] : replayed.calls;
    const asked = {
      ...compared,
      of: replayedIn(replayed, expected.at(-1)?.value),
      difference,
      shown: first && shownEvaluation(cell.document, replayed, first),
    };
    const told = await replays.preview((previews) => previews.comparison(asked));
    if (told === undefined) return [];
    const item = newItem(told);
    return isDifferent ? [item, compareItem(cell)] : [item];
  }
}

function newItem({ text, tooltip, command }: ToldItem): vscode.NotebookCellStatusBarItem {
  const item = new vscode.NotebookCellStatusBarItem(text, vscode.NotebookCellStatusBarAlignment.Left);
  item.tooltip = tooltip;
  if (command !== undefined) item.command = command;
  return item;
}

/** An item that leads to both texts, side by side. */
function compareItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem {
  const title = vscode.l10n.t('Show both texts side by side');
  const command = { title, command: COMPARE_OUTPUTS, arguments: [cell.document.uri.toString()] };
  return newItem({ text: vscode.l10n.t('$(diff) Compare'), tooltip: title, command });
}
