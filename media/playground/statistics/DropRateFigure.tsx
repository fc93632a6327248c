import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import { CONFIDENCE, type StatisticsSnapshot } from '../../../src/playground/statistics';
import { MARGIN, Plot } from './Axes';
import { Figure, type PlotProps } from './Figure';
import { formatCount, formatDecimal } from './numbers';

type DropRate = StatisticsSnapshot['dropRate'];

const HEIGHT = 84;
/** Where the interval lies, from above. */
const MIDDLE = (HEIGHT - MARGIN.bottom) / 2;

/** The share of units dropped with its confidence interval, beside p. */
export function DropRateFigure(props: { dropRate: DropRate; sentence: string }) {
  const { dropRate, sentence } = props;
  const { observed, low, high, expected } = dropRate;
  const interval = l10n.t('{0} % confidence interval', formatCount(CONFIDENCE * 100));
  return (
    <Figure
      name="drop rate"
      title={l10n.t('Drop rate')}
      sentence={sentence}
      legend={
        <>
          <svg width="26" height="10">
            <line class="interval" x1="0" x2="26" y1="5" y2="5" />
            <circle class="observed" cx="13" cy="5" r="4" />
          </svg>{' '}
          {interval}{' '}
          <svg width="12" height="14">
            <line class="expected" x1="6" x2="6" y1="0" y2="14" />
          </svg>{' '}
          p
        </>
      }
      table={{
        columns: [l10n.t('what'), l10n.t('drop rate')],
        rows: [
          [l10n.t('observed'), formatDecimal(observed)],
          [interval, `${formatDecimal(low)} … ${formatDecimal(high)}`],
          ['p', formatDecimal(expected)],
        ],
      }}
      plot={(place) => <IntervalPlot place={place} dropRate={dropRate} />}
    />
  );
}

function IntervalPlot({ place, dropRate }: { place: PlotProps; dropRate: DropRate }) {
  const { observed, low, high, expected } = dropRate;
  const reach = Math.max(high - expected, expected - low) * 1.5;
  const x = scaleLinear([expected - reach, expected + reach], [MARGIN.left, place.width - MARGIN.right]);
  const ticks = x.ticks(Math.max(2, Math.floor(place.width / 90)));
  const format = x.tickFormat(ticks.length);
  return (
    <Plot
      {...place}
      height={HEIGHT}
      x={ticks.map((rate) => ({ at: x(rate), text: format(rate) }))}
      y={[]}
      xTitle={l10n.t('share dropped')}
    >
      <line class="expected" x1={x(expected)} x2={x(expected)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
      <path
        class="interval"
        d={`M${x(low)} ${MIDDLE - 6}v12M${x(low)} ${MIDDLE}H${x(high)}M${x(high)} ${MIDDLE - 6}v12`}
      />
      <circle class="observed" cx={x(observed)} cy={MIDDLE} r="5" />
    </Plot>
  );
}
