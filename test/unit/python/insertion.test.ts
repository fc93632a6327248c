import assert from 'node:assert/strict';
import { indented, insertionBelow } from '../../../src/python';

/** Code with `|` in the call; and with the line that is put below its statement. */
const CASES: readonly [code: string, after: string][] = [
  ['d = |D()', 'd = D()\n# here'],
  ['d = |D()\nx', 'd = D()\n# here\nx'],
  ['d = |D()  # why\nx', 'd = D()  # why\n# here\nx'],
  ['a; d = |D(); x\ny', 'a; d = D(); x\n# here\ny'],
  ['m = S(\n  L(),\n  |D(\n  ),\n)\nx', 'm = S(\n  L(),\n  D(\n  ),\n)\n# here\nx'],
  ['def f():\n    d = |D()\n    return d\n', 'def f():\n    d = D()\n    # here\n    return d\n'],
  [
    'class A:\n\tdef f(self):\n\t\tself.d = |D()\n\nx',
    'class A:\n\tdef f(self):\n\t\tself.d = D()\n\t\t# here\n\nx',
  ],
  ['if a:\n  d = |D()\nelse:\n  x', 'if a:\n  d = D()\n  # here\nelse:\n  x'],
  ['def f(d=|D()):\n  return d\n\nx', 'def f(d=D()):\n  return d\n# here\n\nx'],
  ['d = |D(', 'd = D(\n# here'],
  ['x = 1.\r\nd = |D()\r\ny', 'x = 1.\r\nd = D()\r\n# here\r\ny'],
];

describe('the place below a statement', () => {
  for (const [marked, after] of CASES) {
    it(JSON.stringify(marked), () => {
      const text = marked.replace('|', '');
      const { offset, indentation } = insertionBelow(text, marked.indexOf('|'));
      const lines = indented('# here\n', indentation, text.includes('\r') ? '\r\n' : '\n');
      assert.equal(text.slice(0, offset) + lines + text.slice(offset), after);
    });
  }

  it('takes a script of several lines, and indents no empty one', () => {
    assert.equal(indented('a\n\n  b\n', '\t', '\n'), '\n\ta\n\n\t  b');
  });
});
