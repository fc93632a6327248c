import * as l10n from '@vscode/l10n';
import { Folded } from '../Folded';
import { paragraph } from '../paragraph';
import { formatDecimal } from '../statistics/numbers';
import type { View } from '../view';
import { EnsembleSection } from './EnsembleSection';
import { FitFigure } from './FitFigure';
import { LossFigure } from './LossFigure';
import { LegendItem } from './marks';
import { Point } from './Point';
import { evalSentences, oneRun, stoppingSentences, story, uncertaintySentence } from './sentences';
import { Sweep } from './Sweep';
import type { ShownLesson, Training } from './useTraining';

/** How two networks have learned, and why; and what else there is to see of the one that drops. */
export function Lesson(props: {
  shown: ShownLesson;
  /** What is set now. */
  p: number;
  training: Training;
  view: View;
  onView: (change: Partial<View>) => void;
}) {
  const { shown, p, training, view, onView } = props;
  const { isDated } = shown;
  const { told } = training;
  const waiting = told === undefined ? l10n.t('The networks are learning.') : undefined;
  const stopping = told === undefined ? waiting : stoppingSentences(told);
  return (
    <>
      <Point title={l10n.t('Overfitting.')} state={stateOf(told)}>
        {told === undefined ? waiting : paragraph(story(told), oneRun())}
      </Point>
      <div class={`pair ${isDated ? 'dated' : ''}`}>
        <LossFigure lesson={shown} />
        <Sweep lesson={shown} training={training} onView={onView} />
      </div>
      <Point title={l10n.t('Why dropping helps.')}>
        {l10n.t(
          'The reasons that its authors give: a neuron cannot rely on particular others being there, so each must be useful on its own (Hinton et al., 2012). And each mask leaves a thinned network, of the neurons that it keeps: training draws many of them, which share their weights, and eval() stands for their average (Srivastava et al., 2014).',
        )}
      </Point>
      {stopping === undefined ? null : (
        <Point title={l10n.t('Stopping early.')} state={stateOf(told)}>
          {stopping}
        </Point>
      )}
      <Point title={l10n.t('Why eval() needs no mask.')}>{evalSentences(p)}</Point>
      <Folded name="ensemble" summary={l10n.t('See it: all 16 thinned networks of a small one')}>
        <EnsembleSection settings={view.training} p={p} />
      </Folded>
      <Folded name="uncertainty" summary={l10n.t('Uncertainty')}>
        <Uncertainty shown={told ?? shown} />
      </Folded>
    </>
  );
}

function stateOf(told: ShownLesson | undefined): 'awaited' | 'dated' | undefined {
  if (told === undefined) return 'awaited';
  return told.isDated ? 'dated' : undefined;
}

/** How much the thinned networks disagree. */
function Uncertainty({ shown: { dropped, points, isDated } }: { shown: ShownLesson }) {
  if (dropped.spread === undefined)
    return (
      <p class="note">
        {dropped.p === 0
          ? l10n.t('With p = 0 every pass gives the same.')
          : l10n.t('The networks are learning.')}
      </p>
    );
  return (
    <div class={isDated ? 'dated' : ''}>
      <FitFigure
        name="spread"
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
    </div>
  );
}
