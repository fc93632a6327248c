import assert from 'node:assert/strict';
import { Generator as Random, Tensor } from '../../../src/torch';
import { Enclosure, linear } from '../../../src/torch/algebra';

/* Products of float32 beside what they may be in plain words: other orders, with and without fused additions, of operands within their errors. */

const COUNT = 2000;
/** What is special has to come up, too: zeros of both signs, subnormals, and what leaves the floats. */
const SPECIAL = [0, -0, 1, -3, 2 ** -149, -(2 ** -130), 2 ** 100, Infinity, NaN];

describe('products of float32', () => {
  const generator = new Random(0);
  const uniform = (): number => generator.uniform24();
  const pick = (count: number): number => Math.floor(uniform() * count);

  /** Numbers of one size, few of them special if any. */
  function numbers(count: number): Float32Array {
    const size = 2 ** (pick(60) - 30);
    const digits = pick(3) === 0 ? 2 : 2 ** 23;
    const share = pick(4) === 0 ? 0.2 : 0;
    return Float32Array.from({ length: count }, () =>
      uniform() < share
        ? (SPECIAL[pick(SPECIAL.length)] ?? 0)
        : (Math.round((uniform() - 0.5) * digits) / digits) * size,
    );
  }

  /** How far each may be off: nowhere, everywhere or here and there. */
  function errorsOf(values: Float32Array): Float64Array {
    const share = [0, 0.5, 1][pick(3)] ?? 0;
    return Float64Array.from(values, (value) =>
      uniform() < share && Number.isFinite(value) ? Math.abs(value) * 2 ** -pick(24) + 2 ** -149 : 0,
    );
  }

  /** Numbers that they may be. */
  function within(values: Float32Array, errors: Float64Array): Float32Array {
    return values.map((value, i) => {
      const error = errors[i] ?? 0;
      if (error === 0) return value;
      const other = Math.fround(value + (2 * pick(2) - 1) * error * uniform());
      return Math.abs(other - value) <= error ? other : value;
    });
  }

  /** What implementations make of a row, a column and a bias. */
  function* productsOf(
    x: readonly number[],
    y: readonly number[],
    bias: readonly number[],
  ): Generator<number> {
    const products = x.map((each, i) => each * (y[i] ?? 0));
    const add = (terms: readonly number[]): number =>
      terms.map(Math.fround).reduce((sum, term) => Math.fround(sum + term));
    const fuse = (terms: readonly number[]): number =>
      terms.reduce((sum, term) => Math.fround(sum + term), 0);
    for (const terms of [[...products, ...bias], [...bias, ...products], [...products, ...bias].reverse()]) {
      yield add(terms);
      yield fuse(terms);
    }
  }

  it('are within their errors', () => {
    let [known, bounded] = [0, 0];
    for (let turn = 0; turn < COUNT; turn++) {
      // Now and then so many that a kernel makes them.
      const isMuch = turn % 250 === 0;
      const [rows, inner, columns] = isMuch
        ? [1 + pick(20), 16 + pick(600), 100 + pick(60)].sort(() => pick(3) - 1)
        : [1 + pick(3), 1 + pick(12), 1 + pick(5)];
      assert.ok(rows !== undefined && inner !== undefined && columns !== undefined);
      const sides = [numbers(rows * inner), numbers(columns * inner), numbers(columns)];
      const errors = sides.map(errorsOf);
      const [left, right, bias] = sides.map((values, i) =>
        Enclosure.of(
          new Tensor(values, [[rows, inner], [columns, inner], [columns]][i] ?? []),
          errors[i]?.slice(),
        ),
      );
      assert.ok(left && right && bias);
      const hasBias = pick(2) === 0;
      const product = linear(left, right, hasBias ? bias : undefined);
      const [own, radii] = [product.tensor.values() as Float32Array, product.errors()];
      const [x, y, b] = sides.map((values, i) => within(values, errors[i] ?? new Float64Array()));
      for (let i = 0; i < own.length; i++) {
        const [row, column] = [Math.floor(i / columns), i % columns];
        const error = radii?.[i] ?? 0;
        if (error === 0) known++;
        else if (error < Infinity) bounded++;
        const terms = [
          x?.slice(row * inner, (row + 1) * inner),
          y?.slice(column * inner, (column + 1) * inner),
        ];
        const [a = [], c = []] = terms.map((each) => Array.from(each ?? []));
        for (const result of productsOf(a, c, hasBias ? [b?.[column] ?? 0] : []))
          assert.ok(
            error === 0
              ? Object.is(result, own[i])
              : error === Infinity || Math.abs(result - (own[i] ?? 0)) <= error,
            `turn ${turn}, element ${i}: ${result}, not ${own[i]} ± ${error}`,
          );
      }
    }
    assert.ok(known > 100 && bounded > 1000, `${known} known, ${bounded} bounded`);
  });

  it('are, made by a kernel, what they are one by one, and hardly less sure', () => {
    let [known, bounded] = [0, 0];
    for (let turn = 0; turn < 60; turn++) {
      const inner = 16 + pick(turn % 8 === 0 ? 4081 : 200);
      // A kernel adds four beside each other, and eight such before it adds in float64; and it rounds products.
      const more = (Math.min(Math.ceil(inner / 4), 8) + 2) / inner;
      const [rows, columns] = [1 + pick(9), 1 + Math.ceil(4096 / inner) + pick(60)].sort(() => pick(3) - 1);
      assert.ok(rows !== undefined && columns !== undefined);
      const [x, y, bias] = [numbers(rows * inner), numbers(columns * inner), numbers(columns)];
      const matrix = (values: Float32Array): Enclosure =>
        Enclosure.of(new Tensor(values, [values.length / inner, inner]));
      const vector = (values: Float32Array): Enclosure => Enclosure.of(new Tensor(values, [values.length]));
      const hasBias = pick(2) === 0;
      const all = linear(matrix(x), matrix(y), hasBias ? vector(bias) : undefined);
      const [values, errors] = [all.tensor.values() as Float32Array, all.errors()];
      for (let place = 0; place < values.length; place++) {
        const [row, column] = [Math.floor(place / columns), place % columns];
        const one = linear(
          matrix(x.slice(row * inner, (row + 1) * inner)),
          matrix(y.slice(column * inner, (column + 1) * inner)),
          hasBias ? vector(bias.slice(column, column + 1)) : undefined,
        );
        const [value = NaN] = one.tensor.values() as Float32Array;
        const [error, plain] = [errors?.[place] ?? 0, one.errors()?.[0] ?? 0];
        const where = `turn ${turn}, element ${place}: ${values[place]} ± ${error}, not ${value} ± ${plain}`;
        if (plain === 0 || plain === Infinity) {
          known++;
          assert.ok(Object.is(values[place], value) && error === plain, where);
        } else {
          bounded++;
          assert.ok(Math.abs((values[place] ?? NaN) - value) <= plain, where);
          // A float more or less at either end.
          const spacing = 2 ** -23 * (Math.abs(value) + plain) + 2 ** -148;
          assert.ok(error >= plain - 2 * spacing && error <= plain * (1 + more) + 2 * spacing, where);
        }
      }
    }
    assert.ok(known > 100 && bounded > 1000, `${known} known, ${bounded} bounded`);
  });
});
