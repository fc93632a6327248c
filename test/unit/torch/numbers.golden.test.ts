import assert from 'node:assert/strict';
import { parsePythonNumber, reprNumber } from '../../../src/torch';
import { readGoldens } from '../../golden/goldens';
import { decodeFloat64 } from '../../golden/encoding';

const { literals, doubles, reprs } = readGoldens('numbers');

describe('Python numbers', () => {
  it(`are read and written as Python does: ${literals.length} texts`, () => {
    for (const [text, expected] of literals) {
      const number = parsePythonNumber(text);
      const actual = number && reprNumber(number);
      // An integer that a double cannot hold is refused, never rounded.
      const tooLong = expected !== null && /^-?\d{17,}$/.test(expected) && number === undefined;
      if (!tooLong) assert.equal(actual ?? null, expected, JSON.stringify(text));
      else assert.notEqual(BigInt(Number(expected)), BigInt(expected), text);
    }
  });

  it(`are written as Python does: ${reprs.length} doubles`, () => {
    const actual = Array.from(decodeFloat64(doubles), (value) => reprNumber({ type: 'float', value }));
    assert.deepEqual(actual, reprs);
  });

  it('keep int and float apart', () => {
    assert.deepEqual(parsePythonNumber('1'), { type: 'int', value: 1 });
    assert.deepEqual(parsePythonNumber('1.'), { type: 'float', value: 1 });
    assert.deepEqual(parsePythonNumber('-0'), { type: 'int', value: 0 });
    assert.deepEqual(parsePythonNumber('-0.'), { type: 'float', value: -0 });
  });

  it('refuse an integer that a double would round', () => {
    assert.equal(parsePythonNumber('9007199254740993'), undefined);
    assert.deepEqual(parsePythonNumber('9007199254740992'), { type: 'int', value: 2 ** 53 });
    assert.equal(parsePythonNumber(`1${'0'.repeat(400)}`), undefined);
  });
});
