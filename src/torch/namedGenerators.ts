import { CudaGenerator } from './cudaGenerator';
import { Generator } from './generator';
import { type GpuName, GPUS } from './gpus';
import type { Backend, RandomSource } from './randomSource';

/** A generator as a reader chooses it: the backend, and for CUDA the GPU, on which its numbers depend. */
export type GeneratorName = 'cpu' | 'cpu-mkl' | `cuda:${GpuName}`;

/** The GPUs of the table, in its order. */
export const GPU_NAMES = Object.keys(GPUS) as GpuName[];

/** All there are: `cpu`, which PyTorch has today, and is the default; `cpu-mkl`; `cuda:K80` … `cuda:H200`. */
export const GENERATOR_NAMES: readonly GeneratorName[] = [
  'cpu',
  'cpu-mkl',
  ...GPU_NAMES.map((name) => `cuda:${name}` as const),
];

/** The GPU of a CUDA generator, undefined for the others. */
export function gpuOf(name: GeneratorName): GpuName | undefined {
  return GPU_NAMES.find((gpu) => name === `cuda:${gpu}`);
}

/** What draws, whichever GPU it is. */
export function backendOf(name: GeneratorName): Backend {
  return name === 'cpu' || name === 'cpu-mkl' ? name : 'cuda';
}

/** The generator of that name after `torch.manual_seed(seed)`. Throws PyTorch's errors for the seed. */
export function seededGenerator(name: GeneratorName, seed: bigint | number): RandomSource {
  const gpu = gpuOf(name);
  return gpu === undefined
    ? new Generator(seed, name === 'cpu-mkl' ? name : 'cpu')
    : new CudaGenerator(gpu, seed);
}
