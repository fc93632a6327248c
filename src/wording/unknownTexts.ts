import * as l10n from '@vscode/l10n';
import type { Probability } from '../protocol/reading';

type UnknownProbability = Extract<Probability, { known: false }>;

/** Why p is unknown: in a few words, with what stands in p's place; and in so few that a lens has room for them. */
interface Reason {
  readonly text: (code: string, p: UnknownProbability) => string;
  readonly short: (p: UnknownProbability) => string;
}

const notWritten: Reason = {
  text: (code) => l10n.t('{0} is not a number written in this file', code),
  short: () => l10n.t('no number in this file'),
};

const REASONS: Readonly<Record<UnknownProbability['reason'], Reason>> = {
  parameter: {
    text: (code) => l10n.t('{0} is a parameter without a default', code),
    short: () => l10n.t('it has no default'),
  },
  none: {
    text: (code, p) =>
      isNone(p) ? l10n.t('None is no number') : l10n.t('{0} is None unless it is set', code),
    short: (p) => (isNone(p) ? l10n.t('None is no number') : l10n.t('None by default')),
  },
  loop: {
    text: (code, { values }) =>
      values === undefined
        ? l10n.t('{0} is a loop variable', code)
        : l10n.t('{0} is {1} in turn', code, values.join(', ')),
    short: () => l10n.t('set by a loop'),
  },
  attribute: notWritten,
  subscript: notWritten,
  expression: notWritten,
  conditional: {
    text: (code) => l10n.t('{0} depends on a condition', code),
    short: () => l10n.t('depends on a condition'),
  },
  ambiguous: {
    text: (code, { values }) =>
      values === undefined
        ? l10n.t('the values found for {0} disagree', code)
        : `${code}: ${l10n.t('callers pass {0}', values.join(', '))}`,
    short: () => l10n.t('its values disagree'),
  },
  searching: {
    text: (code) => l10n.t('{0} is being looked for in other files', code),
    short: () => l10n.t('being looked for'),
  },
  reassigned: {
    text: (code) => l10n.t('{0} is assigned more than once', code),
    short: () => l10n.t('assigned more than once'),
  },
  imported: { text: (code) => l10n.t('{0} is imported', code), short: () => l10n.t('imported') },
  undefined: {
    text: (code) => l10n.t('{0} is not defined in this file', code),
    short: () => l10n.t('not defined here'),
  },
  unreadable: {
    text: (code) => l10n.t('the value of {0} cannot be read from the code', code),
    short: () => l10n.t('cannot be read'),
  },
  boolean: {
    text: (code) => l10n.t('p is a truth value: {0}', code),
    short: () => l10n.t('a truth value'),
  },
  unpacked: {
    text: (code) => l10n.t('it may be in {0}', code),
    short: ({ name }) => l10n.t('it may be in {0}', name),
  },
  incomplete: {
    text: () => l10n.t('the arguments do not fit'),
    short: () => l10n.t('the arguments do not fit'),
  },
};

function isNone({ name }: UnknownProbability): boolean {
  return name === 'None';
}

/** That p is unknown, and why; of a truth value in its place, that it is one: what comes of it is known. */
export function openText(p: UnknownProbability, why: (p: UnknownProbability) => string): string {
  if (p.reason === 'boolean') return unknownText(p);
  // Of several values that are known none is unknown.
  return p.values ? unknownText({ ...p, name: 'p' }) : l10n.t('p unknown: {0}', why(p));
}

/** Why p is unknown, in a few words. */
export function unknownText(p: UnknownProbability): string {
  return REASONS[p.reason].text(p.name.length > 40 ? `${p.name.slice(0, 39)}…` : p.name, p);
}

/** The same for a lens. */
export function unknownReason(p: UnknownProbability): string {
  return REASONS[p.reason].short(p);
}
