import assert from 'node:assert/strict';
import { dropout, Generator, Tensor } from '../../../src/torch';
import * as algebra from '../../../src/torch/algebra';
import { encloseDropout } from '../../golden/enclosedDropout';
import { reprEnclosed } from '../../golden/enclosedText';

const { Enclosure, floatScalar, intScalar } = algebra;
type Enclosure = algebra.Enclosure;

function enclosed(values: number[], errors: number[]): Enclosure {
  return Enclosure.of(new Tensor(Float32Array.from(values), [values.length]), Float64Array.from(errors));
}

describe('text of uncertain tensors', () => {
  const cases: [about: string, values: number[], errors: number[], printed: string | undefined][] = [
    ['four digits are the same at both ends', [0.12344, 1.5], [1e-6, 0], 'tensor([0.1234, 1.5000])'],
    ['a digit changes between the ends', [0.12345, 1.5], [1e-6, 0], undefined],
    ['it may be an integer', [2, 3], [1e-7, 0], undefined],
    ['another one is surely none', [2, 3.5], [1e-7, 0], 'tensor([2.0000, 3.5000])'],
    ['it may be 0', [1e-9, 1.5], [1e-8, 0], undefined],
    ['the sign of a zero is open', [0, 1.5], [5e-324, 0], undefined],
    ['it may be so small that all are written with an exponent', [1.0001e-4, 0.05], [1e-6, 0], undefined],
    ['an exponent either way', [1.23456e-6, 0.5], [1e-12, 0], 'tensor([1.2346e-06, 5.0000e-01])'],
    ['nothing is known', [1.5, 2.5], [Infinity, 0], undefined],
    ['an exact nan beside it', [1.23456, NaN], [1e-7, 0], 'tensor([1.2346,    nan])'],
  ];
  for (const [about, values, errors, printed] of cases) {
    it(about, () => assert.equal(reprEnclosed(enclosed(values, errors)), printed));
  }

  it('is certain in a summary if what it shows is', () => {
    const values = Array.from({ length: 2000 }, () => 0.5);
    const inside = values.map((_, i) => (i === 1000 ? 0.1 : 0));
    assert.match(reprEnclosed(enclosed(values, inside)) ?? '', /^tensor\(\[0\.5000, .* \.\.\., /);
    const edge = values.map((_, i) => (i === 1999 ? 0.1 : 0));
    assert.equal(reprEnclosed(enclosed(values, edge)), undefined);
  });
});

describe('what libraries of C may compute otherwise', () => {
  const of = (...values: number[]): Enclosure =>
    Enclosure.of(new Tensor(Float64Array.from(values), [values.length]));
  const cases: [about: string, result: Enclosure, isExact: boolean][] = [
    ['a whole number to a broken power', algebra.pow(of(2, 3), floatScalar(2.56)), false],
    ['a whole number to a broken power in a tensor', algebra.pow(of(2, 3), of(2.56, 0.3)), false],
    ['whole numbers to whole powers', algebra.pow(of(2, 3), floatScalar(5)), true],
    ['whole numbers to whole powers in a tensor', algebra.pow(of(2, 3), of(5, 4)), true],
    ['whole numbers to the power of less than nothing', algebra.pow(of(3), floatScalar(-3)), false],
    ['roots of squares', algebra.sqrt(of(4, 9)), true],
    ['roots of others', algebra.sqrt(of(2)), false],
  ];
  for (const [about, result, isExact] of cases)
    it(`${about}: ${isExact ? 'known' : 'bounded'}`, () => assert.equal(result.isExact, isExact));
});

describe('dropout of uncertain tensors', () => {
  const drop = (x: Enclosure): Enclosure =>
    encloseDropout(x, { p: 0.5, alpha: false }, (input) => dropout(input, 0.5, true, new Generator(0n)))
      .output;

  const { mask = [] } = dropout(new Tensor(Float32Array.of(1, 1, 1, 1), [4]), 0.5, true, new Generator(0n));
  const [kept, dropped] = [1, 0].map((byte) => Array.from(mask).indexOf(byte));

  /** The error that comes of one of 0.5 at a place. */
  function errorOf(value: number, place = -1): number | undefined {
    const [values, errors] = [
      [1, 1, 1, 1],
      [0, 0, 0, 0],
    ];
    values[place] = value;
    errors[place] = 0.5;
    return drop(enclosed(values, errors)).errors()?.[place] ?? 0;
  }

  it('scales what is known of a kept element', () => {
    const error = errorOf(1.5, kept) ?? 0;
    assert.ok(error >= 1 && error < 1.0001);
  });

  it('makes a certain zero of a dropped one, unless its sign is open', () => {
    assert.equal(errorOf(-1, dropped), 0);
    assert.equal(errorOf(0.25, dropped), Number.MIN_VALUE);
  });
});

describe('what is uncertain', () => {
  const doubtful = enclosed([0.5, 2], [1, 0]);

  it('leaves comparisons open, and those behind the bounds decided', () => {
    assert.deepEqual([...(algebra.gt(doubtful, floatScalar(1)).errors() ?? [])], [1, 0]);
    assert.ok(algebra.gt(doubtful, floatScalar(1.75)).isExact);
  });

  it('counts', () => {
    const count = algebra.item(algebra.sum(algebra.gt(doubtful, floatScalar(1))));
    assert.deepEqual(count, { type: 'int', value: 1n, error: 1 });
  });

  it('refuses what has no shape of its own', () => {
    const mask = algebra.gt(doubtful, floatScalar(1));
    const indexed = (): Enclosure => algebra.index(doubtful, [{ type: 'tensor', tensor: mask }]);
    for (const action of [indexed, () => algebra.nonzero(mask), () => algebra.different(doubtful)]) {
      assert.throws(action, algebra.UndecidedError);
    }
    const divided = (): Enclosure => algebra.floorDivide(intScalar(1), algebra.convert(mask, 'int64'));
    assert.throws(divided, algebra.UndecidedError);
  });

  it('is seen through every view of its memory', () => {
    const x = enclosed([1, 2, 3, 4], [0, 0, 0, 0]);
    const view = algebra.slice(x, 0, 1, 3);
    algebra.overwrite(view, [], () => algebra.exp(view));
    assert.deepEqual(
      Array.from(x.errors() ?? [], (error) => error > 0),
      [false, true, true, false],
    );
    algebra.fill(x, intScalar(0));
    assert.ok(x.isExact);
  });
});

describe('what is written to', () => {
  it('shares no memory with itself, whatever the shapes', () => {
    const x = algebra.expand(enclosed([1], [0]), [3]);
    const y = enclosed([1, 1], [0, 0]);
    assert.throws(
      () => algebra.overwrite(x, [y], () => algebra.add(x, y)),
      /refers to a single memory location/,
    );
  });
});
