import { strict as assert } from 'node:assert';
import * as algebra from '../../../src/torch/algebra';

/** What PyTorch 2.13.0 gives for the weights of `filled`, element by element. */
const GIVEN: Readonly<Record<algebra.RecurrentKind, readonly number[]>> = {
  RNN: [
    0.06241874769330025, -0.8093010783195496, -0.7946474552154541, -0.38631367683410645, 0.9788667559623718,
    0.9579614996910095,
  ],
  GRU: [
    -0.32580000162124634, 0.22842541337013245, -0.6165052652359009, 0.1488119661808014, 0.605074405670166,
    -0.41090482473373413,
  ],
  LSTM: [
    -0.25612974166870117, 0.024777622893452644, -0.30840015411376953, -0.08524692058563232,
    0.13786780834197998, -0.14524060487747192,
  ],
};

/** The weight or bias that is registered as the i-th one. */
function filled(i: number, shape: readonly number[]): algebra.Enclosure {
  const count = shape.reduce((product, size) => product * size, 1);
  const made = algebra.fullOf(shape, algebra.intScalar(0), 'float32');
  made.write(Float64Array.from({ length: count }, (_, place) => (((place * 7 + 3 * i) % 11) - 5) / 8));
  return made;
}

describe('recurrent layers', () => {
  const x = algebra.fullOf([3, 1, 2], algebra.intScalar(0), 'float32');
  x.write(Float64Array.of(0.5, -1, 2, 0.25, -1.5, 3));
  const zeros = algebra.fullOf([1, 2], algebra.intScalar(0), 'float32');

  for (const kind of ['RNN', 'GRU', 'LSTM'] as const) {
    it(`encloses what ${kind} gives`, () => {
      const rows = 2 * algebra.GATES[kind];
      const weights = {
        input: filled(0, [rows, 2]),
        hidden: filled(1, [rows, 2]),
        inputBias: filled(2, [rows]),
        hiddenBias: filled(3, [rows]),
      };
      const options = { isReverse: false, isRelu: false };
      const { output, last } = algebra.recurrentLayer(kind, x, weights, [zeros, zeros], options);
      const [values, errors] = [Array.from(output.tensor.values(), Number), output.errors()];
      for (const [i, given] of GIVEN[kind].entries()) {
        const error = errors?.[i] ?? 0;
        assert.ok(Math.abs((values[i] ?? NaN) - given) <= error, `${values[i]} ± ${error}: ${given}`);
        assert.ok(error < 1e-4);
      }
      assert.deepEqual(last[0].tensor.values(), output.tensor.values().slice(-2));
    });
  }

  it('goes backwards from the end', () => {
    const weights = {
      input: filled(0, [2, 2]),
      hidden: filled(1, [2, 2]),
      inputBias: undefined,
      hiddenBias: undefined,
    };
    const both = [false, true].map((isReverse) =>
      algebra.recurrentLayer('RNN', isReverse ? x : algebra.flip(x, [0]), weights, [zeros, zeros], {
        isReverse,
        isRelu: true,
      }),
    );
    const [forward, backward] = both.map(({ output }) => output);
    assert.deepEqual(backward?.tensor.values(), forward && algebra.flip(forward, [0]).tensor.values());
  });
});
