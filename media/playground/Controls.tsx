import * as l10n from '@vscode/l10n';
import { isTraining, type PlaygroundState, probabilityProblem } from '../../src/playground';
import { type PanelAction } from '../../src/protocol';
import { parsePythonNumber, reprNumber } from '../../src/torch';
import { ProbabilitySlider } from './ProbabilitySlider';
import { TextField } from './TextField';
import { useFields } from './useFields';

/** What every group of controls is given. */
export interface ControlProps {
  readonly state: PlaygroundState;
  readonly dispatch: (action: PanelAction) => void;
  /** Whether single keys act, which the controls then show. */
  readonly singleKeys: boolean;
}

/** What one turns all the time: the mode, p, and one more call; and over what follows what is wrong with what was typed. */
export function Controls({ state, singleKeys, dispatch }: ControlProps) {
  const { field, problem } = useFields(dispatch);
  const { p } = state.layer;
  return (
    <section class="controls" aria-label={l10n.t('Controls')}>
      <ModeSwitch state={state} singleKeys={singleKeys} dispatch={dispatch} />
      <div class="field probability">
        <label for="probability">p</label>
        <ProbabilitySlider p={p.value} dispatch={dispatch} />
        <TextField
          {...field('probability', (text) => ({ type: 'setProbability', p: probabilityFrom(text) }))}
          value={reprNumber(p)}
          size={6}
          shortcut={singleKeys ? 'p' : undefined}
        />
      </div>
      <button
        type="button"
        class="resample"
        aria-keyshortcuts={singleKeys ? 'r' : undefined}
        onClick={() => dispatch({ type: 'resample' })}
      >
        {l10n.t('Resample')} {singleKeys ? <kbd aria-hidden="true">R</kbd> : null}
      </button>
      <p class="problem" role="alert">
        {problem}
      </p>
    </section>
  );
}

/** Train or eval. */
function ModeSwitch({ state, singleKeys, dispatch }: ControlProps) {
  const modes = [
    { name: l10n.t('Train'), training: true },
    { name: l10n.t('Eval'), training: false },
  ];
  return (
    <fieldset class="segmented">
      <legend class="visually-hidden">{l10n.t('Mode')}</legend>
      {modes.map(({ name, training }) => (
        <label key={name}>
          <input
            type="radio"
            name="mode"
            checked={isTraining(state) === training}
            aria-keyshortcuts={singleKeys ? 't' : undefined}
            onChange={() => dispatch({ type: 'setTraining', training })}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

function probabilityFrom(text: string) {
  const p = parsePythonNumber(text);
  const problem = probabilityProblem(text, l10n);
  if (p === undefined || problem !== undefined) throw new Error(problem);
  return p;
}
