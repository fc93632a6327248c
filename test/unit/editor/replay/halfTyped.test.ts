import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { halfTyped } from '../../../../src/editor/replay/halfTyped';
import { trace } from '../../../golden/traces';
import { documentOf } from '../documentOf';

const START = 'import torch\ntorch.manual_seed(0)\nd = torch.nn.Dropout(0.5)\nx = torch.ones(3)\n';
const BEFORE = `${START}\nd(x)\nprint(d(x))\n`;

/** What is typed, with the cursor at `|`, and whether what was known stays in place. */
const CASES: readonly (readonly [about: string, after: string, expected: ReturnType<typeof halfTyped>])[] = [
  ['an unfinished statement', `${START}prin(|\nd(x)\nprint(d(x))\n`, 'broken'],
  ['a half-typed name, at which Python stops', `${START}prin|\nd(x)\nprint(d(x))\n`, 'typed'],
  ['the same, when the cursor has left it', `${START}prin\nd(x)\n|print(d(x))\n`, undefined],
  ['a finished one', `${START}print|\nd(x)\nprint(d(x))\n`, undefined],
  ['a half-typed attribute of a call', `${START}\nd(x).ma|\nprint(d(x))\n`, 'typed'],
  ['a call that is gone', `${START}\n|\nprint(d(x))\n`, undefined],
  ['a call that has another argument', `${START}\nd(x + 1)|\nprint(d(x))\n`, undefined],
  [
    'a half-typed name below all calls, which is no exception yet',
    `${START}\nd(x)\nprint(d(x))\npri|\n`,
    'typed',
  ],
  ['a finished line below all calls', `${START}\nd(x)\nprint(d(x))\nprint(x)|\n`, undefined],
];

describe('what was replayed, while something is typed', () => {
  const window = vscode.window as { activeTextEditor: unknown };
  afterEach(() => {
    window.activeTextEditor = undefined;
  });

  for (const [about, marked, expected] of CASES)
    it(`${expected === undefined ? 'follows' : 'stays for'} ${about}`, () => {
      const offset = marked.indexOf('|');
      const after = marked.replace('|', '');
      // The very same document, with another text.
      const document = documentOf(after);
      window.activeTextEditor = { document, selection: { active: document.positionAt(offset) } };
      const replayed = (text: string) => ({
        ...{ documents: [document], texts: [text] },
        trace: trace([text], { notebook: false }),
      });
      assert.equal(halfTyped(replayed(BEFORE), replayed(after)), expected);
    });
});
