import * as l10n from '@vscode/l10n';
import { useEffect, useState } from 'preact/hooks';
import { type CallOutcome, keptCount } from '../../src/playground';

/** What a call came to, in words: for the screen reader, and in the sidebar. */
export function summaryOf({ number, training, outcome }: CallOutcome): string {
  if (!outcome.ok) return `${outcome.error.type}: ${outcome.error.message}`;
  const { mask } = outcome;
  if (mask === undefined) {
    return training
      ? l10n.t('Call {0}: nothing is dropped, the output is the input', number)
      : l10n.t('Call {0} in eval mode: the output is the input', number);
  }
  return l10n.t('Call {0}: {1} of {2} kept', number, keptCount(mask), mask.length);
}

/** Tells a screen reader the result of a change once it has come to rest; dragging the slider is not a stream of speech. */
export function Announcement({ call, announces }: { call: CallOutcome; announces: boolean }) {
  const text = summaryOf(call);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    if (!announces) return;
    const timer = setTimeout(() => setSpoken(text), 400);
    return () => clearTimeout(timer);
  }, [text, announces]);
  return (
    <p class="visually-hidden" role="status">
      {spoken}
    </p>
  );
}
