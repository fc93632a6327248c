import assert from 'node:assert/strict';
import { itSaysAllOf, said } from './allSaid';

const HEAD = `import torch
from torch import nn
torch.manual_seed(0)
drop = nn.Dropout(0.5)
x = torch.ones(3, 5)
`;
const RAISED = "NameError: name 'inputs' is not defined";
const NOTHING = 'Nothing catches it, so what follows does not run.';

/** Code behind the head, the hint behind the line that raises, and for each place that is pointed at, what is said there. */
const CASES: readonly (readonly [
  name: string,
  code: string,
  hint: readonly string[],
  hovers: Readonly<Record<string, string>>,
])[] = [
  [
    'a name that there is not',
    'y = drop(inputs)\nz = drop(x)\nprint(z)\n',
    [`→ ${RAISED}`],
    {
      inputs: `${RAISED}\n${NOTHING}`,
      drop: 'drop\nDoes not run: line 6 ends in NameError, which nothing catches.',
      print: 'print\nDoes not run: line 6 ends in NameError, which nothing catches.',
    },
  ],
  [
    'what PyTorch refuses, of which the text is too long',
    'y = nn.Linear(4, 2)(x)\nz = drop(y)\n',
    ['→ RuntimeError'],
    {
      nn: `RuntimeError: mat1 and mat2 shapes cannot be multiplied (3x5 and 4x2)\n${NOTHING}`,
      drop: 'drop\nDoes not run: line 6 ends in RuntimeError, which nothing catches.',
    },
  ],
  [
    'the line that calls what raises',
    'def main():\n    y = drop(inputs)\n    return y\n\n\nmain()\nz = drop(x)\n',
    [`→ ${RAISED}`],
    {
      main: `${RAISED}\n${NOTHING}`,
      drop: 'drop\nDoes not run: line 11 ends in NameError, which nothing catches.',
    },
  ],
  [
    'an exception of the reader’s own, whose text is not asked for',
    'class Wrong(Exception):\n    def __str__(self):\n        print(9)\n        return "no"\n\n\nraise Wrong(1)\nz = drop(x)\n',
    ['→ Wrong'],
    { raise: `Wrong\n${NOTHING}`, drop: 'drop\nDoes not run: line 12 ends in Wrong, which nothing catches.' },
  ],
  [
    'what may be raised',
    'from data import load\nif load():\n    pass\ny = drop(inputs)\nz = drop(x)\n',
    [],
    {
      drop: 'drop\nMay not run: line 9 may end in NameError.\nline 6: data is a module that is not known here.',
    },
  ],
  [
    'to leave, which is no fault',
    'raise SystemExit(1)\nz = drop(x)\n',
    [],
    { drop: 'drop\nDoes not run: line 6 ends in SystemExit, which nothing catches.' },
  ],
  ['what is caught', 'try:\n    y = drop(inputs)\nexcept NameError:\n    pass\n', [], {}],
  [
    'a definition below, which a call above may have reached',
    'y = drop(inputs)\ndef f():\n    return drop(x)\n',
    [`→ ${RAISED}`],
    { inputs: `${RAISED}\n${NOTHING}` },
  ],
];

describe('an exception that nothing catches', () => {
  for (const [name, code, hint, expected] of CASES)
    it(`is told of: ${name}`, async () => {
      const whole = HEAD + code;
      const { hints, hovers } = await said([{ code: whole }]);
      assert.deepEqual(
        hints.map(({ text }) => text).filter((text) => !text.includes('kept')),
        hint,
      );
      const found = Object.fromEntries(
        hovers
          .filter(({ text }) => /run[:.]|which nothing/.test(text))
          .map(({ from, to, text }) => [whole.slice(from, to), text]),
      );
      assert.deepEqual(found, expected);
    });

  it('ends its own cell of a notebook alone', async () => {
    const cells = [
      { code: HEAD },
      { code: 'y = drop(inputs)\nz = drop(x)' },
      { code: 'z = drop(x)' },
    ] as const;
    const of = (cell: number) => said([...cells], { notebook: true, cell });
    const [ending, next] = [await of(1), await of(2)];
    assert.deepEqual(
      ending.hints.map(({ text }) => text),
      [`→ ${RAISED}`],
    );
    assert.equal(
      ending.hovers.at(-1)?.text,
      'drop\nDoes not run: line 1 ends in NameError, which nothing catches.',
    );
    assert.deepEqual(
      next.hints.map(({ text }) => text),
      ['→ 8 of 15 kept'],
    );
  });

  itSaysAllOf('previews/replay/ended.ts');
});
