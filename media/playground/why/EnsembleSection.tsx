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
import { MARGIN, Plot, PLOT_BOTTOM } from '../statistics/Axes';
import { Figure, type PlotProps } from '../statistics/Figure';
import { formatDecimal } from '../statistics/numbers';
import { startWorker } from '../worker/startWorker';
import { LegendItem } from './marks';
import { ensembleLosses, ensembleSentence } from './sentences';

/** A network of four hidden neurons, the sixteen that dropout may leave of it, and their average beside the whole. */
export function EnsembleSection({ settings, p }: { settings: TrainingSettings; p: number }) {
  const { snapshot, of, failure } = useEnsemble(settings, p);
  if (failure !== undefined)
    return <p class="raised">{l10n.t('The networks could not be trained: {0}', failure)}</p>;
  if (snapshot === undefined) return <p class="note">{l10n.t('The networks are learning.')}</p>;
  const highest = highestOf(snapshot);
  return (
    <div class={`ensemble ${of.isNow ? '' : 'dated'}`}>
      <p>
        {l10n.t(
          'A network of only 4 hidden neurons has 2⁴ = 16 thinned networks, which share its weights: to train it is to train them all. {0}',
          ensembleSentence(snapshot, of.p),
        )}
      </p>
      <div class="pair">
        <ul class="thinned-networks" aria-label={l10n.t('The 16 thinned networks')}>
          {snapshot.thinned.map((one) => (
            <li key={one.kept.join('')}>
              <ThinnedPlot network={one} highest={highest} />
            </li>
          ))}
        </ul>
        <AverageFigure snapshot={snapshot} p={of.p} highest={highest} />
      </div>
    </div>
  );
}

/** What the small networks have come to. */
interface Trained {
  readonly snapshot?: EnsembleSnapshot;
  readonly failure?: string;
  /** With which p, and whether that and all else is what is set now. */
  readonly of: { readonly p: number; readonly isNow: boolean };
}

/** Trains the small networks beside the page. */
function useEnsemble(settings: TrainingSettings, p: number): Trained {
  const subject = JSON.stringify([settings, p]);
  const [state, setState] = useState<Omit<Trained, 'of'> & { subject: string; p: number }>({ subject, p });
  useEffect(
    () =>
      startWorker<'ensemble'>(
        { task: 'ensemble', request: { settings, p } },
        {
          onSnapshot: (snapshot, isLast) => {
            if (isLast) setState({ snapshot, subject, p });
          },
          onFailure: (failure) => setState({ failure, subject, p }),
        },
      ),
    [subject],
  );
  return { ...state, of: { p: state.p, isNow: state.subject === subject } };
}

/* Of a thinned network, in pixels. */
const SIZE = { width: 64, height: 40 };

/** Which neurons are kept, and what the network gives. */
function ThinnedPlot(props: { network: ThinnedNetwork; highest: number }) {
  const { kept, curve, weight } = props.network;
  const path = pathOf(scaleLinear([-REACH, REACH], [0, SIZE.width]), upwards(props.highest, SIZE.height, 0));
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

function AverageFigure(props: { snapshot: EnsembleSnapshot; p: number; highest: number }) {
  const { snapshot, p, highest } = props;
  const { evaluated, average } = snapshot.shallow;
  const every = 10;
  return (
    <Figure
      name="ensemble"
      title={l10n.t('Their average, and eval(), p = {0}', formatDecimal(p))}
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
      plot={(place) => <AveragePlot place={place} snapshot={snapshot} highest={highest} />}
    />
  );
}

function AveragePlot(props: { place: PlotProps; snapshot: EnsembleSnapshot; highest: number }) {
  const { place, snapshot, highest } = props;
  const { evaluated, average } = snapshot.shallow;
  const x = scaleLinear([-REACH, REACH], [MARGIN.left, place.width - MARGIN.right]);
  const y = upwards(highest, PLOT_BOTTOM, MARGIN.top);
  const path = pathOf(x, y);
  return (
    <Plot
      {...place}
      x={[-REACH, 0, REACH].map((value) => ({ at: x(value), text: formatDecimal(value) }))}
      y={[-1, 0, 1].map((value) => ({ at: y(value), text: formatDecimal(value) }))}
      xTitle="x"
    >
      {snapshot.thinned.map(({ kept, curve }) => (
        <path key={kept.join('')} class="line thinned" d={path(curve) ?? ''} />
      ))}
      <path class="line truth" d={path(truths(average.length)) ?? ''} />
      <path class="line average-line" d={path(average) ?? ''} />
      <path class="line evaluated" d={path(evaluated) ?? ''} />
    </Plot>
  );
}

/** The truth reaches from -1 to 1, and a thinned network that learned little so far that its curve may leave the plot. */
const LEAST = 1.1;
const MOST = 1.8;

/** How far up and down the plots of these networks go. */
function highestOf({ thinned }: EnsembleSnapshot): number {
  const farthest = Math.max(...thinned.flatMap(({ curve }) => [...curve].map(Math.abs)));
  return Math.min(MOST, Math.max(LEAST, farthest));
}

function upwards(highest: number, bottom: number, top: number) {
  return scaleLinear([-highest, highest], [bottom, top]).clamp(true);
}

function pathOf(x: (value: number) => number, y: (value: number) => number) {
  return line<number>(
    (_, i, { length }) => x(placeOf(i, length)),
    (value) => y(value),
  );
}
