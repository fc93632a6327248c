import * as l10n from '@vscode/l10n';
import { scaleLinear, scaleLog } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Converging, CurvePoint } from '../../../src/playground/statistics';
import { MARGIN, Plot, PLOT_BOTTOM, PlotClip } from './Axes';
import { Figure, type PlotProps } from './Figure';
import { formatCount, formatDecimal } from './numbers';
import { useOwnId } from '../useOwnId';

/** The first calls spread far beyond the band that matters; the vertical axis follows the band from this call on. */
const SETTLED_CALLS = 4;

/** How a number settles with more and more calls, in the band that theory allows it. */
export function ConvergenceFigure(props: {
  of: 'mean' | 'variance';
  title: string;
  sentence: string;
  /** How many calls are wanted: the axis has room for all from the start. */
  requested: number;
  measure: Converging;
  name: string;
}) {
  const { of, title, sentence, requested, measure, name } = props;
  return (
    <Figure
      name={of}
      title={title}
      sentence={sentence}
      legend={
        <>
          <Swatch kind="curve" /> {name} <Swatch kind="expected" /> {l10n.t('expected')}{' '}
          <Swatch kind="band" /> {l10n.t('± 2 standard errors')}
        </>
      }
      table={{
        columns: [l10n.t('calls'), name, l10n.t('expected'), l10n.t('± 2 standard errors')],
        rows: tablePoints(measure.curve).map(({ calls, value, high }) => [
          formatCount(calls),
          formatDecimal(value),
          formatDecimal(measure.expected),
          formatDecimal(high - measure.expected),
        ]),
      }}
      plot={(place) => <ConvergencePlot place={place} requested={requested} measure={measure} />}
    />
  );
}

function ConvergencePlot(props: { place: PlotProps; requested: number; measure: Converging }) {
  const { place, requested, measure } = props;
  const { curve, expected } = measure;
  const clip = useOwnId();
  const settled = curve.find(({ calls }) => calls >= SETTLED_CALLS) ?? curve.at(-1);
  const reach = settled === undefined ? 1 : Math.max(settled.high - expected, Number.MIN_VALUE) * 1.4;
  const right = place.width - MARGIN.right;
  const x = scaleLog([1, Math.max(10, requested)], [MARGIN.left, right]);
  const y = scaleLinear([expected - reach, expected + reach], [PLOT_BOTTOM, MARGIN.top]);
  const xOf = ({ calls }: CurvePoint): number => x(calls);
  const band = area(
    xOf,
    ({ low }: CurvePoint) => y(low),
    ({ high }: CurvePoint) => y(high),
  );
  const values = line(xOf, ({ value }: CurvePoint) => y(value));
  const decades = Array.from(
    { length: Math.round(Math.log10(Math.max(10, requested))) + 1 },
    (_, i) => 10 ** i,
  );
  return (
    <Plot
      {...place}
      x={decades.map((calls) => ({ at: x(calls), text: formatCount(calls) }))}
      y={y.ticks(5).map((value) => ({ at: y(value), text: y.tickFormat(5)(value) }))}
      xTitle={l10n.t('calls')}
    >
      <PlotClip id={clip} width={place.width} />
      <path class="band" clip-path={`url(#${clip})`} d={band(curve) ?? ''} />
      <line class="expected" x1={MARGIN.left} x2={right} y1={y(expected)} y2={y(expected)} />
      <path class="curve" clip-path={`url(#${clip})`} d={values(curve) ?? ''} />
    </Plot>
  );
}

/** A stroke as it looks in the plot. */
function Swatch({ kind }: { kind: 'curve' | 'expected' | 'band' }) {
  return (
    <svg width="22" height="10">
      {kind === 'band' ? (
        <rect class="band" width="22" height="10" />
      ) : (
        <line class={kind} x1="0" x2="22" y1="5" y2="5" />
      )}
    </svg>
  );
}

/** A dozen points at most, the last among them. */
function tablePoints(curve: readonly CurvePoint[]): readonly CurvePoint[] {
  const step = Math.ceil(curve.length / 12);
  return curve.filter((_, index) => (curve.length - 1 - index) % step === 0);
}
