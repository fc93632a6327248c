import * as l10n from '@vscode/l10n';
import { BOUNDS, STEPS, type TrainingSettings } from '../../../src/playground/training';
import type { PanelAction } from '../../../src/protocol';
import { type PythonNumber, reprNumber } from '../../../src/torch';
import { useClipboard } from '../code/useClipboard';
import { ProbabilitySlider } from '../ProbabilitySlider';
import { formatCount } from '../statistics/numbers';
import { Slider } from './Slider';
import type { Training } from './useTraining';

/** What the networks learn, how large they are, and how far they are. */
export function TrainingControls(props: {
  p: PythonNumber;
  settings: TrainingSettings;
  script: string;
  training: Training;
  onSettings: (settings: TrainingSettings) => void;
  dispatch: (action: PanelAction) => void;
}) {
  const { p, settings, script, training, onSettings, dispatch } = props;
  const { learning, step, shown } = training;
  const isRunning = learning === 'two';
  const { copy, result } = useClipboard(script);
  const isComplete = shown?.isComplete === true;
  const isExact = settings.noise === 0;
  const made = isComplete ? STEPS : step;
  const set = (change: Partial<TrainingSettings>): void => onSettings({ ...settings, ...change });
  const again = (): void => {
    if (isRunning) training.stop();
    else if (isComplete) set({ seed: settings.seed + 1 });
    else training.start();
  };
  return (
    <>
      <div class="field chance">
        <span>p</span>
        <ProbabilitySlider p={p.value} dispatch={dispatch} />
        <span class="number">{reprNumber(p)}</span>
        <span class="note">{l10n.t('the same p as above')}</span>
      </div>
      <div class="buttons">
        <button
          type="button"
          title={isComplete && !isRunning ? l10n.t('From other weights, with other masks') : undefined}
          onClick={again}
        >
          {isRunning ? l10n.t('Stop') : isComplete ? l10n.t('Train again') : l10n.t('Start training')}
        </button>
        <button
          type="button"
          aria-disabled={isExact}
          title={
            isExact ? l10n.t('Without noise all data are the same') : l10n.t('Other noise, so other points')
          }
          onClick={() => {
            if (!isExact) set({ dataSeed: settings.dataSeed + 1 });
          }}
        >
          {l10n.t('New data')}
        </button>
      </div>
      <div class="sizes">
        <Slider
          label={l10n.t('points')}
          value={settings.points}
          bounds={BOUNDS.points}
          onChange={(points) => set({ points })}
        />
        <Slider
          label={l10n.t('noise')}
          value={settings.noise}
          bounds={BOUNDS.noise}
          onChange={(noise) => set({ noise })}
        />
        <Slider
          label={l10n.t('width')}
          value={settings.width}
          bounds={BOUNDS.width}
          onChange={(width) => set({ width })}
        />
      </div>
      <div class="progress">
        <progress max={STEPS} value={made} aria-label={l10n.t('Steps made')} />
        <span>
          {l10n.t('step {0} of {1}', formatCount(made), formatCount(STEPS))} ·{' '}
          {l10n.t('data {0}, seed {1}', settings.dataSeed, settings.seed)}
        </span>
        <button type="button" class="plain" onClick={() => copy(script)}>
          {l10n.t('Copy as PyTorch code')}
        </button>
        <span role="status">{result}</span>
      </div>
    </>
  );
}
