import * as l10n from '@vscode/l10n';
import { useState } from 'preact/hooks';
import {
  EXAMPLE_SHAPES,
  isTraining,
  MAX_DIMENSIONS,
  MAX_ELEMENTS,
  type PanelAction,
  parseShape,
  type PlaygroundState,
} from '../../src/playground';
import {
  checkP,
  type DropoutKind,
  parsePythonNumber,
  parseSeed,
  reprNumber,
  TorchError,
} from '../../src/torch';
import { TextField } from './TextField';

const KINDS = Object.keys(EXAMPLE_SHAPES) as DropoutKind[];

/** The row of controls, and below it what is wrong with what was typed. */
export function Controls({
  state,
  dispatch,
}: {
  state: PlaygroundState;
  dispatch: (action: PanelAction) => void;
}) {
  const [problem, setProblem] = useState<string | undefined>();
  const { layer } = state;

  /** Runs a field's change; what cannot be is said and changes nothing. */
  const attempt = (change: () => PanelAction): boolean => {
    try {
      dispatch(change());
      setProblem(undefined);
      return true;
    } catch (error) {
      setProblem(error instanceof TorchError ? `${error.type}: ${error.message}` : (error as Error).message);
      return false;
    }
  };

  return (
    <section class="controls" aria-label={l10n.t('Controls')}>
      <fieldset class="segmented">
        <legend class="visually-hidden">{l10n.t('Mode')}</legend>
        <Mode name={l10n.t('Train')} training={true} state={state} dispatch={dispatch} />
        <Mode name={l10n.t('Eval')} training={false} state={state} dispatch={dispatch} />
      </fieldset>
      <label class="field">
        <span>{l10n.t('layer')}</span>
        <select
          value={layer.kind}
          onChange={(event) => dispatch({ type: 'setKind', kind: event.currentTarget.value as DropoutKind })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kind}
            </option>
          ))}
        </select>
      </label>
      <div class="field">
        <label for="probability">p</label>
        <input
          type="range"
          min="0"
          max="1"
          step="0.01"
          value={layer.p.value}
          aria-label={l10n.t('p, the probability that an element is dropped')}
          onInput={(event) => {
            const value = event.currentTarget.valueAsNumber;
            attempt(() => ({ type: 'setProbability', p: { type: 'float', value } }));
          }}
        />
        <TextField
          id="probability"
          value={reprNumber(layer.p)}
          size={6}
          problemId="problem"
          onCommit={(text) => attempt(() => ({ type: 'setProbability', p: probabilityFrom(text) }))}
          onRevert={() => setProblem(undefined)}
        />
      </div>
      <div class="field code">
        <label for="seed">torch.manual_seed(</label>
        <TextField
          id="seed"
          value={state.seed}
          size={Math.min(20, Math.max(4, state.seed.length))}
          problemId="problem"
          onCommit={(text) => attempt(() => ({ type: 'setSeed', seed: parseSeed(text).toString() }))}
          onRevert={() => setProblem(undefined)}
        />
        <span aria-hidden="true">)</span>
      </div>
      <div class="field">
        <label for="shape">{l10n.t('shape')}</label>
        <TextField
          id="shape"
          value={state.shape.join(', ')}
          size={Math.max(6, state.shape.join(', ').length)}
          problemId="problem"
          onCommit={(text) => attempt(() => ({ type: 'setShape', shape: shapeFrom(text) }))}
          onRevert={() => setProblem(undefined)}
        />
      </div>
      <button
        type="button"
        class="resample"
        aria-keyshortcuts="r"
        onClick={() => dispatch({ type: 'resample' })}
      >
        {l10n.t('Resample')} <kbd aria-hidden="true">R</kbd>
      </button>
      <p class="problem" id="problem" role="alert">
        {problem}
      </p>
    </section>
  );
}

function Mode(props: {
  name: string;
  training: boolean;
  state: PlaygroundState;
  dispatch: (action: PanelAction) => void;
}) {
  const { name, training, state, dispatch } = props;
  return (
    <label>
      <input
        type="radio"
        name="mode"
        checked={isTraining(state) === training}
        aria-keyshortcuts="t"
        onChange={() => dispatch({ type: 'setTraining', training })}
      />
      <span>{name}</span>
    </label>
  );
}

function probabilityFrom(text: string) {
  const p = parsePythonNumber(text);
  if (p === undefined) throw new Error(l10n.t('p is a number such as 0.5'));
  checkP(p);
  return p;
}

function shapeFrom(text: string): readonly number[] {
  const shape = parseShape(text);
  switch (shape) {
    case 'notAShape':
      throw new Error(l10n.t('A shape is a list of sizes, such as 3, 5'));
    case 'tooManyDimensions':
      throw new Error(l10n.t('The playground draws up to {0} dimensions', MAX_DIMENSIONS));
    case 'tooLarge':
      throw new Error(l10n.t('The playground draws up to {0} elements', MAX_ELEMENTS));
    default:
      return shape;
  }
}
