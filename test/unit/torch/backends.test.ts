import assert from 'node:assert/strict';
import {
  CudaGenerator,
  dataOf,
  dropout,
  featureDropout,
  Generator,
  type GpuName,
  ones,
  reprTensor,
  scaleOf,
  Tensor,
  tensor,
} from '../../../src/torch';
import { Mcg31 } from '../../../src/torch/mcg31';
import { philox } from './philox';

describe('MCG31', () => {
  it('begins with its seed and multiplies modulo 2^31 - 1', () => {
    for (const seed of [1, 2, 123, 2 ** 31 - 2, 2 ** 31, 2 ** 32 - 1]) {
      const engine = new Mcg31(seed);
      let x = BigInt(seed) % 2147483647n;
      for (let i = 0; i < 1000; i++) {
        assert.equal(BigInt(engine.next()), x);
        x = (1132489760n * x) % 2147483647n;
      }
    }
    assert.equal(new Mcg31(2 ** 31 - 1).next(), 1);
    assert.equal(new Mcg31(0).next(), 1);
  });

  it('takes one word of the generator for a whole call', () => {
    const [generator, other] = [new Generator(5, 'cpu-mkl'), new Generator(5)];
    dropout(ones([100]), 0.5, true, generator);
    other.random();
    assert.equal(generator.clone().random(), other.random());
    assert.equal(generator.clone().backend, 'cpu-mkl');
  });

  it('fills row by row whatever the strides of the noise', () => {
    const x = ones([4, 6]);
    const plain = dropout(x, 0.5, true, new Generator(5, 'cpu-mkl')).mask;
    const view = ones([6, 4]).view([4, 6], [1, 4]);
    assert.deepEqual(dropout(view, 0.5, true, new Generator(5, 'cpu-mkl')).mask, plain);
  });
});

describe('published numbers of other generators', () => {
  it('github.com/rasbt/LLMs-from-scratch/issues/57, torch 2 on Linux with MKL', () => {
    assert.equal(
      reprTensor(dropout(ones([6, 6]), 0.5, true, new Generator(123, 'cpu-mkl')).output),
      `tensor([[2., 2., 2., 2., 2., 2.],
        [0., 2., 0., 0., 0., 0.],
        [0., 0., 2., 0., 2., 0.],
        [2., 2., 0., 0., 0., 2.],
        [2., 0., 0., 0., 0., 2.],
        [0., 2., 0., 0., 0., 0.]])`,
    );
  });

  it('github.com/pytorch/pytorch/issues/84030, torch 1.12.1 on an Intel MacBook', () => {
    const generator = new Generator(123, 'cpu-mkl');
    const t = new Tensor(
      Float32Array.from({ length: 10 }, () => generator.uniform24()),
      [10],
    );
    const sum = dropout(t, 0.5, true, generator).output.data.reduce((total, value) => total + value, 0);
    assert.equal(sum.toFixed(4), '1.8894');
  });

  it('github.com/pytorch/pytorch/issues/25690, a million elements on a P100 and on a K80', () => {
    for (const [gpu, sum] of [
      ['P100', 999826],
      ['K80', 999100],
    ] as const) {
      // Before it loaded vectors, plain dropout drew as it still does channel by channel.
      const generator = new CudaGenerator(gpu, 0);
      const { output } = featureDropout(ones([1000, 1000]), 0.5, true, generator);
      assert.equal(
        output.data.reduce((total, value) => total + value, 0),
        sum,
      );
    }
  });

  it('github.com/intel/torch-xpu-ops/issues/2926, two million elements on a 4080 SUPER, four at a time', () => {
    const generator = new CudaGenerator('RTX 4080 SUPER', 1);
    const { output } = dropout(ones([512 * 4 * 1024]), 0.1, true, generator);
    const zeros = Array.from(output.data.keys()).filter((i) => output.data[i] === 0);
    assert.deepEqual([...zeros.slice(0, 3), ...zeros.slice(-3)], [8, 14, 20, 2097121, 2097140, 2097151]);
  });
});

