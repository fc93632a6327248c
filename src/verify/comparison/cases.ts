import { LAYER_KINDS, type LayerKind, type FloatDType } from '../../torch';

/** One mask that PyTorch and src/torch both draw: seed, make a layer, call it on ones. Plain data, as JSON has it. */
export interface MaskCase {
  readonly kind: LayerKind;
  readonly p: number;
  /** The argument of `torch.manual_seed`, in decimal: it may have 64 bits. */
  readonly seed: string;
  readonly shape: readonly number[];
  /** How the input lies in memory; contiguous where they are left out. */
  readonly strides?: readonly number[];
  readonly dtype: FloatDType;
  readonly inplace: boolean;
  /** How many calls of the layer come before the one whose mask is compared. */
  readonly earlierCalls: number;
}

type Layout = Pick<MaskCase, 'shape' | 'strides'>;

/** The first of each is what a first difference shows, so the plainest comes first. Lengths without a common factor mix best. */
const PROBABILITIES = [0.5, 0.1, 0.2, 0.25, 1 / 3, 0.9, 0.75, 0.4, 0.625, 0.01, 0.3];
const SEEDS = [
  ...['0', '42', '-1', '1234567890123456789', '1', '18446744073709551615', '-9223372036854775808'],
  ...['4294967296', '2147483647', '123', '-42', '9007199254740993', '2026'],
];
const DTYPES: readonly FloatDType[] = ['float32', 'float64', 'float16', 'bfloat16'];

/** Inputs that each kind takes: dense and with gaps, in memory orders of their own, with and without a batch. */
const LAYOUTS: Readonly<Record<LayerKind, readonly Layout[]>> = {
  Dropout: [
    { shape: [3, 5] },
    { shape: [17] },
    { shape: [] },
    { shape: [2, 3, 4] },
    // Transposed.
    { shape: [3, 5], strides: [1, 3] },
    // More elements than the generator makes words at a time.
    { shape: [700] },
    // Every other column and row.
    { shape: [4, 3], strides: [12, 2] },
    // Enough for more than one thread.
    { shape: [200, 170] },
    // Channels last.
    { shape: [2, 3, 4, 5], strides: [60, 1, 15, 3] },
  ],
  Dropout1d: [{ shape: [4, 16, 5] }, { shape: [24, 5] }, { shape: [4, 16, 3], strides: [1, 4, 64] }],
  Dropout2d: [
    { shape: [4, 12, 3, 3] },
    { shape: [6, 16, 4] },
    { shape: [4, 12, 3, 3], strides: [108, 1, 36, 12] },
  ],
  Dropout3d: [
    { shape: [4, 8, 2, 2, 2] },
    { shape: [24, 2, 2, 2] },
    { shape: [4, 8, 2, 2, 2], strides: [64, 1, 32, 16, 8] },
  ],
  AlphaDropout: [
    { shape: [3, 5] },
    { shape: [17] },
    { shape: [3, 5], strides: [1, 3] },
    { shape: [64, 9] },
    { shape: [4, 3], strides: [12, 2] },
  ],
  FeatureAlphaDropout: [
    { shape: [4, 12, 3, 3] },
    { shape: [7, 9] },
    { shape: [4, 16, 3], strides: [1, 4, 64] },
  ],
};

/** The masks that are compared on the CPU: 200, always the same ones. */
export const CPU_CASES: readonly MaskCase[] = LAYER_KINDS.flatMap((kind) =>
  casesOf(kind, kind === 'Dropout' ? 70 : 26),
);

function casesOf(kind: LayerKind, count: number): MaskCase[] {
  return Array.from({ length: count }, (_, i) => ({
    kind,
    // Nothing is drawn with 0 and 1: once each is enough.
    p: i === count - 1 ? 1 : i === count - 2 ? 0 : pick(PROBABILITIES, i),
    seed: pick(SEEDS, i),
    ...pick(LAYOUTS[kind], i),
    dtype: pick(DTYPES, Math.floor(i / 2)),
    inplace: i % 5 === 4,
    earlierCalls: Math.floor(i / 3) % 3,
  }));
}

function pick<T>(values: readonly T[], i: number): T {
  const value = values[i % values.length];
  if (value === undefined) throw new RangeError('there is nothing to pick from');
  return value;
}

/** The masks that are compared on a GPU where there is one: 24, for each of the ways in which its kernels share the work out. */
export const CUDA_CASES: readonly MaskCase[] = [
  ...[[3, 5], [4, 4], [1001], [1002], [64, 64], [300, 1001]].map((shape) => cudaCase({ shape })),
  ...[
    [3, 5],
    [64, 64],
  ].map((shape) => cudaCase({ shape, dtype: 'float64' })),
  ...[[3, 5], [1002], [64, 64]].map((shape) => cudaCase({ shape, dtype: 'float16' })),
  cudaCase({ shape: [64, 64], dtype: 'bfloat16' }),
  cudaCase({ shape: [64, 64], earlierCalls: 2, seed: '-1', p: 0.1 }),
  cudaCase({ shape: [1001], earlierCalls: 1, seed: '1234567890123456789', p: 0.9 }),
  ...[
    [3, 5],
    [64, 64],
    [300, 1001],
  ].map((shape) => cudaCase({ shape, inplace: true })),
  cudaCase({ shape: [64, 65], inplace: true, dtype: 'float64' }),
  cudaCase({ shape: [64, 65], kind: 'AlphaDropout' }),
  cudaCase({ shape: [8, 40, 5], kind: 'Dropout1d' }),
  cudaCase({ shape: [8, 40, 3, 3], kind: 'Dropout2d' }),
  cudaCase({ shape: [4, 10, 2, 2, 2], kind: 'Dropout3d' }),
  cudaCase({ shape: [8, 40, 3], kind: 'FeatureAlphaDropout' }),
  cudaCase({ shape: [8, 40, 3], kind: 'FeatureAlphaDropout', seed: '42', p: 0.2 }),
];

function cudaCase(special: Partial<MaskCase> & Layout): MaskCase {
  return {
    kind: 'Dropout',
    p: 0.5,
    seed: '0',
    dtype: 'float32',
    inplace: false,
    earlierCalls: 0,
    ...special,
  };
}
