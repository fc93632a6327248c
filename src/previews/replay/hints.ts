import * as l10n from '@vscode/l10n';
import type { AskedEvaluations, ToldText } from '../../protocol/reading';
import { fitted, LONGEST_HINT } from '../lens';
import { doubtText } from './doubtTexts';
import { callsText, exactText, hintTexts } from './replayTexts';

/** Behind a line that calls dropout: how many elements it keeps. */
export function replayHint({ of, calls, groups }: AskedEvaluations): ToldText {
  const doubt = groups.find(({ summary }) => summary.doubt !== undefined)?.summary.doubt;
  const texts = hintTexts(groups);
  const text = fitted(texts, [], LONGEST_HINT);
  const whole = text === texts[0] ? '' : `${texts[0]}\n`;
  const claim = doubt === undefined ? exactText(of) : l10n.t('Not certain: {0}', doubtText(doubt, of));
  return { text, tooltip: `${whole}${callsText(calls)}. ${claim}.` };
}