describe('CudaGenerator', () => {
  /** `curand_uniform` of word `lane` of a thread's draw. */
  const uniform = (seed: number, draw: number, thread: number, lane: number): number =>
    Math.fround(Math.fround(philox([draw, 0, thread, 0], [seed, 0])[lane] ?? 0) * 2 ** -32 + 2 ** -33);

  const maskOf = (gpu: GpuName, shape: number[], seed = 7): Uint8Array =>
    dropout(ones(shape), 0.5, true, new CudaGenerator(gpu, seed)).mask ?? new Uint8Array();

  it('shares elements out by the vector width that divides their number', () => {
    // One block of 256 threads.
    const four = (i: number): number => uniform(7, 0, Math.floor(i / 4), i % 4);
    const two = (i: number): number => uniform(7, 0, Math.floor(i / 2), i % 2);
    const one = (i: number): number => uniform(7, 0, i, 0);
    for (const [count, draw] of [
      [100, four],
      [102, two],
      [101, one],
    ] as const) {
      const expected = Array.from({ length: count }, (_, i) => (draw(i) < 0.5 ? 1 : 0));
      assert.deepEqual([...maskOf('T4', [count])], expected);
    }
  });

  it('takes eight 16-bit floats, four float32 and two float64 at a time', () => {
    for (const [dtype, width] of [
      ['float16', 8],
      ['bfloat16', 8],
      ['float32', 4],
      ['float64', 2],
    ] as const) {
      const { mask } = dropout(ones([64], dtype), 0.5, true, new CudaGenerator('A100', 7));
      const expected = Array.from({ length: 64 }, (_, i) => {
        const place = i % width;
        return uniform(7, Math.floor(place / 4), Math.floor(i / width), place % 4) < 0.5 ? 1 : 0;
      });
      assert.deepEqual([...(mask ?? [])], expected, dtype);
    }
  });

  it('draws one by one in place, and for channels', () => {
    const expected = Array.from({ length: 100 }, (_, i) => (uniform(7, 0, i, 0) < 0.5 ? 1 : 0));
    const inplace = dropout(ones([100]), 0.5, true, new CudaGenerator('A100', 7), true);
    assert.deepEqual([...(inplace.mask ?? [])], expected);
    const channels = featureDropout(ones([10, 10, 1]), 0.5, true, new CudaGenerator('A100', 7));
    assert.deepEqual([...(channels.mask ?? [])], expected);
  });

  it('moves its offset on by what each thread may have drawn', () => {
    const generator = new CudaGenerator('T4', 0);
    const threads = 40 * 1024;
    dropout(ones([10]), 0.5, true, generator);
    assert.equal(generator.offset, 4);
    dropout(ones([4 * threads]), 0.5, true, generator);
    assert.equal(generator.offset, 8);
    dropout(ones([4 * threads + 1]), 0.5, true, generator);
    assert.equal(generator.offset, 16);
    dropout(ones([10]), 0.5, false, generator);
    dropout(ones([0]), 0.5, true, generator);
    dropout(ones([10]), 1, true, generator);
    assert.equal(generator.offset, 16);
    // Two doubles come of one draw.
    dropout(ones([2 * threads + 1], 'float64'), 0.5, true, generator, true);
    assert.equal(generator.offset, 24);
    assert.equal(generator.clone().offset, 24);
    assert.equal(generator.manualSeed(1).offset, 0);
  });

  it('goes on from its offset', () => {
    const generator = new CudaGenerator('A100', 7);
    dropout(ones([100]), 0.5, true, generator);
    const expected = Array.from({ length: 100 }, (_, i) =>
      uniform(7, 1, Math.floor(i / 4), i % 4) < 0.5 ? 1 : 0,
    );
    assert.deepEqual([...(dropout(ones([100]), 0.5, true, generator).mask ?? [])], expected);
  });

  it('depends on the number of multiprocessors beyond one wave', () => {
    const small = 4 * 1024;
    assert.deepEqual(maskOf('T4', [small]), maskOf('A100', [small]));
    const large = 4 * 40 * 1024 + 4;
    assert.notDeepEqual(maskOf('T4', [large]), maskOf('A100', [large]));
  });

  it('keeps the scale of 16-bit floats in float32 where one kernel does it all', () => {
    const values = Array.from({ length: 64 }, (_, i) => 1 + i / 64);
    const x = (): Tensor<'float16'> => tensor(values, 'float16');
    const scaled = (scale: number): Float32Array =>
      dataOf(
        'float16',
        values.map((value) => value * scale),
      );
    for (const [inplace, expected] of [
      [false, scaled(scaleOf(0.1))],
      [true, scaled(scaleOf(0.1, 'float16'))],
    ] as const) {
      const { output, mask } = dropout(x(), 0.1, true, new CudaGenerator('A100', 1), inplace);
      const kept = Array.from(output.data, (value, i) => (mask?.[i] === 1 ? value : expected[i]));
      assert.deepEqual(kept, [...expected]);
    }
    assert.notDeepEqual(scaled(scaleOf(0.1)), scaled(scaleOf(0.1, 'float16')));
  });
});
