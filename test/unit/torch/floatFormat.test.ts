import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatExponential, formatFixed, formatGeneral } from '../../../src/torch/floatFormat';

/** magnitude · 10^digits, exactly, rounded half to even. */
function roundScaled(magnitude: number, digits: number): bigint {
  // The magnitude as an integer over a power of two.
  let numerator = magnitude;
  let power = 0;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    power++;
  }
  const ten = 10n ** BigInt(Math.abs(digits));
  const above = BigInt(numerator) * (digits > 0 ? ten : 1n);
  const below = 2n ** BigInt(power) * (digits < 0 ? ten : 1n);
  const quotient = above / below;
  const rest = 2n * (above % below);
  return rest > below || (rest === below && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

function fixedReference(value: number, digits: number): string {
  const padded = String(roundScaled(Math.abs(value), digits)).padStart(digits + 1, '0');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const whole = padded.slice(0, padded.length - digits);
  return sign + (digits > 0 ? `${whole}.${padded.slice(-digits)}` : whole);
}

function exponentialReference(value: number, digits: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0.${'0'.repeat(digits)}e+00`;
  const magnitude = Math.abs(value);
  let exponent = Math.floor(Math.log10(magnitude));
  // The logarithm may be off by one, and rounding may carry over to one digit more.
  while (roundScaled(magnitude, digits - exponent) < 10n ** BigInt(digits)) exponent--;
  while (roundScaled(magnitude, digits - exponent) >= 10n ** BigInt(digits + 1)) exponent++;
  const text = String(roundScaled(magnitude, digits - exponent));
  const power = String(Math.abs(exponent)).padStart(2, '0');
  return `${sign}${text.slice(0, 1)}.${text.slice(1)}e${exponent < 0 ? '-' : '+'}${power}`;
}

/** Doubles of every size, and ties: odd multiples of half a unit in the last place. */
const double = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc
    .tuple(fc.integer({ min: -300000, max: 300000 }), fc.integer({ min: -30, max: 30 }))
    .map(([n, e]) => n * 2 ** e),
  fc
    .tuple(fc.integer({ min: -300000, max: 300000 }), fc.integer({ min: 0, max: 24 }))
    .map(([n, e]) => n * 5 * 10 ** e),
);

describe('float formatting', () => {
  it('is exact, with ties to even: fixed', () => {
    fc.assert(
      fc.property(double, fc.integer({ min: 0, max: 6 }), (value, digits) => {
        fc.pre(Math.abs(value) < 1e21);
        assert.equal(formatFixed(value, digits), fixedReference(value, digits));
      }),
      { numRuns: 3000 },
    );
  });

  it('is exact, with ties to even: exponential', () => {
    fc.assert(
      fc.property(double, fc.integer({ min: 1, max: 6 }), (value, digits) => {
        assert.equal(formatExponential(value, digits), exponentialReference(value, digits));
      }),
      { numRuns: 3000 },
    );
  });

  it('shows ties that round down to the even digit', () => {
    assert.equal(formatFixed(0.03125, 4), '0.0312');
    assert.equal(formatFixed(-2.5, 0), '-2');
    assert.equal(formatFixed(0.09375, 4), '0.0938');
    assert.equal(formatExponential(100005, 4), '1.0000e+05');
    assert.equal(formatExponential(100015, 4), '1.0002e+05');
    assert.equal(formatExponential(1.00005e20, 4), '1.0000e+20');
  });

  it('keeps what has no digits', () => {
    for (const format of [formatFixed, formatExponential]) {
      assert.deepEqual(
        [NaN, Infinity, -Infinity].map((value) => format(value, 4)),
        ['nan', 'inf', '-inf'],
      );
    }
    assert.equal(formatFixed(-0, 0), '-0');
    assert.equal(formatExponential(-0, 4), '-0.0000e+00');
  });

  // printf("%g") of the same doubles.
  it("is C's %g", () => {
    for (const [value, text] of [
      [0, '0'],
      [-0, '-0'],
      [1.5, '1.5'],
      [2, '2'],
      [100000, '100000'],
      [1e6, '1e+06'],
      [999999.5, '1e+06'],
      [123456.5, '123456'],
      [0.0001, '0.0001'],
      [0.00001, '1e-05'],
      [1.0000000000000002, '1'],
      [-1e-300, '-1e-300'],
    ] as const) {
      assert.equal(formatGeneral(value), text);
    }
  });
});
