import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, type Analysis, Files, RULES } from '../../../src/python';
import { nextStretch } from '../../../src/python/syntax/segmentText';
import { lineStarts } from '../../../src/text';
import { KINDS } from '../../bench/longFiles';

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
  'from transformers import BertModel\n',
  'class C(nn.Module):\n  def __init__(self, config):\n    self.d = nn.Dropout(config.hidden_dropout_prob)\n\n',
  'x = 1\n'.repeat(40),
  'torch.manual_seed(8)\nnn.Dropout(P)\n',
  'class B(nn.Module):\n  def forward(self, x):\n    if not self.training:\n      return x\n    return nn.functional.dropout(x, P)\n\n',
  'P = 0.7\nnn.Dropout(P)\n',
  'd = nn.Dropout(0.3)\ny = d(y)\n',
  'def g():\n  global d\n  d = nn.Dropout(0.6)\n',
  'for i in a:\n  nn.Dropout(P)\n  P = 0.2\n',
  'if a:\n  P = 0.1\nnn.Dropout(P)\n',
  'if a:\n  d = nn.Dropout(0.4)\ny = d(y)\n',
  'd = nn.Identity()\ndef t(y):\n  return d(y)\ny = d(t(y))\n',
  'd.eval()\n',
  'm = A()\nm.d(y)\nd = m.d\nd(y)\n',
];

/** Behind these the tree once kept errors that were none any more. */
const OUT_OF_PLACE = [
  { at: 3889, remove: 0, insert: 'def ' },
  { at: 1140, remove: 0, insert: '\n    ' },
  { at: 4867, remove: 0, insert: '\t' },
  { at: 4729, remove: 1, insert: '"""' },
];

/** When the second is taken back, the first once passed for whole. */
const INDENTED = [
  { at: 12_897, remove: 0, insert: ' ' },
  { at: 3723, remove: 0, insert: 'x' },
];

