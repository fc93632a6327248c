import * as l10n from '@vscode/l10n';
import type { TranscriptEntry } from '../../src/playground';

/** The session at Python's prompt. */
export function Transcript({ entries }: { entries: readonly TranscriptEntry[] }) {
  return (
    <section class="transcript" aria-labelledby="transcript-title">
      <h2 id="transcript-title">{l10n.t('What Python prints')}</h2>
      {/* It may scroll, so the keyboard must be able to reach it. */}
      <pre tabIndex={0} aria-labelledby="transcript-title" role="region">
        {entries.map(({ type, text }, index) => (
          <code key={index} class={type}>
            {text}
            {'\n'}
          </code>
        ))}
      </pre>
    </section>
  );
}
