import assert from 'node:assert/strict';
import { lineOf } from '../../../src/editor/siteLine';
import { findUse, type WantedUse } from '../../../src/link/findUse';
import { trackRange } from '../../../src/link/trackedRange';

/** What is known of the call that `|` stands before, once it was found there. */
function known(marked: string, callee: string): { readonly text: string; readonly wanted: WantedUse } {
  const from = marked.indexOf('|');
  const text = marked.replace('|', '');
  const first = { from, callee, ...lineOf(text, { from }), range: undefined, twins: 0 };
  const { use, range, twins } = findUse(text, first, undefined) ?? assert.fail(marked);
  return { text, wanted: { ...use, range, twins } };
}

function marked(text: string, from: number | undefined): string {
  return from === undefined ? 'lost' : `${text.slice(0, from)}|${text.slice(from)}`;
}

/** Code with `|` before the call of `layer`; what it is after an edit, and where the call is then, if anywhere. */
const EDITS: readonly [before: string, after: string, name?: string][] = [
  ['|layer(x)', 'y = 1\n|layer(x)'],
  ['|layer(x)', '|layer(x + 1)'],
  ['|layer(x)', 'out = |layer(x)'],
  ['|layer(x)', '|layer('],
  ['a\n|layer(x)\nb', 'a\nb'],
  ['|layer(x)', 'other(x)'],
  ['|layer(x)', '|drop(x)', 'drop'],
  ['layer(x)\n|layer(x)', 'layer(x)\n\n|layer(x)'],
];

/** The same where it is not known what was edited: after a reload. */
const RELOADS: readonly [before: string, after: string][] = [
  ['|layer(x)', '|layer(x)'],
  ['|layer(x)', 'y = 1\n|layer(x)'],
  ['|layer(x)', 'layer(y)'],
  ['out = |layer(x)', 'y = 1\nout = |layer(y)'],
  ['out = |layer(x)', 'out = layers(x)'],
  ['out = |layer(x)', 'out = self.layer(x)'],
  ['  print(|layer(x))', '\tprint(|layer(x))'],
  ['|layer(x)\nlayer(x)', 'a\nlayer(x)\nlayer(x)'],
  ['layer(x)\n|layer(x)', 'layer(x)\n|layer(x)'],
  ['|layer (x)', '|layer (x)'],
  ['|layer(x)', ''],
];

describe('the call of a layer', () => {
  for (const [before, after, name] of EDITS)
    it(`is followed: ${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
      const { text, wanted } = known(before, 'layer');
      const next = after.replace('|', '');
      const range =
        wanted.range && trackRange(wanted.range, [{ from: 0, to: text.length, text: next }], text);
      const found = findUse(next, { ...wanted, range }, name);
      assert.equal(marked(next, found?.use.from), after.includes('|') ? after : 'lost');
    });

  for (const [before, after] of RELOADS)
    it(`is found again: ${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
      const next = after.replace('|', '');
      const found = findUse(
        next,
        { ...known(before, 'layer').wanted, range: undefined, twins: 0 },
        undefined,
      );
      assert.equal(marked(next, found?.use.from), after.includes('|') ? after : 'lost');
    });

  it('is lost where it was deleted, if another one looks alike', () => {
    const { text, wanted } = known('|layer(x)\nlayer(x)', 'layer');
    const range = wanted.range && trackRange(wanted.range, [{ from: 0, to: 9, text: '' }], text);
    assert.equal(range, undefined);
    assert.equal(findUse('layer(x)', { ...wanted, range }, undefined), undefined);
  });

  it('is known by more than a name', () => {
    const code = 'out = |nn.Sequential(\n  drop,\n)(x)';
    const { wanted } = known(code, 'nn.Sequential(\n  drop,\n)');
    assert.equal(wanted.head, 'out =');
    assert.equal(findUse(code.replace('|', ''), wanted, undefined)?.use.from, wanted.from);
  });
});
