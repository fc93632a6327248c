import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { lossesOf, MEASURED_EVERY, STEPS, type TrainedNetwork } from '../../../src/playground/training';
import { Axes, MARGIN, PLOT_HEIGHT } from '../statistics/Axes';
import { Figure, type PlotProps } from '../statistics/Figure';
import { formatCount } from '../statistics/numbers';
import { LegendItem, Mark, type Which } from './marks';
import { lossSentence, lossText } from './sentences';
import type { ShownLesson } from './useTraining';

/** How far the ring around the lowest loss reaches. */
const LOWEST_REACH = 6;
const WHICH: readonly Which[] = ['without', 'dropped'];

/** How the losses of both networks went, on the points that they saw and on new ones. */
export function LossFigure({ lesson }: { lesson: ShownLesson }) {
  return (
    <Figure
      name="losses"
      title={l10n.t('Loss while training: lower is better')}
      sentence={lossSentence(lesson)}
      legend={
        <>
          <LegendItem kind="line" which="without">
            {l10n.t('validation, without')}
          </LegendItem>
          <LegendItem kind="line seen" which="without">
            {l10n.t('training, without')}
          </LegendItem>
          <LegendItem kind="line" which="dropped">
            {l10n.t('validation, with dropout')}
          </LegendItem>
          <LegendItem kind="line seen" which="dropped">
            {l10n.t('training, with dropout')}
          </LegendItem>
          <LegendItem kind="lowest">{l10n.t('lowest validation loss, without')}</LegendItem>
        </>
      }
      table={{
        columns: [
          l10n.t('step'),
          l10n.t('training, without'),
          l10n.t('validation, without'),
          l10n.t('training, with dropout'),
          l10n.t('validation, with dropout'),
        ],
        rows: rowsOf(lesson),
      }}
      plot={(place) => <LossPlot {...place} lesson={lesson} />}
    />
  );
}

function LossPlot({ width, describedBy, lesson }: PlotProps & { lesson: ShownLesson }) {
  const bottom = PLOT_HEIGHT - MARGIN.bottom;
  const right = width - MARGIN.right;
  const x = scaleLinear([0, STEPS], [MARGIN.left, right]);
  const y = scaleLinear([0, highestOf([lesson.without, lesson.dropped])], [bottom, MARGIN.top]).clamp(true);
  const path = line<number>(
    (_, i) => x(i * MEASURED_EVERY),
    (loss) => y(loss),
  );
  const noise = y(lesson.truth.unseen);
  const { lowest } = lossesOf(lesson.without);
  const [stop, isLate] = [x(lowest.step), lowest.step > STEPS / 2];
  return (
    <svg role="img" aria-labelledby={describedBy} width={width} height={PLOT_HEIGHT}>
      <Axes
        width={width}
        height={PLOT_HEIGHT}
        x={x.ticks(width < 320 ? 3 : 5).map((step) => ({ at: x(step), text: formatCount(step) }))}
        y={y.ticks(4).map((loss) => ({ at: y(loss), text: y.tickFormat(4)(loss) }))}
        xTitle={l10n.t('step')}
      />
      <NoiseLine x={right} y={noise} />
      {WHICH.map((which) => {
        const { seen, unseen } = lesson[which];
        return (
          <g key={which}>
            <path class={`line seen ${which}`} d={path(seen) ?? ''} />
            <path class={`line ${which}`} d={path(unseen) ?? ''} />
            {[seen, unseen].map((losses, i) => (
              <Mark
                key={i}
                which={which}
                x={x((losses.length - 1) * MEASURED_EVERY)}
                y={y(losses.at(-1) ?? 0)}
              />
            ))}
          </g>
        );
      })}
      <g class="reference">
        <line class="noise" x1={stop} x2={stop} y1={MARGIN.top} y2={y(lowest.unseen) - LOWEST_REACH} />
        <circle class="lowest" cx={stop} cy={y(lowest.unseen)} r={LOWEST_REACH} />
        <text x={stop + (isLate ? -5 : 5)} y={MARGIN.top + 9} text-anchor={isLate ? 'end' : 'start'}>
          {l10n.t('lowest: step {0}', formatCount(lowest.step))}
        </text>
      </g>
    </svg>
  );
}

/** Where the loss of the truth itself lies. */
export function NoiseLine({ x, y }: { x: number; y: number }) {
  return (
    <g class="reference">
      <line class="noise" x1={MARGIN.left} x2={x} y1={y} y2={y} />
      <text x={x} y={y + 12} text-anchor="end">
        {l10n.t('noise alone')}
      </text>
    </g>
  );
}

/** How far up an axis of losses goes: to where the networks began, who know nothing yet, or where one ends that is worse. */
export function highestOf(networks: readonly TrainedNetwork[]): number {
  const losses = networks.flatMap(({ unseen }) => [unseen[0] ?? 0, unseen.at(-1) ?? 0]);
  return Math.max(0.1, ...losses) * 1.05;
}

function rowsOf({ without, dropped }: ShownLesson): string[][] {
  const every = Math.ceil(dropped.unseen.length / 12);
  const columns = [without.seen, without.unseen, dropped.seen, dropped.unseen];
  return [...dropped.unseen.keys()]
    .filter((i) => (dropped.unseen.length - 1 - i) % every === 0)
    .map((i) => [
      formatCount(i * MEASURED_EVERY),
      ...columns.map((losses) => (losses[i] === undefined ? '' : lossText(losses[i]))),
    ]);
}
