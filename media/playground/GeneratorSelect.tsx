import * as l10n from '@vscode/l10n';
import { generatorLabel } from '../../src/playground';
import { type GeneratorName, GPU_NAMES } from '../../src/torch';

const PROCESSORS: readonly GeneratorName[] = ['cpu', 'cpu-mkl'];
const GPUS: readonly GeneratorName[] = GPU_NAMES.map((gpu) => `cuda:${gpu}` as const);

/** Where the session runs: on which build of PyTorch, or on which GPU. */
export function GeneratorSelect({
  value,
  onChange,
}: {
  value: GeneratorName;
  onChange: (generator: GeneratorName) => void;
}) {
  return (
    <label class="field">
      <span>{l10n.t('generator')}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as GeneratorName)}>
        <Group label={l10n.t('CPU')} generators={PROCESSORS} />
        <Group label={l10n.t('CUDA, computed from PyTorch’s source')} generators={GPUS} />
      </select>
    </label>
  );
}

function Group({ label, generators }: { label: string; generators: readonly GeneratorName[] }) {
  return (
    <optgroup label={label}>
      {generators.map((generator) => (
        <option key={generator} value={generator}>
          {generatorLabel(generator)}
        </option>
      ))}
    </optgroup>
  );
}
