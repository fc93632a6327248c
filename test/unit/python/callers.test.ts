import assert from 'node:assert/strict';
import { seenByOthers } from '../../../src/files';
import { analyze, type DropoutSite, Files } from '../../../src/python';
import { reprNumber } from '../../../src/torch';
import { inWords as described, notebook } from './sites';

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';
const MAIN = 'file:///work/model.py';

/** The first call in a script that stands among other files. */
function callIn(code: string, others: Readonly<Record<string, string>> = {}): DropoutSite | undefined {
  const texts = new Map(Object.entries(others).map(([path, text]) => [`file:///work/${path}`, text]));
  const files = new Files([MAIN, ...texts.keys()]);
  const options = { notebook: false, uri: MAIN, files };
  let analysis = analyze([IMPORTS + code], options);
  for (let wanted = files.takeWanted(); wanted.length > 0; wanted = files.takeWanted()) {
    for (const uri of wanted)
      files.set(uri, uri === MAIN ? IMPORTS + code : seenByOthers(uri, texts.get(uri)));
    analysis = analyze([IMPORTS + code], options, analysis);
  }
  return analysis.sites[0];
}

/** p and what is told beside it, each with its file and line (from 1): `0.1 | passed 0.3 train.py:2`. */
function inWords(site: DropoutSite | undefined): string {
  if (site === undefined) return 'no call';
  const { p } = site;
  if (!p.known) return `? ${p.reason}`;
  const beside = p.beside.map(({ code, text, place: { uri, cell, line } }) => {
    const file =
      uri === undefined ? '' : `${uri.slice('file:///work/'.length)}:${cell > 0 ? `${cell}:` : ''}`;
    return ` | ${code} ${text} ${file}${line + 1}`;
  });
  return `${reprNumber(p.number)}${p.guessed ? '?' : ''} ${p.source}${beside.join('')}`;
}

const NET = 'class Net(nn.Module):\n  def __init__(self, p=0.1):\n    self.d = nn.Dropout(p)\n';
/** A module of Lightning's, up to what its `__init__` does, and a method that reads what it keeps. */
const SAVED = 'class Net(Lightning):\n  def __init__(self, n, p=0.1):\n';
const BUILD = '  def build(self):\n    nn.Dropout(self.hparams.p)\n';

describe('what callers pass in other files, of a parameter without a default', () => {
  const OUTER = 'class Outer:\n  def __init__(self, p=0.1):\n    self.net = Net(p)\n';
  const ONE = 'class Net(nn.Module):\n  def __init__(self, p):\n    self.d = nn.Dropout(p)\n';
  const CASES: readonly [what: string, here: string, there: string, expected: string][] = [
    ['the same', 'Net(0.1)', 'Net(0.1)', '0.1 caller'],
    ['another', 'Net(0.1)', 'Net(0.1)\nNet(0.2)', '0.1 caller | passed 0.2 train.py:3'],
    ['what nobody knows', 'Net(0.1)', 'Net(rate())', '0.1 caller | passed rate() train.py:2'],
    ['another, where those here differ', 'Net(0.1)\nNet(0.3)', 'Net(0.2)', '? ambiguous'],
    ['another, where there are none here', '', 'Net(0.2)', '0.2 caller'],
    ['another than their default', 'Net(0.1)', `${OUTER}Outer(0.3)`, '0.1 caller | passed 0.3 train.py:4'],
    ['their default', 'Net(0.1)', `${OUTER}Outer()`, '0.1 caller'],
  ];
  for (const [what, here, there, expected] of CASES)
    it(`${what}: ${expected}`, () => {
      const train = `from model import Net\n${there}\n`;
      assert.equal(inWords(callIn(`${ONE}${here}\n`, { 'train.py': train })), expected);
    });
});

describe('what callers pass of what theirs pass', () => {
  const OUTER = 'class Outer(nn.Module):\n  def __init__(self, p=0.1):\n    self.net = Net(p)\n';
  const NEVER = OUTER.replace('Outer', 'Never').replace('0.1', '0.4');
  const TRIAL = 'if __name__ == "__main__":\n  Outer()\n';
  const CASES: readonly [what: string, here: string, there: string, expected: string][] = [
    [
      'is told where it differs',
      `${NET}${OUTER}`,
      'Outer(0.2)\nOuter(0.3)\nOuter()',
      '0.1 parameter | passed 0.2 train.py:2 | passed 0.3 train.py:3',
    ],
    [
      'is in force in its place where nobody leaves that',
      `${NET}${OUTER}`,
      'Outer(0.2)\nOuter(0.3)',
      '0.2 caller | default 0.1 5 | passed 0.3 train.py:3',
    ],
    [
      'is told where the one between has another default',
      `${NET}${OUTER.replace('0.1', '0.4')}`,
      'Outer(0.2)\nOuter(0.3)',
      '0.2 caller | default 0.1 5 | passed 0.3 train.py:3',
    ],
    [
      'is p, but for what a file tries itself',
      `${NET}${OUTER}${TRIAL}`,
      'Outer(0.2)',
      '0.2 caller | default 0.1 5',
    ],
    [
      'is told of what a file tries itself, too',
      `${NET}${OUTER}${TRIAL.replace('Outer()', 'Net(0.3)')}`,
      'Outer(0.2)',
      '0.2 caller | default 0.1 5 | passed 0.3 11',
    ],
    ['is the default where nobody else calls', `${NET}${OUTER}${TRIAL}`, '', '0.1 parameter'],
    [
      'is p, but for what a class passes that nobody makes',
      `${NET}${OUTER}${NEVER}`,
      'Outer(0.2)',
      '0.2 caller | default 0.1 5 | passed 0.4 12',
    ],
    [
      'is told where a class may be made by its name',
      `${NET}${OUTER}${NEVER}def make(name):\n  return {"never": Never}[name]()\n`,
      'Outer(0.2)',
      '0.2 caller | default 0.1 5 | passed 0.4 12',
    ],
  ];
  for (const [what, here, there, expected] of CASES)
    it(`${what}: ${expected}`, () => {
      const train = `from model import Outer\n${there}\n`;
      assert.equal(inWords(callIn(here, { 'train.py': train })), expected);
    });
});

