import assert from 'node:assert/strict';
import { drawOf, forward, Generator, reprTensor, TorchError } from '../../../src/torch';
import { assertText, assertValues, inputOf, readGoldens, type GoldenCall } from '../../golden/goldens';
import { decodeFloat32, numberOf } from '../../golden/encoding';

const { cases, texts, specials: encodedSpecials } = readGoldens('dropout');
const specials = decodeFloat32(encodedSpecials);

/** Makes one call and compares all that PyTorch answered. */
function check(call: GoldenCall, generator: Generator, message: string): void {
  const p = numberOf(call.p);
  const training = call.eval !== 1;
  const input = inputOf(call.input, call.shape, specials);
  const before = input.data.slice();
  const layer = { kind: call.kind, p, inplace: call.inplace === 1 };
  const options = { training, generator };

  const unmoved = generator.clone();
  const draw = drawOf(layer, call.shape, training);
  if (draw !== undefined) unmoved.advance(unmoved.stepsOf(draw));

  if (call.error !== undefined) {
    assert.throws(
      () => forward(layer, input, options),
      (error) => error instanceof TorchError && String(error) === texts[call.error ?? NaN],
      message,
    );
  } else {
    const { output, mask, warnings } = forward(layer, input, options);
    assertValues(output.data, call.out, message);
    assertText(reprTensor(output), call.text, message);
    assert.deepEqual(output.shape, call.shape, message);
    assert.deepEqual(
      warnings,
      (call.warnings ?? []).map((i) => texts[i]),
      message,
    );
    if (call.mask === undefined) assert.equal(mask, undefined, message);
    else assertText((mask ?? []).join(''), call.mask, message);
    if (output.numel > 0) assert.equal(output === input, call.same === 1, message);
    // Only a call in place may touch its input.
    if (output !== input) assert.deepEqual(input.data, before, message);
  }
  assert.equal(generator.clone().random(), unmoved.random(), `${message}: words drawn`);
}

describe('dropout, bit for bit and character for character against PyTorch', () => {
  it('has cases enough', () => {
    assert.ok(cases.length >= 1000);
  });

  for (const kind of [
    'Dropout',
    'Dropout1d',
    'Dropout2d',
    'Dropout3d',
    'AlphaDropout',
    'FeatureAlphaDropout',
  ]) {
    const sequences = cases.filter(({ steps }) => {
      const first = steps.find((step) => typeof step !== 'number');
      return first?.kind === kind;
    });
    it(`agrees in ${sequences.length} sequences of calls that begin with ${kind}`, () => {
      assert.ok(sequences.length > 100);
      for (const { seed, steps, next } of sequences) {
        const generator = new Generator(BigInt(seed));
        steps.forEach((step, i) => {
          if (typeof step === 'number') for (let n = 0; n < step; n++) generator.random();
          else check(step, generator, `seed ${seed}, step ${i}: ${JSON.stringify(step)}`);
        });
        const high = BigInt(generator.random());
        assert.equal(String((high << 32n) | BigInt(generator.random())), next, `the draw after seed ${seed}`);
      }
    });
  }

  it('tests draws after an odd number of words, so that a pair straddles two blocks', () => {
    assert.ok(cases.some(({ steps }) => steps.some((step) => typeof step === 'number' && step % 2 === 1)));
  });
});
