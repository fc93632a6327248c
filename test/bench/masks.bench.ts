import {
  LAYER_KINDS,
  type LayerKind,
  type FloatDType,
  functionalName,
  isChannelWise,
  numelOf,
  type RandomSource,
  type Tensor,
} from '../../src/torch';
import { row, table } from './measure';
import { shipped, type Shipped } from './shipped';
import { torchPeer, type TorchPeer, type TorchWork } from './torchPeer';
import { Aims, bestOf, inMilliseconds, sideBySide } from './turns';

export const about =
  "Masks and outputs of dropout in training mode, p = 0.5, of all kinds, dtypes and generators, beside PyTorch's own call with one thread (where `PYTHON` names an interpreter that has it), all in turns, best of all. Ratios are to PyTorch's time on the CPU with its one generator. Bold is what misses its aim: at most 0.5 from 100,000 elements on, 1 below. Kinds that drop channels draw once for each channel, so that PyTorch does little but multiply, at the speed of memory.";

const DTYPES: readonly FloatDType[] = ['float32', 'float64', 'float16', 'bfloat16'];

/** What makes the masks. */
interface Own {
  readonly torch: Shipped['torch'];
  readonly generators: Readonly<Record<string, RandomSource>>;
}

/** In milliseconds, for each of what is compared. */
const PATIENCE = 90;
const LARGE = 100_000;
const P = 0.5;
/** How many elements: of the commonest, and of all. */
const SIZES = [15, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
const SIZES_OF_ALL = [15, 100_000, 1_000_000];

/** An input of so many elements, with channels where they are dropped. */
function shapeOf(kind: LayerKind, numel: number): number[] {
  if (!isChannelWise(kind)) return numel === 15 ? [3, 5] : [numel];
  const channels = numel === 15 ? 3 : 1000;
  const space = kind === 'Dropout2d' ? [1] : kind === 'Dropout3d' ? [1, 1] : [];
  return [1, channels, ...space, numel / channels];
}

/** Numbers that all dtypes have, -1.5625 … 1.546875. */
function input({ torch }: Own, dtype: FloatDType, shape: readonly number[]): Tensor<FloatDType> {
  const data = torch.allocate(dtype, numelOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = ((i % 200) - 100) / 64;
  return new torch.Tensor(data, shape, dtype);
}

function torchWork(kind: LayerKind, dtype: FloatDType, shape: readonly number[]): TorchWork {
  return {
    setup: `import torch, torch.nn.functional as F\nx = ((torch.arange(${numelOf(shape)}) % 200 - 100) / 64).to(torch.${dtype}).reshape(${shape.join(', ')})`,
    statement: `F.${functionalName(kind)}(x, ${P}, True)`,
  };
}

const COLUMNS = ['PyTorch ms', 'cpu ms', 'cpu ratio', 'cpu-mkl ratio', 'cuda ratio'];

/** Compares calls. */
class Comparison {
  constructor(
    private readonly own: Own,
    private readonly peer: TorchPeer | undefined,
    private readonly aims: Aims,
  ) {}

  /** The milliseconds of PyTorch and of the CPU's generator, and the ratio of each generator. */
  async of(kind: LayerKind, dtype: FloatDType, numel: number): Promise<string[]> {
    const shape = shapeOf(kind, numel);
    const x = input(this.own, dtype, shape);
    const { torch, generators } = this.own;
    const runs = Object.values(generators).map((generator) => {
      const options = { p: { type: 'float', value: P }, training: true, generator } as const;
      return () => torch.functional(kind, x, options);
    });
    const found = await sideBySide(this.peer, torchWork(kind, dtype, shape), runs, PATIENCE);
    const ratios = Object.keys(generators).map((name, i) =>
      this.aims.ratio(
        `${kind} ${dtype} ${name} ${numel}`,
        found.own[i] ?? NaN,
        found.torch,
        numel < LARGE ? 1 : 0.5,
      ),
    );
    return [inMilliseconds(found.torch), inMilliseconds(found.own[0] ?? NaN), ...ratios];
  }
}

export default async function run(): Promise<void> {
  const { torch } = await shipped();
  const generators = {
    cpu: new torch.Generator(0),
    'cpu-mkl': new torch.Generator(0, 'cpu-mkl'),
    cuda: new torch.CudaGenerator('A100', 0),
  };
  const peer = await torchPeer();
  const aims = new Aims();
  const comparison = new Comparison({ torch, generators }, peer, aims);
  try {
    table(
      `dropout of float32, elements (PyTorch ${peer?.version ?? 'is missing'})`,
      ...COLUMNS,
      'filling as much memory, ms',
    );
    for (const numel of SIZES) {
      const cells = await comparison.of('Dropout', 'float32', numel);
      const filling = bestOf(() => new Float32Array(numel).fill(2), PATIENCE / 3);
      row(numel.toLocaleString('en'), ...cells, inMilliseconds(filling));
    }
    for (const numel of SIZES_OF_ALL) {
      table(`${numel.toLocaleString('en')} elements`, ...COLUMNS);
      for (const kind of LAYER_KINDS)
        for (const dtype of DTYPES) row(`${kind}, ${dtype}`, ...(await comparison.of(kind, dtype, numel)));
    }
  } finally {
    peer?.end();
  }
  aims.check();
}
