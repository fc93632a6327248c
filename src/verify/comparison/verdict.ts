import { CudaGenerator, Generator, type RandomSource } from '../../torch';
import type { MaskCase } from './cases';
import type { Answer, Answers, GpuAnswers } from './conversation';
import { ownMask } from './ownMask';
import type { Question } from './protocol';

/** The generators of the CPU that PyTorch's builds have. */
export const CPU_BACKENDS = ['cpu', 'cpu-mkl'] as const;
export type CpuBackend = (typeof CPU_BACKENDS)[number];

/** One case, and whether both drew the same mask; or why PyTorch drew none. */
export type Row =
  | { readonly maskCase: MaskCase; readonly own: string; readonly theirs: string }
  | { readonly maskCase: MaskCase; readonly error: string };

/** A case with two masks that differ. */
export type Difference = Extract<Row, { own: string }>;

/** How the masks of one device compare. */
export interface Comparison {
  readonly rows: readonly Row[];
  /** How many masks PyTorch drew: those of the cases that it did not refuse. */
  readonly compared: number;
  readonly identical: number;
  readonly firstDifference: Difference | undefined;
}

export interface CudaComparison extends Comparison {
  /** Undefined where it could not even be asked. */
  readonly gpu: GpuAnswers['gpu'];
  /** Why not all cases were answered. */
  readonly problem: string | undefined;
}

/** The result of it all. Plain data. */
export interface Verdict {
  /** `torch.__version__`, and Python's. */
  readonly torch: string;
  readonly python: string;
  /** The generator of src/torch that was compared with PyTorch's CPU. */
  readonly backend: CpuBackend;
  readonly cpu: Comparison;
  /** Another generator that draws every single mask as PyTorch does here, where `backend` does not. */
  readonly matching: CpuBackend | undefined;
  readonly cuda: CudaComparison | undefined;
}

/** Draws the masks of the question with src/torch and compares them with PyTorch's answers. */
export function judge(question: Question, answers: Answers, backend: CpuBackend): Verdict {
  const compareCpu = (name: CpuBackend): Comparison =>
    compare(question.cpu, answers.cpu, new Generator(0, name));
  const cpu = compareCpu(backend);
  const others = cpu.firstDifference ? CPU_BACKENDS.filter((name) => name !== backend) : [];
  const matching = others.find((name) => compareCpu(name).firstDifference === undefined);
  const { torch, python, cuda } = answers;
  return { torch, python, backend, cpu, matching, cuda: cuda && compareCuda(question, cuda) };
}

function compareCuda(question: Question, { gpu, answers, problem }: GpuAnswers): CudaComparison {
  const comparison = gpu
    ? compare(question.cuda, answers, new CudaGenerator(gpu, 0))
    : { rows: [], compared: 0, identical: 0, firstDifference: undefined };
  return { ...comparison, gpu, problem };
}

function compare(
  cases: readonly MaskCase[],
  answers: readonly Answer[],
  generator: RandomSource,
): Comparison {
  const rows = answers.flatMap((answer, i): Row[] => {
    const maskCase = cases[i];
    if (maskCase === undefined) return [];
    if ('error' in answer) return [{ maskCase, error: answer.error }];
    return [{ maskCase, theirs: answer.mask, own: ownMask(maskCase, generator) }];
  });
  const masks = rows.filter((row) => 'own' in row);
  const differences = masks.filter(({ own, theirs }) => own !== theirs);
  return {
    rows,
    compared: masks.length,
    identical: masks.length - differences.length,
    firstDifference: differences[0],
  };
}
