import * as l10n from '@vscode/l10n';
import type { Problem, ProblemFix, ProblemMessage, RelatedCode } from '../protocol/reading';
import { allText } from './allText';

/* What is said of problems, in the editor, the map and on the command line alike. Where nobody brings translations it is English. */

const MESSAGES: Readonly<Record<ProblemMessage['code'], (...args: readonly string[]) => string>> = {
  alwaysOn: (training = '') => l10n.t('Dropout stays on in eval(): pass {0}', training),
  newLayer: () => l10n.t('Dropout stays on in eval(): a layer made in each call is in training mode'),
  unguarded: (p = '', mode = '') =>
    l10n.t('Attention dropout stays on in eval(): pass {0} if {1} else 0.0', p, mode),
  omittedInAttention: (training = '') => l10n.t('Attention dropout stays on in eval(): pass {0}', training),
  discarded: (callee = '') => l10n.t('Nothing is dropped: what {0} returns is not used', callee),
  flag: (text = '', within) =>
    l10n.t('{0} stands in the place of p: where it is True, this {1}', text, allText(within)),
  flagOn: (text = '', within) =>
    l10n.t('{0} stands in the place of p, and counts as 1: this {1}', text, allText(within)),
  flagOff: (text = '') => l10n.t('{0} stands in the place of p, and counts as 0: nothing is dropped', text),
  refused: (p = '') =>
    l10n.t(
      'PyTorch refuses this p: {0}',
      `ValueError: dropout probability has to be between 0 and 1, but got ${p}`,
    ),
  refusedRecurrent: () =>
    l10n.t(
      'PyTorch refuses this p: {0}',
      'ValueError: dropout should be a number in range [0, 1] representing the probability of an element being zeroed',
    ),
  noNumber: (text = '') =>
    l10n.t('PyTorch raises an error: {0} stands in the place of p, and is no number', text),
  singleLayer: (argument = '') => l10n.t('{0} has no effect: num_layers is 1', argument),
  hidden: (collection = '') =>
    l10n.t('eval() does not reach it: a module does not look into {0}, a plain collection', collection),
  outside: (name = '') =>
    l10n.t('eval() does not reach it: {0} is no part of the module that calls it', name),
  unused: (attribute = '') => l10n.t('{0} is never used', attribute),
  keep: (name = '') =>
    l10n.t('{0} sounds like a probability to keep; PyTorch takes it for the probability to drop', name),
};

/** What is wrong, in a sentence. */
export function messageText({ code, args }: ProblemMessage): string {
  return MESSAGES[code](...args);
}

const FIXES: Readonly<Record<ProblemFix['code'], (...args: readonly string[]) => string>> = {
  passTraining: (training = '') => l10n.t('Pass {0}', training),
  zeroOutsideTraining: (p = '') => l10n.t('Pass {0}', p),
  assignResult: (name = '') => l10n.t('Assign the result to {0}', name),
  passFlagAsTraining: (training = '') => l10n.t('Pass {0}', training),
  removeArgument: (argument = '') => l10n.t('Remove {0}', argument),
  complement: (p = '') => l10n.t('Pass {0}', p),
  moveToInit: (made = '') => l10n.t('Make the layer once: {0}', made),
  moduleList: (list = '') => l10n.t('Keep it in a module: {0}', list),
};

/** What a fix does; an unsafe one says why it is. */
export function fixTitle({ code, args, isSafe }: ProblemFix): string {
  const title = FIXES[code](...args);
  if (isSafe) return title;
  const [, byDefault = ''] = args;
  return code === 'passFlagAsTraining'
    ? l10n.t('{0} (unsafe: p is then its default, {1})', title, byDefault)
    : l10n.t('{0} (unsafe: may change the keys of state_dict)', title);
}

/** What is wrong with a call, in few words; undefined of what is not about that very call. */
export function shortProblem({ rule, message }: Pick<Problem, 'rule' | 'message'>): string | undefined {
  switch (rule) {
    case 'always-on':
    case 'new-layer-in-forward':
    case 'unguarded-attention':
      return l10n.t('stays on in eval()');
    case 'hidden-from-modules':
      return l10n.t('eval() does not reach it');
    case 'discarded-result':
      return l10n.t('drops nothing: result unused');
    case 'flag-as-p':
      return shortFlag(message.code);
    case 'p-out-of-range':
      return message.code === 'noNumber'
        ? l10n.t('p is no number')
        : l10n.t('p = {0} is no probability', message.args[0] ?? '');
    case 'single-layer-rnn':
      return l10n.t('drops nothing: it has one layer');
    case 'unused-layer':
    case 'keep-probability':
      return undefined;
  }
}

function shortFlag(code: ProblemMessage['code']): string {
  switch (code) {
    // Recurrent layers look at what they are given.
    case 'refusedRecurrent':
      return l10n.t('PyTorch refuses a truth value as p');
    case 'flagOn':
      return l10n.t('drops all: p is True');
    case 'flagOff':
      return l10n.t('drops nothing: p is False');
    default:
      return l10n.t('drops all where p is True');
  }
}

/** What another place has to do with a problem. */
export function relatedText(code: RelatedCode): string {
  switch (code) {
    case 'p':
      return l10n.t('p is written here');
    case 'sibling':
      return l10n.t('this call does pass the mode');
  }
}

/** Takes translations of these texts. */
export function translate(contents: Readonly<Record<string, string>> | undefined): void {
  if (contents !== undefined) l10n.config({ contents });
}
