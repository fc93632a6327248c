import * as vscode from 'vscode';
import type { Doubt } from '../../protocol/reading';
import { fitted } from '../lens';
import { compareOutputs, type CellComparison } from './comparison';
import { realOutputs } from './cellOutputs';
import { doubtTextFor, shortDoubtTextsFor } from './cellNumbers';
import { differenceText } from './difference';
import type { EditedCells } from './editedCells';
import { openReplayed } from './openReplayed';
import { COMPARE_OUTPUTS } from './outputDiff';
import type { Replayed, Replays } from './replays';
import { exactText } from './replayTexts';

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
    const comparison = real && compareOutputs(replayed.values, real);
    if (comparison === undefined || comparison.values.length === 0) return [];
    // What random numbers have no part in proves nothing about them.
    const hanging = await this.replays.hangOnRandom(replayed);
    return hanging.includes(true) ? this.#compared(cell, replayed, { comparison, hanging }, token) : [];
  }

  async #compared(
    cell: vscode.NotebookCell,
    replayed: Replayed,
    { comparison, hanging }: { readonly comparison: CellComparison; readonly hanging: readonly boolean[] },
    token: vscode.CancellationToken,
  ): Promise<vscode.NotebookCellStatusBarItem[]> {
    const { values, extra } = comparison;
    const same = values.filter(({ verdict }) => verdict === 'same').length;
    const proves = values.some(({ verdict }, i) => verdict === 'same' && hanging[i] === true);
    const different = values.some(({ verdict }) => verdict === 'different');
    const unsure = values.find(({ verdict }) => verdict === 'unsure');
    if (different || (extra && unsure === undefined)) {
      const { text, tooltip } = await differenceText(cell, replayed, {
        edited: this.edited,
        replays: this.replays,
        comparison,
        token,
      });
      return [newItem(text, tooltip), compareItem(cell)];
    }
    if (unsure?.doubt !== undefined) {
      const tooltip = vscode.l10n.t('Cannot be compared: {0}.', doubtTextFor(replayed, unsure.doubt));
      return [newItem(proves ? someText(same, values.length) : unsureText(replayed, unsure.doubt), tooltip)];
    }
    const text =
      values.length === 1 ? vscode.l10n.t('$(check) Output as predicted') : someText(same, values.length);
    const tooltip = vscode.l10n.t(
      'The stored output is, character for character, what the replay gives. {0}.',
      exactText(replayed.known.options.backend),
    );
    return [opening(newItem(text, tooltip), cell, replayed)];
  }
}

function someText(same: number, all: number): string {
  return vscode.l10n.t('$(check) {0} of {1} outputs as predicted', same, all);
}

/** What a cell comes to whose output proves nothing. */
function unsureText(replayed: Replayed, doubt: Doubt): string {
  if (doubt.code === 'unseeded') return vscode.l10n.t('No seed, nothing to compare');
  const reasons = shortDoubtTextsFor(replayed, doubt);
  return fitted(
    reasons.map((reason) => vscode.l10n.t('Cannot compare: {0}', reason)),
    [],
  );
}

function newItem(text: string, tooltip: string): vscode.NotebookCellStatusBarItem {
  const item = new vscode.NotebookCellStatusBarItem(text, vscode.NotebookCellStatusBarAlignment.Left);
  item.tooltip = tooltip;
  return item;
}

/** An item that leads to the playground, where the cell has a call to show in it. */
function opening(
  item: vscode.NotebookCellStatusBarItem,
  cell: vscode.NotebookCell,
  replayed: Replayed,
): vscode.NotebookCellStatusBarItem {
  const [first] = replayed.calls;
  if (first === undefined) return item;
  const { command, arguments: args, tooltip } = openReplayed(cell.document, replayed, first);
  item.command = { title: tooltip, command, arguments: args };
  return item;
}

/** An item that leads to both texts, side by side. */
function compareItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem {
  const title = vscode.l10n.t('Show both texts side by side');
  const item = newItem(vscode.l10n.t('$(diff) Compare'), title);
  item.command = { title, command: COMPARE_OUTPUTS, arguments: [cell.document.uri.toString()] };
  return item;
}
