import assert from 'node:assert/strict';
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
  const ELSEWHERE =
    'The output may come from another version or device, or from other code. Click to see both texts.';
  const ORDER = 'Replay runs each cell once, from top to bottom.';
  const NO_SEED = 'no seed is set, so every run draws other numbers';
  const drop = (more: Partial<Cell> = {}): Cell => ({ code: 'drop(x)', ...more });
  const CASES: readonly (readonly [
    about: string,
    cells: readonly [Cell, ...Cell[]],
    text: string | RegExp | undefined,
    tooltip?: string,
    options?: NonNullable<Parameters<typeof said>[1]>,
  ])[] = [
    ['a cell that has not run', [START, drop()], '→ 1 of 6 kept', EXACT],
    ['one without dropout', [START, { code: 'x' }], undefined],
    [
      'one without dropout that has run',
      [START, { code: 'x.shape', result: 'torch.Size([2, 3])' }],
      undefined,
    ],
    ['the very output', [START, drop({ result: NEW })], '$(check) matches PyTorch', SAME],
    [
      'the very output, printed',
      [START, { code: 'print(drop(x))', printed: `${NEW}\n` }],
      '$(check) matches PyTorch',
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
      '$(check) 3 of 3 outputs match PyTorch',
      SAME,
    ],
    [
      'another output',
      [START, drop({ result: OTHER })],
      '$(info) differs from PyTorch 2.7+ on CPU for seed 0',
      ELSEWHERE,
    ],
    [
      'more than the output',
      [START, drop({ result: NEW, printed: 'more\n' })],
      '$(info) differs from PyTorch 2.7+ on CPU for seed 0',
      ELSEWHERE,
    ],
    [
      'another output, with several seeds',
      [START, { code: 'print(drop(x))\ntorch.manual_seed(1)\nprint(drop(x))', printed: `${NEW}\n${OLD}\n` }],
      '$(info) differs from PyTorch 2.7+ on CPU',
      ELSEWHERE,
    ],
    [
      'another output of an older build',
      [START, drop({ result: OTHER })],
      '$(info) differs from PyTorch ≤ 2.6 on x86 for seed 0',
      ELSEWHERE,
      { backend: 'cpu-mkl' },
    ],
    [
      'the output of an older build',
      [START, drop({ result: OLD })],
      '$(check) matches PyTorch ≤ 2.6 on x86',
      'The stored output is, character for character, what that build prints: it draws from another generator than the one that is chosen in the settings.',
    ],
    [
      'the output of a newer build',
      [START, drop({ result: NEW })],
      '$(check) matches PyTorch 2.7 or newer',
      'The stored output is, character for character, what that build prints: it draws from another generator than the one that is chosen in the settings.',
      { backend: 'cpu-mkl' },
    ],
    [
      'the output of the older build that is chosen',
      [START, drop({ result: OLD })],
      '$(check) matches PyTorch',
      'The stored output is, character for character, what the replay gives. Exactly what x86 wheels of PyTorch up to 2.6 give on Intel.',
      { backend: 'cpu-mkl' },
    ],
    [
      'an output of a GPU',
      [START, drop({ result: OTHER.replace(/\)$/, ", device='cuda:0')") })],
      '$(info) printed on a GPU',
      'A GPU draws other numbers than the CPU, which replay follows.',
    ],
    [
      'no seed',
      [UNSEEDED, drop({ result: NEW })],
      /^≈ \d of 6 kept · no seed to compare with$/,
      `Cannot be compared: ${NO_SEED}.`,
    ],
    [
      'no seed, and no call of its own',
      [UNSEEDED, { code: 'y = drop(x)' }, { code: 'y', result: NEW }],
      'no seed to compare with',
      `Cannot be compared: ${NO_SEED}.`,
    ],
    ['no seed, and no run', [UNSEEDED, drop()], /^≈ \d of 6 kept$/, `Not certain: ${NO_SEED}.`],
    [
      'what cannot be followed',
      [START, { code: 'import foo\nprint(drop(x))\nprint(foo.bar())', printed: `${NEW}\n1\n` }],
      '≈ 1 of 6 kept · cannot be compared',
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
      '$(info) differs from PyTorch 2.7+ on CPU for seed 0',
      ELSEWHERE,
    ],
    [
      'a part in words of IPython’s',
      [START, { code: 'print(drop(x))\nlen', printed: `${NEW}\n`, result: '<function len(obj, /)>' }],
      '$(check) 1 of 2 outputs match PyTorch',
      'Cannot be compared: line 2: how IPython shows this is not understood.',
    ],
    [
      'a list, laid out as IPython does',
      [START, { code: '[drop(x)]', result: `[${NEW}]` }],
      '$(check) matches PyTorch',
      SAME,
    ],
    [
      'an output that is not random',
      [START, { code: 'drop.eval()(x)', result: OTHER.replaceAll('2', '1') }],
      '→ unchanged',
      EXACT,
    ],
    ['another one that is not random', [START, { code: 'drop.eval()(x)', result: NEW }], undefined],
    [
      'an edit',
      [START, drop({ result: OTHER, isEdited: true })],
      '$(edit) edited since it ran',
      'Run the cell again to compare its output.',
    ],
    [
      'an edit above',
      [{ ...START, order: 1, isEdited: true }, drop({ result: OTHER, order: 2 })],
      '$(edit) cell 1 was edited since',
      'Run the notebook again to compare this output.',
    ],
    [
      'an edit that leaves the output',
      [START, drop({ result: NEW, isEdited: true })],
      '$(check) matches PyTorch',
      SAME,
    ],
    [
      'a cell above that ran after it',
      [{ ...START, order: 2 }, drop({ result: OTHER, order: 1 })],
      '$(list-ordered) ran in another order',
      `Cell 1, above, ran after this one. ${ORDER}`,
    ],
    [
      'a cell below that ran before it',
      [{ ...START, order: 1 }, drop({ result: OTHER, order: 3 }), { code: 'drop(x)', order: 2 }],
      '$(list-ordered) ran in another order',
      `Cell 3, below, ran before this one. ${ORDER}`,
      { cell: 1 },
    ],
    [
      'a cell above that has not run',
      [START, drop({ result: OTHER, order: 1 })],
      '$(list-ordered) cell 1 has not run',
      `Cell 1, above, has not run. ${ORDER}`,
    ],
    [
      'a run more',
      [{ ...START, order: 1 }, drop({ result: OTHER, order: 3 })],
      '$(list-ordered) other runs came before',
      `An earlier run of the kernel is not in the notebook now. This cell may have run more than once, or another one, or one that is gone. ${ORDER}`,
    ],
    [
      'several runs more',
      [{ ...START, order: 2 }, drop({ result: OTHER, order: 5 })],
      '$(list-ordered) other runs came before',
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
      if (typeof text === 'string') assert.equal(item?.text, text);
      else assert.match(item?.text ?? '', text);
      assert.equal(item?.tooltip, tooltip);
      // There is a text to compare with, or a call to show.
      const isCompared = /what the replay gives|^(?:Not certain|Exactly)/.test(tooltip)
        ? 'Show this call'
        : 'Show both texts';
      assert.ok(item.leads.startsWith(isCompared), item.leads);
    });

  itSaysAllOf('difference.ts', 'statusBar.ts');
});
