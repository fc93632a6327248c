import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_PASTED_ELEMENTS, nestedValues, parsePasted, pythonText } from '../../../src/playground';
import type { NestedNumbers } from '../../../src/torch';

describe('values pasted from Python', () => {
  const GOOD: readonly [pasted: string, text: string, shape: readonly number[]][] = [
    ['[[1, 2], [3, 4]]', '[[1.0, 2.0], [3.0, 4.0]]', [2, 2]],
    [' [ [1,2] ,\n  [3 , 4], ]\n', '[[1.0, 2.0], [3.0, 4.0]]', [2, 2]],
    ['((1, 2.5), (-0.0, 1e-3))', '[[1.0, 2.5], [-0.0, 0.001]]', [2, 2]],
    ['[True, False]', '[1.0, 0.0]', [2]],
    ['[nan, inf, -inf]', "[float('nan'), float('inf'), float('-inf')]", [3]],
    [
      `[float('nan'), -float("inf"), math.inf, torch.nan]`,
      "[float('nan'), float('-inf'), float('inf'), float('nan')]",
      [4],
    ],
    ['[1_000, 0x10, .5, 5.]', '[1000.0, 16.0, 0.5, 5.0]', [4]],
    ['3.5', '3.5', []],
    ['[]', '[]', [0]],
    ['[[], []]', '[[], []]', [2, 0]],
    ['tensor([[0., 0., 2.],\n        [0., 2., 2.]])', '[[0.0, 0.0, 2.0], [0.0, 2.0, 2.0]]', [2, 3]],
    ["tensor([1.5000e-05, 2.], device='cuda:0', dtype=torch.float64)", '[1.5e-05, 2.0]', [2]],
    ['tensor([1., 2.], grad_fn=<MulBackward0>)', '[1.0, 2.0]', [2]],
    ['tensor([1., 2.], requires_grad=True)', '[1.0, 2.0]', [2]],
    ['torch.tensor([[1, 2]])', '[[1.0, 2.0]]', [1, 2]],
    ['tensor(2.)', '2.0', []],
    ['np.array([[1, 2]], dtype=np.float32)', '[[1.0, 2.0]]', [1, 2]],
    ['array([1., 2.])', '[1.0, 2.0]', [2]],
  ];
  for (const [pasted, text, shape] of GOOD) {
    it(`takes ${JSON.stringify(pasted)}`, () => {
      assert.deepEqual(parsePasted(pasted), { type: 'values', text, shape });
      // What is kept reads as itself.
      assert.deepEqual(parsePasted(text), { type: 'values', text, shape });
    });
  }

  const long = (count: number): string => `[${Array(count).fill('1').join(',')}]`;
  const BAD: readonly [pasted: string, problem: object][] = [
    ['', { type: 'empty' }],
    ['tensor()', { type: 'empty' }],
    ['[[1, 2], [3', { type: 'unfinished' }],
    ['[', { type: 'unfinished' }],
    ['[1, 2]]', { type: 'unexpected', token: ']' }],
    ['[1 2]', { type: 'unexpected', token: '2' }],
    ['[1, two]', { type: 'unexpected', token: 'two' }],
    // No nested list has that shape.
    ['tensor([], size=(0, 5))', { type: 'unexpected', token: ',' }],
    ['[,]', { type: 'unexpected', token: ',' }],
    ['[1, 2)', { type: 'unexpected', token: ')' }],
    ["['1']", { type: 'unexpected', token: "'1'" }],
    ['[None]', { type: 'unexpected', token: 'None' }],
    ['[1j]', { type: 'unexpected', token: '1j' }],
    ['[9007199254740993]', { type: 'unexpected', token: '9007199254740993' }],
    ['x = [1]', { type: 'unexpected', token: 'x' }],
    ['__import__("os")', { type: 'unexpected', token: '__import__' }],
    ['tensor([1.,  ..., 2.])', { type: 'summarised' }],
    ['tensor([[1., 2.],\n        ...,\n        [3., 4.]])', { type: 'summarised' }],
    ['[[[[[[1]]]]]]', { type: 'tooManyDimensions' }],
    ['['.repeat(100_000), { type: 'tooManyDimensions' }],
    [long(MAX_PASTED_ELEMENTS + 1), { type: 'tooLarge' }],
    [`[${'[],'.repeat(MAX_PASTED_ELEMENTS + 1)}]`, { type: 'tooLarge' }],
    [' '.repeat(1e6), { type: 'tooLarge' }],
  ];
  for (const [pasted, problem] of BAD) {
    it(`refuses ${JSON.stringify(pasted.slice(0, 60))}`, () =>
      assert.deepEqual(parsePasted(pasted), problem));
  }

  /** The texts are PyTorch's, of `torch.tensor`. */
  const REFUSED: readonly [pasted: string, error: string][] = [
    ['[[1, 2], [3]]', 'ValueError: expected sequence of length 2 at dim 1 (got 1)'],
    ['[[1], 2]', 'TypeError: not a sequence'],
    ['[1, [2]]', 'TypeError: must be real number, not list'],
  ];
  for (const [pasted, error] of REFUSED) {
    it(`says of ${pasted} what PyTorch says`, () => {
      const refused = parsePasted(pasted);
      assert.equal(refused.type === 'refused' ? String(refused.error) : refused.type, error);
    });
  }

  it('takes as many as are allowed', () => {
    const pasted = parsePasted(long(MAX_PASTED_ELEMENTS));
    assert.deepEqual(pasted.type === 'values' && pasted.shape, [MAX_PASTED_ELEMENTS]);
  });

  it('writes what it reads, whatever the numbers', () => {
    const matrices = fc
      .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.double(), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(matrices, (values: NestedNumbers) => {
        const text = pythonText(values);
        assert.deepEqual(parsePasted(text).type === 'values' && nestedValues(text), values);
      }),
    );
  });

  it('never throws, whatever is pasted', () => {
    const token = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      ',',
      '1',
      '-2.5',
      'nan',
      'tensor(',
      '...',
      'dtype=torch.x',
      ' ',
    );
    fc.assert(fc.property(fc.array(token), (tokens) => void parsePasted(tokens.join(''))));
    fc.assert(fc.property(fc.string(), (text) => void parsePasted(text)));
  });
});
