import assert from 'node:assert/strict';
import {
  CudaGenerator,
  DROPOUT_KINDS,
  type DropoutLayer,
  forward,
  ones,
  type RandomSource,
  seededGenerator,
  uniformsOf,
} from '../../../src/torch';

const GENERATORS: Readonly<Record<string, () => RandomSource>> = {
  cpu: () => seededGenerator('cpu', 7),
  'cpu-mkl': () => seededGenerator('cpu-mkl', 7),
  'cuda:A100': () => seededGenerator('cuda:A100', 7),
  'a small GPU': () => new CudaGenerator({ multiprocessors: 1, threadsPerMultiprocessor: 256 }, 7),
};

/** Some with a number of elements that CUDA's kernel loads by four, some without; the last is more than one wave. */
const SHAPES = [
  [2, 3, 2],
  [3, 5, 1],
  [41, 47, 3],
] as const;

function layerOf(kind: DropoutLayer['kind'], p: number, inplace = false): DropoutLayer {
  return { kind, p: { type: 'float', value: p }, inplace };
}

describe('the uniform numbers of a call', () => {
  for (const [name, seeded] of Object.entries(GENERATORS)) {
    it(`are kept below the threshold, and move the generator on as the call does: ${name}`, () => {
      for (const kind of DROPOUT_KINDS) {
        for (const shape of SHAPES) {
          for (const inplace of [false, true]) {
            const [called, asked] = [seeded(), seeded()];
            for (const p of [0.3, 0.5, 0.9]) {
              const layer = layerOf(kind, p, inplace);
              const { mask = assert.fail() } = forward(layer, ones(shape), {
                training: true,
                generator: called,
              });
              const uniforms = uniformsOf(layer, shape, asked) ?? assert.fail();
              const { values, run, threshold } = uniforms;
              const kept = Array.from(mask, (_, i) =>
                Number((values[Math.floor(i / run)] ?? NaN) < threshold),
              );
              assert.deepEqual(kept, Array.from(mask));
              assert.ok(values.every((value) => value >= 0 && value <= 1));
            }
          }
        }
      }
    });

    it(`do not depend on p: ${name}`, () => {
      const at = (p: number) => uniformsOf(layerOf('Dropout', p), [3, 5], seeded())?.values;
      assert.deepEqual(at(0.1), at(0.9));
    });
  }

  it('are those of torch.rand of float64 on the CPU', () => {
    // torch.manual_seed(0); torch.rand(3, dtype=torch.float64)
    const values = uniformsOf(layerOf('Dropout', 0.5), [3], seededGenerator('cpu', 0))?.values;
    const expected = [0.9700530018065531, 0.707819864399788, 0.45938294312745087];
    assert.deepEqual(Array.from(values ?? []), expected);
  });

  it('are compared with 1 - p as a double on the CPU, and as a float on a GPU', () => {
    const threshold = (name: 'cpu' | 'cpu-mkl' | 'cuda:T4') =>
      uniformsOf(layerOf('Dropout', 0.1), [4], seededGenerator(name, 0))?.threshold;
    assert.equal(threshold('cpu'), 0.9);
    assert.equal(threshold('cpu-mkl'), 0.9);
    assert.equal(threshold('cuda:T4'), Math.fround(0.9));
  });

  it('are none where nothing is drawn', () => {
    const generator = seededGenerator('cpu', 0);
    const before = generator.clone();
    assert.equal(uniformsOf(layerOf('Dropout', 0), [3], generator), undefined);
    assert.equal(uniformsOf(layerOf('Dropout', 1), [3], generator), undefined);
    assert.equal(uniformsOf(layerOf('Dropout2d', 0.5), [3], generator), undefined);
    assert.equal(uniformsOf(layerOf('Dropout1d', 0.5), [3], generator), undefined);
    assert.deepEqual(
      uniformsOf(layerOf('Dropout', 0.5), [3], generator),
      uniformsOf(layerOf('Dropout', 0.5), [3], before),
    );
  });
});
