import * as l10n from '@vscode/l10n';
import type { Doubt, DoubtCode, ReplayedIn } from '../../protocol/reading';

/** Why something is not exact, in a few words: `np.foo is not understood`. */
const REASONS: Readonly<Record<DoubtCode, (what: string) => string>> = {
  notUnderstood: (what) => l10n.t('{0} is not understood', what),
  unknownCall: (what) => l10n.t('{0} is not understood, and may have drawn random numbers', what),
  unknownModule: (what) => l10n.t('{0} is a module that is not known here', what),
  mayBeMissing: (what) => l10n.t('{0} may be missing here', what),
  unseeded: () => l10n.t('no seed is set, so every run draws other numbers'),
  assumesNoGpu: () => l10n.t('assumes that there is no GPU'),
  assumesNoError: () => l10n.t('assumes that nothing unknown fails from here on'),
  tooLarge: () => l10n.t('too large to replay'),
  condition: () => l10n.t('depends on a condition that is not known for sure'),
  escapedCallback: () => l10n.t('a function was handed to code that is not understood'),
  patched: (what) => l10n.t('{0} was assigned to', what),
  setOrder: () => l10n.t('Python prints a set of strings in another order in each run'),
  address: () => l10n.t('Python prints an address that differs in each run'),
  rounding: () => l10n.t('the last digits depend on the machine'),
  undecided: () => l10n.t('the whole value depends on the machine'),
  syntax: () => l10n.t('Python may refuse this cell, or its versions differ'),
  environment: (what) => l10n.t('{0} depends on the machine and the moment', what),
  version: (what) => l10n.t('{0} depends on the version', what),
  message: () => l10n.t('the text of this error is not certain'),
  drawsOtherwise: (what) => l10n.t('with {0} PyTorch draws or rounds in ways of its own', what),
  cellByCell: () => l10n.t('shown only where the file is run cell by cell'),
  failed: () => l10n.t('the replay failed here'),
};

/** Why something is not exact, and where that began: `line 4: np.foo is not understood`. */
export function doubtText(doubt: Doubt, { numbers, cell }: ReplayedIn): string {
  const reason = REASONS[doubt.code](doubt.args[0] ?? '');
  if (doubt.line === undefined) return reason;
  const line = doubt.line + 1;
  return numbers === undefined || doubt.cell === undefined || doubt.cell === cell
    ? l10n.t('line {0}: {1}', line, reason)
    : l10n.t('cell {0}, line {1}: {2}', numbers[doubt.cell] ?? doubt.cell + 1, line, reason);
}

/** What is taken for granted: `line 4: assumes that there is no GPU`. There must be one at least. */
export function assumedText(of: ReplayedIn): string {
  return of.assumptions.map((assumption) => doubtText(assumption, of)).join('; ');
}

/** Doubts that come from what replay does not know. */
const NOT_UNDERSTOOD: ReadonlySet<DoubtCode> = new Set<DoubtCode>([
  'notUnderstood',
  'unknownCall',
  'unknownModule',
  'escapedCallback',
]);

/** The same in so few words that a lens has room for them, the fullest first. */
export function shortDoubtTexts(doubt: Doubt, of: ReplayedIn): readonly string[] {
  const { code, line, cell } = doubt;
  if (line === undefined) return [doubtText(doubt, of)];
  const isHere = of.numbers === undefined || cell === undefined || cell === of.cell;
  const place = isHere ? l10n.t('line {0}', line + 1) : l10n.t('cell {0}', of.numbers[cell] ?? cell + 1);
  return NOT_UNDERSTOOD.has(code)
    ? [l10n.t('{0} is not understood', place)]
    : [doubtText(doubt, of), l10n.t('see {0}', place)];
}
