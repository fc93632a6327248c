import * as l10n from '@vscode/l10n';
import {
  generatorLabel,
  MAX_DIMENSIONS,
  MAX_ELEMENTS,
  parseShape,
  type PlaygroundState,
  seedProblem,
} from '../../src/playground';
import { DROPOUT_KINDS, type DropoutKind, type GeneratorName, GPU_NAMES, parseSeed } from '../../src/torch';
import type { ControlProps } from './Controls';
import { Icon } from './Icon';
import { InputSelect, pastedFrom } from './InputSelect';
import { Options } from './Options';
import { TextField } from './TextField';
import { useFields } from './useFields';

const PROCESSORS: readonly GeneratorName[] = ['cpu', 'cpu-mkl'];
const GPUS: readonly GeneratorName[] = GPU_NAMES.map((gpu) => `cuda:${gpu}` as const);

/**
 * What the layer is, what it is called on, and where: set up once and looked at often. Each chip shows its value and is
 * where it is changed; the input, which takes more than one field, opens below, so that the equation stays where it is.
 */
export function Setup(props: ControlProps & { isOpen: boolean; onOpen: (isOpen: boolean) => void }) {
  const { state, singleKeys, dispatch, isOpen, onOpen } = props;
  const { field, problem } = useFields(dispatch);
  const { layer, generator, seed, shape, input } = state;
  return (
    <section class="setup" aria-label={l10n.t('Setup')}>
      <div class="chips">
        <label class="chip">
          <span class="visually-hidden">{l10n.t('layer')}</span>
          <select
            value={layer.kind}
            onChange={({ currentTarget }) =>
              dispatch({ type: 'setKind', kind: currentTarget.value as DropoutKind })
            }
          >
            <Options values={DROPOUT_KINDS} />
          </select>
          <Icon name="chevronDown" />
        </label>
        <button
          type="button"
          class="chip"
          aria-expanded={isOpen}
          aria-controls="input-setup"
          title={inputText(state)}
          onClick={() => onOpen(!isOpen)}
        >
          <span class="visually-hidden">{l10n.t('input')}</span>
          <span class="code">{inputText(state)}</span>
          <Icon name="chevronDown" />
        </button>
        <div class="chip">
          <label for="seed" title="torch.manual_seed">
            {l10n.t('seed')}
          </label>
          <TextField
            {...field('seed', (text) => ({ type: 'setSeed', seed: seedFrom(text) }))}
            value={seed}
            size={5}
            shortcut={singleKeys ? 's' : undefined}
          />
        </div>
        <label class="chip">
          <span>{l10n.t('on')}</span>
          <select
            aria-label={l10n.t('generator')}
            value={generator}
            onChange={({ currentTarget }) =>
              dispatch({ type: 'setGenerator', generator: currentTarget.value as GeneratorName })
            }
          >
            <optgroup label={l10n.t('CPU')}>
              <Options values={PROCESSORS} text={generatorLabel} />
            </optgroup>
            <optgroup label={l10n.t('CUDA, computed from PyTorch’s source')}>
              <Options values={GPUS} text={generatorLabel} />
            </optgroup>
          </select>
          <Icon name="chevronDown" />
        </label>
      </div>
      <div id="input-setup" class="opened" hidden={!isOpen}>
        <InputSelect value={input} onChange={(made) => dispatch({ type: 'setInput', input: made })} />
        <div class="field">
          <label for="shape">{l10n.t('shape')}</label>
          <TextField
            {...field('shape', (text) => ({ type: 'setShape', shape: shapeFrom(text) }))}
            value={shape.join(', ')}
            size={12}
            // Pasted values have a shape of their own.
            readOnly={input.type === 'pasted'}
          />
        </div>
        {input.type === 'pasted' ? (
          <div class="field values">
            <label for="values">{l10n.t('values')}</label>
            <TextField
              {...field('values', (text) => ({ type: 'setInput', input: pastedFrom(text) }))}
              value={input.text}
              size={20}
            />
          </div>
        ) : null}
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
    </section>
  );
}

/** `ones(3, 5)`, as the code that makes it. */
function inputText({ input, shape }: PlaygroundState): string {
  return `${input.type === 'pasted' ? l10n.t('pasted') : input.type}(${shape.join(', ')})`;
}

function seedFrom(text: string): string {
  const problem = seedProblem(text, l10n);
  if (problem !== undefined) throw new Error(problem);
  return parseSeed(text).toString();
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
