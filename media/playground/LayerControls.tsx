import * as l10n from '@vscode/l10n';
import { isTraining, type PlaygroundState, probabilityProblem } from '../../src/playground';
import { type PanelAction } from '../../src/protocol';
import { DROPOUT_KINDS, type DropoutKind, parsePythonNumber, parseSeed, reprNumber } from '../../src/torch';
import { Options } from './Options';
import { ProbabilitySlider } from './ProbabilitySlider';
import { TextField } from './TextField';
import type { useFields } from './useFields';

/* The controls of the layer and its session that the panel and the sidebar have in common. */

export interface ControlProps {
  readonly state: PlaygroundState;
  readonly dispatch: (action: PanelAction) => void;
}

/** Whether single keys act, which the controls then show. */
export interface KeyProps {
  readonly singleKeys: boolean;
}

interface FieldControlProps {
  readonly state: PlaygroundState;
  readonly field: ReturnType<typeof useFields>['field'];
  readonly shortcut: string | undefined;
}

/** Train or eval. */
export function ModeSwitch({ state, shortcut, dispatch }: ControlProps & { shortcut: string | undefined }) {
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
            aria-keyshortcuts={shortcut}
            onChange={() => dispatch({ type: 'setTraining', training })}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Which of torch's layers it is. */
export function KindSelect({ state, dispatch }: ControlProps) {
  return (
    <label class="field">
      <span>{l10n.t('layer')}</span>
      <select
        value={state.layer.kind}
        onChange={(event) => dispatch({ type: 'setKind', kind: event.currentTarget.value as DropoutKind })}
      >
        <Options values={DROPOUT_KINDS} />
      </select>
    </label>
  );
}

/** p, by hand or as a number. */
export function ProbabilityField({ state, field, shortcut, dispatch }: ControlProps & FieldControlProps) {
  const { p } = state.layer;
  return (
    <div class="field">
      <label for="probability">p</label>
      <ProbabilitySlider p={p.value} dispatch={dispatch} />
      <TextField
        {...field('probability', (text) => ({ type: 'setProbability', p: probabilityFrom(text) }))}
        value={reprNumber(p)}
        size={6}
        shortcut={shortcut}
      />
    </div>
  );
}

/** The seed of the session, within the call that sets it, or with a label that takes less room. */
export function SeedField({ state, field, shortcut, label }: FieldControlProps & { label?: string }) {
  return (
    <div class={label === undefined ? 'field code' : 'field'}>
      <label for="seed">{label ?? 'torch.manual_seed('}</label>
      <TextField
        {...field('seed', (text) => ({ type: 'setSeed', seed: parseSeed(text).toString() }))}
        value={state.seed}
        size={Math.min(20, Math.max(4, state.seed.length))}
        shortcut={shortcut}
      />
      {label === undefined ? <span aria-hidden="true">)</span> : null}
    </div>
  );
}

/** Calls the layer once more. */
export function ResampleButton({ singleKeys, dispatch }: KeyProps & Omit<ControlProps, 'state'>) {
  return (
    <button
      type="button"
      class="resample"
      aria-keyshortcuts={singleKeys ? 'r' : undefined}
      onClick={() => dispatch({ type: 'resample' })}
    >
      {l10n.t('Resample')} {singleKeys ? <kbd aria-hidden="true">R</kbd> : null}
    </button>
  );
}

function probabilityFrom(text: string) {
  const p = parsePythonNumber(text);
  const problem = probabilityProblem(text, l10n);
  if (p === undefined || problem !== undefined) throw new Error(problem);
  return p;
}