describe('what comes of what callers pass', () => {
  const CASES: readonly [argument: string, there: string, expected: string][] = [
    ['p / 2', 'Net(0.4)\nNet()', '0.05 parameter | passed 0.2 train.py:2'],
    ['1 - p', 'Net(0.4)\nNet()', '0.9 parameter | passed 0.6 train.py:2'],
    ['p * (1 - p)', 'Net(0.5)\nNet()', '0.09000000000000001 parameter | passed 0.25 train.py:2'],
    ['p + q', 'Net(0.4, 0.25)\nNet()', '0.30000000000000004 parameter | passed 0.65 train.py:2'],
    ['p / 2', 'Net(0.4)\nNet(0.4)', '0.2 caller | default 0.05 5'],
    ['p + q', 'Net(0.4, 0.25)', '0.65 caller | default 0.30000000000000004 5'],
    ['p / 2', 'Net(0.1)\nNet()', '0.05 parameter'],
    ['p * 0', 'Net(0.4)\nNet()', '0.0 parameter'],
    ['p / 2', 'Net(rate())\nNet()', '0.05 parameter | passed rate() train.py:2'],
    ['min(p, 0.3)', 'Net(0.4)\nNet()', '0.1 parameter | passed 0.3 train.py:2'],
    ['max(p, 0.3)', 'Net(0.4)\nNet()', '0.3 constant | passed 0.4 train.py:2'],
    ['max(p, 0.5)', 'Net(0.4)\nNet()', '0.5 constant'],
  ];
  for (const [argument, there, expected] of CASES)
    it(`${argument}, ${there.replaceAll('\n', ' ')}: ${expected}`, () => {
      const net = NET.replace('p=0.1', 'p=0.1, q=0.2').replace('Dropout(p)', `Dropout(${argument})`);
      assert.equal(inWords(callIn(net, { 'train.py': `from model import Net\n${there}\n` })), expected);
    });
});

describe('what callers pass that may be None', () => {
  const CALLS = 'Net(None)\nNet()\nNet(0.3)\n';
  const CASES: readonly [what: string, body: string, calls: string, expected: string][] = [
    ['where it is not None', 'if p is not None:\n      nn.Dropout(p)', CALLS, '0.3 caller'],
    ['where it is anything', 'if p:\n      nn.Dropout(p)', CALLS, '0.3 caller'],
    ['where it is not None, and more', 'if p is not None and n:\n      nn.Dropout(p)', CALLS, '0.3 caller'],
    [
      'where it is no longer None',
      'if p is None:\n      n()\n    else:\n      nn.Dropout(p)',
      CALLS,
      '0.3 caller',
    ],
    ['in a condition', 'nn.Dropout(p) if p is not None else None', CALLS, '0.3 caller'],
    [
      'as an attribute',
      'self.p = p\n    if self.p is not None:\n      nn.Dropout(self.p)',
      CALLS,
      '0.3 attribute',
    ],
    [
      'through another',
      'if p:\n      nn.Dropout(p)',
      'def make(q=None):\n  Net(q)\nmake(0.3)\nmake()\nNet()',
      '0.3 caller',
    ],
    ['where it may be None', 'nn.Dropout(p)', CALLS, '? none'],
    ['where it is None', 'if p is None:\n      nn.Dropout(p)', CALLS, '? none'],
    ['behind the branch', 'if p is not None:\n      n()\n    nn.Dropout(p)', CALLS, '? none'],
    ['another in the test', 'if n is not None:\n      nn.Dropout(p)', CALLS, '? none'],
    ['either in the test', 'if p is not None or n:\n      nn.Dropout(p)', CALLS, '? none'],
    ['both, or another', 'if p is not None and n or self:\n      nn.Dropout(p)', CALLS, '? none'],
    ['several', 'if p is not None:\n      nn.Dropout(p)', `${CALLS}Net(0.2)`, '? none'],
    ['nobody', 'if p is not None:\n      nn.Dropout(p)', 'Net()\nNet(None)', '? none'],
    ['one that is not known', 'if p is not None:\n      nn.Dropout(p)', `${CALLS}Net(rate())`, '? none'],
    [
      'another number for None',
      'nn.Dropout(p if p is not None else 0.2)',
      CALLS,
      '0.2 parameter | passed 0.3 9',
    ],
  ];
  for (const [what, body, calls, expected] of CASES)
    it(`${what}: ${expected}`, () => {
      const net = `class Net(nn.Module):\n  def __init__(self, p=None):\n    ${body}\n`;
      assert.equal(inWords(callIn(`${net}${calls}`)), expected);
    });
});

