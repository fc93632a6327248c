import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import { momentsOf } from '../../src/playground/statistics';
import type { Tensor } from '../../src/torch';
import { formatDecimal } from './statistics/numbers';

/** What alpha dropout is for: the mean and the variance of input and output. */
export function Moments({ input, output }: { input: Tensor; output: Tensor }) {
  const [before, after] = useMemo(
    () => [input, output].map((tensor) => momentsOf(tensor.values())),
    [input, output],
  );
  if (before === undefined || after === undefined) return null;
  const change = (from: number, to: number): string => `${formatDecimal(from)} → ${formatDecimal(to)}`;
  return (
    <div class="moments">
      <p>
        {l10n.t(
          'Mean {0}, variance {1}.',
          change(before.mean, after.mean),
          change(before.variance, after.variance),
        )}
      </p>
      <p>
        {l10n.t(
          'On average over many calls both are kept of an input that has mean 0 and variance 1, as randn makes it.',
        )}
      </p>
    </div>
  );
}
