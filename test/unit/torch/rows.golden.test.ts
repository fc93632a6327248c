import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CudaGenerator,
  type DropoutKind,
  forward,
  Generator,
  type GpuName,
  reprLayer,
  Tensor,
} from '../../../src/torch';

type Case = [kind: DropoutKind, seed: string, p: number, shape: number[], outputs: string[], next: number];

const path = join(import.meta.dirname, '../../golden/rows.json');
const cases = JSON.parse(readFileSync(path, 'utf8')) as Case[];

/** The values that `make_rows_goldens.py` asked with. */
function inputOf(shape: readonly number[]): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return new Tensor(
    Float32Array.from({ length: count }, (_, i) => (((i * 7919) % 10007) - 5003) / 64),
    shape,
  );
}

describe('stochastic depth, bit for bit against torchvision 0.28', () => {
  it(`agrees in ${cases.length} sequences of three calls`, () => {
    assert.ok(cases.length >= 300);
    for (const [kind, seed, p, shape, outputs, next] of cases) {
      const generator = new Generator(BigInt(seed));
      const ours = outputs.map(() => {
        const layer = { kind, p: { type: 'float', value: p }, inplace: false } as const;
        const { output } = forward(layer, inputOf(shape), { training: true, generator });
        return Buffer.from(Float32Array.from(output.data).buffer).toString('base64');
      });
      const message = JSON.stringify([kind, seed, p, shape]);
      assert.deepEqual(ours, outputs, message);
      assert.equal(generator.random() % 2 ** 20, next, message);
    }
  });

  it('drops each sample, or all, as one', () => {
    const masks = (kind: DropoutKind): string[] => {
      const generator = new Generator(3n);
      const layer = { kind, p: { type: 'float', value: 0.5 }, inplace: false } as const;
      return Array.from({ length: 8 }, () => {
        const { mask = [] } = forward(layer, inputOf([3, 5]), { training: true, generator });
        return Array.from({ length: 3 }, (_, row) =>
          Array.from(mask)
            .slice(5 * row, 5 * row + 5)
            .join(''),
        ).join(' ');
      });
    };
    for (const mask of masks('DropPath')) assert.match(mask, /^(?:0{5}|1{5})(?: (?:0{5}|1{5})){2}$/);
    assert.ok(masks('DropPath').some((mask) => mask.includes('0') && mask.includes('1')));
    for (const mask of masks('StochasticDepth')) assert.match(mask, /^(?:0{5}( 0{5}){2}|1{5}( 1{5}){2})$/);
  });

  it('refuses what torchvision refuses, in its words, and prints as that does', () => {
    const layer = { kind: 'DropPath', p: { type: 'float', value: 1.5 }, inplace: false } as const;
    const call = (p: number, shape: number[]): unknown =>
      forward({ ...layer, p: { type: 'float', value: p } }, inputOf(shape), {
        training: true,
        generator: new Generator(0n),
      });
    assert.throws(() => call(1.5, [3, 5]), {
      name: 'ValueError',
      message: 'drop probability has to be between 0 and 1, but got 1.5',
    });
    assert.throws(() => call(NaN, [3, 5]), {
      name: 'RuntimeError',
      message: 'bernoulli_ expects p to be in [0, 1], but got p=nan',
    });
    assert.throws(() => call(0.5, []), { name: 'IndexError', message: 'tuple index out of range' });
    assert.equal(
      reprLayer({ ...layer, p: { type: 'float', value: 0.2 } }),
      'StochasticDepth(p=0.2, mode=row)',
    );
  });
});

interface OnGpu {
  readonly gpu: GpuName;
  readonly version: string;
  readonly cases: readonly [kind: DropoutKind, seed: string, p: number, shape: number[], digest: string][];
}

const onGpu = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../golden/rowsCuda.json'), 'utf8'),
) as OnGpu;

describe(`stochastic depth on an NVIDIA ${onGpu.gpu}, bit for bit against PyTorch ${onGpu.version}`, () => {
  it(`agrees in ${onGpu.cases.length} sequences of three calls`, () => {
    for (const [kind, seed, p, shape, digest] of onGpu.cases) {
      const generator = new CudaGenerator(onGpu.gpu, BigInt(seed));
      const hash = createHash('sha256');
      for (let call = 0; call < 3; call++) {
        const layer = { kind, p: { type: 'float', value: p }, inplace: false } as const;
        const { output } = forward(layer, inputOf(shape), { training: true, generator });
        hash.update(Buffer.from(Float32Array.from(output.data).buffer));
      }
      assert.equal(hash.digest('hex'), digest, JSON.stringify([kind, seed, p, shape]));
    }
  });
});
