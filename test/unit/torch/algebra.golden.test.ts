import assert from 'node:assert/strict';
import { answerAlgebra, contradiction, numbersOf, type AlgebraCase } from '../../golden/algebra';
import { OPERATIONS } from '../../golden/algebraOperations';
import { readGoldens } from '../../golden/goldens';

describe('the tensor algebra, bit for bit or within its bounds against PyTorch', () => {
  const { cases } = readGoldens('algebra');

  it(`agrees in ${cases.length} cases`, () => {
    for (const [testCase, theirs] of cases) {
      const found = contradiction(theirs, answerAlgebra(testCase));
      assert.equal(found, undefined, `${String(found)}: ${JSON.stringify(testCase)}`);
    }
  });

  it('meets nearly every operation, and PyTorch refuses some cases', () => {
    const met = new Set(cases.map(([{ op }]) => op));
    const missing = Object.keys(OPERATIONS).filter((op) => !met.has(op));
    assert.ok(missing.length < 5, missing.join(', '));
    assert.ok(cases.filter(([, { error }]) => error !== undefined).length > 50);
  });

  it('draws its bounds narrowly: below a thousandth, and rarely none, for ordinary numbers', () => {
    let [bounded, unbounded] = [0, 0];
    for (const [testCase] of cases.filter(([each]) => isOrdinary(each))) {
      for (const result of answerAlgebra(testCase).results ?? []) {
        if (result.dtype !== 'float32' && result.dtype !== 'float64') continue;
        const values = numbersOf(result);
        for (const [i, error] of (result.errors ?? []).entries()) {
          if (error === 0) continue;
          if (error === Infinity) unbounded++;
          else bounded++;
          const isNarrow = error === Infinity || error <= 1e-3 * Math.max(Math.abs(values[i] ?? 0), 1);
          assert.ok(isNarrow, `${error} around ${String(values[i])}: ${JSON.stringify(testCase)}`);
        }
      }
    }
    assert.ok(bounded > 300 && unbounded < bounded / 50, `${unbounded} unbounded, ${bounded} bounded`);
  });
});

/** Whether src/torch knows the operands bit for bit, and there is nothing special among them. */
function isOrdinary({ operands }: AlgebraCase): boolean {
  return operands.every((operand) => {
    if ('scalar' in operand) return Math.abs(Number(operand.value)) < 1000;
    const numbers = new Float64Array(Uint8Array.from(Buffer.from(operand.values, 'base64')).buffer);
    return operand.errors === undefined && numbers.every((value) => Math.abs(value) < 1000);
  });
}
