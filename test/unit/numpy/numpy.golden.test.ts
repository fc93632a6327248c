import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  arrayRepr,
  arrayText,
  DEFAULT_ARRAY_PRINT,
  deviation,
  floatScalarText,
  LegacyRandom,
  sum,
} from '../../../src/numpy';
import * as algebra from '../../../src/torch/algebra';
import { type AnyTensor, Tensor } from '../../../src/torch/tensor';

/** A float as Python writes it. */
type FloatText = string;
type Axis = number | readonly number[] | null;

interface Goldens {
  readonly random: readonly {
    readonly seed: number;
    readonly doubles: readonly FloatText[];
    readonly gaussians: readonly FloatText[];
    readonly small: readonly number[];
    readonly large: readonly string[];
    readonly permutation: readonly number[];
    readonly binomials: readonly (readonly [n: number, p: number, results: readonly number[]])[];
    readonly after: FloatText;
  }[];
  readonly sums: readonly {
    readonly shape: readonly number[];
    readonly dtype: 'float32' | 'float64';
    readonly results: readonly (readonly [
      axis: Axis,
      sums: readonly FloatText[],
      deviations: readonly FloatText[],
    ])[];
  }[];
  readonly printed: readonly {
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly values: readonly (FloatText | number)[];
    readonly options: object;
    readonly str: string;
    readonly repr: string;
  }[];
  readonly numbers: readonly (readonly [
    double: FloatText,
    text: string,
    single: FloatText,
    singleText: string,
  ])[];
}

const GOLDENS = JSON.parse(
  readFileSync(new URL('../../golden/numpy.json', import.meta.url), 'utf8'),
) as Goldens;

function numberOf(text: FloatText | number): number {
  const special: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  return typeof text === 'number' ? text : (special[text] ?? Number(text));
}

function tensorOf(
  values: readonly (FloatText | number)[],
  shape: readonly number[],
  dtype: string,
): AnyTensor {
  const numbers = values.map(numberOf);
  if (dtype === 'int64') return new Tensor<'int64'>(BigInt64Array.from(numbers, BigInt), shape, 'int64');
  if (dtype === 'bool') return new Tensor<'bool'>(Uint8Array.from(numbers), shape, 'bool');
  return dtype === 'float32'
    ? new Tensor<'float32'>(Float32Array.from(numbers), shape, 'float32')
    : new Tensor<'float64'>(Float64Array.from(numbers), shape, 'float64');
}

describe('numpy', () => {
  it('draws what the legacy generator draws, normal values within their errors', () => {
    for (const golden of GOLDENS.random) {
      const random = new LegacyRandom(golden.seed);
      assert.deepEqual([...random.doubles(5)], golden.doubles.map(Number));
      for (const text of golden.gaussians) {
        const { value, error } = random.gaussian();
        assert.ok(error > 0 && Math.abs(value - Number(text)) <= error, text);
      }
      assert.deepEqual([...random.integers(-3n, 7n, 12)], golden.small.map(BigInt));
      assert.deepEqual([...random.integers(0n, 2n ** 40n, 4)], golden.large.map(BigInt));
      assert.deepEqual([...random.order(11)], golden.permutation);
      for (const [n, p, results] of golden.binomials)
        assert.deepEqual([...random.binomial(n, p, 9)], results.map(BigInt));
      assert.equal(random.double(), Number(golden.after));
    }
  });

  it('does not draw binomial numbers in the other way that numpy has', () => {
    assert.throws(() => new LegacyRandom(0).binomial(100, 0.5, 1), RangeError);
  });

  it('adds in the order in which numpy adds', () => {
    for (const { shape, dtype, results } of GOLDENS.sums) {
      const seed = shape.length + shape.reduce((total, size) => total + size, 0);
      const count = shape.reduce((product, size) => product * size, 1);
      const uniforms = Array.from(new LegacyRandom(seed).doubles(count));
      const x = algebra.Enclosure.of(tensorOf(uniforms, shape, dtype));
      for (const [axis, sums, deviations] of results) {
        const options = axis === null ? {} : { dim: axis };
        for (const [found, texts] of [
          [sum(x, options), sums],
          [deviation(x, 0, options), deviations],
        ] as const) {
          assert.ok(found.isExact);
          assert.deepEqual(
            [...found.tensor.values()],
            texts.map(Number),
            `${dtype} ${shape.join()} ${String(axis)}`,
          );
        }
      }
    }
  });

  it('gives bounds where the order of adding is not known', () => {
    const x = algebra.Enclosure.of(tensorOf(Array.from(new LegacyRandom(0).doubles(60)), [6, 10], 'float64'));
    const turned = sum(algebra.reversed(x), { dim: 0 });
    assert.equal(turned.isExact, false);
    assert.deepEqual(
      turned.errors()?.every((error) => error < 1e-13),
      true,
    );
  });

  it('writes arrays', () => {
    for (const { dtype, shape, values, options, str, repr } of GOLDENS.printed) {
      const x = tensorOf(values, shape, dtype);
      const all = { ...DEFAULT_ARRAY_PRINT, ...options };
      assert.equal(arrayRepr(x, all), repr);
      if (shape.length > 0) assert.equal(arrayText(x, all), str);
    }
  });

  it('writes numbers', () => {
    for (const [double, text, single, singleText] of GOLDENS.numbers) {
      assert.equal(floatScalarText(Number(double), 'float64'), text);
      assert.equal(floatScalarText(Number(single), 'float32'), singleText);
    }
  });
});
