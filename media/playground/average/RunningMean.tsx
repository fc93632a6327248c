import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { AverageOutput, PlaygroundState } from '../../../src/playground';
import { isAlpha } from '../../../src/torch';
import { scaleText } from '../equation/Scale';
import { MARGIN, Plot, PLOT_BOTTOM } from '../statistics/Axes';
import { Figure, type PlotProps } from '../statistics/Figure';
import { formatCount, formatDecimal } from '../statistics/numbers';

/** A value that the mean is compared with. */
interface Reference {
  readonly value: number;
  readonly text: string;
}

/** The mean of all outputs so far, call after call, between what eval gives and what would come without the scale. */
export function RunningMean(props: {
  state: PlaygroundState;
  average: AverageOutput;
  /** The mean of the input's elements. */
  inputMean: number;
}) {
  const { state, average, inputMean } = props;
  const references = referencesOf(state, inputMean);
  return (
    <Figure
      name="running mean"
      title={l10n.t('Mean of all outputs so far')}
      sentence={meanText(average)}
      table={{
        columns: [l10n.t('calls'), l10n.t('mean so far')],
        rows: average.running.map((mean, call) => [formatCount(call + 1), formatDecimal(mean)]),
      }}
      plot={(place) => <MeanPlot place={place} running={average.running} references={references} />}
    />
  );
}

function MeanPlot(props: { place: PlotProps; running: readonly number[]; references: readonly Reference[] }) {
  const { place, running, references } = props;
  const right = place.width - MARGIN.right;
  const farthest = Math.max(0.5, ...references.map(({ value }) => Math.abs(value)));
  const lowest = Math.min(0, ...references.map(({ value }) => value)) < 0 ? -1.5 * farthest : 0;
  const last = 10 ** Math.ceil(Math.log10(Math.max(10, running.length)));
  const x = scaleLinear([1, last], [MARGIN.left, right]);
  const y = scaleLinear([lowest, 1.5 * farthest], [PLOT_BOTTOM, MARGIN.top]).clamp(true);
  const curve = line<number>(
    (_, call) => x(call + 1),
    (mean) => y(mean),
  );
  const latest = running.at(-1);
  return (
    <Plot
      {...place}
      x={[1, last / 2, last].map((calls) => ({ at: x(calls), text: formatCount(calls) }))}
      y={y.ticks(4).map((value) => ({ at: y(value), text: y.tickFormat(4)(value) }))}
      xTitle={l10n.t('calls')}
    >
      {references.map(({ value, text }) => (
        <g key={text} class="reference">
          <line class="expected" x1={MARGIN.left} x2={right} y1={y(value)} y2={y(value)} />
          <text x={right} y={y(value) - 4} text-anchor="end">
            {text}
          </text>
        </g>
      ))}
      <path class="curve" d={curve([...running]) ?? ''} />
      {latest === undefined ? null : <circle class="latest" cx={x(running.length)} cy={y(latest)} r={3} />}
    </Plot>
  );
}

function referencesOf({ layer }: PlaygroundState, inputMean: number): readonly Reference[] {
  const p = layer.p.value;
  const evaluated = { value: inputMean, text: l10n.t('eval: {0}', formatDecimal(inputMean)) };
  if (isAlpha(layer.kind) || p === 0 || p === 1) return [evaluated];
  const unscaled = inputMean * (1 - p);
  return [
    evaluated,
    { value: unscaled, text: l10n.t('without × {0}: {1}', scaleText(p), formatDecimal(unscaled)) },
  ];
}

/** What the averages teach; the mean so far stands below its plot. */
export function lessonOf(
  { layer }: PlaygroundState,
  average: AverageOutput,
  inputMean: number,
  isScaled: boolean,
): string {
  const p = layer.p.value;
  const evaluated = formatDecimal(inputMean);
  if (average.calls === 0) return l10n.t('No call up to this one drew a mask: each gives its input.');
  if (p === 1) return l10n.t('With p = 1 all is dropped, and no scale makes up for that.');
  if (isAlpha(layer.kind))
    return l10n.t(
      'Eval gives {0} every time. Alpha dropout keeps the mean of inputs that have mean 0.',
      evaluated,
    );
  return isScaled
    ? l10n.t('Train gives about {0} on average; eval gives {0} every time.', evaluated)
    : l10n.t(
        'Without × {0} train gives about {1} on average, and eval {2}: the next layer would see other sizes in eval.',
        scaleText(p),
        formatDecimal(inputMean * (1 - p)),
        evaluated,
      );
}

function meanText({ calls, hasEarlier, running }: AverageOutput): string {
  const mean = running.at(-1);
  return mean === undefined
    ? ''
    : calls === 1
      ? l10n.t('After 1 call the mean is {0}.', formatDecimal(mean))
      : hasEarlier
        ? l10n.t('Over the last {0} calls the mean is {1}.', formatCount(calls), formatDecimal(mean))
        : l10n.t('After {0} calls the mean is {1}.', formatCount(calls), formatDecimal(mean));
}
