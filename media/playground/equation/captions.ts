import * as l10n from '@vscode/l10n';
import type { CallOutcome, PlaygroundState } from '../../../src/playground';
import { decimalText, fitsCells, keptCount } from '../../../src/playground';
import { momentsOf } from '../../../src/playground/statistics';
import { batchedShape, isAlpha, isChannelWise, type Tensor } from '../../../src/torch';
import { formatCount, formatDecimal } from '../statistics/numbers';

/** What the axes of the tensors are: `3 examples × 5 neurons`. */
export function axesText({ layer, shape }: PlaygroundState): string {
  if (isChannelWise(layer.kind) && shape.length > 1) {
    const batched = batchedShape(layer.kind, shape);
    const [examples = 1, channels = 1, ...rest] = batched;
    const inExample = [channels === 1 ? l10n.t('1 channel') : l10n.t('{0} channels', channels), ...rest].join(
      ' × ',
    );
    return batched.length > shape.length ? inExample : `${examplesText(examples)} × ${inExample}`;
  }
  const [last = 1, ...before] = shape.toReversed();
  if (before.length > 1) return l10n.t('{0} elements', shape.join(' × '));
  const neurons = last === 1 ? l10n.t('1 neuron') : l10n.t('{0} neurons', last);
  return before[0] === undefined ? neurons : `${examplesText(before[0])} × ${neurons}`;
}

function examplesText(count: number): string {
  return count === 1 ? l10n.t('1 example') : l10n.t('{0} examples', count);
}

/** What the scale is for: the sum of ones stays near what it was, and so does the mean of other values. */
export function balanceText(state: PlaygroundState, input: Tensor, { outcome }: CallOutcome): string {
  if (!outcome.ok) return '';
  const { mask } = outcome;
  const count = input.numel;
  const kept = mask === undefined ? undefined : keptCount(mask);
  // Of a large input no more is said than what is counted in any case.
  if (!fitsCells(state.shape)) return kept === undefined ? l10n.t('all kept') : keptText(kept, count);
  const { output } = outcome;
  const [before, after] = [momentsOf(input.values()), momentsOf(output.values())];
  if (isAlpha(state.layer.kind)) {
    return l10n.t(
      'mean {0} → {1}, variance {2} → {3}',
      ...[before.mean, after.mean, before.variance, after.variance].map((value) => decimalText(value, 2)),
    );
  }
  if (state.input.type === 'ones') {
    const [from, to] = [formatDecimal(count), formatDecimal(after.mean * count)];
    return kept === undefined
      ? l10n.t('sum {0} → all kept → sum {1}', from, to)
      : l10n.t('sum {0} → {1} kept → sum {2}', from, kept, to);
  }
  const mean = l10n.t('mean {0} (input {1})', decimalText(after.mean, 2), decimalText(before.mean, 2));
  return `${kept === undefined ? l10n.t('all kept') : keptText(kept, count)} · ${mean}`;
}

function keptText(kept: number, count: number): string {
  return l10n.t('{0} of {1} kept', formatCount(kept), formatCount(count));
}
