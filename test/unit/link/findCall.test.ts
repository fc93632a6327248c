import assert from 'node:assert/strict';
import { lineOf } from '../../../src/editor/siteLine';
import { findCall, twinsOf } from '../../../src/link/findCall';
import { analyze, type DropoutSite } from '../../../src/python';

const IMPORTS = 'import torch.nn as nn, torch.nn.functional as F\n';

function sitesIn(text: string): readonly DropoutSite[] {
  return analyze([text], { notebook: false }).sites;
}

/** What is known of the call that `|` stands before. */
function known(marked: string) {
  const text = IMPORTS + marked.replace('|', '');
  const from = IMPORTS.length + marked.indexOf('|');
  const sites = sitesIn(text);
  const site = sites.find((candidate) => candidate.from === from) ?? assert.fail(marked);
  const { key } = site;
  const line = lineOf(text, site);
  return { key, ...line, range: { from, to: site.to }, twins: twinsOf(sites, text, { key, ...line }) };
}

/** The code with `|` before the call that was found. */
function marked(code: string, site: DropoutSite | undefined): string {
  if (site === undefined) return 'lost';
  const at = site.from - IMPORTS.length;
  return `${code.slice(0, at)}|${code.slice(at)}`;
}

/** Calls with `|` before the linked one; what the code is afterwards; and where the link is, without its place. */
const BY_NAME: readonly [before: string, after: string][] = [
  ['d = |nn.Dropout(0.1)', 'x = 1\n\nd = |nn.Dropout(0.1)'],
  ['d = |nn.Dropout(0.1)', 'd = |nn.Dropout(0.9)'],
  ['d = |nn.Dropout(0.1)', 'e = nn.Dropout(0.2)\nd = |nn.Dropout(0.1)'],
  ['a = nn.Dropout(0.1)\nb = |nn.Dropout(0.1)', 'b = |nn.Dropout(0.1)\na = nn.Dropout(0.1)'],
  ['s = [\n  |nn.Dropout(0.1),\n]', 's = [\n  nn.ReLU(),\n  |nn.Dropout(0.1),\n]'],
  [
    'def f(x):\n  return |F.dropout(x)',
    'def g(x):\n  return F.dropout(x)\ndef f(x):\n  return |F.dropout(x)',
  ],
  // Another call is never taken for it.
  ['a = |nn.Dropout(0.1)\nb = nn.Dropout(0.1)', 'b = nn.Dropout(0.1)'],
  ['a = |nn.Dropout(0.1)', ''],
  ['x = |F.dropout(x)\nx = F.dropout(x)', 'x = F.dropout(x)'],
  ['s = [\n  |nn.Dropout(0.1),\n  nn.Dropout(0.1),\n]', 's = [\n  nn.Dropout(0.1),\n]'],
];

describe('a linked call', () => {
  for (const [before, after] of BY_NAME) {
    it(`is found by its name: ${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
      const code = after.replace('|', '');
      const text = IMPORTS + code;
      const found = findCall(sitesIn(text), text, { ...known(before), range: undefined });
      assert.equal(marked(code, found), after.includes('|') ? after : 'lost');
    });
  }

  it('is found at its place, whatever became of it there', () => {
    const call = known('a = nn.Dropout(0.1)\nb = |nn.Dropout(0.1)');
    for (const [code, expected] of [
      ['a = nn.Dropout(0.1)\nb = nn.Dropout2d(0.1)', 'a = nn.Dropout(0.1)\nb = |nn.Dropout2d(0.1)'],
      ['a = nn.Dropout(0.1)\nc = nn.Dropout(0.1)', 'a = nn.Dropout(0.1)\nc = |nn.Dropout(0.1)'],
      ['a = nn.Dropout(0.1)\nb = nn.Identity(0.1)', 'lost'],
    ] as const) {
      const text = IMPORTS + code;
      assert.equal(marked(code, findCall(sitesIn(text), text, call)), expected);
    }
  });
});
