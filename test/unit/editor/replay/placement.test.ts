import assert from 'node:assert/strict';
import { callParts } from '../../../../src/editor/replay/callParts';
import { shiftBetween } from '../../../../src/editor/replay/shift';

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
    ['edited above and below', before.replace('1', '2').replace('print', 'repr'), undefined],
  ];
  for (const [what, after, text] of cases)
    it(what, () => {
      const from = before.indexOf('d(x)');
      const now = shiftBetween(before, after)({ from, to: from + 4 });
      assert.equal(now && after.slice(now.from, now.to), text);
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
