import assert from 'node:assert/strict';
import { callParts } from '../../../../src/previews/replay/callParts';
import { placedRange } from '../../../../src/protocol/reading';
import { changedRegion } from '../../../../src/text';

describe('where a call is once the text was edited', () => {
  const before = 'a = 1\ny = d(x)\nprint(y)\n';
  const cases: [what: string, after: string, text: string | undefined][] = [
    ['nothing changed', before, 'd(x)'],
    ['a line more above', `import z\n${before}`, 'd(x)'],
    ['a line less above', before.slice(6), 'd(x)'],
    ['more behind it on its line', before.replace('d(x)', 'd(x)  # c'), 'd(x)'],
    ['more before it on its line', before.replace('y =', 'yes ='), 'd(x)'],
    ['another argument', before.replace('(x)', '(x + 1)'), 'd(x + 1)'],
    ['half a call', before.replace('(x)', '(x'), 'd(x'],
    ['the call is gone', before.replace('d(x)', ''), undefined],
    ['its line is gone', before.replace('y = d(x)\n', ''), undefined],
  ];
  for (const [what, after, text] of cases)
    it(what, () => {
      const from = before.indexOf('d(x)');
      const edit = changedRegion(before, after);
      const now = placedRange({ from, to: from + 4 }, edit ? [edit] : []);
      assert.equal(now && after.slice(now.from, now.to), text);
    });
});

describe('where a call is after edits above and below it, which one step made', () => {
  it('is where it was moved to', () => {
    const edits = [
      { from: 15, toBefore: 20, toAfter: 19 },
      { from: 4, toBefore: 5, toAfter: 7 },
    ];
    assert.deepEqual(placedRange({ from: 10, to: 14 }, edits), { from: 12, to: 16 });
  });
});

describe('the parts of a call that are not its arguments', () => {
  const cases: [code: string, parts: string[]][] = [
    ['layer(x)', ['layer(', ')']],
    ['nn.Dropout(0.5)(x)', ['nn.Dropout(0.5)(', ')']],
    ['layers[0](f(x), [1, 2])', ['layers[0](', ')']],
    ['layer(\n  x,\n)', ['layer(', ')']],
    ['layer(")")', ['layer(")")']],
    ['not a call', ['not a call']],
  ];
  for (const [code, parts] of cases)
    it(code, () =>
      assert.deepEqual(
        callParts(code).map(({ from, to }) => code.slice(from, to)),
        parts,
      ),
    );
});
