import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { hasLearned, lossesOf, type TrainedNetwork, underfits } from '../../../src/playground/training';
import { MARGIN, Plot, PLOT_BOTTOM } from '../statistics/Axes';
import { Figure, type PlotProps } from '../statistics/Figure';
import { formatDecimal } from '../statistics/numbers';
import { Labels } from './Labels';
import { alongLine, around, besideLevel, besidePoint } from './placing';
import { highestOf, INSET } from './LossFigure';
import { Mark } from './marks';
import { lossText, sweepSentence } from './sentences';
import type { ShownLesson } from './useTraining';

/** How far the ring around the p that is set reaches. */
const CHOSEN_REACH = 7;

/** What each p comes to on new points. */
export function SweepFigure(props: {
  lesson: ShownLesson;
  told: ShownLesson | undefined;
  isLearning: boolean;
}) {
  const { lesson, told, isLearning } = props;
  const networks = byProbability(lesson)
    // One that was stopped has come to nothing that could be compared.
    .filter((network) => isLearning || hasLearned(network));
  return (
    <Figure
      name="each p"
      title={l10n.t('Validation loss for each p: lower is better')}
      sentence={sweepSentence(byProbability(told ?? lesson))}
      isDated={told?.isDated === true && !lesson.isDated}
      table={{
        columns: ['p', l10n.t('training loss'), l10n.t('validation loss')],
        rows: networks.map(({ p, seen, unseen }) => [
          formatDecimal(p),
          lossText(seen.at(-1) ?? 0),
          lossText(unseen.at(-1) ?? 0),
        ]),
      }}
      plot={(place) => <SweepPlot place={place} lesson={lesson} networks={networks} />}
    />
  );
}

function name({ p }: TrainedNetwork): string {
  return `p = ${formatDecimal(p)}`;
}

function byProbability({ networks }: ShownLesson): readonly TrainedNetwork[] {
  return [...networks.values()].sort((a, b) => a.p - b.p);
}

function SweepPlot(props: { place: PlotProps; lesson: ShownLesson; networks: readonly TrainedNetwork[] }) {
  const { place, lesson, networks } = props;
  const { without, dropped } = lesson;
  const right = place.width - MARGIN.right;
  const left = MARGIN.left + INSET;
  const x = scaleLinear([0, 1], [left, right - INSET]);
  const y = scaleLinear([0, highestOf([without, ...networks])], [PLOT_BOTTOM - INSET, MARGIN.top]).clamp(
    true,
  );
  const lossOf = ({ unseen }: TrainedNetwork): number => unseen.at(-1) ?? 0;
  const points = networks.map((network): [number, number] => [x(network.p), y(lossOf(network))]);
  const [level, noise] = [y(lossOf(without)), y(lesson.truth.unseen)];
  const last = networks.at(-1);
  const isUnderfit =
    last !== undefined &&
    [without, last].every(hasLearned) &&
    last.p < 1 &&
    underfits(lossesOf(without), lossesOf(last));
  const chosen = networks.includes(dropped) ? dropped : undefined;
  return (
    <Plot
      {...place}
      x={[0, 0.25, 0.5, 0.75, 1].map((p) => ({ at: x(p), text: String(p) }))}
      y={y.ticks(4).map((loss) => ({ at: y(loss), text: y.tickFormat(4)(loss) }))}
      xTitle="p"
    >
      <line class="noise" x1={MARGIN.left} x2={right} y1={noise} y2={noise} />
      <line class="line seen without" x1={MARGIN.left} x2={right} y1={level} y2={level} />
      <path class="line dropped" d={line()(points) ?? ''} />
      {networks.map(({ p }, i) => (
        <Mark key={p} which={p === 0 ? 'without' : 'dropped'} x={x(p)} y={points[i]?.[1] ?? 0} />
      ))}
      {chosen ? <circle class="chosen" cx={x(chosen.p)} cy={y(lossOf(chosen))} r={CHOSEN_REACH} /> : null}
      <Labels
        width={place.width}
        wanted={[
          ...(chosen
            ? [
                {
                  text:
                    chosen === last && isUnderfit ? `${name(chosen)}: ${l10n.t('underfits')}` : name(chosen),
                  spots: besidePoint(x(chosen.p), y(lossOf(chosen)), CHOSEN_REACH),
                },
              ]
            : []),
          ...(isUnderfit && chosen !== last
            ? [
                {
                  text: l10n.t('underfits'),
                  spots: besidePoint(x(last.p), y(lossOf(last)), CHOSEN_REACH),
                },
              ]
            : []),
          { text: l10n.t('without dropout'), spots: besideLevel(left, right, level) },
          { text: l10n.t('noise alone'), spots: besideLevel(left, right, noise) },
        ]}
        taken={[
          ...alongLine(points),
          ...points.map(([atX, atY]) => around(atX, atY, CHOSEN_REACH)),
          ...[level, noise].flatMap((at) =>
            alongLine([
              [MARGIN.left, at],
              [right, at],
            ]),
          ),
        ]}
      />
    </Plot>
  );
}
