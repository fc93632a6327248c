import * as l10n from '@vscode/l10n';
import { MAX_DIMENSIONS, MAX_ELEMENTS, parseShape } from '../../src/playground';
import { GeneratorSelect } from './GeneratorSelect';
import { InputSelect, pastedFrom } from './InputSelect';
import type { ControlProps, KeyProps } from './LayerControls';
import { KindSelect, ModeSwitch, ProbabilityField, ResampleButton, SeedField } from './LayerControls';
import { TextField } from './TextField';
import { useFields } from './useFields';

/** What one turns all the time, below it what the layer is called on, and over what follows what is wrong with what was typed. */
export function Controls({ state, singleKeys, dispatch }: ControlProps & KeyProps) {
  const { field, problem } = useFields(dispatch);
  const shortcut = (key: string): string | undefined => (singleKeys ? key : undefined);

  return (
    <section class="controls" aria-label={l10n.t('Controls')}>
      <div class="primary">
        <ModeSwitch state={state} shortcut={shortcut('t')} dispatch={dispatch} />
        <ProbabilityField state={state} field={field} shortcut={shortcut('p')} dispatch={dispatch} />
        <ResampleButton singleKeys={singleKeys} dispatch={dispatch} />
      </div>
      <div class="settings">
        <div>
          <KindSelect state={state} dispatch={dispatch} />
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
        </div>
        <div>
          <SeedField state={state} field={field} shortcut={shortcut('s')} />
          <GeneratorSelect
            value={state.generator}
            onChange={(generator) => dispatch({ type: 'setGenerator', generator })}
          />
        </div>
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
    </section>
  );
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
