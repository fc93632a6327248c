import * as l10n from '@vscode/l10n';
import type { Verdict, Within } from '../protocol/reading';

/** Whether `eval()` silences a call, in a few words; '' where it drops nothing anyway. */
export function shortVerdict({ silenced, reason }: Verdict): string {
  if (reason === 'nothing' || reason === 'off') return '';
  switch (silenced) {
    case 'yes':
      return l10n.t('off in eval()');
    case 'no':
      return l10n.t('stays on in eval()');
    case 'depends':
      return l10n.t('eval(): it depends');
  }
}

const SENTENCES: Readonly<Record<Verdict['reason'], (on: string, within: Within | undefined) => string>> = {
  nothing: () => l10n.t('There is nothing for eval() to silence.'),
  layer: (_, within) =>
    within === undefined
      ? l10n.t('eval() silences it: the layer then passes its input through unchanged.')
      : l10n.t('eval() silences it: all else that the layer does goes on.'),
  argument: (on) => l10n.t('eval() silences it: its training argument is {0}.', on),
  guarded: () => l10n.t('eval() silences it: it runs only in training mode.'),
  probability: () => l10n.t('eval() silences it: outside training its probability is 0.'),
  off: () => l10n.t('This call drops nothing, because its training argument is False.'),
  always: () => l10n.t('eval() does not silence it: its training argument is True.'),
  omitted: () => l10n.t('eval() does not silence it: its training argument is omitted, and True by default.'),
  fresh: () =>
    l10n.t(
      'eval() does not silence it: the layer is made anew in each call, and a new layer is in training mode.',
    ),
  unguarded: (on) =>
    l10n.t(
      'eval() does not silence it: this function knows no training mode, and {0} is the same in both.',
      on,
    ),
  hidden: (on) =>
    l10n.t(
      'Whether eval() silences it depends: {0} is a plain collection, into which a module does not look.',
      on,
    ),
  kept: (on) =>
    l10n.t(
      'Whether eval() silences it depends: objects of its class are kept in {0}, where no module looks for its parts.',
      on,
    ),
  overridden: (on) => l10n.t('eval() does not silence it: {0} turns it on again.', on),
  expression: (on) => l10n.t('Whether eval() silences it depends on {0}.', on),
};

/**
 * Whether `eval()` silences a call, and why, in a sentence.
 *
 * @param within of what the dropout is a part, where it is not all that the call does
 */
export function verdictSentence({ silenced, reason, on }: Verdict, within: Within | undefined): string {
  if (reason === 'hidden' && silenced === 'no')
    return l10n.t(
      'eval() on the model does not reach it: {0} is not where a module looks for its parts.',
      on,
    );
  return SENTENCES[reason](on, within);
}
