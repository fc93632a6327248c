import * as l10n from '@vscode/l10n';
import { useEffect, useRef } from 'preact/hooks';
import { Python } from './code/Python';
import type { NumbersClaim, TranscriptEntry } from '../../src/playground';

/** The session at Python's prompt. */
export function Transcript({ title, entries }: { title: string; entries: readonly TranscriptEntry[] }) {
  const prompt = useRef<HTMLPreElement>(null);
  // As a terminal does: the latest output is in sight.
  useEffect(() => prompt.current?.scrollTo({ top: prompt.current.scrollHeight }), [entries]);
  return (
    <section class="transcript" aria-labelledby="transcript-title">
      <h2 id="transcript-title">{title}</h2>
      {/* It may scroll, so the keyboard must be able to reach it. */}
      <pre ref={prompt} tabIndex={0} role="group" aria-labelledby="transcript-title">
        {entries.map(({ type, text }, index) => (
          <code key={index} class={type}>
            {type === 'input' ? <Python code={text} /> : text}
            {'\n'}
          </code>
        ))}
      </pre>
    </section>
  );
}

/** What the transcript of a session is, which depends on what its numbers are worth. */
export function transcriptTitle(claim: NumbersClaim): string {
  return claim === 'exact' ? l10n.t('What Python prints') : l10n.t('What Python is expected to print');
}
