import { type GeneratorName, gpuOf } from '../torch';

/** What a control calls a generator: `CPU`, `CPU (x86, ≤ 2.6)`, `T4`. Has no words to translate. */
export function generatorLabel(name: GeneratorName): string {
  return gpuOf(name) ?? (name === 'cpu' ? 'CPU' : 'CPU (x86, ≤ 2.6)');
}