/** When the second is taken back, the first once passed for whole: a tab and three spaces for four. */
const FUNCTION_INDENTED = [
  { at: 13_045, remove: 1, insert: '\t' },
  { at: 893, remove: 0, insert: ' ' },
  { at: 0, remove: 0, insert: 'x' },
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
        const options = { notebook, rules: RULES };
        let analysis: Analysis = analyze(texts(), options);
        for (const { at, remove, insert } of edits) {
          all.splice(1 + (at % all.length), remove, ...insert);
          analysis = analyze(texts(), options, analysis);
        }
        const fresh = analyze(texts(), options);
        assert.deepEqual(analysis.sites, fresh.sites);
        assert.deepEqual(analysis.problems, fresh.problems);
        assert.deepEqual(analysis.unsettled, fresh.unsettled);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same as a fresh one, whatever is typed within one long class, function, list or run of statements', function () {
    this.timeout(120_000);
    const words =
      'x| |(|)|,|.|#|"|"""|0.9|\t|self.|nn.Identity()|p=1.5|if x:\n|def |\\\n|    @property\n|F.dropout(x, 0.2)\n';
    const lines =
      '\n|\n    |\n        return x\n|\ndef f(p=0.3):\n|\nclass A(nn.Module):\n|        self.drop3 = nn.Dropout(0.7)\n';
    const insert = fc.constantFrom(...words.split('|'), ...lines.split('|'));
    const edit = fc.record({ at: fc.nat(20_000), remove: fc.constantFrom(0, 0, 0, 1, 2, 20), insert });
    const kind = fc.constantFrom<keyof typeof KINDS>('one class', 'one function', 'one list', 'statements');
    const options = { notebook: false, rules: RULES };
    fc.assert(
      fc.property(kind, fc.array(edit, { minLength: 1, maxLength: 8 }), (name, edits) => {
        let [text = ''] = KINDS[name](300).cells;
        const texts = edits.map((one) => {
          const from = one.at % text.length;
          const before = text;
          text = text.slice(0, from) + one.insert + text.slice(from + one.remove);
          return before;
        });
        const freshOnes = new Map<string, Analysis>();
        let analysis: Analysis | undefined;
        // There and back again.
        for (const now of [...texts, text, ...texts.toReversed()]) {
          analysis = analyze([now], options, analysis);
          const fresh = freshOnes.get(now) ?? analyze([now], options);
          freshOnes.set(now, fresh);
          assert.equal(analysis.unsettled.length > 0, fresh.unsettled.length > 0);
          // How the parser goes on behind an error is a guess, which depends on all that it read.
          if (fresh.unsettled.length > 0) continue;
          assert.deepEqual(analysis.sites, fresh.sites);
          assert.deepEqual(analysis.problems, fresh.problems);
        }
      }),
      {
        numRuns: 100,
        examples: [
          ['one class', OUT_OF_PLACE],
          ['one class', INDENTED],
          ['one function', FUNCTION_INDENTED],
        ],
      },
    );
  });

  it('is the same as a fresh one beside other files, which change as well', function () {
    this.timeout(60_000);
    const others: readonly string[] = [
      'from net import make, Net\nmake(0.2)\nNet(0.3)\n',
      'import net\nclass NetConfig:\n  rate = 0.4\nnet.make(0.2)\n',
      'class NetConfig:\n  rate: float\n',
      'def build(p):\n  from net import Net\n  return Net(p)\nbuild(0.3)\n',
    ];
    const own: readonly string[] = [
      'def make(p):\n  return nn.Dropout(p)\n\n',
      'class Net(nn.Module):\n  def __init__(self, p=0.1):\n    self.drop = nn.Dropout(p)\n\n',
      'class Tail(Net):\n  def __init__(self, config):\n    super().__init__(config.rate)\n    self.last = nn.Dropout(config.rate)\n\n',
      'make(0.2)\n',
      'net = Net(0.3)\n',
      'class NetConfig:\n  rate = 0.4\n\n',
      'from lib1 import NetConfig\n',
    ];
    const uri = 'file:///w/net.py';
    const names = [1, 2].map((number) => `file:///w/lib${number}.py`);
    const read = (blocks: readonly string[], texts: readonly string[], files: Files, before?: Analysis) => {
      const options = { notebook: false, uri, files };
      let analysis = analyze([blocks.join('')], options, before);
      for (let wanted = files.takeWanted(); wanted.length > 0; wanted = files.takeWanted()) {
        for (const one of wanted) files.set(one, texts[names.indexOf(one)]);
        analysis = analyze([blocks.join('')], options, analysis);
      }
      return analysis;
    };
    const change = fc.record({
      at: fc.nat(8),
      remove: fc.nat(2),
      insert: fc.array(fc.constantFrom(...own), { maxLength: 2 }),
      other: fc.option(fc.tuple(fc.nat(1), fc.constantFrom(...others))),
    });
    const two = fc.array(fc.constantFrom(...others), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(two, fc.array(change, { minLength: 1, maxLength: 6 }), (start, changes) => {
        const texts = start.slice();
        const blocks = ['from torch import nn\n', ...own.slice(0, 3)];
        const files = new Files([uri, ...names]);
        let analysis = read(blocks, texts, files);
        for (const { at, remove, insert, other } of changes) {
          blocks.splice(1 + (at % blocks.length), remove, ...insert);
          if (other !== null) {
            const [which, text] = other;
            texts[which] = text;
            files.doubt(names[which] ?? '');
          }
          analysis = read(blocks, texts, files, analysis);
        }
        const fresh = read(blocks, texts, new Files([uri, ...names]));
        // Where two files say the same, either may be named.
        const inShort = ({ sites }: Analysis) =>
          sites.map(({ line, p, verdict }) => [
            line,
            p.known ? [p.number, p.guessed, p.unless, p.beside.length] : p.reason,
            verdict.silenced,
          ]);
        assert.deepEqual(inShort(analysis), inShort(fresh));
      }),
      { numRuns: 60 },
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

  /** A cell, what comes or goes in another one above it, and whether the cell hangs on that. */
  const CELLS: readonly [cell: string, other: string, depends: boolean][] = [
    ['P = 0.7\nnn.Dropout(P)\n', 'P = 0.3\n', false],
    ['P = 0.7\nnn.Dropout(P)\n', 'def s():\n  global P\n  P = 0.9\n', true],
    ['P = 0.7\ndef f():\n  return nn.Dropout(P)\n', 'P = 0.3\n', true],
    ['nn.Dropout(P)\nP = 0.7\n', 'P = 0.3\n', true],
    ['for i in a:\n  nn.Dropout(P)\n  P = 0.2\n', 'P = 0.3\n', true],
    ['for i in a:\n  P = 0.2\n  nn.Dropout(P)\n', 'P = 0.3\n', false],
    ['for P in a:\n  pass\nnn.Dropout(P)\n', 'P = 0.3\n', true],
    ['if a:\n  P = 0.1\nnn.Dropout(P)\n', 'P = 0.3\n', true],
    ['if a:\n  P = 0.1\n  nn.Dropout(P)\n', 'P = 0.3\n', false],
    ['P = 0.7\n[nn.Dropout(P) for i in a]\n', 'P = 0.3\n', false],
    ['P = 0.7\nclass A:\n  d = nn.Dropout(P)\n', 'P = 0.3\n', false],
    ['from torch.nn import Dropout as D\nD()\n', 'D = nn.Identity\n', false],
    ['from torch.nn import *\nDropout(0.1)\n', 'Dropout = nn.Identity\n', true],
  ];
  for (const [cell, other, depends] of CELLS) {
    it(`hangs on other cells only where these can matter: ${JSON.stringify([cell, other])}`, () => {
      const texts = ['from torch import nn\n', '1\n', cell];
      const both = [texts[0] ?? '', other, cell];
      const options = { notebook: true, rules: RULES };
      for (const [from, to] of [
        [texts, both],
        [both, texts],
      ] as const) {
        const before = analyze(from, options);
        const after = analyze(to, options, before);
        assert.deepEqual(after.sites, analyze(to, options).sites);
        const group = after.cells[2]?.groups[0];
        assert.ok(group !== undefined);
        assert.equal(after.findings.get(group) !== before.findings.get(group), depends);
      }
    });
  }
});