describe('what callers pass in the place of a default', () => {
  const MUCH = `max(${'0.2, '.repeat(13_000)}0.2)`;
  const CASES: readonly [what: string, code: string, expected: string][] = [
    ['nobody calls', NET, '0.1 parameter'],
    ['the default', `${NET}Net()\nNet(p=0.1)`, '0.1 parameter'],
    ['another', `${NET}Net(0.3)`, '0.3 caller | default 0.1 5'],
    ['another, by all', `${NET}Net(0.3)\nNet(p=0.3)`, '0.3 caller | default 0.1 5'],
    ['another, by some', `${NET}Net(0.3)\nNet()`, '0.1 parameter | passed 0.3 7'],
    ['several', `${NET}Net(0.3)\nNet(0.2)`, '0.3 caller | default 0.1 5 | passed 0.2 8'],
    [
      'several, one of which drops nothing',
      `${NET}Net(0)\nNet(0.2)`,
      '0.2 caller | default 0.1 5 | passed 0 7',
    ],
    [
      'several, one of which comes from elsewhere',
      `${NET}rate = 0.3\nNet(rate)\nNet(0.2)`,
      '0.2 caller | default 0.1 5 | passed 0.3 8',
    ],
    ['what nobody knows', `${NET}Net(rate())`, '? expression'],
    ['that, by some', `${NET}Net(rate())\nNet()`, '0.1 parameter | passed rate() 7'],
    [
      'what others pass otherwise each time',
      `${NET}def build(q):\n  Net(q)\nbuild(0.2)\nbuild(0.3)`,
      '? ambiguous',
    ],
    [
      'that, by some',
      `${NET}def build(q):\n  Net(q)\nbuild(0.2)\nbuild(0.3)\nNet()`,
      '0.1 parameter | passed 0.2, 0.3 8',
    ],
    ['more than can be looked into', `${NET}Net(0.3)\nNet(${MUCH})`, '? unreadable'],
    [
      'more than can be looked into, by some',
      `${NET}Net()\nNet(${MUCH})`,
      `0.1 parameter | passed ${MUCH} 8`,
    ],
    ['more than it takes, by some', `${NET}Net(0.2)\nNet(3, 0.4)`, '0.2 caller | default 0.1 5 | passed p 8'],
    ['more than it takes, by all', `${NET}Net(3, 0.4)`, '0.1 parameter | passed p 7'],
    ['what is unpacked', `${NET}Net(**options)`, '0.1 parameter | passed **options 7'],
    ['an unpacked dictionary', `${NET}options = {"p": 0.3}\nNet(**options)`, '0.3 caller | default 0.1 5'],
    [
      'what another function hands on',
      `${NET}def build(**kwargs):\n  return Net(**kwargs)\nbuild(p=0.3)`,
      '0.3 caller | default 0.1 5',
    ],
    [
      'what another function hands on, beside a call that leaves it out',
      `${NET}def build(**kwargs):\n  return Net(**kwargs)\nbuild(p=0.3)\nNet()`,
      '0.1 parameter | passed 0.3 8',
    ],
    [
      'what one of several functions hands on, beside a call that leaves it out',
      `${NET}def small(**kwargs):\n  return Net(**kwargs)\ndef large(**kwargs):\n  return Net(**kwargs)\nlarge(p=0.3)\nNet()`,
      '0.1 parameter | passed 0.3 10',
    ],
    [
      'what another function would hand on, beside a call that leaves it out',
      `${NET}def build(**kwargs):\n  return Net(**kwargs)\nbuild()\nNet()`,
      '0.1 parameter',
    ],
    [
      'what a module keeps of its parameters',
      `${SAVED}    self.save_hyperparameters()\n${BUILD}`,
      '0.1 attribute',
    ],
    [
      'what a module keeps of its parameters, as all pass it',
      `${SAVED}    self.save_hyperparameters("p", ignore=["n"])\n${BUILD}Net(1, p=0.3)`,
      '0.3 attribute | default 0.1 5',
    ],
    [
      'what a base keeps of its parameters, as a derived class hands it on',
      `${SAVED}    self.save_hyperparameters()\nclass Mine(Net):\n  def __init__(self):\n    super().__init__(1, p=0.2)\n${BUILD}`,
      '0.2 attribute',
    ],
    [
      'what a base keeps of a derived class’s parameters, whatever that hands on',
      `${SAVED}    self.save_hyperparameters()\nclass Mine(Net):\n  def __init__(self, p=0.3):\n    super().__init__(1, p=p * 2)\n${BUILD}`,
      '0.3 attribute',
    ],
    [
      'what a base keeps and reads, where a derived class hands another value on',
      `${SAVED}    self.save_hyperparameters()\n${BUILD}class Mine(Net):\n  def __init__(self, n, p=0.3):\n    super().__init__(n, p=p * 2)\nMine(1)`,
      '? ambiguous',
    ],
    [
      'what a base keeps and reads, where a derived class hands its own on',
      `${SAVED}    self.save_hyperparameters()\n${BUILD}class Mine(Net):\n  def __init__(self, n, p=0.3):\n    super().__init__(n, p=p)\nMine(1)`,
      '0.3 attribute | default 0.1 5',
    ],
    [
      'what a base keeps and reads, where a derived class hands on what has another name',
      `${SAVED}    self.save_hyperparameters()\n${BUILD}class Mine(Net):\n  def __init__(self, n, rate=0.3):\n    super().__init__(n, p=rate * 2)\nMine(1)`,
      '0.6 attribute | default 0.1 5',
    ],
    [
      'what a module hands on of what it keeps',
      `class Head(nn.Module):\n  def __init__(self, p):\n    nn.Dropout(p)\n${SAVED}    self.save_hyperparameters()\n    self.head = Head(p=self.hparams.p)`,
      '0.1 attribute',
    ],
    [
      'what a module keeps, after it was given another value',
      `${SAVED}    p = float(n)\n    self.save_hyperparameters()\n${BUILD}`,
      '? attribute',
    ],
    [
      'what a module keeps, and somebody sets',
      `${SAVED}    self.save_hyperparameters()\n${BUILD}net = Net(1)\nnet.hparams.p = 0.4`,
      '? reassigned',
    ],
    [
      'what a module keeps of its settings',
      `${SAVED.replace('p=0.1', 'options')}    self.save_hyperparameters(options)\n${BUILD}Net(1, dict(p=0.3))`,
      '0.3 attribute',
    ],
    ['what a module that keeps nothing calls so', `${SAVED}    pass\n${BUILD}`, '? attribute'],
    [
      'what a derived class hands on, if somebody passes it',
      'class A:\n  def __init__(self, p=0.1):\n    self.p = p\nclass B(A):\n  def __init__(self, n, **kwargs):\n    super().__init__(**kwargs)\ndef build(b: B):\n  nn.Dropout(b.p)',
      '0.1 attribute',
    ],
    [
      'what a derived class hands on, as all pass it',
      'class A:\n  def __init__(self, p=0.1):\n    self.p = p\nclass B(A):\n  def __init__(self, n, **kwargs):\n    super().__init__(**kwargs)\ndef build(b: B):\n  nn.Dropout(b.p)\nB(1, p=0.3)',
      '0.3 attribute | default 0.1 5',
    ],
    [
      'what a derived class passes',
      'class A(nn.Module):\n  def __init__(self, p):\n    self.d = nn.Dropout(p)\nclass B(A):\n  def __init__(self, n, q=0.2):\n    super().__init__(q)',
      '0.2 caller',
    ],
    [
      'what a derived class passes by name',
      'class A:\n  def __init__(self, p):\n    self.d = nn.Dropout(p)\nclass B(nn.Linear, A):\n  def __init__(self, n, q=0.2):\n    nn.Linear.__init__(self, n, n)\n    A.__init__(self, q)',
      '0.2 caller',
    ],
    [
      'what a class passes to another base',
      'class A:\n  def __init__(self, p):\n    self.d = nn.Dropout(p)\nclass B(nn.Linear, A):\n  def __init__(self, n, q=0.2):\n    super().__init__(n, q)',
      '? parameter',
    ],
    [
      'what a class is given where a parameter stands for it, which has None by default',
      'class Layer(nn.Module):\n  def __init__(self, p=None):\n    if p is not None:\n      self.d = nn.Dropout(p)\ndef net(layer=Layer, q=0.2):\n  for i in range(3):\n    if i == 0:\n      p = q\n    else:\n      p = None\n    layer(p=p)',
      '0.2 caller',
    ],
    [
      'what a class is given by a method to which it is passed',
      'class Block(nn.Module):\n  def __init__(self, n, p):\n    self.d = nn.Dropout(p)\nclass Net(nn.Module):\n  def __init__(self, p=0.2):\n    block = Block\n    self.stage = self._make_stage(3, block, p)\n  def _make_stage(self, n, block, p):\n    return nn.Sequential(*[block(n, p) for _ in range(n)])',
      '0.2 caller',
    ],
    [
      'what a class is given by another one to which it is passed',
      'class Block(nn.Module):\n  def __init__(self, n, p):\n    self.d = nn.Dropout(p)\nclass Net(nn.Module):\n  def __init__(self, block, p=0.2):\n    self.stage = self._make_stage(block, p)\n  def _make_stage(self, block, p):\n    return block(3, p)\ndef net18():\n  return Net(Block)',
      '0.2 caller',
    ],
    [
      'what a class is given by another one to which it is passed under another name',
      'class Block(nn.Module):\n  def __init__(self, n, p):\n    self.d = nn.Dropout(p)\nclass Stage(nn.Module):\n  def __init__(self, kind, p):\n    self.block = kind(3, p)\nclass Net(nn.Module):\n  def __init__(self):\n    kind = Block\n    self.stage = Stage(kind, 0.2)',
      '0.2 caller',
    ],
    [
      'nothing of a method to which another one is passed',
      'class Block(nn.Module):\n  def __init__(self, n, p):\n    self.d = nn.Dropout(p)\nclass Net(nn.Module):\n  def __init__(self, p=0.2):\n    self.stage = self._make_stage(Other, p, Block)\n  def _make_stage(self, block, p, kind):\n    return block(3, p)',
      '? parameter',
    ],
    [
      'what an object passes to a class that stands in its own',
      'class Block:\n  class Layer(nn.Module):\n    def __init__(self, p):\n      self.d = nn.Dropout(p)\n  def __init__(self, p=0.2):\n    self.layer = self.Layer(p)',
      '0.2 caller',
    ],
    [
      'what an object of another class passes to one that is called so',
      'class Block:\n  class Layer(nn.Module):\n    def __init__(self, p):\n      self.d = nn.Dropout(p)\nclass Other:\n  def __init__(self, p=0.2):\n    self.layer = self.Layer(p)',
      '? parameter',
    ],
    [
      'and what was kept of an object that was made',
      `${NET}Net(0.3)\ndef load(path):\n  params = torch.load(path)\n  args = params["args"]\n  return Net(**args)`,
      '0.3 caller | default 0.1 5 | passed **args 11',
    ],
    [
      'and what there is where nothing was kept',
      `${NET}Net(0.3)\ndef load(path):\n  args = {"p": 0.2}\n  if path:\n    args = torch.load(path)\n  return Net(args["p"])`,
      '0.3 caller | default 0.1 5 | passed 0.2 12',
    ],
    [
      'and the number alone that was kept',
      `${NET}Net(0.3)\nkept = pickle.load(file)\nNet(p=kept["p"])`,
      '0.3 caller | default 0.1 5 | passed kept["p"] 9',
    ],
    [
      'what was kept, and nothing else',
      `${NET}Net(**torch.load(path)["args"])`,
      '0.1 parameter | passed **torch.load(path)["args"] 7',
    ],
    [
      'what a class method passes to its own class',
      `${NET}  @classmethod\n  def of(cls, q=0.3):\n    return cls(q)`,
      '0.3 caller | default 0.1 5',
    ],
    [
      'a default in turn',
      `${NET}class Outer(nn.Module):\n  def __init__(self, p=0.2):\n    self.net = Net(p)`,
      '0.2 caller | default 0.1 5',
    ],
    [
      'what another caller passes in turn',
      `${NET}class Outer(nn.Module):\n  def __init__(self, p=0.2):\n    self.net = Net(p)\nOuter(0.4)`,
      '0.4 caller | default 0.1 5',
    ],
    [
      'a p that is no number by default',
      'class Net(nn.Module):\n  def __init__(self, p=[]):\n    self.d = nn.Dropout(p)\nNet(0.3)',
      '0.3 caller',
    ],
    [
      'None by default',
      'def f(p=None):\n  if p is None:\n    p = 0.2\n  return nn.Dropout(p)\nf(0.3)',
      '0.3 caller',
    ],
    [
      'None by default, and a condition',
      'def f(p=None):\n  return nn.Dropout(p if p is not None else 0.2)\nf(0.3)',
      '0.3 caller',
    ],
    ['None by default, and given to some', 'def f(p=None):\n  return nn.Dropout(p)\nf(0.3)\nf()', '? none'],
    [
      'what only a class hands on that nobody makes, and another name makes it',
      'class Net(nn.Module):\n  def __init__(self, p):\n    nn.Dropout(p)\nclass Own(Net):\n  def __init__(self, p):\n    super().__init__(p)\ndef build(kind=Net, rate=0.3):\n  return kind(rate)\n',
      '0.3 caller',
    ],
    [
      'what an inherited class method passes',
      `class Base(nn.Module):\n  @classmethod\n  def of(cls, q=0.3):\n    return cls(q)\n${NET.replace('nn.Module', 'Base')}`,
      '0.3 caller | default 0.1 9',
    ],
    [
      'what is called cls, but is an attribute',
      `${NET}  def forward(self, x):\n    return self.cls(0.7)`,
      '0.1 parameter',
    ],
    ['an element of a tuple that is unpacked', `${NET}options = (0.3, 1)\nNet(*options[:1])\n`, '? unpacked'],
    [
      'what is unpacked beside a call that leaves it out',
      `${NET}Net(*options)
Net()
`,
      '0.1 parameter | passed *options 7',
    ],
    [
      'what each of several unpacks',
      `${NET}Net(*options)\nfor one in zip(sizes, rates):\n  Net(*one)\n`,
      '? unpacked',
    ],
    [
      'a tuple that ends before it',
      `${NET.replace('p=0.1', 'n, p=0.1')}options = (3,)\nNet(*options)\n`,
      '0.1 parameter',
    ],
    [
      'what is unpacked that may be handed on',
      `${NET.replace('p=0.1', 'n, p=0.1')}def make(*args):\n  return Net(*args)\nmake(3)\n`,
      '0.1 parameter',
    ],
    [
      'what is unpacked behind an argument, and by names, of which these may leave it out',
      `${NET}Net(**options)\n`,
      '0.1 parameter | passed **options 7',
    ],
    [
      'the first of a tuple that is unpacked',
      `${NET}options = (0.3,)\nNet(*options)`,
      '0.3 caller | default 0.1 5',
    ],
    [
      'a later one, behind another argument',
      'class Net(nn.Module):\n  def __init__(self, n, m, p):\n    self.d = nn.Dropout(p)\noptions = (2, 0.3)\nNet(1, *options)',
      '0.3 caller',
    ],
    [
      'what is handed on by its place',
      'class A(nn.Module):\n  def __init__(self, n, p):\n    self.d = nn.Dropout(p)\nclass B(A):\n  def __init__(self, *args, **kwargs):\n    super().__init__(*args, **kwargs)\nB(1, 0.3)\nB(1, p=0.3)',
      '0.3 caller',
    ],
    [
      'what is handed on by its place, behind another parameter',
      'class A(nn.Module):\n  def __init__(self, n, p):\n    self.d = nn.Dropout(p)\nclass B(A):\n  def __init__(self, m, *args):\n    super().__init__(*args)\nB(0.1, 0.2, 0.3)',
      '0.3 caller',
    ],
    [
      'what only some hand on',
      'class A(nn.Module):\n  def __init__(self, n, p):\n    self.d = nn.Dropout(p)\nclass B(A):\n  def __init__(self, *args):\n    super().__init__(*args)\nB(1, 0.3)\nB(*rates())',
      '? unpacked',
    ],
    [
      'a list, where nobody passes one',
      'def f(rates=None):\n  if rates is None:\n    rates = [0.2, 0.3]\n  return nn.Dropout(rates[1])',
      '0.3 attribute',
    ],
    [
      'a number where there are no settings',
      'def f(rate=0.1, settings=None):\n  return nn.Dropout(rate if settings is None else settings["rate"])',
      '0.1 parameter',
    ],
    ['a call of itself', 'def f(p=0.1):\n  f(0.5)\n  return nn.Dropout(p)', '0.1 parameter'],
  ];
  for (const [what, code, expected] of CASES)
    it(what, () => {
      assert.equal(inWords(callIn(code)), expected);
    });

  const LAYER = 'class Layer(nn.Module):\n  def __init__(self, n, p):\n    self.d = nn.Dropout(p)\n';
  const OTHER = 'class Other(nn.Module):\n  def __init__(self, n, p):\n    pass\n';
  const NAMED: readonly [what: string, code: string, expected: string][] = [
    ['another name', `${LAYER}def f(q=0.2):\n  layer = Layer\n  return layer(1, q)`, '0.2 caller'],
    [
      'another name, with what is unpacked',
      `${LAYER}def f(q=0.2):\n  layer = Layer\n  args = (1, q)\n  return layer(*args)`,
      '0.2 caller',
    ],
    [
      'a name for one of two',
      `${LAYER}${OTHER}def f(deep):\n  cell = Layer if deep else Other\n  return cell(1, 0.2)`,
      '0.2 caller',
    ],
    [
      'a dictionary',
      `${LAYER}${OTHER}KINDS = {"a": Layer, "b": Other}\ndef f(kind):\n  made = KINDS[kind]\n  return made(1, 0.2)`,
      '0.2 caller',
    ],
    [
      'a dictionary, at once',
      `${LAYER}KINDS = {"a": Layer}\ndef f(kind):\n  return KINDS[kind](1, 0.2)`,
      '0.2 caller',
    ],
    [
      'a dictionary without a name',
      `${LAYER}${OTHER}def f(kind):\n  return {"a": Layer, "b": Other}[kind](1, 0.2)`,
      '0.2 caller',
    ],
    [
      'another one of a dictionary without a name',
      `${LAYER}${OTHER}{"a": Layer, "b": Other}["b"](1, 0.2)`,
      '? parameter',
    ],
    [
      'a dictionary, what has a default',
      `${NET}KINDS = {"a": Net}\ndef f(kind):\n  return KINDS[kind](p=0.2)`,
      '0.2 caller | default 0.1 5',
    ],
    [
      'a dictionary, by its method',
      `${LAYER}KINDS = {"a": Layer}\ndef f(kind):\n  made = KINDS.get(kind)\n  return made(1, 0.2)`,
      '0.2 caller',
    ],
    [
      'another one of a dictionary',
      `${LAYER}${OTHER}KINDS = {"a": Layer, "b": Other}\nmade = KINDS["b"]\nmade(1, 0.2)`,
      '? parameter',
    ],
    ['a parameter’s default', `${LAYER}def f(layer=Layer):\n  return layer(1, 0.2)`, '0.2 caller'],
    [
      'an attribute',
      `${LAYER}class Net:\n  def __init__(self):\n    self.kind = Layer\n  def more(self):\n    return self.kind(1, 0.2)`,
      '0.2 caller',
    ],
    ['several, with others', `${LAYER}a = Layer\nb = Layer\na(1, 0.2)\nb(1, 0.3)`, '? ambiguous'],
    ['another class of the name', `${LAYER}${OTHER}a = Other\na(1, 0.2)`, '? parameter'],
  ];
  for (const [what, code, expected] of NAMED)
    it(`by ${what}`, () => {
      assert.equal(inWords(callIn(code)), expected);
    });

  it('by a dictionary of another file, from a third', () => {
    const others = {
      'kinds.py': 'from model import Layer\nKINDS = {"a": Layer}\n',
      'train.py': 'from kinds import KINDS\ndef build(kind):\n  made = KINDS[kind]\n  return made(1, 0.2)\n',
    };
    assert.equal(inWords(callIn(LAYER, others)), '0.2 caller');
  });

  it('by what is typed later', () => {
    const options = { notebook: false, uri: MAIN, files: new Files([MAIN]) };
    const before = analyze(
      [`${IMPORTS}${LAYER}def f(q=0.2):\n  layer = Laye\n  return layer(1, q)`],
      options,
    );
    assert.equal(inWords(before.sites[0]), '? parameter');
    const after = [`${IMPORTS}${LAYER}def f(q=0.2):\n  layer = Layer\n  return layer(1, q)`];
    assert.equal(inWords(analyze(after, options, before).sites[0]), '0.2 caller');
  });

  it('the options of several scripts, in other files', () => {
    const layer =
      'class Layer(nn.Module):\n  def __init__(self, args):\n    self.d = nn.Dropout(args.drop)\n';
    const script = (p: number): string =>
      `import argparse\nfrom model import Layer\nparser = argparse.ArgumentParser()\nparser.add_argument('--drop', type=float, default=${p})\nLayer(parser.parse_args())\n`;
    const same = callIn(layer, { 'train.py': script(0.1), 'test.py': script(0.1) });
    assert.equal(inWords(same), '0.1 config');
    assert.ok(same?.p.known === true && !same.p.guessed && same.p.unless === 'commandLine');
    assert.equal(inWords(callIn(layer, { 'train.py': script(0.1), 'test.py': script(0.2) })), '? ambiguous');
  });

  it('in other files', () => {
    const train = 'from model import Net\nnet = Net(p=0.3)\n';
    assert.equal(inWords(callIn(NET, { 'train.py': train })), '0.3 caller | default 0.1 5');
    const both = inWords(callIn(`${NET}Net()`, { 'train.py': train }));
    assert.equal(both, '0.1 parameter | passed 0.3 train.py:2');
  });

  it('as they have it by default, where p is the default anyway', () => {
    const inner = (head: string): string =>
      `from model import Net\ndef make(${head}):\n  Net(rate)\nmake(0.7)\n`;
    const own = `${NET}Net()`;
    assert.equal(
      inWords(callIn(own, { 'train.py': inner('rate=0.3') })),
      '0.1 parameter | passed 0.3 train.py:3',
    );
    assert.equal(
      inWords(callIn(own, { 'train.py': inner('rate') })),
      '0.1 parameter | passed 0.7 train.py:3',
    );
    // Their own default says nothing where it is the same.
    assert.equal(
      inWords(callIn(own, { 'train.py': inner('rate=0.1') })),
      '0.1 parameter | passed 0.7 train.py:3',
    );
    // Where p hangs on it, it is asked what they are passed.
    assert.equal(inWords(callIn(NET, { 'train.py': inner('rate=0.3') })), '0.7 caller | default 0.1 5');
    const two = `${NET}Net(0.5)\nNet(0.6)`;
    assert.equal(
      inWords(callIn(two, { 'train.py': inner('rate=0.3') })),
      '0.5 caller | default 0.1 5 | passed 0.6 8 | passed 0.3 train.py:3',
    );
  });

  it('in the cells of notebooks, whatever else these hold', () => {
    const cell = (source: string | string[], type = 'code') => ({
      ...{ cell_type: type, metadata: {}, source },
      outputs: [{ output_type: 'stream', text: 'Net(0.9)' }],
    });
    const notebookOf = (...cells: unknown[]): string => JSON.stringify({ cells, metadata: {}, nbformat: 4 });
    const imports = cell('%matplotlib inline\n!pip install torch\nfrom model import Net\n');
    const called = notebookOf(cell('# Net(0.8)', 'markdown'), imports, cell(['x = 1\n', 'Net(0.3)\n']));
    assert.equal(inWords(callIn(NET, { 'train.ipynb': called })), '0.3 caller | default 0.1 5');
    assert.equal(
      inWords(callIn(`${NET}Net()`, { 'train.ipynb': called })),
      '0.1 parameter | passed 0.3 train.ipynb:2:2',
    );
    for (const broken of ['', '{', '[]', '{"cells": 1}', notebookOf(imports, cell('Net(', 'code'))])
      assert.match(inWords(callIn(NET, { 'train.ipynb': broken })), /^0\.1 parameter/, broken);
  });

  it('in functions of a notebook, of what it defines anew, the last above them', () => {
    const layer = 'class Layer(nn.Module):\n  def __init__(self, p):\n    self.d = nn.Dropout(p)';
    const told = (...cells: string[]): string[] =>
      notebook('from torch import nn', ...cells).sites.map(described);
    const build = (p: string): string => `def build():\n  return Layer(${p})`;
    assert.deepEqual(told(layer, build('0.1'), layer, build('0.2')), [
      'Dropout 0.1 caller',
      'Dropout 0.2 caller',
    ]);
    assert.deepEqual(told(build('0.1'), layer, layer), ['Dropout ? parameter p', 'Dropout ? parameter p']);
    const script = [layer, build('0.1'), layer, build('0.2')].join('\n');
    assert.deepEqual(told(script), ['Dropout ? parameter p', 'Dropout ? ambiguous p']);
  });

  it('from a class that is derived from it in another file', () => {
    const derived =
      'from model import Net\nclass Deep(Net):\n  def __init__(self, p=0.3):\n    super().__init__(p=p)\n';
    const code = NET.replace('p=0.1', 'p=None');
    assert.notEqual(code, NET);
    assert.equal(inWords(callIn(code, { 'deep.py': derived })), '0.3 caller');
  });

  it('from whatever makes its objects, and those of a class that is derived from it, in other files', () => {
    const code = `${NET.replace('p=0.1', 'p')}class Deep(Net):\n  pass\n`;
    const deep = 'from model import Deep\nDeep(0.3)\n';
    assert.equal(inWords(callIn(code, { 'deep.py': deep })), '0.3 caller');
    const plain = 'from model import Net\nNet(0.2)\n';
    assert.equal(inWords(callIn(code, { 'deep.py': deep, 'plain.py': plain })), '? ambiguous');
    const handingOn = code.replace('pass', 'def __init__(self, p):\n    super().__init__(p)');
    assert.equal(inWords(callIn(handingOn, { 'deep.py': deep })), '0.3 caller');
    assert.equal(inWords(callIn(handingOn, { 'deep.py': deep, 'plain.py': plain })), '? ambiguous');
    const passing = handingOn.replace('__init__(p)', '__init__(0.4)');
    assert.equal(inWords(callIn(passing, { 'deep.py': deep })), '0.4 caller');
    assert.equal(inWords(callIn(passing, { 'deep.py': deep, 'plain.py': plain })), '? ambiguous');
  });
});

