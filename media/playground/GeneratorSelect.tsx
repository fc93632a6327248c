import * as l10n from '@vscode/l10n';
import { generatorLabel } from '../../src/playground';
import { type GeneratorName, GPU_NAMES } from '../../src/torch';
import { type ChoiceProps, Options } from './Options';

const PROCESSORS: readonly GeneratorName[] = ['cpu', 'cpu-mkl'];
const GPUS: readonly GeneratorName[] = GPU_NAMES.map((gpu) => `cuda:${gpu}` as const);

/** Where the session runs: on which build of PyTorch, or on which GPU. */
export function GeneratorSelect({ value, onChange }: ChoiceProps<GeneratorName>) {
  return (
    <label class="field">
      <span>{l10n.t('generator')}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as GeneratorName)}>
        <optgroup label={l10n.t('CPU')}>
          <Options values={PROCESSORS} text={generatorLabel} />
        </optgroup>
        <optgroup label={l10n.t('CUDA, computed from PyTorch’s source')}>
          <Options values={GPUS} text={generatorLabel} />
        </optgroup>
      </select>
    </label>
  );
}
