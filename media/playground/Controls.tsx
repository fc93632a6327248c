import * as l10n from '@vscode/l10n';
import { useState } from 'preact/hooks';
import {
  isTraining,
  MAX_DIMENSIONS,
  MAX_ELEMENTS,
  type PanelAction,
  parseShape,
  type PlaygroundState,
} from '../../src/playground';
import {
  checkP,
  DROPOUT_KINDS,
  type DropoutKind,
  parsePythonNumber,
  parseSeed,
  reprNumber,
  TorchError,
} from '../../src/torch';
import { GeneratorSelect } from './GeneratorSelect';
import { ProbabilitySlider } from './ProbabilitySlider';
import { InputSelect, pastedFrom } from './InputSelect';
import { TextField } from './TextField';

type FieldId = 'probability' | 'seed' | 'values' | 'shape';

/** The row of controls, and below it what is wrong with what was typed. */
export function Controls({
  state,
  singleKeys,
  dispatch,
}: {
  state: PlaygroundState;
  singleKeys: boolean;
  dispatch: (action: PanelAction) => void;
}) {
  // Each field keeps its own problem until it is mended; the latest comes last.
  const [problems, setProblems] = useState<ReadonlyMap<FieldId, string>>(new Map());
  const { layer } = state;
  const shortcut = (key: string): string | undefined => (singleKeys ? key : undefined);

  const setProblem = (id: FieldId, problem?: string): void =>
    setProblems((known) => {
      if (known.get(id) === problem) return known;
      const others = [...known].filter(([other]) => other !== id);
      return new Map(problem === undefined ? others : [...others, [id, problem]]);
    });

  /** What a text field of that name needs. Its change is made; one that cannot be is said and changes nothing. */
  const field = (id: FieldId, change: (text: string) => PanelAction) => ({
    id,
    problem: problems.get(id),
    onCommit: (text: string): boolean => {
      try {
        dispatch(change(text));
        setProblem(id);
        return true;
      } catch (error) {
        setProblem(
          id,
          error instanceof TorchError ? `${error.type}: ${error.message}` : (error as Error).message,
        );
        return false;
      }
    },
    onSettle: () => setProblem(id),
  });

  return (
    <section class="controls" aria-label={l10n.t('Controls')}>
      <fieldset class="segmented">
        <legend class="visually-hidden">{l10n.t('Mode')}</legend>
        <Mode
          name={l10n.t('Train')}
          training={true}
          state={state}
          shortcut={shortcut('t')}
          dispatch={dispatch}
        />
        <Mode
          name={l10n.t('Eval')}
          training={false}
          state={state}
          shortcut={shortcut('t')}
          dispatch={dispatch}
        />
      </fieldset>
      <label class="field">
        <span>{l10n.t('layer')}</span>
        <select
          value={layer.kind}
          onChange={(event) => dispatch({ type: 'setKind', kind: event.currentTarget.value as DropoutKind })}
        >
          {DROPOUT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kind}
            </option>
          ))}
        </select>
      </label>
      <div class="field">
        <label for="probability">p</label>
        <ProbabilitySlider p={layer.p.value} dispatch={dispatch} />
        <TextField
          {...field('probability', (text) => ({ type: 'setProbability', p: probabilityFrom(text) }))}
          value={reprNumber(layer.p)}
          size={6}
          shortcut={shortcut('p')}
        />
      </div>
      <div class="field code">
        <label for="seed">torch.manual_seed(</label>
        <TextField
          {...field('seed', (text) => ({ type: 'setSeed', seed: parseSeed(text).toString() }))}
          value={state.seed}
          size={Math.min(20, Math.max(4, state.seed.length))}
          shortcut={shortcut('s')}
        />
        <span aria-hidden="true">)</span>
      </div>
      <GeneratorSelect
        value={state.generator}
        onChange={(generator) => dispatch({ type: 'setGenerator', generator })}
      />
      <InputSelect value={state.input} onChange={(input) => dispatch({ type: 'setInput', input })} />
      <div class="field">
        <label for="shape">{l10n.t('shape')}</label>
        <TextField
          {...field('shape', (text) => ({ type: 'setShape', shape: shapeFrom(text) }))}
          value={state.shape.join(', ')}
          size={Math.max(6, state.shape.join(', ').length)}
          // Pasted values have a shape of their own.
          readOnly={state.input.type === 'pasted'}
        />
      </div>
      {state.input.type === 'pasted' ? (
        <div class="field values">
          <label for="values">{l10n.t('values')}</label>
          <TextField
            {...field('values', (text) => ({ type: 'setInput', input: pastedFrom(text) }))}
            value={state.input.text}
            size={20}
          />
        </div>
      ) : null}
      <button
        type="button"
        class="resample"
        aria-keyshortcuts={shortcut('r')}
        onClick={() => dispatch({ type: 'resample' })}
      >
        {l10n.t('Resample')} {singleKeys ? <kbd aria-hidden="true">R</kbd> : null}
      </button>
      <p class="problem" role="alert">
        {[...problems.values()].at(-1)}
      </p>
    </section>
  );
}

function Mode(props: {
  name: string;
  training: boolean;
  state: PlaygroundState;
  shortcut: string | undefined;
  dispatch: (action: PanelAction) => void;
}) {
  const { name, training, state, shortcut, dispatch } = props;
  return (
    <label>
      <input
        type="radio"
        name="mode"
        checked={isTraining(state) === training}
        aria-keyshortcuts={shortcut}
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
      throw new Error(l10n.t('The playground shows up to {0} dimensions', MAX_DIMENSIONS));
    case 'tooLarge':
      throw new Error(l10n.t('The playground shows up to {0} elements', MAX_ELEMENTS.toLocaleString('en')));
    default:
      return shape;
  }
}
