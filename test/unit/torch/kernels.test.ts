// The kernels against what they are by definition, one number at a time.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { apply } from '../../../src/torch/apply';
import { looseSum } from '../../../src/torch/algebra/looseSum';
import { radiiOfUnits } from '../../../src/torch/algebra/slack';
import * as loops from '../../../src/torch/algebra/loops';
import { CHUNK, kernels } from '../../../src/torch/kernels';
import { Mcg31 } from '../../../src/torch/mcg31';
import { Mt19937, wordsOf } from '../../../src/torch/mt19937';
import { roundAll, roundTo } from '../../../src/torch/rounding';
import { compileKernels, kernelProgram } from '../../kernels.mjs';
import { philox } from './philox';

const word = fc.nat(2 ** 32 - 1);
/** Lengths that end within a vector, and ones of several chunks. */
const lengths = fc.oneof(fc.nat(700), fc.integer({ min: CHUNK - 9, max: 2 * CHUNK + 9 }));

/** mt19937 as its authors write it. */
function* mt19937(seed: number): Generator<number> {
  const state = wordsOf(seed);
  for (;;) {
    for (let i = 0; i < 624; i++) {
      const y = ((state[i] ?? 0) & 0x80000000) | ((state[(i + 1) % 624] ?? 0) & 0x7fffffff);
      state[i] = (state[(i + 397) % 624] ?? 0) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    for (const each of state) {
      let y = each ^ (each >>> 11);
      y ^= (y << 7) & 0x9d2c5680;
      y ^= (y << 15) & 0xefc60000;
      yield (y ^ (y >>> 18)) >>> 0;
    }
  }
}

/** Where functions change: what leaves the floats, what is subnormal, and what a kernel makes otherwise than the rest. */
const EDGES = [0, -0, 1, -1, NaN, Infinity, 2 ** -7, 2 ** -149]
  .concat(88.72283, 88.722839, 87.33654, 103.27893, 103.97208, 104, 9.01, 128, 129)
  .flatMap((edge) => [edge, -edge]);

describe('the kernels', () => {
  it('are made of their source as it is now', async () => {
    assert.equal(readFileSync(kernelProgram, 'utf8'), await compileKernels(), 'run `npm run kernels`');
  }).timeout(60_000);

  it('are small: every program that draws has them', () => {
    assert.ok(
      Buffer.from(/'(.+)'/.exec(readFileSync(kernelProgram, 'utf8'))?.[1] ?? '', 'base64').length < 8192,
    );
  });

  it('give the words of mt19937, and pass over them', () => {
    const property = fc.property(word, fc.nat(3000), (seed, skipped) => {
      const [engine, words] = [new Mt19937(seed), mt19937(seed)];
      for (let i = 0; i < 5; i++) assert.equal(engine.word(), words.next().value);
      engine.skip(skipped);
      for (let i = 0; i < skipped; i++) words.next();
      assert.equal(engine.position, 5 + skipped);
      const copy = engine.clone();
      for (let i = 0; i < 700; i++) assert.equal(engine.word(), words.next().value);
      for (let i = 0; i < 700; i++) copy.word();
      assert.equal(copy.word(), engine.word());
    });
    fc.assert(property, { numRuns: 30 });
  });

  it('compare pairs of words, wherever blocks and stretches end', () => {
    const stretches = fc.array(fc.oneof(fc.record({ length: lengths }), fc.constant('word')), {
      maxLength: 4,
    });
    /** Some bounds are what is drawn, or begin as it does. */
    const bounds = fc.oneof(
      fc.maxSafeNat().map((bound) => () => bound),
      fc.constantFrom(0, 2 ** 53).map((bound) => () => bound),
      fc.nat(500).chain((index) =>
        fc.integer({ min: -1, max: 1 }).map((step) => (seed: number) => {
          const engine = new Mt19937(seed);
          engine.skip(2 * index);
          return engine.integer53() + step;
        }),
      ),
    );
    const property = fc.property(word, stretches, bounds, (seed, parts, boundOf) => {
      const bound = boundOf(seed);
      const [engine, words] = [new Mt19937(seed), mt19937(seed)];
      const next = (): number => words.next().value as number;
      for (const part of parts) {
        if (part === 'word') {
          assert.equal(engine.word(), next());
          continue;
        }
        const begin = part.length % 7;
        const mask = new Uint8Array(begin + part.length + 3).fill(9);
        engine.fillBelow(mask, bound, begin, begin + part.length);
        const expected = mask.map((byte, i) => {
          if (i < begin || i >= begin + part.length) return 9;
          const high = (next() & 0x1fffff) * 2 ** 32;
          return Number(high + next() < bound);
        });
        assert.deepEqual(mask, expected);
      }
      assert.equal(engine.word(), next());
    });
    fc.assert(property);
  });

  it('compare what MCG31 gives', () => {
    const property = fc.property(
      word,
      lengths,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, length, p) => {
        const [engine, other] = [new Mcg31(seed), new Mcg31(seed)];
        const mask = new Uint8Array(length + 4).fill(9);
        engine.fillBernoulli(mask, p, 2, length + 2);
        const drawn = Array.from({ length }, () => Number(other.next() / (2 ** 31 - 1) < p));
        assert.deepEqual([...mask], [9, 9, ...drawn, 9, 9]);
        assert.equal(engine.next(), other.next());
      },
    );
    fc.assert(property);
  });

  it("know Philox's published answers", () => {
    for (const [counter, key, words] of [
      [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
      [Array<number>(4).fill(0xffffffff), [0xffffffff, 0xffffffff], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
      [
        [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
        [0xa4093822, 0x299f31d0],
        'd16cfe09 94fdcceb 5001e420 24126ea1',
      ],
    ] as const) {
      const text = philox(counter, key).map((each) => each.toString(16).padStart(8, '0'));
      assert.equal(text.join(' '), words);
    }
  });

  it('give the words of Philox, thread by thread', () => {
    const counters = fc.tuple(word, word, word);
    const property = fc.property(
      counters,
      word,
      word,
      fc.integer({ min: 1, max: 9 }),
      (counter, k0, k1, fours) => {
        const [low, high, thread] = counter;
        kernels().start.set([low, high, k0, k1]);
        kernels().philox(thread, 4 * fours);
        const { drawn } = kernels();
        const found = Array.from({ length: 4 * fours }, (_, i) =>
          [0, 4, 8, 12].map((word) => (drawn[(i >> 2) * 16 + word + (i & 3)] ?? 0) >>> 0),
        );
        const each = Array.from({ length: 4 * fours }, (_, i) =>
          philox([low, high, (thread + i) >>> 0, 0], [k0, k1]),
        );
        assert.deepEqual(found, each);
      },
    );
    fc.assert(property);
  });

  it('multiply and add what the mask says, with every rounding', () => {
    const dtypes = fc.constantFrom('float16', 'bfloat16', 'float32', 'float64');
    const numbers = fc.array(fc.oneof(fc.double(), fc.float()), { minLength: 1, maxLength: 30 });
    const alpha = fc.option(fc.tuple(fc.float(), fc.float()), { nil: undefined });
    const property = fc.property(
      dtypes,
      numbers,
      lengths,
      fc.float(),
      alpha,
      (dtype, some, length, scale, added) => {
        const Data = dtype === 'float64' ? Float64Array : Float32Array;
        const round = (value: number): number => roundTo(dtype, value);
        const x = new Data(length).map((_, i) => round(some[i % some.length] ?? 0));
        const mask = Uint8Array.from({ length }, (_, i) => ((i * 7) ^ (i >> 3)) & 1);
        const factors = [0, round(scale)] as const;
        const shifts = added && ([round(added[0]), round(added[1])] as const);
        const out = new Data(length);
        apply(dtype, { factors, shifts }, x, mask, out);
        const expected = x.map((value, i) => {
          const product = round(value * factors[mask[i] ? 1 : 0]);
          return shifts ? round(product + shifts[mask[i] ? 1 : 0]) : product;
        });
        assert.deepEqual([...out], [...expected]);
        apply(dtype, { factors, shifts }, x, mask, x);
        assert.deepEqual([...x], [...expected]);
      },
    );
    fc.assert(property);
  });

  it('make of many float32 what the loops make of doubles, rounded', () => {
    const { adding, subtracting, multiplying, dividing, negating, magnitudes, rectifying } = loops;
    const { equalling, differing, below, atMost, above, atLeast, exponentials, logistics, tangents } = loops;
    const functions = fc.oneof(
      fc.record({
        loop: fc.constantFrom(adding, subtracting, multiplying, dividing, negating, magnitudes, rectifying),
        results: fc.constant(Float32Array),
      }),
      fc.record({
        loop: fc.constantFrom(exponentials, logistics, tangents),
        results: fc.constant(Float32Array),
      }),
      fc.record({
        loop: fc.constantFrom(equalling, differing, below, atMost, above, atLeast),
        results: fc.constant(Uint8Array),
      }),
    );
    const some = fc.array(
      fc.oneof(fc.float(), fc.float({ min: -110, max: 110 }), fc.constantFrom(...EDGES)),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    const operands = fc.array(fc.tuple(some, fc.constantFrom<0 | 1>(0, 1)), { minLength: 2, maxLength: 2 });
    const property = fc.property(functions, lengths, operands, ({ loop, results }, length, parts) => {
      const sources = parts.map(([numbers, step]) => ({
        values: Float32Array.from(
          { length: step === 0 ? 1 : length },
          (_, i) => numbers[i % numbers.length] ?? 0,
        ),
        step,
      }));
      const found = new results(length);
      loop(found, sources);
      const doubles = new Float64Array(length);
      loop(
        doubles,
        sources.map(({ values, step }) => ({ values: Float64Array.from(values), step })),
      );
      assert.deepEqual([...found], [...results.from(doubles)]);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('say of many float32 how far they may be off, as the loop does', () => {
    const some = fc.array(fc.tuple(fc.float(), fc.oneof(fc.constantFrom(0, 1), fc.float())), {
      minLength: 1,
    });
    const units = fc.record({
      count: fc.integer({ min: 1, max: 9 }),
      floor: fc.constantFrom(0, 0.25, 8),
      exact: fc.constantFrom(0, 1, undefined),
    });
    const property = fc.property(some, units, lengths, (pairs, unit, length) => {
      const [results, operands] = [0, 1].map((which) =>
        Float32Array.from({ length }, (_, i) => pairs[i % pairs.length]?.[which] ?? 0),
      );
      assert.ok(results && operands);
      const radii = radiiOfUnits(unit, 'float32');
      const [own, expected] = [new Float64Array(length), new Float64Array(length)];
      const isWithin = radii(own, results, [{ values: operands, step: 1 }]);
      // In parts that are too small for a kernel.
      const parts = Array.from({ length: Math.ceil(length / 100) }, (_, part) => {
        const [from, to] = [100 * part, 100 * part + 100];
        const values = operands.subarray(from, to);
        return radii(expected.subarray(from, to), results.subarray(from, to), [{ values, step: 1 }]);
      });
      assert.deepEqual([...own], [...expected]);
      assert.equal(isWithin, parts.every(Boolean) || length === 0);
    });
    fc.assert(property);
  });

  it('make nearly all powers of e, and what is made of them', () => {
    const x = Float32Array.from({ length: 2 ** 20 }, (_, i) => (i / 2 ** 19 - 1) * 20 + 1e-7 * (i % 7));
    for (const [name, loop] of [
      ['exponential', loops.exponentials],
      ['logistic', loops.logistics],
      ['tangent', loops.tangents],
    ] as const) {
      const made = new Float32Array(x.length);
      loop(made, [{ values: x, step: 1 }]);
      const doubles = new Float64Array(x.length);
      loop(doubles, [{ values: Float64Array.from(x), step: 1 }]);
      assert.deepEqual([...made], [...Float32Array.from(doubles)], name);
      let open = 0;
      for (let at = 0; at < x.length; at += CHUNK) {
        kernels().floats.set(x.subarray(at, at + CHUNK));
        kernels()[name](CHUNK);
        open += kernels().floats.filter(Number.isNaN).length;
      }
      assert.ok(open < 200, `${name}: ${open}`);
    }
  });

  it('add up products, and their magnitudes', () => {
    const property = fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.float({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
      (count, many, some) => {
        const { rows, others, totals, dots } = kernels();
        const x = Float32Array.from({ length: count * many }, (_, i) => some[(i * 7) % some.length] ?? 0);
        const y = Float32Array.from({ length: count }, (_, i) => some[(i * 3) % some.length] ?? 0);
        rows.fill(1);
        rows.set(x);
        others.fill(0);
        others.set(y);
        dots(count, many);
        for (let row = 0; row < many; row++) {
          const products = Array.from(y, (each, i) => each * (x[row * count + i] ?? 0));
          const magnitude = products.reduce((sum, each) => sum + Math.abs(each), 0);
          const sum = products.reduce((total, each) => total + each, 0);
          assert.ok(Math.abs((totals[2 * row] ?? NaN) - sum) <= magnitude * 8 * 2 ** -24 + 2 ** -140);
          assert.ok(Math.abs((totals[2 * row + 1] ?? NaN) - magnitude) <= magnitude * 2 ** -16 + 2 ** -140);
        }
      },
    );
    fc.assert(property);
  });

  it('add up many float32, exactly where every order gives the same', () => {
    const numbers = fc.oneof(
      fc.array(fc.constantFrom(0, 1, -1, 2, 0.5, 3), { minLength: 1 }),
      fc.array(
        fc.oneof(fc.float({ max: Math.fround(1e30), min: Math.fround(-1e30) }), fc.constant(Infinity)),
        {
          minLength: 1,
        },
      ),
      fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1 }),
    );
    const property = fc.property(numbers, fc.integer({ min: 1, max: 40_000 }), (some, length) => {
      const terms = Float32Array.from({ length }, (_, i) => some[(i * 7) % some.length] ?? 0);
      const [own, plain] = [terms, Float64Array.from(terms)].map((each) => looseSum(each, 0, 'float32'));
      assert.ok(own && plain);
      if (plain.error === 0 || plain.error === Infinity) assert.deepEqual(own, plain);
      else {
        assert.ok(own.error > plain.error * 0.999 && own.error <= plain.error * (1 + 8 / length + 2 ** -12));
        const magnitude = terms.reduce((sum, each) => sum + Math.abs(each), 0);
        assert.ok(Math.abs(own.value - plain.value) <= magnitude * 7 * 2 ** -24);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('round to 16-bit floats', () => {
    const values = fc.oneof(
      fc.float(),
      fc.double(),
      fc.double({ min: -70000, max: 70000 }),
      fc.double({ min: -1e-4, max: 1e-4 }),
    );
    for (const dtype of ['float16', 'bfloat16'] as const) {
      const property = fc.property(fc.array(values, { maxLength: 9 }), (some) => {
        const all = Float32Array.from(some);
        roundAll(dtype, all);
        assert.deepEqual(
          [...all],
          some.map((value) => roundTo(dtype, value)),
        );
      });
      fc.assert(property, { numRuns: 2000 });
    }
  });
});
