import { l10n } from 'vscode';
import type { WriteProblem } from './probabilityEdit';

/** Why p cannot be written into the code, in a few words. */
export function writeProblemText(problem: WriteProblem | 'readOnly' | 'refused' | 'lost' | 'gone'): string {
  switch (problem) {
    case 'unknown':
      return l10n.t('it is not known which number p is');
    case 'notOneNumber':
      return l10n.t('p is not one number that is written for this call alone');
    case 'incomplete':
      return l10n.t('the call is not finished');
    case 'readOnly':
      return l10n.t('this document is read-only');
    case 'refused':
      return l10n.t('the editor did not take the change');
    case 'lost':
      return l10n.t('the call is no longer there');
    case 'gone':
      return l10n.t('the file is no longer there');
  }
}
