import { CudaGenerator, Generator, type RandomSource } from '../../src/torch';
import {
  CPU_CASES,
  CUDA_CASES,
  type CpuBackend,
  type MaskCase,
  type Message,
  ownMask,
} from '../../src/verify/comparison';

/** What a test's PyTorch is like. */
export interface FakeTorch {
  version?: string;
  /** What it draws with. */
  backend?: CpuBackend;
  /** The GPU it sees. */
  gpu?: { name: string; multiprocessors: number; threadsPerMultiprocessor: number };
}

/** The messages of a PyTorch that draws as src/torch does, in the order of media/verify/verify.py. */
export function answersOf({ version = '2.13.0+cpu', backend = 'cpu', gpu }: FakeTorch = {}): Message[] {
  return [
    { type: 'torch', protocol: 1, python: '3.11.2', version },
    ...masks('cpu', CPU_CASES, new Generator(0, backend)),
    ...(gpu ? [{ type: 'gpu', ...gpu } as const, ...masks('cuda', CUDA_CASES, new CudaGenerator(gpu))] : []),
    { type: 'done' },
  ];
}

function masks(device: 'cpu' | 'cuda', cases: readonly MaskCase[], generator: RandomSource): Message[] {
  return cases.map((maskCase, index) => ({
    type: 'mask',
    device,
    index,
    mask: ownMask(maskCase, generator),
  }));
}
