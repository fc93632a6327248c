import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, type Analysis } from '../../../src/python';
import { nextStretch } from '../../../src/python/syntax/segmentText';
import { lineStarts } from '../../../src/text';

/** The pieces that a text is cut into, wherever that may be. */
function cut(text: string, shortest = 0): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const { from, to, lineBreaks } = nextStretch(text, at, shortest);
    assert.equal(from, at);
    const piece = text.slice(from, to);
    assert.equal(lineBreaks, lineStarts(piece).length - 1);
    pieces.push(piece);
    at = to;
  }
  return pieces;
}

describe('where a text is cut', () => {
  const CASES: readonly [text: string, pieces: readonly string[]][] = [
    ['def f():\n  a\n\n\ndef g():\n  b\n', ['def f():\n  a\n\n\n', 'def g():\n  b\n']],
    [
      '# a comment\nclass A:\n\n  x = 1\n  def f(self): pass\n',
      ['# a comment\n', 'class A:\n\n  x = 1\n  def f(self): pass\n'],
    ],
    ['if a:\n  b\nelse:\n  c\nelif d:\n  e\n', ['if a:\n  b\nelse:\n  c\nelif d:\n  e\n']],
    ['try:\n  b\nexcept E:\n  c\nfinally:\n  e\n', ['try:\n  b\nexcept E:\n  c\nfinally:\n  e\n']],
    [
      '@a\n@b(\n1)\n# c\nasync def f(): pass\n@d\nclass A: pass\n',
      ['@a\n@b(\n1)\n# c\nasync def f(): pass\n', '@d\nclass A: pass\n'],
    ],
    ['x = (\n1,\n\n)\n\ny = 2\n', ['x = (\n1,\n\n)\n\n', 'y = 2\n']],
    ['x = """\n\ndef f():\n"""\n\ny = 2\n', ['x = """\n\ndef f():\n"""\n\n', 'y = 2\n']],
    ["x = '(\n\ny = 2\n", ["x = '(\n\n", 'y = 2\n']],
    ["x = 'it\\'s (' # (\n\ny = 2\n", ["x = 'it\\'s (' # (\n\n", 'y = 2\n']],
    ['x = 1 + \\\n2\n\ny = 2\n', ['x = 1 + \\\n2\n\n', 'y = 2\n']],
    ['x = f(\ndef g():\n  a\n', ['x = f(\n', 'def g():\n  a\n']],
    ['x = [\nimport a\nclass A: pass\n', ['x = [\n', 'import a\n', 'class A: pass\n']],
    ['a\r\n\r\nb\r\rc', ['a\r\n\r\n', 'b\r\r', 'c']],
    ['a = 1\n'.repeat(70), ['a = 1\n'.repeat(32), 'a = 1\n'.repeat(32), 'a = 1\n'.repeat(6)]],
    ['', []],
  ];
  for (const [text, pieces] of CASES) {
    it(JSON.stringify(text), () => assert.deepEqual(cut(text), pieces));
  }

  it('is not so near to the cut before that pieces are too many', () => {
    for (const line of ['import a\n', 'def f(): pass\n', 'x = = 1\n', 'a = 1\n\n']) {
      const pieces = cut(line.repeat(1000), 128);
      assert.ok(pieces.length > 4 && pieces.length <= (line.length * 1000) / 128 + 1, line);
    }
    assert.equal(cut('x = [\nimport a\n', 128).length, 2);
  });
});

const BLOCKS: readonly string[] = [
  'import torch\nfrom torch import nn\n',
  'P = 0.5\n\n',
  'nn.Dropout(P)\n',
  'def f(p=0.1):\n  return nn.Dropout(p)\n\n',
  'class A(nn.Module):\n  def __init__(self):\n    self.d = nn.Dropout(0.25)\n\n',
  'nn = other\n',
  'torch.manual_seed(7)\n',
  'x = (\n',
  ')\n',
  '"""\n',
  '\n',
  '@deco\n',
  'if a:\n  P = 0.1\n',
  'else:\n  nn.Dropout()\n',
  'def s():\n  global P\n  P = 0.9\n',
  'nn.Dropout = nn.Identity\n',
  'from c import *\n',
  'x = 1\n'.repeat(40),
  'torch.manual_seed(8)\nnn.Dropout(P)\n',
  'class B(nn.Module):\n  def forward(self, x):\n    if not self.training:\n      return x\n    return nn.functional.dropout(x, P)\n\n',
];

describe('an analysis built on an earlier one', () => {
  it('is the same as a fresh one, wherever blocks come and go', function () {
    this.timeout(60_000);
    const edit = fc.record({
      at: fc.nat(60),
      remove: fc.nat(3),
      insert: fc.array(fc.constantFrom(...BLOCKS), { maxLength: 3 }),
    });
    const start = fc.array(fc.constantFrom(...BLOCKS), { maxLength: 60 });
    fc.assert(
      fc.property(start, fc.array(edit, { maxLength: 6 }), fc.boolean(), (blocks, edits, notebook) => {
        const all = ['import torch\nfrom torch import nn\n', ...blocks];
        const texts = (): string[] => (notebook ? all : [all.join('')]);
        let analysis: Analysis = analyze(texts(), { notebook });
        for (const { at, remove, insert } of edits) {
          all.splice(1 + (at % all.length), remove, ...insert);
          analysis = analyze(texts(), { notebook }, analysis);
        }
        const fresh = analyze(texts(), { notebook });
        assert.deepEqual(analysis.sites, fresh.sites);
        assert.deepEqual(analysis.unsettled, fresh.unsettled);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what it knows of everything but the statement that changed', () => {
    const blocks = Array.from({ length: 100 }, (_, i) => `def f${i}():\n  return nn.Dropout(0.${i})\n\n`);
    const text = `from torch import nn\n${blocks.join('')}`;
    const before = analyze([text], { notebook: false });
    const after = analyze([text.replace('f50', 'g')], { notebook: false }, before);
    const segments = ({ cells: [cell] }: Analysis) => cell?.groups.flatMap((group) => group.segments) ?? [];
    const kept = new Set(segments(before));
    assert.equal(segments(after).filter((segment) => !kept.has(segment)).length, 1);
  });
});
