import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, layerAt, type Analysis } from '../../../src/python';
import { lineStarts } from '../../../src/text';
import { isTyping, settleWhileTyping, type SettledSites } from '../../../src/worker/settle';
import { PIECES } from '../../golden/mutations';
import { script } from './sites';

const PROGRAM = `import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
P = 0.25
class Net(nn.Module):
    def __init__(self, drop=0.1, **options):
        self.a = nn.Sequential(nn.Linear(5, 5), nn.Dropout(P), nn.Dropout2d(p=0., inplace=True))
        self.b = [nn.Dropout(q) for q in (0.1, 0.2)]
        self.c = nn.Dropout(keep_prob)
    def forward(self, x):
        if self.training and (n := len(x)):
            x = F.dropout(x, 1., training=self.training)
        F.dropout(shared(self.b[0](x)))
        x = self.d(F.dropout(nn.Dropout(.5)(x), True)) # dropout: ignore[always-on]
        return f"{F.alpha_dropout(x)}" # done
shared = nn.Dropout(5)
with open("x") as f, torch.no_grad():
    match f:
        case [a, *b] | {"k": a}: del a
try:
    print(Net(drop=P)(torch.ones(3, 5)))
except (OSError, ValueError) as error:
    global x
lambda *a, p=nn.Dropout(): p
`;

/** The properties that hold of every analysis, whatever the text. */
function check(analysis: Analysis): void {
  const { cells, sites, problems, unsettled } = analysis;
  for (const [cell, { text }] of cells.entries()) {
    for (const share of [0, 0.3, 0.5, 0.8, 1]) {
      const layer = layerAt(analysis, cell, Math.floor(share * text.length), {});
      assert.ok(layer?.sites.every((site) => sites.includes(site)) ?? true);
    }
  }
  for (const { cell, from, to, line } of [...sites, ...problems]) {
    const { text } = cells[cell] ?? assert.fail();
    const starts = lineStarts(text);
    assert.ok(0 <= from && from < to && to <= text.length);
    assert.ok((starts[line] ?? Infinity) <= from && from < (starts[line + 1] ?? Infinity));
  }
  for (const { cell, site, fixes } of problems) {
    const { text } = cells[cell] ?? assert.fail();
    assert.ok(site === undefined || sites.some((one) => one.key === site && one.cell === cell));
    for (const { from, to } of fixes.flatMap(({ edits }) => edits))
      assert.ok(0 <= from && from <= to && to <= text.length);
  }
  for (const { cell, fromLine, toLine } of unsettled) {
    assert.ok(fromLine <= toLine && toLine < lineStarts(cells[cell]?.text ?? '').length);
  }
}

describe('analysis of any text', () => {
  it('never throws, and an analysis built on an earlier one is the same as a fresh one', function () {
    this.timeout(120_000);
    const edit = fc.record({
      at: fc.nat(PROGRAM.length),
      remove: fc.nat(12),
      insert: fc.constantFrom(...PIECES, 'nn.Dropout('),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        let text = PROGRAM;
        let analysis = script(text);
        let shown: SettledSites | undefined;
        for (const { at, remove, insert } of edits) {
          text = text.slice(0, at) + insert + text.slice(at + remove);
          analysis = script(text, analysis);
          check(analysis);
          const { sites, unsettled } = analysis;
          const typing = shown !== undefined && isTyping(shown.text, text, unsettled);
          shown = shown && typing ? settleWhileTyping(shown, text, sites, unsettled) : { text, sites };
        }
        const fresh = script(text);
        assert.deepEqual(analysis.sites, fresh.sites);
        assert.deepEqual(analysis.problems, fresh.problems);
        assert.deepEqual(analysis.unsettled, fresh.unsettled);
      }),
      {
        numRuns: 250,
        // A layer at the top level that a method calls, until that is none.
        examples: [
          [
            [
              { at: 0, remove: 8, insert: '' },
              { at: 565, remove: 3, insert: '\n\n' },
              { at: 14, remove: 12, insert: '' },
              { at: 68, remove: 8, insert: '' },
            ],
          ],
        ],
      },
    );
  });

  it('never throws on noise', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES, 'nn.Dropout(', ...Array.from('abpx019 ')), { maxLength: 60 }),
        (pieces) => {
          const text = `from torch import nn\n${pieces.join('')}`;
          check(script(text));
          check(analyze(['from torch import nn', pieces.join('')], { notebook: true }));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ends where a list is given to what has no name', () => {
    for (const target of ['print', '', 'sel).b', 's else .b', 'x.', 'self..b'])
      check(script(`from torch import nn\n${target} = [nn.Dropout(q) for q in (0.1, 0.2)]`));
  });

  it('survives nesting that no person writes', function () {
    this.timeout(60_000);
    const deep = 20_000;
    for (const text of [
      `from torch import nn\nx = ${'('.repeat(deep)}nn.Dropout()${')'.repeat(deep)}`,
      `from torch import nn\nx = ${'1 + '.repeat(deep)}nn.Dropout()`,
      `from torch import nn\nx = ${'nn.Dropout('.repeat(deep)}`,
      `from torch import nn\nx = ${'[lambda: '.repeat(deep)}`,
      `from torch import nn\nnn${'.a'.repeat(deep)}.Dropout()`,
      `from torch import nn\nnn.Dropout(${'-'.repeat(deep)}1)`,
    ]) {
      check(script(text));
    }
  });

  it('follows each name once, however often names are assigned in turn', function () {
    this.timeout(10_000);
    const swaps = Array.from({ length: 60 }, (_, i) => `    if c${i}: a = b; b = a`).join('\n');
    const walk = Array.from({ length: 60 }, (_, i) => `    if c${i}: node = node.child${i}`).join('\n');
    check(script(`# dropout\ndef f(a, b, node):\n  while a:\n${swaps}\n${walk}\n    a.x(); b(); node.y()`));
  });
});
