import * as l10n from '@vscode/l10n';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { hasLearned, lossesOf, type TrainedNetwork, underfits } from '../../../src/playground/training';
import { Axes, MARGIN, PLOT_HEIGHT } from '../statistics/Axes';
import { Figure, type PlotProps } from '../statistics/Figure';
import { formatDecimal } from '../statistics/numbers';
import { highestOf, NoiseLine } from './LossFigure';
import { Mark } from './marks';
import { lossText, sweepSentence } from './sentences';
import type { ShownLesson } from './useTraining';

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
      plot={(place) => <SweepPlot {...place} lesson={lesson} networks={networks} />}
    />
  );
}

function byProbability({ networks }: ShownLesson): readonly TrainedNetwork[] {
  return [...networks.values()].sort((a, b) => a.p - b.p);
}

function SweepPlot(props: PlotProps & { lesson: ShownLesson; networks: readonly TrainedNetwork[] }) {
  const { width, describedBy, lesson, networks } = props;
  const { without, dropped } = lesson;
  const bottom = PLOT_HEIGHT - MARGIN.bottom;
  const right = width - MARGIN.right;
  const x = scaleLinear([0, 1], [MARGIN.left, right]);
  const y = scaleLinear([0, highestOf([without, ...networks])], [bottom, MARGIN.top]).clamp(true);
  const lossOf = ({ unseen }: TrainedNetwork): number => unseen.at(-1) ?? 0;
  const path = line<TrainedNetwork>(
    ({ p }) => x(p),
    (network) => y(lossOf(network)),
  );
  const level = y(lossOf(without));
  // The level is named where the curve does not run.
  const [, next] = networks;
  const isAbove = next !== undefined && lossOf(next) > lossOf(without);
  const last = networks.at(-1);
  return (
    <svg role="img" aria-labelledby={describedBy} width={width} height={PLOT_HEIGHT}>
      <Axes
        width={width}
        height={PLOT_HEIGHT}
        x={[0, 0.25, 0.5, 0.75, 1].map((p) => ({ at: x(p), text: String(p) }))}
        y={y.ticks(4).map((loss) => ({ at: y(loss), text: y.tickFormat(4)(loss) }))}
        xTitle="p"
      />
      <NoiseLine x={right} y={y(lesson.truth.unseen)} />
      <g class="reference">
        <line class="line seen without" x1={MARGIN.left} x2={right} y1={level} y2={level} />
        <text x={isAbove ? right : MARGIN.left + 8} y={level - 6} text-anchor={isAbove ? 'end' : 'start'}>
          {l10n.t('without dropout')}
        </text>
      </g>
      <path class="line dropped" d={path(networks) ?? ''} />
      {networks.map((network) => (
        <Mark
          key={network.p}
          which={network.p === 0 ? 'without' : 'dropped'}
          x={x(network.p)}
          y={y(lossOf(network))}
        />
      ))}
      {last !== undefined && last.p < 1 && underfits(lossesOf(without), lossesOf(last)) ? (
        <g class="reference">
          <text x={x(last.p) - 9} y={y(lossOf(last)) + 4} text-anchor="end">
            {l10n.t('underfits')}
          </text>
        </g>
      ) : null}
      {networks.includes(dropped) ? (
        <g class="reference">
          <circle class="chosen" cx={x(dropped.p)} cy={y(lossOf(dropped))} r={7} />
          <text x={x(dropped.p)} y={y(lossOf(dropped)) + 21} text-anchor="middle">
            p = {formatDecimal(dropped.p)}
          </text>
        </g>
      ) : null}
    </svg>
  );
}
