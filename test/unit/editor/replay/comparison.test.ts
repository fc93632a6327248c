import assert from 'node:assert/strict';
import { expectedIn } from '../../../../src/editor/replay/expected';
import { compareOutputs } from '../../../../src/previews/replay/comparison';
import type { RealOutputs } from '../../../../src/protocol/reading';
import { trace } from '../../../golden/traces';

/** The verdicts on what a cell really showed; the cell follows one that imports torch. */
function verdicts(code: string, real: Partial<RealOutputs>): string[] {
  const { values, extra } = compareOutputs(expectedIn(trace(['import torch', code]), 1), {
    printed: '',
    result: undefined,
    raised: false,
    ...real,
  });
  return [...values.map(({ verdict }) => verdict), ...(extra ? ['extra'] : [])];
}

const SEEDED = 'torch.manual_seed(0); d = torch.nn.Dropout(0.5)\n';
const ONE = 'tensor([0., 0., 2.])';

describe('the comparison of a cell’s output with the replay', () => {
  const cases: [what: string, code: string, real: Partial<RealOutputs>, verdicts: string[]][] = [
    ['the same result', `${SEEDED}d(torch.ones(3))`, { result: ONE }, ['same']],
    ['another result', `${SEEDED}d(torch.ones(3))`, { result: 'tensor([2., 0., 2.])' }, ['different']],
    ['no result', `${SEEDED}d(torch.ones(3))`, {}, ['different']],
    ['prints', 'print(1)\nprint(2)', { printed: '1\n2\n' }, ['same', 'same']],
    [
      'one other line',
      'print(1)\nprint(2)\nprint(3)',
      { printed: '1\n7\n3\n' },
      ['same', 'different', 'same'],
    ],
    ['one line too many', 'print(1)', { printed: '1\n2\n' }, ['same', 'extra']],
    ['one line too few', 'print(1)\nprint(2)', { printed: '1\n' }, ['same', 'different']],
    ['lines without an end', "print(1, end=' ')\nprint(2)", { printed: '1 2\n' }, ['same', 'same']],
    ['what no newline parts', "print(1, end='')\nprint(2)", { printed: '1\n2\n' }, ['same', 'same', 'extra']],
    ['a print and a result', 'print(1)\n2', { printed: '1\n', result: '2' }, ['same', 'same']],
    ['an exception', 'print(1)', { printed: '1\n', raised: true }, ['same', 'extra']],
    [
      'a result of a cell that ends in a statement',
      'print(1)',
      { printed: '1\n', result: '5' },
      ['same', 'extra'],
    ],
    ['a list that IPython breaks', '[1, 2]', { result: '[1,\n 2]' }, ['same']],
    [
      'a tensor broken otherwise',
      `${SEEDED}d(torch.ones(3))`,
      { result: 'tensor([0.,\n 0., 2.])' },
      ['different'],
    ],
    [
      'what a GPU may have been asked for, if equal',
      'device = "cuda" if torch.cuda.is_available() else "cpu"\nprint(device)',
      { printed: 'cpu\n' },
      ['same'],
    ],
    [
      'what a GPU may have been asked for, if other',
      'device = "cuda" if torch.cuda.is_available() else "cpu"\nprint(device)',
      { printed: 'cuda\n' },
      ['unsure'],
    ],
    [
      'what a plot may have ended, if other',
      'import matplotlib.pyplot as plt\nplt.plot([1])\nprint(1)',
      { printed: '2\n' },
      ['different'],
    ],
    [
      'what a plot may have ended, if missing',
      'import matplotlib.pyplot as plt\nplt.plot([1])\nprint(1)',
      { raised: true },
      ['unsure', 'extra'],
    ],
    [
      'code without a seed, even if equal',
      'torch.nn.Dropout(0.5)(torch.ones(3))',
      { result: ONE },
      ['unsure'],
    ],
    [
      'what is not understood',
      'print(1)\nprint(torch.nn.functional.gumbel_softmax(torch.ones(3)))\nprint(3)',
      { printed: '1\na\nb\n3\n' },
      // It may do anything, to what follows as well.
      ['same', 'unsure', 'unsure'],
    ],
    [
      'what is not understood, but known to read only',
      'print(1)\nprint(torch.hann_window(3))\nprint(3)',
      { printed: '1\na\nb\n3\n' },
      ['same', 'unsure', 'same'],
    ],
  ];
  for (const [what, code, real, expected] of cases)
    it(what, () => assert.deepEqual(verdicts(code, real), expected));

  it('tells which text stands in the place of which value', () => {
    const expected = expectedIn(trace(['print(1)\nprint("a\\nb")\nprint(3)']), 0);
    const { values } = compareOutputs(expected, {
      printed: '0\nx\ny\n3\n',
      result: undefined,
      raised: false,
    });
    assert.deepEqual(
      values.map(({ real }) => real),
      ['0', 'x\ny', '3'],
    );
  });
});
