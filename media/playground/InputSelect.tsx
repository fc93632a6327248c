import * as l10n from '@vscode/l10n';
import type { PasteProblem, PlaygroundInput } from '../../src/playground';
import { INPUT_FUNCTIONS, MAX_DIMENSIONS, MAX_PASTED_ELEMENTS, parsePasted } from '../../src/playground';
import { type ChoiceProps, Options } from './Options';

/** What stands in the field of pasted values at first, to be replaced. */
const EXAMPLE = '[[0.5, -1.0, 2.0], [3.0, -0.25, 1.5]]';

/** What makes the input: a function of torch, or the reader's own values. */
export function InputSelect({ value, onChange }: ChoiceProps<PlaygroundInput>) {
  return (
    <label class="field">
      <span>{l10n.t('input')}</span>
      <select value={value.type} onChange={({ currentTarget }) => onChange(inputOfType(currentTarget.value))}>
        <Options values={INPUT_FUNCTIONS} />
        <option value="pasted">{l10n.t('pasted')}</option>
      </select>
    </label>
  );
}

function inputOfType(type: string): PlaygroundInput {
  const made = INPUT_FUNCTIONS.find((name) => name === type);
  return made === undefined ? { type: 'pasted', text: EXAMPLE } : { type: made };
}

/** The input that a pasted text is. @throws Error that says why it is none */
export function pastedFrom(text: string): PlaygroundInput {
  const pasted = parsePasted(text);
  if (pasted.type === 'values') return { type: 'pasted', text: pasted.text };
  if (pasted.type === 'refused') throw pasted.error;
  throw new Error(problemText(pasted));
}

function problemText(problem: Exclude<PasteProblem, { type: 'refused' }>): string {
  switch (problem.type) {
    case 'empty':
      return l10n.t('Paste a nested list of numbers such as [[1, 2], [3, 4]], or what a tensor prints as');
    case 'summarised':
      return l10n.t('Elements are left out where it says … Print the whole tensor, or copy its tolist()');
    case 'tooManyDimensions':
      return l10n.t('The playground shows up to {0} dimensions', MAX_DIMENSIONS);
    case 'tooLarge':
      return l10n.t('Up to {0} values can be pasted', MAX_PASTED_ELEMENTS);
    case 'unfinished':
      return l10n.t('A closing bracket is missing');
    case 'unexpected':
      return l10n.t('{0} is not the number, bracket or comma that fits here', problem.token);
  }
}
