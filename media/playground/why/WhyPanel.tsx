import * as l10n from '@vscode/l10n';
import type { PlaygroundState } from '../../../src/playground';
import { NEW_POINTS } from '../../../src/playground/training';
import type { PanelAction } from '../../../src/protocol';
import { scaleText } from '../equation/Scale';
import { formatDecimal } from '../statistics/numbers';
import type { View } from '../view';
import { EnsembleSection } from './EnsembleSection';
import { FitFigure } from './FitFigure';
import { LossFigure } from './LossFigure';
import { LegendItem } from './marks';
import { fitSentence, headline, story, uncertaintySentence } from './sentences';
import { SweepFigure } from './SweepFigure';
import { ThinnedPicture } from './ThinnedPicture';
import { TrainingControls } from './TrainingControls';
import { type ShownLesson, type Training, useTraining } from './useTraining';

/** Why dropout: two networks learn the same noisy points, and only one drops. */
export function WhyPanel(props: {
  state: PlaygroundState;
  view: View;
  onView: (change: Partial<View>) => void;
  dispatch: (action: PanelAction) => void;
}) {
  const { state, view, onView, dispatch } = props;
  const { p } = state.layer;
  const training = useTraining(view.training, p.value);
  const { shown, failure } = training;
  const { points } = view.training;
  return (
    <section class="why" aria-label={l10n.t('Why')}>
      <p>
        {l10n.t(
          'Two networks start from the same weights and learn the same {0} noisy points. Only one drops. The validation loss tells how good they are on {1} new points.',
          points,
          NEW_POINTS,
        )}
      </p>
      <div class="setting">
        <TrainingControls
          p={p}
          settings={view.training}
          training={training}
          onSettings={(settings) => onView({ training: settings })}
          dispatch={dispatch}
        />
        {shown === undefined ? null : <ThinnedPicture network={shown.dropped} />}
        <p class="rule">{ruleSentence(p.value)}</p>
      </div>
      <p class="raised" role="alert">
        {failure === undefined ? '' : l10n.t('The networks could not be trained: {0}', failure)}
      </p>
      <p class="headline" role="status">
        {headline(training)}
      </p>
      {shown === undefined ? null : <Lesson shown={shown} training={training} view={view} onView={onView} />}
    </section>
  );
}

/** What dropout does in a step: what it does in the grid. */
function ruleSentence(p: number): string {
  if (p === 0) return l10n.t('With p = 0 every hidden neuron stays, in every step.');
  if (p === 1)
    return l10n.t(
      'With p = 1 every hidden neuron is dropped, in every step: nothing can be learned but a mean.',
    );
  return l10n.t(
    'In each step, and for each point, every hidden neuron stays with 1 − p = {0} and is multiplied with {1}: as in the grid above.',
    formatDecimal(1 - p),
    scaleText(p),
  );
}

function Lesson(props: {
  shown: ShownLesson;
  training: Training;
  view: View;
  onView: (change: Partial<View>) => void;
}) {
  const { shown, training, view, onView } = props;
  const { without, dropped, points, isComplete } = shown;
  const p = formatDecimal(dropped.p);
  return (
    <>
      <div class="pair">
        <FitFigure
          which="without"
          title={l10n.t('Without dropout')}
          sentence={fitSentence(without)}
          points={points}
          curve={without.curve}
        />
        <FitFigure
          which="dropped"
          title={l10n.t('With dropout, p = {0}', p)}
          sentence={fitSentence(dropped)}
          points={points}
          curve={dropped.curve}
        />
      </div>
      <p class="legend" aria-hidden="true">
        <LegendItem kind="point">{l10n.t('points that they see')}</LegendItem>
        <LegendItem kind="line truth">{l10n.t('the truth, sin(1.5x)')}</LegendItem>
        <LegendItem kind="line without">{l10n.t('what it learned without dropout')}</LegendItem>
        <LegendItem kind="line dropped">{l10n.t('and with it: eval()')}</LegendItem>
      </p>
      <div class="pair">
        <LossFigure lesson={shown} />
        <div>
          <SweepFigure lesson={shown} />
          <div class="buttons">
            <button type="button" disabled={training.isRunning} onClick={training.trainAll}>
              {l10n.t('Train all p')}
            </button>
          </div>
        </div>
      </div>
      <p class={`story ${isComplete ? '' : 'absent'}`}>
        {story(shown)} {l10n.t('This is one run: other data, weights and masks come to other numbers.')}
      </p>
      <Folded
        summary={l10n.t('One network, many networks')}
        isOpen={view.ensemble}
        onToggle={(ensemble) => onView({ ensemble })}
      >
        <EnsembleSection settings={view.training} p={dropped.p} />
      </Folded>
      <Folded
        summary={l10n.t('Uncertainty')}
        isOpen={view.uncertainty}
        onToggle={(uncertainty) => onView({ uncertainty })}
      >
        <Uncertainty shown={shown} />
      </Folded>
    </>
  );
}

/** How much the thinned networks disagree. */
function Uncertainty({ shown: { dropped, points } }: { shown: ShownLesson }) {
  if (dropped.spread === undefined)
    return (
      <p class="note">
        {dropped.p === 0
          ? l10n.t('With p = 0 every pass gives the same.')
          : l10n.t('The networks are learning.')}
      </p>
    );
  return (
    <>
      <FitFigure
        which="dropped"
        title={l10n.t('Monte Carlo dropout, p = {0}', formatDecimal(dropped.p))}
        sentence={uncertaintySentence(dropped)}
        points={points}
        curve={dropped.curve}
        spread={dropped.spread}
      />
      <p class="legend" aria-hidden="true">
        <LegendItem kind="spread">{l10n.t('mean ± 2 standard deviations')}</LegendItem>
        <LegendItem kind="line thinned">{l10n.t('5 thinned networks')}</LegendItem>
        <LegendItem kind="line dropped">eval()</LegendItem>
        <LegendItem kind="line truth">{l10n.t('the truth, sin(1.5x)')}</LegendItem>
      </p>
    </>
  );
}

/** A part that is folded away until it is asked for. */
function Folded(props: {
  summary: string;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  children: preact.ComponentChildren;
}) {
  const { summary, isOpen, onToggle, children } = props;
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== isOpen) onToggle(currentTarget.open);
      }}
    >
      <summary>{summary}</summary>
      {isOpen ? children : null}
    </details>
  );
}
