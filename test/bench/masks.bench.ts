import type { DropoutKind, FloatDType, Tensor } from '../../src/torch';
import { row, table } from './measure';
import { shipped } from './shipped';
import { torchPeer, type TorchPeer, type TorchWork } from './torchPeer';
import { Aims, bestOf, inMilliseconds, sideBySide } from './turns';

export const about =
  "Masks and outputs of dropout in training mode, p = 0.5, of all kinds, dtypes and generators, beside PyTorch's own call with one thread (where `PYTHON` names an interpreter that has it), all in turns, best of all. Ratios are to PyTorch's time on the CPU with its one generator. Bold is what misses its aim: at most 0.5 from 100,000 elements on, 1 below. Kinds that drop channels draw once for each channel, so that PyTorch does little but multiply, at the speed of memory.";

const { torch } = await shipped();
const { functional, functionalName, isChannelWise, numelOf } = torch;

const DTYPES: readonly FloatDType[] = ['float32', 'float64', 'float16', 'bfloat16'];
const GENERATORS = {
  cpu: new torch.Generator(0),
  'cpu-mkl': new torch.Generator(0, 'cpu-mkl'),
  cuda: new torch.CudaGenerator('A100', 0),
};

/** In milliseconds, for each of what is compared. */
const PATIENCE = 90;
const LARGE = 100_000;

/** An input of so many elements, with channels where they are dropped. */
function shapeOf(kind: DropoutKind, numel: number): number[] {
  if (!isChannelWise(kind)) return numel === 15 ? [3, 5] : [numel];
  const channels = numel === 15 ? 3 : 1000;
  const space = kind === 'Dropout2d' ? [1] : kind === 'Dropout3d' ? [1, 1] : [];
  return [1, channels, ...space, numel / channels];
}

/** Numbers that all dtypes have, -1.5625 … 1.546875. */
function input(dtype: FloatDType, shape: readonly number[]): Tensor<FloatDType> {
  const data = torch.allocate(dtype, numelOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = ((i % 200) - 100) / 64;
  return new torch.Tensor(data, shape, dtype);
}

function torchWork(kind: DropoutKind, dtype: FloatDType, shape: readonly number[]): TorchWork {
  return {
    setup: `import torch, torch.nn.functional as F\nx = ((torch.arange(${numelOf(shape)}) % 200 - 100) / 64).to(torch.${dtype}).reshape(${shape.join(', ')})`,
    statement: `F.${functionalName(kind)}(x, 0.5, True)`,
  };
}

function aimOf(numel: number): number {
  return numel < LARGE ? 1 : 0.5;
}

/** The milliseconds of PyTorch, and each generator's with the ratio. */
async function compare(
  peer: TorchPeer | undefined,
  kind: DropoutKind,
  dtype: FloatDType,
  numel: number,
  aims: Aims,
): Promise<string[]> {
  const shape = shapeOf(kind, numel);
  const x = input(dtype, shape);
  const runs = Object.values(GENERATORS).map((generator) => {
    const options = { p: { type: 'float', value: 0.5 }, training: true, generator } as const;
    return () => functional(kind, x, options);
  });
  const { own, torch: theirs } = await sideBySide(peer, torchWork(kind, dtype, shape), runs, PATIENCE);
  const ratios = Object.keys(GENERATORS).map((name, i) =>
    aims.ratio(`${kind} ${dtype} ${name} ${numel}`, own[i] ?? NaN, theirs, aimOf(numel)),
  );
  return [inMilliseconds(theirs), inMilliseconds(own[0] ?? NaN), ...ratios];
}

const COLUMNS = ['PyTorch ms', 'cpu ms', 'cpu ratio', 'cpu-mkl ratio', 'cuda ratio'];

export default async function run(): Promise<void> {
  const peer = await torchPeer();
  const aims = new Aims();
  try {
    table(
      `dropout of float32, elements (PyTorch ${peer?.version ?? 'is missing'})`,
      ...COLUMNS,
      'filling as much memory, ms',
    );
    for (const numel of [15, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]) {
      const cells = await compare(peer, 'Dropout', 'float32', numel, aims);
      const filling = bestOf(() => new Float32Array(numel).fill(2), PATIENCE / 3);
      row(numel.toLocaleString('en'), ...cells, inMilliseconds(filling));
    }
    for (const numel of [15, 100_000, 1_000_000]) {
      table(`${numel.toLocaleString('en')} elements`, ...COLUMNS);
      for (const kind of torch.DROPOUT_KINDS) {
        for (const dtype of DTYPES) {
          row(`${kind}, ${dtype}`, ...(await compare(peer, kind, dtype, numel, aims)));
        }
      }
    }
  } finally {
    peer?.end();
  }
  aims.check();
}