describe('settings that callers pass', () => {
  const CONFIG = 'class C:\n  def __init__(self):\n    self.drop = 0.1\n';
  const OTHER = 'class D:\n  def __init__(self):\n    self.drop = 0.4\n';
  const LAYER = 'class Layer(nn.Module):\n  def __init__(self, args):\n    self.d = nn.Dropout(args.drop)\n';
  const PARSER =
    'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--drop", type=float, default=0.3)\nargs = parser.parse_args()\n';
  const CASES: readonly [what: string, code: string, expected: string][] = [
    ['an object of a known class', `${CONFIG}${LAYER}def build(cfg: C):\n  Layer(cfg)`, '0.1 attribute'],
    ['one that is made there', `${CONFIG}${LAYER}Layer(C())`, '0.1 attribute'],
    [
      'what is handed on twice',
      `${CONFIG}${LAYER}class Net:\n  def __init__(self, config):\n    Layer(config)\nNet(C())`,
      '0.1 attribute',
    ],
    ['options', `${LAYER}${PARSER}Layer(args)`, '0.3 config'],
    ['a dictionary', `${LAYER.replace('args.drop', 'args["drop"]')}Layer({"drop": 0.2})`, '0.2 attribute'],
    [
      'objects of two classes that say the same',
      `${CONFIG}${OTHER.replace('0.4', '0.1')}${LAYER}Layer(C())\nLayer(D())`,
      '0.1 attribute',
    ],
    ['objects of two classes', `${CONFIG}${OTHER}${LAYER}Layer(C())\nLayer(D())`, '? ambiguous'],
    ['what nobody knows', `${CONFIG}${LAYER}Layer(C())\nLayer(load())`, '? attribute'],
    [
      'an option, which has no settings',
      `${CONFIG}${LAYER}import argparse\nargs = argparse.ArgumentParser().parse_args()\nLayer(C())\nLayer(args.model)`,
      '0.1 attribute',
    ],
  ];
  for (const [what, code, expected] of CASES)
    it(what, () => {
      const site = callIn(code);
      assert.equal(inWords(site), expected);
      assert.notEqual(site?.p.known === true && site.p.guessed, true);
    });
});

