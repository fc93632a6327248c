import type * as l10n from '@vscode/l10n';
import {
  checkP,
  parsePythonInteger,
  parsePythonNumber,
  parseSeed,
  type PythonNumber,
  reprNumber,
  TorchError,
} from '../torch';

/** Puts a text into the reader's language: the webview has it from elsewhere than the extension. */
interface Translation {
  readonly t: (message: string, ...replacements: l10n.L10nReplacement[]) => string;
}

/** What is wrong with a text that is typed for p: what PyTorch says of it, or that it is no number; undefined where it is fine. */
export function probabilityProblem(text: string, l10n: Translation): string | undefined {
  const p = parsePythonNumber(text);
  if (p === undefined) {
    const meant = meantBy(text.trim());
    return meant === undefined
      ? l10n.t('p is a number such as 0.5')
      : l10n.t('p is a number such as 0.5; did you mean {0}?', reprNumber(meant));
  }
  return refusal(() => checkP(p));
}

/** What is wrong with a text that is typed for a seed: what PyTorch says of it, or that it is no integer; undefined where it is fine. */
export function seedProblem(text: string, l10n: Translation): string | undefined {
  return parsePythonInteger(text) === undefined
    ? l10n.t('A seed is an integer such as 42')
    : refusal(() => parseSeed(text));
}

/** What PyTorch says of a value that it refuses; undefined where it takes it. */
function refusal(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof TorchError) return String(error);
    throw error;
  }
}

/** The probability that people write as `0,5` or as `50%`. */
function meantBy(text: string): PythonNumber | undefined {
  const percentage = text.endsWith('%') ? text.slice(0, -1).trimEnd() : undefined;
  const number = parsePythonNumber((percentage ?? text).replace(',', '.'));
  if (number === undefined) return undefined;
  const value = percentage === undefined ? number.value : Number((number.value / 100).toPrecision(12));
  return value >= 0 && value <= 1 ? { type: 'float', value } : undefined;
}
