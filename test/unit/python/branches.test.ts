import { hold, NET, OPEN } from './forms';

describe('a name that is bound in several branches', () => {
  const CHAIN = (then: string): string =>
    `${NET}, size="big"):\n    if size == "big":\n      p = 0.2\n    elif size == "small":\n      p = 0.1\n    else:\n      p = 0.3\n    ${then}\n`;
  const LAYER = 'nn.Dropout(p)';
  hold([
    ['is what the one says that is taken', CHAIN(LAYER), {}, '0.2 here:7 unless caller'],
    ['that all callers take', `${CHAIN(LAYER)}Net("small")\n`, {}, '0.1 here:9 unless caller'],
    ['that no other is taken for', `${CHAIN(LAYER)}Net("tiny")\n`, {}, '0.3 here:11 unless caller'],
    ['is unknown where callers differ', `${CHAIN(LAYER)}Net("small")\nNet()\n`, {}, '? reassigned'],
    [
      'as an attribute',
      CHAIN('nn.Dropout(self.p)').replaceAll(/ p = /g, ' self.p = '),
      {},
      '0.2 here:7 unless caller',
    ],
    [
      'as settings',
      'BIG = False\nif BIG:\n  cfg = {"p": 0.1}\nelse:\n  cfg = {"p": 0.2}\nnn.Dropout(cfg["p"])\n',
      {},
      '0.2 here:8',
    ],
    [
      'by a test that nobody knows',
      'if other:\n  p = 0.1\nelse:\n  p = 0.2\nnn.Dropout(p)\n',
      {},
      '? reassigned',
    ],
  ]);
});

describe('what keywords may have', () => {
  const TAKEN = `${NET}, **kw):\n    if "p" in kw:\n      p = kw["p"]\n    else:\n      p = 0.5\n    nn.Dropout(p)\n`;
  const SET = `${NET}, **kw):\n    kw.setdefault("p", 0.5)\n    nn.Dropout(kw["p"])\n`;
  hold([
    ['nobody passes it', TAKEN, {}, '0.5 here:9 unless caller'],
    ['somebody does', `${TAKEN}Net(p=0.3)\n`, {}, '? reassigned'],
    ['with a default', SET, {}, '0.5 here:6 unless caller'],
    ['with a default that all replace', `${SET}Net(p=0.3)\n`, {}, '0.3 here:8 unless caller | default 0.5'],
    [
      'as Lightning keeps them',
      'class Net(pl.LightningModule):\n  def __init__(self, **kw):\n    self.save_hyperparameters()\n    nn.Dropout(self.hparams.p)\nNet(p=0.3)\n',
      {},
      '0.3 here:8 unless caller',
    ],
    [
      'a class of settings, of a file',
      `import yaml\nclass Config(BaseModel):\n  p: float = 0.2\nc = Config(**yaml.safe_load(open("c.yaml")))\nnn.Dropout(c.p)\n`,
      { 'pkg/c.yaml': 'p: 0.3\n' },
      '0.3 pkg/c.yaml:1',
    ],
    [
      'a class of settings, of a file that says nothing of it',
      `import yaml\nclass Config(BaseModel):\n  p: float = 0.2\nc = Config(**yaml.safe_load(open("c.yaml")))\nnn.Dropout(c.p)\n`,
      { 'pkg/c.yaml': 'q: 0.3\n' },
      '0.2 here:6',
    ],
  ]);
});

describe('what a class says', () => {
  const BASE = (p: string): string =>
    `class Base(nn.Module):\n  p = ${p}\n  def __init__(self):\n    self.d = nn.Dropout(self.p)\n`;
  hold([
    [
      'by a property',
      'class Net(nn.Module):\n  @property\n  def p(self):\n    return 0.3\n  def __init__(self):\n    self.d = nn.Dropout(self.p)\n',
      {},
      '0.3 here:7',
    ],
    [
      'by a property that hangs on what it is made of',
      'class Config:\n  def __init__(self, rate):\n    self.rate = rate\n  @property\n  def p(self):\n    return self.rate / 2\nnn.Dropout(Config(0.4).p)\n',
      {},
      '0.2 here:10',
    ],
    [
      'by a property that returns several',
      'class Net(nn.Module):\n  @property\n  def p(self):\n    if self.x:\n      return 0.3\n    return 0.1\n  def __init__(self):\n    self.d = nn.Dropout(self.p)\n',
      {},
      '? parameter',
    ],
    [
      'and one derived from it in its place',
      `${BASE('None')}class Net(Base):\n  p = 0.3\n`,
      {},
      '0.3 here:9',
    ],
    ['and one derived from it otherwise', `${BASE('0.1')}class Net(Base):\n  p = 0.3\n`, {}, '? reassigned'],
  ]);
});

describe('a number that is a text by default', () => {
  hold([
    ['a parameter', `${NET}, p="0.3"):\n    nn.Dropout(float(p))\n`, {}, '0.3 here:5 unless caller'],
    ['a constant', 'P = "0.3"\nnn.Dropout(float(P))\n', {}, '0.3 here:4'],
    ['no number', 'P = "high"\nnn.Dropout(float(P))\n', {}, '? expression'],
  ]);
});

describe('a table of settings', () => {
  const TABLE = (b: string): string => `TABLE = {"a": dict(dropout=0.1), "b": ${b}}\n`;
  hold([
    [
      'all of which say the same',
      `${OPEN.replace('=0.1', '')}${TABLE('dict(dropout=0.1)')}Net(**TABLE[name])\n`,
      {},
      '0.1 here:7 unless caller',
    ],
    [
      'which differ',
      `${OPEN.replace('=0.1', '')}${TABLE('dict(dropout=0.2)')}Net(**TABLE[name])\n`,
      {},
      '? unpacked',
    ],
    [
      'one of which does not say',
      `${OPEN.replace('=0.1', '')}${TABLE('dict(n=2)')}Net(**TABLE[name])\n`,
      {},
      '? unpacked',
    ],
    [
      'an item of one',
      `${TABLE('dict(dropout=0.1)')}nn.Dropout(TABLE[name]["dropout"])\n`,
      {},
      '0.1 here:4 unless caller',
    ],
  ]);
});