describe('what hydra makes of settings', () => {
  const takes = (rest: string): string => `defaults:\n  - model: small\n  - _self_\n${rest}`;
  const EXPERIMENTS: readonly [what: string, others: Readonly<Record<string, string>>, expected: string][] = [
    [
      'another value in an experiment of its own',
      { 'conf/a.yaml': takes('seed: 1\n'), 'conf/b.yaml': takes('model:\n  p: 0\n') },
      '0.2 caller | default 0.1 5 | passed 0 conf/b.yaml:5',
    ],
    [
      'another value in the only experiment',
      { 'conf/b.yaml': takes('model:\n  p: 0\n') },
      '0.2? caller | default 0.1 5',
    ],
    [
      'another value there, and the default for somebody else',
      { 'conf/b.yaml': takes('model:\n  p: 0\n'), 'use.py': 'from model import Net\nNet()\n' },
      '0.1 parameter | passed 0.2 conf/model/small.yaml:2',
    ],
    [
      'another value where that is not taken in',
      { 'conf/a.yaml': takes('seed: 1\n'), 'conf/b.yaml': 'model:\n  p: 0\n' },
      '0.2? caller | default 0.1 5',
    ],
    [
      'another value in all experiments',
      { 'conf/a.yaml': takes('model:\n  p: 0.3\n'), 'conf/b.yaml': takes('model:\n  p: 0\n') },
      '0.2? caller | default 0.1 5',
    ],
  ];
  for (const [what, others, expected] of EXPERIMENTS)
    it(what, () => {
      const all = {
        'train.py': 'import hydra\nnet = hydra.utils.instantiate(cfg.model)\n',
        'conf/model/small.yaml': '_target_: model.Net\np: 0.2\n',
        ...others,
      };
      assert.equal(inWords(callIn(NET, all)), expected);
    });

  const NEEDY = NET.replace('p=0.1', 'size, p');
  const MAKES = 'import hydra\nnet = hydra.utils.instantiate(cfg.model)\n';
  const MAP = '_target_: model.Net\nsize: 3\np: 0.2\n';
  const cases: readonly [what: string, code: string, others: Record<string, string>, said: string][] = [
    ['a map that names the class', NEEDY, { 'conf/net.yaml': MAP }, '0.2 caller'],
    [
      'a map in another',
      NEEDY,
      { 'a.yaml': `lr: 1\nmodel:\n  ${MAP.replaceAll('\n', '\n  ')}` },
      '0.2 caller',
    ],
    ['JSON', NEEDY, { 'config.json': '{"_target_": "model.Net", "p": 0.2}' }, '0.2 caller'],
    [
      'in the place of a default',
      NET,
      { 'a.yaml': '_target_: model.Net\np: 0.2\n' },
      '0.2 caller | default 0.1 5',
    ],
    ['what leaves the default', NET, { 'a.yaml': '_target_: model.Net\n' }, '0.1 parameter'],
    ['hydra’s own keys', NEEDY, { 'a.yaml': `${MAP}_partial_: true\n_convert_: all\n` }, '0.2 caller'],
    ['a list of arguments', NEEDY, { 'a.yaml': '_target_: model.Net\n_args_: [3, 0.2]\n' }, '0.2 caller'],
    ['two that agree', NEEDY, { 'a.yaml': MAP, 'b.yaml': MAP }, '0.2 caller'],
    // As hydra had it before 1.0.
    ...['class', 'cls', 'target'].map((key): [string, string, Record<string, string>, string] => [
      `${key} and params`,
      NET,
      { 'a.yaml': `model:\n  ${key}: model.Net\n  params:\n    p: 0.2\n` },
      '0.2 caller | default 0.1 5',
    ]),
    [
      'class and params of another class',
      NEEDY,
      { 'a.yaml': 'class: library.Net\nparams:\n  size: 3\n  p: 0.2\n' },
      '? parameter',
    ],
    ['two that do not', NEEDY, { 'a.yaml': MAP, 'b.yaml': MAP.replace('0.2', '0.3') }, '? ambiguous'],
    [
      'one in code that does not',
      NEEDY,
      { 'a.yaml': MAP, 'b.py': 'from model import Net\nNet(1, 0.3)\n' },
      '? ambiguous',
    ],
    ['what is not known', NEEDY, { 'a.yaml': MAP.replace('0.2', '${rate}') }, '? attribute'],
    [
      'what stands elsewhere',
      NEEDY,
      { 'a.yaml': `net:\n  ${MAP.replace('0.2', '${rate}').replaceAll('\n', '\n  ')}\nrate: 0.4\n` },
      '0.4 config',
    ],
    [
      'a function',
      'def make(p):\n  nn.Dropout(p)\n',
      { 'a.yaml': '_target_: model.make\np: 0.2' },
      '0.2 caller',
    ],
    [
      'another’s class of that name',
      NEEDY,
      { 'a.yaml': MAP.replace('model', 'other'), 'other.py': 'class Net: pass\n' },
      '? parameter',
    ],
    ['a class that is not there', NEEDY, { 'a.yaml': MAP.replace('model', 'library') }, '? parameter'],
  ];
  for (const [what, code, others, said] of cases)
    it(`of ${what}`, () => {
      assert.equal(inWords(callIn(code, { 'train.py': MAKES, ...others })), said);
    });

  it('is a guess where something else may be put in its place', () => {
    const isGuess = (others: Record<string, string>): boolean | undefined => {
      const p = callIn(NEEDY, { 'train.py': MAKES, 'a.yaml': MAP, ...others })?.p;
      return p?.known === true && p.number.value === 0.2 ? p.guessed : undefined;
    };
    assert.equal(isGuess({}), false);
    assert.equal(isGuess({ 'b.yaml': 'model:\n  p: 0.2\n' }), false);
    assert.equal(isGuess({ 'b.yaml': 'model:\n  p: 0.3\n' }), true);
    assert.equal(isGuess({ 'b.yaml': '_target_: library.Net\np: 0.3\n' }), false);
    assert.equal(isGuess({ 'b.py': `${MAKES}hydra.utils.instantiate(cfg.model, p=0.3)\n` }), true);
    assert.equal(isGuess({ 'b.py': `${MAKES}hydra.utils.instantiate(cfg.optimizer, lr=0.3)\n` }), false);
  });

  it('is asked only where some code makes it', () => {
    assert.equal(inWords(callIn(NEEDY, { 'a.yaml': MAP })), '? parameter');
    assert.equal(inWords(callIn(`${NEEDY}hydra.utils.instantiate(cfg)\n`, { 'a.yaml': MAP })), '0.2 caller');
  });
});
