import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { useEffect, useState } from 'preact/hooks';
import {
  type EnsembleSnapshot,
  placeOf,
  REACH,
  type ThinnedNetwork,
  type TrainingSettings,
  truths,
} from '../../../src/playground/training';
import { Axes, MARGIN, PLOT_HEIGHT } from '../statistics/Axes';
import { Figure, type PlotProps } from '../statistics/Figure';
import { formatDecimal } from '../statistics/numbers';
import { startWorker } from '../worker/startWorker';
import { LegendItem } from './marks';
import { ensembleLosses, ensembleSentence } from './sentences';

/** A network of four hidden neurons, the sixteen that dropout may leave of it, and their average beside the whole. */
export function EnsembleSection({ settings, p }: { settings: TrainingSettings; p: number }) {
  const { snapshot, failure } = useEnsemble(settings, p);
  if (failure !== undefined)
    return <p class="raised">{l10n.t('The networks could not be trained: {0}', failure)}</p>;
  if (snapshot === undefined) return <p class="note">{l10n.t('The networks are learning.')}</p>;
  return (
    <div class="ensemble">
      <p>
        {l10n.t(
          'A network of only 4 hidden neurons has 2⁴ = 16 thinned networks, which share its weights: to train it is to train them all. {0}',
          ensembleSentence(snapshot),
        )}
      </p>
      <div class="pair">
        <ul class="thinned-networks" aria-label={l10n.t('The 16 thinned networks')}>
          {snapshot.thinned.map((one) => (
            <li key={one.kept.join('')}>
              <ThinnedPlot network={one} />
            </li>
          ))}
        </ul>
        <AverageFigure snapshot={snapshot} />
      </div>
    </div>
  );
}

/** Trains the small networks beside the page. */
function useEnsemble(
  settings: TrainingSettings,
  p: number,
): { readonly snapshot?: EnsembleSnapshot; readonly failure?: string } {
  const [state, setState] = useState<{ snapshot?: EnsembleSnapshot; failure?: string }>({});
  useEffect(
    () =>
      startWorker<'ensemble'>(
        { task: 'ensemble', request: { settings, p } },
        {
          onSnapshot: (snapshot, isLast) => {
            if (isLast) setState({ snapshot });
          },
          onFailure: (failure) => setState({ failure }),
        },
      ),
    [JSON.stringify(settings), p],
  );
  return state;
}

/* Of a thinned network, in pixels. */
const SIZE = { width: 64, height: 40 };

/** Which neurons are kept, and what the network gives. */
function ThinnedPlot({ network: { kept, curve, weight } }: { network: ThinnedNetwork }) {
  const path = pathIn([0, SIZE.width], [SIZE.height, 0], curve.length);
  const count = kept.reduce((sum, bit) => sum + bit, 0);
  const numbers = [count, kept.length, formatDecimal(Number((100 * weight).toPrecision(2)))];
  return (
    <svg
      role="img"
      aria-label={l10n.t('{0} of {1} neurons kept, drawn in {2} % of the calls', ...numbers)}
      viewBox={`0 -12 ${SIZE.width} ${SIZE.height + 12}`}
    >
      {[...kept].map((bit, i) => (
        <circle
          key={i}
          class={bit === 1 ? 'neuron kept' : 'neuron'}
          cx={SIZE.width / 2 + (i - (kept.length - 1) / 2) * 9}
          cy={-7}
          r={3}
        />
      ))}
      <rect class="frame" width={SIZE.width} height={SIZE.height} />
      <path class="line truth" d={path(truths(curve.length)) ?? ''} />
      <path class="line dropped" d={path(curve) ?? ''} />
    </svg>
  );
}

function AverageFigure({ snapshot }: { snapshot: EnsembleSnapshot }) {
  const { evaluated, average } = snapshot.shallow;
  const every = 10;
  return (
    <Figure
      name="ensemble"
      title={l10n.t('Their average, and eval()')}
      sentence={ensembleLosses(snapshot)}
      legend={
        <>
          <LegendItem kind="line average-line">{l10n.t('their average')}</LegendItem>
          <LegendItem kind="line evaluated">eval()</LegendItem>
          <LegendItem kind="line thinned">{l10n.t('one of them')}</LegendItem>
          <LegendItem kind="line truth">sin(1.5x)</LegendItem>
        </>
      }
      table={{
        columns: ['x', l10n.t('their average'), 'eval()'],
        rows: [...average.keys()]
          .filter((i) => i % every === 0)
          .map((i) =>
            [placeOf(i, average.length), average[i] ?? 0, evaluated[i] ?? 0].map((value) =>
              formatDecimal(Number(value.toFixed(4))),
            ),
          ),
      }}
      plot={(place) => <AveragePlot {...place} snapshot={snapshot} />}
    />
  );
}

function AveragePlot({ width, describedBy, snapshot }: PlotProps & { snapshot: EnsembleSnapshot }) {
  const { evaluated, average } = snapshot.shallow;
  const bottom = PLOT_HEIGHT - MARGIN.bottom;
  const across = [MARGIN.left, width - MARGIN.right] as const;
  const path = pathIn(across, [bottom, MARGIN.top], average.length);
  const [x, y] = [
    scaleLinear([-REACH, REACH], across),
    scaleLinear([-HIGHEST, HIGHEST], [bottom, MARGIN.top]),
  ];
  return (
    <svg role="img" aria-labelledby={describedBy} width={width} height={PLOT_HEIGHT}>
      <Axes
        width={width}
        height={PLOT_HEIGHT}
        x={[-REACH, 0, REACH].map((value) => ({ at: x(value), text: formatDecimal(value) }))}
        y={[-1, 0, 1].map((value) => ({ at: y(value), text: formatDecimal(value) }))}
        xTitle="x"
      />
      {snapshot.thinned.map(({ kept, curve }) => (
        <path key={kept.join('')} class="line thinned" d={path(curve) ?? ''} />
      ))}
      <path class="line truth" d={path(truths(average.length)) ?? ''} />
      <path class="line average-line" d={path(average) ?? ''} />
      <path class="line evaluated" d={path(evaluated) ?? ''} />
    </svg>
  );
}

/** The truth reaches from -1 to 1, and so small a network not much farther. */
const HIGHEST = 1.8;

function pathIn(across: readonly [number, number], upwards: readonly [number, number], count: number) {
  const x = scaleLinear([-REACH, REACH], across);
  const y = scaleLinear([-HIGHEST, HIGHEST], upwards).clamp(true);
  return line<number>(
    (_, i) => x(placeOf(i, count)),
    (value) => y(value),
  );
}
