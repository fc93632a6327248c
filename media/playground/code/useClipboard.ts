import * as l10n from '@vscode/l10n';
import { useState } from 'preact/hooks';

/**
 * Puts texts on the clipboard, and says what came of it.
 *
 * @param subject what they are made of: where that changes, what was said is over
 */
export function useClipboard(subject: string): {
  readonly copy: (text: string) => void;
  readonly result: string;
} {
  const [last, setLast] = useState({ subject, result: '' });
  const settle = (result: string): void => setLast({ subject, result });
  return {
    copy: (text) =>
      void navigator.clipboard.writeText(text).then(
        () => settle(l10n.t('Copied')),
        () => settle(l10n.t('The clipboard cannot be reached. Select the code and copy it.')),
      ),
    result: last.subject === subject ? last.result : '',
  };
}
