import * as l10n from '@vscode/l10n';
import { useState } from 'preact/hooks';

/** The script that gives what is shown. */
export function CodePanel({ script }: { script: string }) {
  /** What came of copying, and of which script. */
  const [copying, setCopying] = useState({ script: '', result: '' });
  const settle = (result: string): void => setCopying({ script, result });
  const copy = (): void =>
    void navigator.clipboard.writeText(script).then(
      () => settle(l10n.t('Copied')),
      () => settle(l10n.t('The clipboard cannot be reached. Select the code and copy it.')),
    );
  return (
    <section class="script" aria-labelledby="script-title">
      <h2 id="script-title">{l10n.t('Python that prints this call')}</h2>
      {/* It may scroll, so the keyboard must be able to reach it. */}
      <pre tabIndex={0} role="group" aria-labelledby="script-title">
        <code>{script}</code>
      </pre>
      <div class="buttons">
        <button type="button" onClick={copy}>
          {l10n.t('Copy code')}
        </button>
        <span role="status">{copying.script === script ? copying.result : ''}</span>
      </div>
    </section>
  );
}
