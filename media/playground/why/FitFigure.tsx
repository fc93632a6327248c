import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import {
  BAND_DEVIATIONS,
  placeOf,
  REACH,
  type Spread,
  truth,
  truths,
} from '../../../src/playground/training';
import { MARGIN, Plot, PLOT_BOTTOM, PlotClip } from '../statistics/Axes';
import { Figure, type FigureTable, type PlotProps } from '../statistics/Figure';
import { formatDecimal } from '../statistics/numbers';
import { useOwnId } from '../useOwnId';
import { Mark, type Which } from './marks';
import type { Lesson } from './useTraining';

/** What a network has learned: the points that it was shown, the truth, and its curve; and how much thinned networks disagree. */
export function FitFigure(props: FitProps & { name: string; title: string; sentence: string }) {
  const { name, which, title, sentence, curve, spread } = props;
  return (
    <Figure
      name={name}
      title={title}
      mark={
        <svg width="12" height="12" aria-hidden="true">
          <Mark which={which} x={6} y={6} />
        </svg>
      }
      sentence={sentence}
      table={tableOf(curve, spread)}
      plot={(place) => <FitPlot place={place} {...props} />}
    />
  );
}

interface FitProps {
  readonly which: Which;
  readonly points: Lesson['points'];
  readonly curve: Float32Array;
  readonly spread?: Spread | undefined;
}

function FitPlot(props: FitProps & { place: PlotProps }) {
  const { place, which, points, curve, spread } = props;
  const clip = useOwnId();
  const room = 0.15;
  const [lowest, highest] = [Math.min(-1, ...points.y) - room, Math.max(1, ...points.y) + room];
  const x = scaleLinear([-REACH, REACH], [MARGIN.left, place.width - MARGIN.right]);
  const y = scaleLinear([lowest, highest], [PLOT_BOTTOM, MARGIN.top]);
  const at = (_: number, i: number): number => x(placeOf(i, curve.length));
  const path = line<number>(at, (value) => y(value));
  const deviation = (i: number): number => BAND_DEVIATIONS * (spread?.deviation[i] ?? 0);
  const band = area<number>(
    at,
    (mean, i) => y(mean - deviation(i)),
    (mean, i) => y(mean + deviation(i)),
  );
  return (
    <Plot
      {...place}
      x={[-REACH, 0, REACH].map((value) => ({ at: x(value), text: formatDecimal(value) }))}
      y={y.ticks(3).map((value) => ({ at: y(value), text: formatDecimal(value) }))}
      xTitle="x"
    >
      <PlotClip id={clip} width={place.width} />
      <g clip-path={`url(#${clip})`}>
        {spread ? <path class="spread" d={band(spread.mean) ?? ''} /> : null}
        {spread?.thinned.map((one, i) => (
          <path key={i} class="line thinned" d={path(one) ?? ''} />
        ))}
        <path class="line truth" d={path(truths(curve.length)) ?? ''} />
        <path class={`line ${which}`} d={path(curve) ?? ''} />
      </g>
      {[...points.x].map((value, i) => (
        <circle key={i} class="point" cx={x(value)} cy={y(points.y[i] ?? 0)} r={2.6} />
      ))}
    </Plot>
  );
}

function tableOf(curve: Float32Array, spread: Spread | undefined): FigureTable {
  const every = 10;
  const shown = [...curve.keys()].filter((i) => i % every === 0);
  return {
    columns: ['x', 'sin(1.5x)', 'eval()', ...(spread ? [l10n.t('mean'), l10n.t('standard deviation')] : [])],
    rows: shown.map((i) => {
      const place = placeOf(i, curve.length);
      const numbers = [place, truth(place), curve[i] ?? 0];
      return [...numbers, ...(spread ? [spread.mean[i] ?? 0, spread.deviation[i] ?? 0] : [])].map((value) =>
        formatDecimal(Number(value.toFixed(3))),
      );
    }),
  };
}
