import * as l10n from '@vscode/l10n';
import type { AskedEndHover, ToldText } from '../../protocol/reading';
import { markdownText } from '../../wording';
import { fitted, LONGEST_HINT } from '../lens';
import { doubtText } from './doubtTexts';
import { nameOf, oldText } from './hover';

/** Behind the line that surely raises what nothing catches: the exception. */
export function endHint(error: string): ToldText {
  const texts = [error, classOf(error)].map((text) => `→ ${text}`);
  return { text: fitted(texts, [], LONGEST_HINT), tooltip: `${error}\n${uncaught()}` };
}

/** On what raises it, and on a call that does not run because of it. */
export function endHover(asked: AskedEndHover): string {
  const { of, error, doubt, line } = asked;
  const told =
    line === undefined
      ? [error, hereText(asked)]
      : doubt === undefined
        ? [l10n.t('Does not run: line {0} ends in {1}, which nothing catches.', line, classOf(error))]
        : [l10n.t('May not run: line {0} may end in {1}.', line, classOf(error)), `${doubtText(doubt, of)}.`];
  const heading = line === undefined ? [] : [`**${markdownText(nameOf(asked))}**`];
  return oldText(asked) + [...heading, ...told.map(markdownText)].join('\n\n');
}

function hereText({ of, doubt }: AskedEndHover): string {
  return doubt === undefined ? uncaught() : l10n.t('Not certain: {0}', doubtText(doubt, of));
}

function uncaught(): string {
  return l10n.t('Nothing catches it, so what follows does not run.');
}

/** The name of an exception's class. */
const classOf = (error: string): string => error.split(':')[0] ?? error;
