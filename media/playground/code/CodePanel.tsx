import * as l10n from '@vscode/l10n';
import { useState } from 'preact/hooks';

/** The script that gives what is shown. */
export function CodePanel({ script }: { script: string }) {
  const [copied, setCopied] = useState<string>();
  return (
    <section class="script" aria-labelledby="script-title">
      <h2 id="script-title">{l10n.t('Python that prints this call')}</h2>
      {/* It may scroll, so the keyboard must be able to reach it. */}
      <pre tabIndex={0} role="group" aria-labelledby="script-title">
        <code>{script}</code>
      </pre>
      <div class="buttons">
        <button
          type="button"
          onClick={() => void navigator.clipboard.writeText(script).then(() => setCopied(script))}
        >
          {l10n.t('Copy code')}
        </button>
        <span role="status">{copied === script ? l10n.t('Copied') : ''}</span>
      </div>
    </section>
  );
}
