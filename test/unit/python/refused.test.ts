import assert from 'node:assert/strict';
import { isRefused } from '../../../src/python/syntax/ast/refused';
import { hasLineMagic } from '../../../src/python/syntax/sourceText';
import { borderPrograms } from '../../golden/soundness';

/** What learners write, and Python refuses; IPython runs some of it as a command where it is all of a cell. */
const REFUSED = [
  'if True\n    print(1)',
  'for i in range(3) print(i)',
  'while True print(1)',
  'def f(x)\n    return x',
  'class A\n    pass',
  'with torch.no_grad()\n    pass',
  'def f():\nprint(1)',
  'for i in range(3):\n# nothing\nprint(i)',
  'if x:',
  'else:\n    pass',
  'elif x:\n    pass',
  'if y:\n    pass\nelse if x:\n    pass',
  'if x = 3:\n    pass',
  'x = = 3',
  'x = 5 +',
  'x =',
  'y = x++',
  'p = 5%',
  'torch.',
  'x := 5',
  'x = 3 y = 4',
  'p = 0.5.5',
  '1x = 3',
  'print "hi"',
  'nn.Dropout(p=0.5 inplace=True)',
  'nn.Sequential(\n    nn.Linear(1, 2)\n    nn.Dropout(0.5)\n)',
  "d = {'a': 1 'b': 2}",
  'x = torch.ones(2,, 3)',
  'x = [, 1]',
  'if x == 1 {\n}',
  'if (x > 3) && (y < 2):\n    pass',
  'import torch as',
  'from torch import',
  'class = 3',
  'not = 3',
  'for x in :\n    pass',
  'raise x from',
] as const;

/** What one Python or IPython takes, or may take. */
const TAKEN = [
  '',
  'x',
  'match x:\n    case [1, *rest] if rest: pass\n    case {"a": 1, **others}: pass\n    case _: pass',
  'type X = int',
  'lazy import torch',
  'x = t"a{b}"',
  'print(f"{d["a"]} b")',
  'def f(a, /, b, *, c=1, **k) -> int: ...',
  'lambda *, a=1: a',
  'from ...a.b import *',
  'from . import x',
  'x = 1if y else 2.\nz = 0x1for w in y',
  'a, = b\nc = *a, *b',
  'if lambda a=1: a: pass',
  'print(*x, **y, sep="")',
  'try: pass\nexcept* A as e: pass\nelse: pass\nfinally: pass',
  'async def f():\n    async with a as b, c as d: await x',
  "x = ('a' f'b'\n     'c')",
  '@decorated\ndef f[T](x: T): pass',
  'while x: y = 1',
  'if x: y = {"a": 1}',
  'x[1:, ..., ::2, y:=3]',
  'if x:\n    \\\ny = 1',
  '>>> x = = 3',
  ',f a b',
  '"unended',
  '(1',
  'x = y ? 1 : 2',
] as const;

describe('what Python surely refuses', () => {
  for (const text of REFUSED) it(JSON.stringify(text), () => assert.ok(isRefused(`${text}\n`, false)));
  for (const text of TAKEN)
    it(`is not ${JSON.stringify(text)}`, () => assert.ok(!isRefused(`${text}\n`, false)));

  it('is no command of IPython', () => {
    for (const text of ['pip install torch', 'cd ..', 'time f(1)', 'ls x/y', 'time (a b)'])
      assert.ok(!isRefused(text, true));
    for (const text of ['print "a"', 'x = 3 y = 4', 'nn.Dropout(a b)'])
      assert.ok(isRefused(text, true), text);
  });

  it('is nothing that Python runs', () => {
    for (const { cells, outputs } of borderPrograms('soundness.json'))
      for (const [i, cell] of cells.entries())
        if (outputs[i]?.error === null && !hasLineMagic(cell))
          assert.ok(!isRefused(cell, !cell.trim().includes('\n')), cell);
  });
});
