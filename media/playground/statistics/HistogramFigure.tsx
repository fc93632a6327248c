import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import type { HistogramBar, StatisticsSnapshot } from '../../../src/playground/statistics';
import { MARGIN, Plot, PLOT_BOTTOM } from './Axes';
import { Figure, type PlotProps } from './Figure';
import { formatCount, formatDecimal } from './numbers';

/** How many units the calls kept, beside what the binomial distribution has. */
export function HistogramFigure(props: {
  snapshot: StatisticsSnapshot;
  sentence: string;
  /** 1−p, as it is written. */
  keep: string;
}) {
  const { snapshot, sentence, keep } = props;
  const { histogram, units } = snapshot;
  const law = `Binomial(${formatCount(units.count)}, ${keep})`;
  return (
    <Figure
      name="kept"
      title={l10n.t('Kept in one call')}
      sentence={sentence}
      legend={
        <>
          <svg width="12" height="10">
            <rect class="bar" width="12" height="10" />
          </svg>{' '}
          {l10n.t('calls')}{' '}
          <svg width="16" height="10">
            <line class="law" x1="0" x2="16" y1="5" y2="5" />
          </svg>{' '}
          {law}
        </>
      }
      table={{
        columns: [l10n.t('kept'), l10n.t('calls'), law],
        rows: histogram.map((bar) => [rangeOf(bar), formatCount(bar.observed), formatDecimal(bar.expected)]),
      }}
      plot={(place) => <HistogramPlot place={place} bars={histogram} />}
    />
  );
}

function HistogramPlot({ place, bars }: { place: PlotProps; bars: readonly HistogramBar[] }) {
  const from = bars[0]?.from ?? 0;
  const to = bars.at(-1)?.to ?? 0;
  const highest = Math.max(1, ...bars.map(({ observed, expected }) => Math.max(observed, expected)));
  const x = scaleLinear([from - 0.5, to + 0.5], [MARGIN.left, place.width - MARGIN.right]);
  const y = scaleLinear([0, highest * 1.05], [PLOT_BOTTOM, MARGIN.top]);
  const ticks = x.ticks(Math.min(8, to - from + 1)).filter((kept) => Number.isInteger(kept));
  const gap = (x(1) - x(0)) * 0.1;
  return (
    <Plot
      {...place}
      x={ticks.map((kept) => ({ at: x(kept), text: formatCount(kept) }))}
      y={y.ticks(4).map((calls) => ({ at: y(calls), text: formatCount(calls) }))}
      xTitle={l10n.t('kept in one call')}
    >
      {bars.map((bar) => {
        const left = x(bar.from - 0.5) + gap;
        const right = x(bar.to + 0.5) - gap;
        return (
          <g key={bar.from}>
            <rect
              class="bar"
              x={left}
              width={right - left}
              y={y(bar.observed)}
              height={PLOT_BOTTOM - y(bar.observed)}
            />
            <line class="law" x1={left} x2={right} y1={y(bar.expected)} y2={y(bar.expected)} />
          </g>
        );
      })}
    </Plot>
  );
}

/** `7`, or `7–9` where a bar stands for several. */
export function rangeOf({ from, to }: HistogramBar): string {
  return from === to ? formatCount(from) : `${formatCount(from)}–${formatCount(to)}`;
}
