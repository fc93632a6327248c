import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Generator, parseSeed } from '../../../src/torch';
import { Mt19937 } from '../../../src/torch/mt19937';
import { readGoldens } from '../../golden/goldens';
import { decodeFloat64, digest } from '../../golden/encoding';

const goldens = readGoldens('generator');

/** `random64()`: the first word is the high half. */
function random64(generator: Generator): bigint {
  const high = BigInt(generator.random());
  return (high << 32n) | BigInt(generator.random());
}

describe('mt19937', () => {
  it('gives the reference words of the seed 5489', () => {
    const engine = new Mt19937(5489);
    const words = Array.from({ length: 10000 }, () => engine.word());
    // The first, and the 10000th, which the C++ standard fixes for std::mt19937 ([rand.predef]).
    assert.deepEqual(words.slice(0, 5), [3499211612, 581869302, 3890346734, 3586334585, 545404204]);
    assert.equal(words[9999], 4123659995);
  });
});

describe('Generator', () => {
  it(`gives PyTorch's words, doubles and initial seeds for ${goldens.cases.length} seeds`, () => {
    for (const { seed, initial, words, allWords, uniform53 } of goldens.cases) {
      const generator = new Generator(BigInt(seed));
      assert.equal(String(generator.initialSeed()), initial);
      const drawn = BigUint64Array.from({ length: 700 }, () => random64(generator));
      const shown = BigUint64Array.from([0, 1, 310, 311, 312, 313, 699], (i) => drawn[i] ?? 0n);
      assert.equal(Buffer.from(shown.buffer).toString('base64'), words, `seed ${seed}`);
      assert.equal(digest(Buffer.from(drawn.buffer)), allWords, `seed ${seed}`);

      generator.manualSeed(BigInt(seed));
      const uniforms = Array.from({ length: 320 }, () => generator.uniform53());
      assert.deepEqual(
        [0, 1, 311, 319].map((i) => uniforms[i]),
        [...decodeFloat64(uniform53)],
        `seed ${seed}`,
      );
    }
  });

  it('starts from the seed of a generator that nobody seeded', () => {
    assert.equal(String(new Generator().initialSeed()), goldens.default);
    assert.equal(new Generator().random(), new Generator(BigInt(goldens.default)).random());
  });

  it('refuses seeds as PyTorch does', () => {
    for (const [seed, [type, message]] of goldens.bad) {
      const expected = { type, message };
      assert.throws(() => new Generator(BigInt(seed)), expected);
      assert.throws(() => parseSeed(seed), expected);
    }
    const [type, message] = goldens.floatSeed;
    for (const seed of [1.5, NaN, Infinity]) assert.throws(() => new Generator(seed), { type, message });
  });

  it('takes the same seed as a number and as a bigint', () => {
    for (const seed of [0, -1, 42, 2 ** 32, 2 ** 53]) {
      assert.equal(new Generator(seed).random(), new Generator(BigInt(seed)).random());
    }
  });

  it('clones into an independent generator at the same place', () => {
    const generator = new Generator(3);
    for (let i = 0; i < 1000; i++) generator.random();
    const copy = generator.clone();
    const ahead = Array.from({ length: 700 }, () => copy.random());
    assert.deepEqual(
      Array.from({ length: 700 }, () => generator.random()),
      ahead,
    );
    assert.equal(copy.initialSeed(), 3n);
  });
});

describe('fillBernoulli', () => {
  /** A probability that a draw of the first few hits exactly, or misses by one in the last place. */
  const probability = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom(0, 1, 0.5, 2 ** -53, 1 - 2 ** -53, 2 ** -21, 1 - 2 ** -21, 2 ** -32, 5e-324),
    fc.tuple(fc.nat(99), fc.integer({ min: -2, max: 2 })).map(([place, ulps]) => {
      const generator = new Generator(7);
      let drawn = 0;
      for (let i = 0; i <= place; i++) drawn = generator.uniform53();
      return Math.min(1, Math.max(0, drawn + ulps * 2 ** -54));
    }),
  );

  it('is uniform53() < probability, whatever the place in the block', () => {
    fc.assert(
      fc.property(probability, fc.nat(1300), fc.nat(700), (p, skipped, length) => {
        const bulk = new Generator(7);
        const single = new Generator(7);
        for (let i = 0; i < skipped; i++) {
          bulk.random();
          single.random();
        }
        const mask = new Uint8Array(length + 2).fill(9);
        bulk.fillBernoulli(mask, p, 1, length + 1);
        const expected = Array.from({ length }, () => (single.uniform53() < p ? 1 : 0));
        assert.deepEqual([...mask], [9, ...expected, 9]);
        assert.equal(bulk.random(), single.random());
      }),
      { numRuns: 400 },
    );
  });

  it('decides by the low word where the high words are equal, also across two blocks', () => {
    // After an odd number of words the 312th pair has its first word in one block, its second in the next.
    for (const skipped of [0, 1]) {
      const seeded = (): Generator => {
        const generator = new Generator(7);
        for (let i = 0; i < skipped; i++) generator.random();
        return generator;
      };
      const generator = seeded();
      const drawn = Array.from({ length: 320 }, () => generator.uniform53());
      drawn.forEach((value, place) => {
        for (const p of [value, value + 2 ** -53, value - 2 ** -53, value + 2 ** -54]) {
          const mask = new Uint8Array(place + 1);
          seeded().fillBernoulli(mask, p);
          assert.equal(mask[place], value < p ? 1 : 0);
        }
      });
    }
  });
});

describe('parseSeed', () => {
  it('reads Python integer literals', () => {
    for (const [text, seed] of [
      ['0', 0n],
      [' 42 ', 42n],
      ['-1', -1n],
      ['+7', 7n],
      ['1_000', 1000n],
      ['0xFF', 255n],
      ['-0x8000000000000000', -(2n ** 63n)],
      ['18446744073709551615', 2n ** 64n - 1n],
    ] as const) {
      assert.equal(parseSeed(text), seed);
    }
  });

  it('refuses anything else', () => {
    for (const text of ['', ' ', 'abc', '1.0', '1e3', '007', '1 2', '0x', '--1', '٣']) {
      assert.throws(() => parseSeed(text), SyntaxError, JSON.stringify(text));
    }
  });
});
