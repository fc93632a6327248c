import assert from 'node:assert/strict';
import { LAYER_KINDS, Generator } from '../../../src/torch';
import { CPU_CASES, CUDA_CASES, LONGEST_LINE, type MaskCase, ownMask } from '../../../src/verify/comparison';

const ofKind = (kind: string): MaskCase[] => CPU_CASES.filter((maskCase) => maskCase.kind === kind);

describe('the cases of Verify Against PyTorch', () => {
  it('are 200, and 24 for a GPU, none of them twice', () => {
    assert.deepEqual([CPU_CASES.length, CUDA_CASES.length], [200, 24]);
    for (const cases of [CPU_CASES, CUDA_CASES]) {
      assert.equal(new Set(cases.map((maskCase) => JSON.stringify(maskCase))).size, cases.length);
    }
  });

  it('start with the plainest call, which a first difference then shows', () => {
    assert.deepEqual(CPU_CASES[0], {
      kind: 'Dropout',
      p: 0.5,
      seed: '0',
      shape: [3, 5],
      dtype: 'float32',
      inplace: false,
      earlierCalls: 0,
    });
  });

  for (const kind of LAYER_KINDS) {
    it(`have for ${kind} every dtype, strides, in place, later calls, p = 0 and 1, negative and 64-bit seeds`, () => {
      const cases = ofKind(kind);
      const values = (key: keyof MaskCase) => new Set(cases.map((maskCase) => maskCase[key]));
      assert.deepEqual(values('dtype'), new Set(['float32', 'float64', 'float16', 'bfloat16']));
      assert.deepEqual(values('inplace'), new Set([false, true]));
      assert.deepEqual(values('earlierCalls'), new Set([0, 1, 2]));
      assert.ok(values('p').has(0) && values('p').has(1) && values('p').size >= 12);
      const seeds = cases.map(({ seed }) => BigInt(seed));
      assert.ok(seeds.some((seed) => seed < 0n) && seeds.some((seed) => seed > 2n ** 63n));
      assert.ok(cases.some(({ strides }) => strides !== undefined));
    });
  }

  it('tell the generators apart: hardly a mask that is drawn is the same with both', () => {
    const drawn = CPU_CASES.filter(({ p }) => p > 0 && p < 1);
    const same = drawn.filter(
      (maskCase) =>
        ownMask(maskCase, new Generator(0, 'cpu')) === ownMask(maskCase, new Generator(0, 'cpu-mkl')),
    );
    assert.ok(same.length < drawn.length / 10, `${same.length} of ${drawn.length}`);
  });

  it('have masks that fit into a line', () => {
    for (const { shape } of [...CPU_CASES, ...CUDA_CASES]) {
      assert.ok(shape.reduce((product, size) => product * size, 1) < LONGEST_LINE - 1000);
    }
  });
});

describe('the mask of a case', () => {
  const mask = (special: Partial<MaskCase>): string => {
    const [first = assert.fail()] = CPU_CASES;
    return ownMask({ ...first, ...special }, new Generator());
  };

  // Printed by PyTorch 2.13.0.
  const printed: readonly [special: Partial<MaskCase>, mask: string][] = [
    [{}, '001000110111101'],
    [{ strides: [1, 3] }, '001110011010011'],
    [{ earlierCalls: 1 }, '111001010100001'],
    [{ seed: '-1' }, '000100011111010'],
    [{ kind: 'AlphaDropout', p: 0.1 }, '011011111111111'],
    [{ kind: 'Dropout1d', shape: [3, 5] }, '000000000011111'],
    [{ shape: [] }, '0'],
    [{ p: 0 }, '111111111111111'],
    [{ kind: 'AlphaDropout', p: 1 }, '000000000000000'],
  ];
  for (const [special, expected] of printed) {
    it(`is ${expected} for ${JSON.stringify(special)}`, () => assert.equal(mask(special), expected));
  }
});
