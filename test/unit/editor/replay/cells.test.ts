import assert from 'node:assert/strict';
import { LONGEST_LENS, lensLength } from '../../../../src/previews/lens';
import type { Cell } from '../replayed';
import { itSaysAllOf, said } from './allSaid';
import { IMPORTS } from './evaluations';

describe('what replay says below a cell', () => {
  const START = { code: `${IMPORTS}torch.manual_seed(0)\nx = torch.ones(2, 3)\ndrop = nn.Dropout(0.5)` };
  const UNSEEDED = { code: START.code.replace('torch.manual_seed(0)', '') };
  /** What `drop(x)` gives first after seed 0, by PyTorch 2.13, and by x86 wheels of 2.6. */
  const NEW = 'tensor([[0., 0., 2.],\n        [0., 0., 0.]])';
  const OLD = 'tensor([[2., 0., 0.],\n        [2., 2., 0.]])';
  const OTHER = 'tensor([[2., 2., 2.],\n        [2., 2., 2.]])';
  const EXACT = 'Exactly what PyTorch 2.7 or newer gives on the CPU.';
  const SAME = `The stored output is, character for character, what the replay gives. ${EXACT}`;
  const ELSEWHERE = 'The output may come from another version or device, or from other code.';
  const ORDER = 'Replay runs each cell once, from top to bottom.';
  const NO_SEED = 'no seed is set, so every run draws other numbers';
  const drop = (more: Partial<Cell> = {}): Cell => ({ code: 'drop(x)', ...more });
  const CASES: readonly (readonly [
    about: string,
    cells: readonly [Cell, ...Cell[]],
    text: string | undefined,
    tooltip?: string,
    options?: NonNullable<Parameters<typeof said>[1]>,
  ])[] = [
    ['a cell that has not run', [START, drop()], undefined],
    ['one without dropout', [START, { code: 'x' }], undefined],
    [
      'one without dropout that has run',
      [START, { code: 'x.shape', result: 'torch.Size([2, 3])' }],
      undefined,
    ],
    ['the very output', [START, drop({ result: NEW })], '$(check) Output as predicted', SAME],
    [
      'the very output, printed',
      [START, { code: 'print(drop(x))', printed: `${NEW}\n` }],
      '$(check) Output as predicted',
      SAME,
    ],
    [
      'several outputs',
      [
        START,
        {
          code: 'print(drop.p)\nprint(drop(x))\nx.shape',
          printed: `0.5\n${NEW}\n`,
          result: 'torch.Size([2, 3])',
        },
      ],
      '$(check) 3 of 3 outputs as predicted',
      SAME,
    ],
    [
      'another output',
      [START, drop({ result: OTHER })],
      '$(warning) Output differs from PyTorch 2.7+ on CPU',
      ELSEWHERE,
    ],
    [
      'more than the output',
      [START, drop({ result: NEW, printed: 'more\n' })],
      '$(warning) Output differs from PyTorch 2.7+ on CPU',
      ELSEWHERE,
    ],
    [
      'another output, with several seeds',
      [START, { code: 'print(drop(x))\ntorch.manual_seed(1)\nprint(drop(x))', printed: `${NEW}\n${OLD}\n` }],
      '$(warning) Output differs from PyTorch 2.7+ on CPU',
      ELSEWHERE,
    ],
    [
      'another output of an older build',
      [START, drop({ result: OTHER })],
      '$(warning) Output differs from PyTorch ≤ 2.6 on x86',
      ELSEWHERE,
      { backend: 'cpu-mkl' },
    ],
    [
      'the output of an older build',
      [START, drop({ result: OLD })],
      '$(check) Output as PyTorch ≤ 2.6 gives on x86',
      'The stored output is, character for character, what that build prints: it draws from another generator than the one that is chosen in the settings.',
    ],
    [
      'the output of a newer build',
      [START, drop({ result: NEW })],
      '$(check) Output as PyTorch 2.7+ gives',
      'The stored output is, character for character, what that build prints: it draws from another generator than the one that is chosen in the settings.',
      { backend: 'cpu-mkl' },
    ],
    [
      'the output of the older build that is chosen',
      [START, drop({ result: OLD })],
      '$(check) Output as predicted',
      'The stored output is, character for character, what the replay gives. Exactly what x86 wheels of PyTorch up to 2.6 give on Intel.',
      { backend: 'cpu-mkl' },
    ],
    [
      'an output of a GPU',
      [START, drop({ result: OTHER.replace(/\)$/, ", device='cuda:0')") })],
      '$(warning) Output differs: printed on a GPU',
      'A GPU draws other numbers than the CPU, which replay follows.',
    ],
    [
      'no seed',
      [UNSEEDED, drop({ result: NEW })],
      'No seed, nothing to compare',
      `Cannot be compared: ${NO_SEED}.`,
    ],
    [
      'no seed, and no call of its own',
      [UNSEEDED, { code: 'y = drop(x)' }, { code: 'y', result: NEW }],
      'No seed, nothing to compare',
      `Cannot be compared: ${NO_SEED}.`,
    ],
    ['no seed, and no run', [UNSEEDED, drop()], undefined],
    [
      'what cannot be followed',
      [START, { code: 'import foo\nprint(drop(x))\nprint(foo.bar())', printed: `${NEW}\n1\n` }],
      'Cannot compare: line 1 is not understood',
      'Cannot be compared: line 1: foo is a module that is not known here.',
    ],
    [
      'a part that cannot be compared',
      [
        START,
        {
          code: 'print(drop(x))\nprint([drop(x)])\n[drop(x)]',
          printed: `${NEW}\n[${OLD}]\n`,
          result: `[${OLD}]`,
        },
      ],
      '$(warning) Output differs from PyTorch 2.7+ on CPU',
      ELSEWHERE,
    ],
    [
      'a part in words of IPython’s',
      [START, { code: 'print(drop(x))\nlen', printed: `${NEW}\n`, result: '<function len(obj, /)>' }],
      '$(check) 1 of 2 outputs as predicted',
      'Cannot be compared: line 2: how IPython shows this is not understood.',
    ],
    [
      'a list, laid out as IPython does',
      [START, { code: '[drop(x)]', result: `[${NEW}]` }],
      '$(check) Output as predicted',
      SAME,
    ],
    [
      'an output that is not random',
      [START, { code: 'drop.eval()(x)', result: OTHER.replaceAll('2', '1') }],
      undefined,
    ],
    ['another one that is not random', [START, { code: 'drop.eval()(x)', result: NEW }], undefined],
    [
      'an edit',
      [START, drop({ result: OTHER, isEdited: true })],
      '$(edit) Output differs: edited since it ran',
      'Run the cell again to compare its output.',
    ],
    [
      'an edit above',
      [{ ...START, order: 1, isEdited: true }, drop({ result: OTHER, order: 2 })],
      '$(edit) Output differs: cell 1 was edited',
      'Run the notebook again to compare this output.',
    ],
    [
      'an edit that leaves the output',
      [START, drop({ result: NEW, isEdited: true })],
      '$(check) Output as predicted',
      SAME,
    ],
    [
      'a cell above that ran after it',
      [{ ...START, order: 2 }, drop({ result: OTHER, order: 1 })],
      '$(warning) Output differs: ran before [2]',
      `Cell 1, above, ran after this one. ${ORDER}`,
    ],
    [
      'a cell below that ran before it',
      [{ ...START, order: 1 }, drop({ result: OTHER, order: 3 }), { code: 'drop(x)', order: 2 }],
      '$(warning) Output differs: ran after [2]',
      `Cell 3, below, ran before this one. ${ORDER}`,
      { cell: 1 },
    ],
    [
      'a cell above that has not run',
      [START, drop({ result: OTHER, order: 1 })],
      '$(warning) Output differs: cell 1 has not run',
      `Cell 1, above, has not run. ${ORDER}`,
    ],
    [
      'a run more',
      [{ ...START, order: 1 }, drop({ result: OTHER, order: 3 })],
      '$(warning) Output differs: other runs came first',
      `An earlier run of the kernel is not in the notebook now. This cell may have run more than once, or another one, or one that is gone. ${ORDER}`,
    ],
    [
      'several runs more',
      [{ ...START, order: 2 }, drop({ result: OTHER, order: 5 })],
      '$(warning) Output differs: other runs came first',
      `3 earlier runs of the kernel are not in the notebook now. This cell may have run more than once, or another one, or one that is gone. ${ORDER}`,
    ],
  ];
  for (const [about, cells, text, tooltip = '', options = {}] of CASES)
    it(about, async () => {
      const { items } = await said(cells, { notebook: true, ...options });
      const [item] = items;
      if (text === undefined) {
        assert.deepEqual(items, []);
        return;
      }
      assert.ok(item !== undefined);
      assert.equal(item.text, text);
      assert.equal(item.tooltip, tooltip);
      assert.ok(lensLength(item.text) <= LONGEST_LENS, item.text);
      // A difference can be seen, and what is as predicted in the playground; of the rest there is nothing to show.
      const leads = items.map((one) => [one.text, one.leads]);
      if (item.text.includes('Output differs') || item.text.includes('gives'))
        assert.deepEqual(leads, [
          [item.text, ''],
          ['$(diff) Compare', 'Show both texts side by side'],
        ]);
      else {
        assert.equal(leads.length, 1);
        assert.equal(item.leads.startsWith('Show this call'), tooltip === SAME || tooltip.endsWith('Intel.'));
      }
    });

  itSaysAllOf('previews/replay/cellItems.ts', 'editor/replay/statusBar.ts');
});
