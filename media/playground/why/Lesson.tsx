import * as l10n from '@vscode/l10n';
import { formatDecimal } from '../statistics/numbers';
import type { View } from '../view';
import { EnsembleSection } from './EnsembleSection';
import { FitFigure } from './FitFigure';
import { Folded } from './Folded';
import { LossFigure } from './LossFigure';
import { LegendItem } from './marks';
import { fitSentence, story, uncertaintySentence } from './sentences';
import { SweepFigure } from './SweepFigure';
import type { ShownLesson, Training } from './useTraining';

/** What two networks have learned, and how; and what else there is to see of the one that drops. */
export function Lesson(props: {
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
      <p class={`story ${isComplete ? '' : 'absent'}`}>
        {story(shown)} {l10n.t('This is one run: other data, weights and masks come to other numbers.')}
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
