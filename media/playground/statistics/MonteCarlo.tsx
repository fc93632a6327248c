import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import { decimalText } from '../../../src/playground';
import { alternativesOf, spreadOf } from '../../../src/playground/statistics';
import { backendOf } from '../../../src/torch';
import { TensorView } from '../TensorView';
import { formatCount } from './numbers';
import type { StatisticsResult } from './useStatistics';

/** Monte Carlo dropout: the mean of each output and how far it spreads, where dropout stays on in eval mode. */
export function MonteCarlo({ result: { of, input, snapshot } }: { result: StatisticsResult }) {
  const { calls, units, timesDropped } = snapshot;
  const alternatives = useMemo(() => alternativesOf(of.layer, input, backendOf(of.generator)), [of, input]);
  const { mean, deviation } = useMemo(
    () => spreadOf(alternatives, units, timesDropped, calls),
    [alternatives, snapshot],
  );
  const most = useMemo(
    () => deviation.reduce((greatest, one) => Math.max(greatest, one), 0) || 1,
    [deviation],
  );
  const strength = (index: number): number => (deviation[index] ?? 0) / most;
  /** To two decimals, which is what so many calls tell. */
  const short = (value = NaN): string => decimalText(value, 2);
  return (
    <div class="monte-carlo">
      <h2>{l10n.t('Monte Carlo dropout: mean ± standard deviation of each output')}</h2>
      <TensorView
        label={l10n.t('Monte Carlo dropout')}
        shape={of.shape}
        colors="heat"
        levels={() => Uint8Array.from(deviation, (one) => (255 * one) / most)}
        source={deviation}
        text={(index) => `${short(mean[index])} ± ${short(deviation[index])}`}
        look={() => 'heat'}
        heat={strength}
        describe={() => ''}
      />
      <p>
        {l10n.t(
          'In eval mode with the dropout layers alone set to train(), a network gives another output in each of {0} calls. Their spread is taken for how unsure it is.',
          formatCount(calls),
        )}
      </p>
    </div>
  );
}
