import assert from 'node:assert/strict';
import {
  checkP,
  dropout,
  Generator,
  ones,
  reprLayer,
  TorchError,
  type DropoutLayer,
  type PythonNumber,
} from '../../../src/torch';
import { readGoldens, type PythonError } from '../../golden/goldens';
import { numberOf } from '../../golden/encoding';

const { layers, operators } = readGoldens('layers');

const BIG_INT: PythonNumber = { type: 'int', value: 1e20 };

function assertRaises(action: () => unknown, [type, message]: PythonError): void {
  assert.throws(action, (error) => {
    assert.ok(error instanceof TorchError);
    assert.deepEqual([error.type, error.message], [type, message]);
    return true;
  });
}

describe('dropout layers', () => {
  it(`check p and print themselves as PyTorch's do: ${layers.length} layers`, () => {
    for (const [kind, p, inplace, expected] of layers) {
      const layer: DropoutLayer = { kind, p: numberOf(p), inplace: inplace === 1 };
      if (typeof expected === 'string') {
        checkP(layer.p);
        assert.equal(reprLayer(layer), expected);
      } else {
        assertRaises(() => checkP(layer.p), expected);
      }
    }
  });

  it('show every digit of a long int', () => {
    assertRaises(
      () => checkP(BIG_INT),
      ['ValueError', 'dropout probability has to be between 0 and 1, but got 100000000000000000000'],
    );
  });

  it("raise the operator's own text below the layers", () => {
    for (const [p, error] of operators) {
      assertRaises(() => dropout(ones([1]), numberOf(p).value, true, new Generator()), error);
    }
  });
});
