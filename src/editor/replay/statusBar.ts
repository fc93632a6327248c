import * as vscode from 'vscode';
import { compareOutputs, type CellComparison } from './comparison';
import { realOutputs } from './cellOutputs';
import { doubtTextFor } from './cellNumbers';
import { differenceText } from './difference';
import type { EditedCells } from './editedCells';
import { groupsOf } from './groups';
import { openReplayed } from './openReplayed';
import { COMPARE_OUTPUTS } from './outputDiff';
import type { Replayed, Replays } from './replays';
import { exactText, hintText } from './replayTexts';

/** Below each cell: whether its stored output is what replay says, else what its calls of dropout come to. */
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
    if (comparison === undefined || comparison.values.length === 0) return countItem(cell, replayed);
    // What random numbers have no part in proves nothing about them.
    const hanging = await this.replays.hangOnRandom(replayed);
    if (hanging.includes(true))
      return [await this.#comparedItem(cell, replayed, { comparison, hanging }, token)];
    const isOther = comparison.extra || comparison.values.some(({ verdict }) => verdict === 'different');
    return isOther ? [] : countItem(cell, replayed);
  }

  async #comparedItem(
    cell: vscode.NotebookCell,
    replayed: Replayed,
    { comparison, hanging }: { readonly comparison: CellComparison; readonly hanging: readonly boolean[] },
    token: vscode.CancellationToken,
  ): Promise<vscode.NotebookCellStatusBarItem> {
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
      return compareItem(cell, text, tooltip);
    }
    if (unsure?.doubt !== undefined) {
      const reason = doubtTextFor(replayed, unsure.doubt);
      const text = proves
        ? vscode.l10n.t('$(check) {0} of {1} outputs match PyTorch', same, values.length)
        : unsureText(cell, replayed, unsure.doubt.code === 'unseeded');
      return compareItem(cell, text, vscode.l10n.t('Cannot be compared: {0}.', reason));
    }
    const text =
      values.length === 1
        ? vscode.l10n.t('$(check) matches PyTorch')
        : vscode.l10n.t('$(check) {0} of {1} outputs match PyTorch', same, values.length);
    const tooltip = vscode.l10n.t(
      'The stored output is, character for character, what the replay gives. {0}.',
      exactText(replayed.known.options.backend),
    );
    return opening(newItem(text, tooltip), cell, replayed);
  }
}

/** What a cell comes to whose output proves nothing, with the reason in a word. */
function unsureText(cell: vscode.NotebookCell, replayed: Replayed, isUnseeded: boolean): string {
  const reason = isUnseeded ? vscode.l10n.t('no seed to compare with') : vscode.l10n.t('cannot be compared');
  if (replayed.calls.length === 0) return reason;
  return `${hintText(groupsOf(replayed.calls, cell.document.getText()))} · ${reason}`;
}

function countItem(cell: vscode.NotebookCell, replayed: Replayed): vscode.NotebookCellStatusBarItem[] {
  if (replayed.calls.length === 0) return [];
  const groups = groupsOf(replayed.calls, cell.document.getText());
  const doubt = groups.find(({ summary }) => summary.doubt !== undefined)?.summary.doubt;
  const tooltip =
    doubt === undefined
      ? exactText(replayed.known.options.backend)
      : vscode.l10n.t('Not certain: {0}', doubtTextFor(replayed, doubt));
  return [opening(newItem(hintText(groups), `${tooltip}.`), cell, replayed)];
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
function compareItem(
  cell: vscode.NotebookCell,
  text: string,
  tooltip: string,
): vscode.NotebookCellStatusBarItem {
  const item = newItem(text, tooltip);
  item.command = {
    title: vscode.l10n.t('Show both texts side by side'),
    command: COMPARE_OUTPUTS,
    arguments: [cell.document.uri.toString()],
  };
  return item;
}
