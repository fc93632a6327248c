import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { lossesOf, MEASURED_EVERY, STEPS, type TrainedNetwork } from '../../../src/playground/training';
import { MARGIN, Plot, PLOT_BOTTOM } from '../statistics/Axes';
import { Figure, type PlotProps } from '../statistics/Figure';
import { formatCount } from '../statistics/numbers';
import { Labels } from './Labels';
import { alongLine, around, besideLevel, besidePoint, besideUpright } from './placing';
import { LegendItem, Mark, MARK_REACH, type Which } from './marks';
import { lossSentence, lossText } from './sentences';
import type { ShownLesson } from './useTraining';

/** How far the ring around the lowest loss reaches. */
const LOWEST_REACH = 6;
/** So far from the axes curves stay, so that a ring there covers no tick. */
export const INSET = 8;
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
      plot={(place) => <LossPlot place={place} lesson={lesson} />}
    />
  );
}

function LossPlot({ place, lesson }: { place: PlotProps; lesson: ShownLesson }) {
  const right = place.width - MARGIN.right;
  const left = MARGIN.left + INSET;
  const x = scaleLinear([0, STEPS], [left, right - INSET]);
  const y = scaleLinear(
    [0, highestOf([lesson.without, lesson.dropped])],
    [PLOT_BOTTOM - INSET, MARGIN.top],
  ).clamp(true);
  const pointsOf = (losses: Float32Array): [number, number][] =>
    Array.from(losses, (loss, i) => [x(i * MEASURED_EVERY), y(loss)]);
  const path = line();
  const noise = y(lesson.truth.unseen);
  const { lowest } = lossesOf(lesson.without);
  const [stop, least] = [x(lowest.step), y(lowest.unseen)];
  const curves = WHICH.flatMap((which) => [lesson[which].seen, lesson[which].unseen]).map(pointsOf);
  return (
    <Plot
      {...place}
      x={x.ticks(place.width < 320 ? 3 : 5).map((step) => ({ at: x(step), text: formatCount(step) }))}
      y={y.ticks(4).map((loss) => ({ at: y(loss), text: y.tickFormat(4)(loss) }))}
      xTitle={l10n.t('step')}
    >
      <line class="noise" x1={MARGIN.left} x2={right} y1={noise} y2={noise} />
      {WHICH.map((which) => {
        const { p, seen, unseen } = lesson[which];
        const kind = which === 'dropped' && p === 0 ? 'same' : '';
        return (
          <g key={which}>
            <path class={`line seen ${which} ${kind}`} d={path(pointsOf(seen)) ?? ''} />
            <path class={`line ${which} ${kind}`} d={path(pointsOf(unseen)) ?? ''} />
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
      <line class="noise" x1={stop} x2={stop} y1={MARGIN.top} y2={least - LOWEST_REACH} />
      <circle class="lowest" cx={stop} cy={least} r={LOWEST_REACH} />
      <Labels
        width={place.width}
        wanted={[
          {
            text: l10n.t('lowest: step {0}', formatCount(lowest.step)),
            spots: besideUpright(stop, MARGIN.top, least - LOWEST_REACH).concat(
              besidePoint(stop, least, LOWEST_REACH),
            ),
          },
          { text: l10n.t('noise alone'), spots: besideLevel(left, right, noise) },
        ]}
        taken={[
          ...curves.flatMap(alongLine),
          ...curves.flatMap((points) => points.slice(-1).map(([atX, atY]) => around(atX, atY, MARK_REACH))),
          ...alongLine([
            [MARGIN.left, noise],
            [right, noise],
          ]),
          ...alongLine([
            [stop, MARGIN.top],
            [stop, least],
          ]),
          around(stop, least, LOWEST_REACH),
        ]}
      />
    </Plot>
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
