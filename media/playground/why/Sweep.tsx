import * as l10n from '@vscode/l10n';
import { hasLearned, STEPS, SWEPT_PROBABILITIES } from '../../../src/playground/training';
import { formatCount } from '../statistics/numbers';
import type { View } from '../view';
import { SweepFigure } from './SweepFigure';
import type { ShownLesson, Training } from './useTraining';

/** What each p comes to, and the way to train a network for each. */
export function Sweep(props: {
  lesson: ShownLesson;
  training: Training;
  onView: (change: Partial<View>) => void;
}) {
  const { lesson, training, onView } = props;
  const isLearning = training.learning === 'all';
  const isDone =
    lesson.isComplete && !isLearning && SWEPT_PROBABILITIES.every((p) => hasLearned(lesson.networks.get(p)));
  const act = (): void => {
    if (isDone) return;
    if (isLearning) training.stop();
    onView({ sweep: !isLearning });
    // The two come first.
    if (training.learning === undefined) (lesson.isComplete ? training.trainAll : training.start)();
  };
  return (
    <div>
      <SweepFigure lesson={lesson} told={training.told} isLearning={training.learning !== undefined} />
      <div class="buttons">
        {/* The same button all the while, so that it keeps the focus. */}
        <button type="button" aria-disabled={isDone} onClick={act}>
          {isLearning ? l10n.t('Stop') : l10n.t('Train all p')}
        </button>
        {isLearning ? (
          <>
            <progress max={STEPS} value={training.step} aria-label={l10n.t('Steps made')} />
            <span>{l10n.t('step {0} of {1}', formatCount(training.step), formatCount(STEPS))}</span>
          </>
        ) : null}
        <span role="status">
          {isDone ? l10n.t('Done: {0} networks, one for each p', lesson.networks.size) : ''}
        </span>
      </div>
    </div>
  );
}
