import * as l10n from '@vscode/l10n';
import type { AskedComparison, Difference, ReplayedIn, ToldItem, ToldText } from '../../protocol/reading';
import { fitted } from '../lens';
import { doubtText, shortDoubtTexts } from './doubtTexts';
import { openingText, replayedCommand } from './openRequest';
import { exactText } from './replayTexts';

/** Below a cell whose stored output hangs on random numbers: whether it is what replay says, and if not, why. */
export function comparisonItem(asked: AskedComparison): ToldItem {
  const { shown } = asked;
  const command = shown && replayedCommand(shown, openingText(shown));
  return { ...comparisonText(asked), command };
}

function comparisonText({ of, same, all, proves, difference, doubt }: AskedComparison): ToldText {
  if (difference !== undefined) return differenceText(difference, of);
  if (doubt !== undefined)
    return {
      text: proves ? someText(same, all) : unsureText(of, doubt),
      tooltip: l10n.t('Cannot be compared: {0}.', doubtText(doubt, of)),
    };
  return {
    text: all === 1 ? l10n.t('$(check) Output as predicted') : someText(same, all),
    tooltip: l10n.t(
      'The stored output is, character for character, what the replay gives. {0}.',
      exactText(of),
    ),
  };
}

function someText(same: number, all: number): string {
  return l10n.t('$(check) {0} of {1} outputs as predicted', same, all);
}

/** What a cell comes to whose output proves nothing. */
function unsureText(of: ReplayedIn, doubt: NonNullable<AskedComparison['doubt']>): string {
  if (doubt.code === 'unseeded') return l10n.t('No seed, nothing to compare');
  const reasons = shortDoubtTexts(doubt, of);
  return fitted(
    reasons.map((reason) => l10n.t('Cannot compare: {0}', reason)),
    [],
  );
}

function differenceText(difference: Difference, { backend }: ReplayedIn): ToldText {
  const way = (what: string): string =>
    `${what} ${l10n.t('Replay runs each cell once, from top to bottom.')}`;
  switch (difference.code) {
    case 'edited':
      return {
        text: l10n.t('$(edit) Output differs: edited since it ran'),
        tooltip: l10n.t('Run the cell again to compare its output.'),
      };
    case 'editedBefore':
      return {
        text: l10n.t('$(edit) Output differs: cell {0} was edited', difference.cell),
        tooltip: l10n.t('Run the notebook again to compare this output.'),
      };
    case 'above':
      return {
        text: l10n.t('$(warning) Output differs: ran before [{0}]', difference.run),
        tooltip: way(l10n.t('Cell {0}, above, ran after this one.', difference.cell)),
      };
    case 'below':
      return {
        text: l10n.t('$(warning) Output differs: ran after [{0}]', difference.run),
        tooltip: way(l10n.t('Cell {0}, below, ran before this one.', difference.cell)),
      };
    case 'skipped':
      return {
        text: l10n.t('$(warning) Output differs: cell {0} has not run', difference.cell),
        tooltip: way(l10n.t('Cell {0}, above, has not run.', difference.cell)),
      };
    case 'again': {
      const { runs } = difference;
      const how =
        runs === 1
          ? l10n.t('An earlier run of the kernel is not in the notebook now.')
          : l10n.t('{0} earlier runs of the kernel are not in the notebook now.', runs);
      const what = l10n.t('This cell may have run more than once, or another one, or one that is gone.');
      return {
        text: l10n.t('$(warning) Output differs: other runs came first'),
        tooltip: way(`${how} ${what}`),
      };
    }
    case 'gpu':
      return {
        text: l10n.t('$(warning) Output differs: printed on a GPU'),
        tooltip: l10n.t('A GPU draws other numbers than the CPU, which replay follows.'),
      };
    case 'otherBuild':
      return {
        text:
          backend === 'cpu'
            ? l10n.t('$(check) Output as PyTorch ≤ 2.6 gives on x86')
            : l10n.t('$(check) Output as PyTorch 2.7+ gives'),
        tooltip: l10n.t(
          'The stored output is, character for character, what that build prints: it draws from another generator than the one that is chosen in the settings.',
        ),
      };
    case 'unknown': {
      const build = backend === 'cpu' ? l10n.t('PyTorch 2.7+ on CPU') : l10n.t('PyTorch ≤ 2.6 on x86');
      return {
        text: l10n.t('$(warning) Output differs from {0}', build),
        tooltip: l10n.t('The output may come from another version or device, or from other code.'),
      };
    }
  }
}
