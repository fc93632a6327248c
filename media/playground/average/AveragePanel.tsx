import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import { arrangementOf, type AverageOutput, fitsCells } from '../../../src/playground';
import { momentsOf } from '../../../src/playground/statistics';
import type { PanelAction, Scene } from '../../../src/protocol';
import { isAlpha } from '../../../src/torch';
import type { CallCursor } from '../calls/useCallCursor';
import { Comparison } from '../comparison/Comparison';
import { scaleText } from '../equation/Scale';
import { sizesOf } from '../equation/sizes';
import { AverageTerm } from '../equation/Terms';
import { useFit } from '../equation/useFit';
import { Folded } from '../Folded';
import { StatisticsPanel } from '../statistics/StatisticsPanel';
import type { Statistics } from '../statistics/useStatistics';
import { useWidth } from '../useWidth';
import { COUNTED, type View } from '../view';
import { RunButtons } from './RunButtons';
import { lessonOf, RunningMean } from './RunningMean';

/** From which width on the grid stands beside the plot, in CSS pixels, and how much of it the grid takes. */
const SIDE_BY_SIDE = 420;
const SHARE = 0.42;

export interface AverageProps {
  scene: Scene;
  cursor: CallCursor;
  average: AverageOutput;
  statistics: Statistics;
  view: View;
  onView: (change: Partial<View>) => void;
  dispatch: (action: PanelAction) => void;
}

/** What many calls come to on average, beside what eval mode gives at once; and on demand both modes, and thousands of calls. */
export function AveragePanel(props: AverageProps) {
  const { scene, cursor, average, statistics, view, onView, dispatch } = props;
  const { state, input } = scene;
  const inputMean = useMemo(() => momentsOf(input.values()).mean, [input]);
  const [element, width] = useWidth();
  // Where it has a place beside the equation, it need not stand here as well.
  const isHere = !arrangementOf(width, state.shape).hasFreePlace || !fitsCells(state.shape);
  const arrangement = arrangementOf(width < SIDE_BY_SIDE ? width : width * SHARE, state.shape, true);
  const fit = useFit(element, arrangement.cellWidth);
  return (
    <section class="average" aria-label={l10n.t('Average')}>
      <div class="buttons">
        <RunButtons cursor={cursor} dispatch={dispatch} />
        {isAlpha(state.layer.kind) ? null : (
          <label class="choice">
            <input
              type="checkbox"
              role="switch"
              checked={view.scaled}
              onChange={({ currentTarget }) => onView({ scaled: currentTarget.checked })}
            />
            {l10n.t('Scale kept values (× {0})', scaleText(state.layer.p.value))}
          </label>
        )}
      </div>
      <p class="lesson">{lessonOf(state, average, inputMean, view.scaled)}</p>
      <div ref={element} class="averages">
        {isHere && width > 0 ? (
          <div class="terms" style={sizesOf(arrangement)}>
            <AverageTerm shape={state.shape} average={average} fit={fit} />
          </div>
        ) : null}
        <RunningMean state={state} average={average} inputMean={inputMean} />
      </div>
      <Comparison scene={scene} number={cursor.number} />
      <Folded name={COUNTED} summary={l10n.t('Thousands of calls, counted')}>
        <StatisticsPanel scene={scene} statistics={statistics} />
      </Folded>
    </section>
  );
}
