import * as l10n from '@vscode/l10n';
import type { AskedMissed } from '../../protocol/reading';
import { markdownText } from '../../wording';
import { doubtText } from './doubtTexts';
import { nameOf, oldText } from './hover';

/** On a call of dropout of which nothing is known: why. */
export function missedHover(asked: AskedMissed): string {
  const reason = l10n.t('What this call does is not known: {0}.', doubtText(asked.doubt, asked.of));
  return `${oldText(asked)}**${markdownText(nameOf(asked))}**\n\n${markdownText(reason)}`;
}
