import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bernoulli,
  bernoulliFill,
  dropout,
  Generator,
  normal,
  ones,
  rand,
  randint,
  randn,
  randperm,
  reprTensor,
  tensor,
  uniform,
} from '../../../src/torch';
import { fma32, fma64 } from '../../../src/torch/fma';

/** A double as an integer times 2^-1100, exactly. */
function scaled(value: number): bigint {
  let [mantissa, exponent] = [value, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  return BigInt(mantissa) * 2n ** BigInt(1100 - exponent);
}

/** Compares a·b + c as it should be with what came out: half a unit in the last place away, and even if so. */
function assertRounded(a: number, b: number, c: number, result: number, ulp: (x: number) => number): void {
  const exact = scaled(a) * scaled(b) + scaled(c) * 2n ** 1100n;
  const distance = (x: number): bigint => {
    const difference = scaled(x) * 2n ** 1100n - exact;
    return difference < 0n ? -difference : difference;
  };
  for (const neighbour of [result + ulp(result), result - ulp(result)]) {
    assert.ok(distance(result) <= distance(neighbour), `${a} · ${b} + ${c}`);
  }
}

describe('fused multiply-add', () => {
  it('rounds once: float32', () => {
    const value = fc.float({ noNaN: true, noDefaultInfinity: true, min: -(2 ** 20), max: 2 ** 20 });
    const ulp = (x: number): number => 2 ** Math.max(-149, Math.floor(Math.log2(Math.abs(x) || 1)) - 23);
    fc.assert(
      fc.property(value, value, value, (a, b, c) => assertRounded(a, b, c, fma32(a, b, c), ulp)),
      { numRuns: 2000 },
    );
    // A tie of float32 that the product's last bit breaks, once upwards and once downwards.
    assert.equal(fma32(2 ** -30, 2 ** -30, 1 + 2 ** -23), 1 + 2 ** -23);
    assert.equal(fma32(1 + 2 ** -23, 2 ** -24, 1), 1 + 2 ** -23);
    assert.equal(fma32(1 - 2 ** -24, 2 ** -24, 1), 1);
  });

  it('rounds once: float64', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((x) => x || 1);
    const sensible = value.filter((x) => Math.abs(x) > 1e-50);
    const ulp = (x: number): number => 2 ** (Math.floor(Math.log2(Math.abs(x) || 1)) - 52);
    fc.assert(
      fc.property(sensible, sensible, sensible, (a, b, c) => assertRounded(a, b, c, fma64(a, b, c), ulp)),
      { numRuns: 2000 },
    );
    assert.equal(fma64(1 + 2 ** -52, 1 + 2 ** -52, -1 - 2 ** -51), 2 ** -104);
    assert.equal(fma64(2 ** -3, 2 ** 1022, -(2 ** 1018)), 2 ** 1018);
    assert.equal(fma64(2 ** 1022, 4, 0), Infinity);
  });
});

describe('functions that draw', () => {
  it('give the numbers everyone knows', () => {
    assert.equal(
      reprTensor(rand([5], new Generator(42))),
      'tensor([0.8823, 0.9150, 0.3829, 0.9593, 0.3904])',
    );
    assert.equal(reprTensor(randn([3], new Generator(0)).output), 'tensor([ 1.5410, -0.2934, -2.1788])');
  });

  it('keep the second of two normal values, whatever is drawn between, until the next seed', () => {
    const generator = new Generator(1);
    const pair = [...randn([2], generator).output.data];
    generator.manualSeed(1);
    const first = randn([], generator).output.data[0];
    dropout(ones([10]), 0.5, true, generator);
    const copy = generator.clone();
    assert.deepEqual([first, randn([], generator).output.data[0]], pair);
    assert.equal(randn([], copy).output.data[0], pair[1]);
    randn([], generator);
    assert.equal(randn([], generator.manualSeed(1)).output.data[0], pair[0]);
  });

  it('say how far normal values may be from those of PyTorch', () => {
    for (const dtype of ['float32', 'float16', 'bfloat16'] as const) {
      assert.equal(normal([100], 0, 1, new Generator(0), dtype).errors, undefined);
      assert.equal(normal([10], 0, 1, new Generator(0), dtype).errors, undefined);
    }
    for (const numel of [10, 100]) {
      const { output, errors } = normal([numel], 0, 1, new Generator(0), 'float64');
      assert.equal(errors?.length, numel);
      for (const [i, value] of output.data.entries()) {
        const inUnits = (errors[i] ?? NaN) / Math.abs(value) / 2 ** -52;
        assert.ok(inUnits >= 6 && inUnits <= 10, `${inUnits} units`);
      }
      assert.equal(normal([numel], 1, 0, new Generator(0), 'float64').errors, undefined);
      assert.equal(normal([numel], NaN, 1, new Generator(0), 'float64').errors, undefined);
      // So far away that the last bits of the sample are lost.
      assert.equal(normal([numel], 1e9, 1e-9, new Generator(0), 'float64').errors, undefined);
    }
    assert.equal(normal([0], 0, 1, new Generator(0), 'float64').errors, undefined);
  });

  it('know of a float32 that lies on the edge between two that it may be either', () => {
    const { output, errors } = normal([1], 0, 1, new Generator(0), 'float32');
    const value = normal([1], 0, 1, new Generator(0), 'float64').output.data[0] ?? NaN;
    // A mean that takes the value to the middle between 1 and the float32 after it.
    const mean = 1 + 2 ** -24 - value;
    const edge = normal([1], mean, 1, new Generator(0), 'float32');
    assert.equal(errors, undefined);
    assert.notEqual(output.data[0], edge.output.data[0]);
    assert.deepEqual(edge.errors, Float64Array.of(2 ** -23));
  });

  // Texts of PyTorch 2.13.0.
  it('raise what PyTorch raises', () => {
    const generator = new Generator(0);
    for (const [action, message] of [
      [
        () => uniform([3], 2, 1, generator, 'float32'),
        'uniform_ expects to return a [from, to) range, but found from=2 > to=1',
      ],
      [() => uniform([3], NaN, 1, generator, 'float32'), 'from is out of bounds for float'],
      [() => uniform([3], 0, 1e6, generator, 'float16'), 'to is out of bounds for c10::Half'],
      [
        () => uniform([3], -3e38, 3e38, generator, 'float32'),
        'uniform_ expects to-from <= std::numeric_limits<Float>::max(), but found to=3e+38 and from=-3e+38 which result in to-from to exceed the limit',
      ],
      [
        () => randint(7, 5, [0], generator),
        "random_ expects 'from' to be less than 'to', but got from=7 >= to=5",
      ],
      [() => randperm(-1, generator), 'Trying to create tensor with negative dimension -1: [-1]'],
      [() => normal([3], 0, -1, generator, 'float32'), 'normal expects std >= 0.0, but found std -1'],
      [() => randn([2, -1], generator), 'Trying to create tensor with negative dimension -1: [2, -1]'],
      [
        () => bernoulliFill([3], 1.5, generator, 'float32'),
        'bernoulli_ expects p to be in [0, 1], but got p=1.5',
      ],
    ] as const) {
      assert.throws(action, { type: 'RuntimeError', message });
    }
    assert.equal(generator.random(), new Generator(0).random());
    assert.throws(() => bernoulli(tensor([0.5, 1.5]), generator.manualSeed(0)), {
      type: 'RuntimeError',
      message: /^Expected p_in >= 0 && p_in <= 1 to be true/,
    });
    // The first element was drawn.
    const other = new Generator(0);
    other.random();
    assert.equal(generator.random(), other.random());
  });
});
