import { l10n } from 'vscode';
import type { WriteProblem } from './probabilityEdit';

type Problem = WriteProblem | 'readOnly' | 'refused' | 'lost' | 'gone';

const TEXTS: Readonly<Record<Problem, () => string>> = {
  unknown: () => l10n.t('it is not known which number p is'),
  notOneNumber: () => l10n.t('p is not one number that is written for this call alone'),
  incomplete: () => l10n.t('the call is not finished'),
  readOnly: () => l10n.t('this document is read-only'),
  refused: () => l10n.t('the editor did not take the change'),
  lost: () => l10n.t('the call is no longer there'),
  gone: () => l10n.t('the file is no longer there'),
};

/** Why p cannot be written into the code, in a few words. */
export function writeProblemText(problem: Problem): string {
  return TEXTS[problem]();
}
