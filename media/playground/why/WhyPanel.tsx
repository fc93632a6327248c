import * as l10n from '@vscode/l10n';
import { isTraining, type PlaygroundState } from '../../../src/playground';
import { NEW_POINTS, trainingScript } from '../../../src/playground/training';
import type { PanelAction } from '../../../src/protocol';
import { Python } from '../code/Python';
import { scaleText } from '../equation/Scale';
import { Folded } from '../Folded';
import { formatDecimal } from '../statistics/numbers';
import type { View } from '../view';
import { Fits } from './Fits';
import { Lesson } from './Lesson';
import { headline } from './sentences';
import { ThinnedPicture } from './ThinnedPicture';
import { TrainingControls } from './TrainingControls';
import { useTraining } from './useTraining';

/** Why dropout: two networks learn the same noisy points, and only one drops. */
export function WhyPanel(props: {
  state: PlaygroundState;
  view: View;
  onView: (change: Partial<View>) => void;
  dispatch: (action: PanelAction) => void;
}) {
  const { state, view, onView, dispatch } = props;
  const { p } = state.layer;
  const training = useTraining(view.training, p.value, view.sweep);
  const { shown, failure } = training;
  const { points } = view.training;
  const script = trainingScript(view.training, p);
  return (
    <section class="why" aria-label={l10n.t('Why')}>
      <p>{l10n.t('Two networks learn the same {0} noisy points. Only one drops.', points)}</p>
      <p class="raised" role="alert">
        {failure === undefined ? '' : l10n.t('The networks could not be trained: {0}', failure)}
      </p>
      <p class="headline" role="status">
        {headline(training)}
      </p>
      <Fits shown={shown} p={p.value} />
      <p>
        {l10n.t(
          'Both start from the same weights. The validation loss, their mean squared error on {0} new points, tells how good they are.',
          NEW_POINTS,
        )}
      </p>
      <div class="setting">
        <TrainingControls
          p={p}
          settings={view.training}
          script={script}
          training={training}
          onSettings={(settings) => onView({ training: settings, sweep: false })}
          dispatch={dispatch}
        />
        {shown === undefined ? null : <ThinnedPicture network={shown.dropped} isDated={shown.isDated} />}
        <p class="rule">{ruleSentence(state)}</p>
      </div>
      {shown === undefined ? null : (
        <Lesson shown={shown} p={p.value} training={training} view={view} onView={onView} />
      )}
      <Folded name="script" summary={l10n.t('PyTorch code')}>
        <Script code={script} />
      </Folded>
    </section>
  );
}

/** What dropout does in a step. Where the layer above is a plain dropout in training, it is what it does in the grid. */
function ruleSentence(state: PlaygroundState): string {
  const { kind, p: number } = state.layer;
  const p = number.value;
  if (p === 0) return l10n.t('With p = 0 every hidden neuron stays, in every step.');
  if (p === 1)
    return l10n.t(
      'With p = 1 every hidden neuron is dropped, in every step: only the bias of the output learns.',
    );
  const numbers = [formatDecimal(1 - p), scaleText(p)];
  return kind === 'Dropout' && isTraining(state)
    ? l10n.t(
        'In each step, and for each point, every hidden neuron stays with probability 1 − p = {0} and is multiplied by {1}: as in the grid above.',
        ...numbers,
      )
    : l10n.t(
        'In each step, and for each point, every hidden neuron stays with probability 1 − p = {0} and is multiplied by {1}, as nn.Dropout does it.',
        ...numbers,
      );
}

/** The script whose networks these are. */
function Script({ code }: { code: string }) {
  return (
    <div class="script">
      <p>
        {l10n.t(
          'Its losses are these: with dropout to within 0.001 % over the whole run, without it as near as can be seen in a plot. There the last digits differ from processor to processor in PyTorch itself.',
        )}
      </p>
      {/* It may scroll, so the keyboard must be able to reach it. */}
      <pre tabIndex={0} role="group" aria-label={l10n.t('PyTorch code')}>
        <code>
          <Python code={code} />
        </code>
      </pre>
    </div>
  );
}
