import assert from 'node:assert/strict';
import { analyze, type DropoutSite, Files } from '../../../src/python';
import { reprNumber } from '../../../src/torch';
import { among, MAIN } from './sites';

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

/** A site's p and its way there: `0.1 config caller ← config.p:5 ← 0.1 config.py:2`. Lines count from 1. */
function inWords({ p }: DropoutSite): string {
  if (!p.known) return `? ${p.reason}${p.values ? ` ${p.values.join(', ')}` : ''}`;
  const steps = p.steps.map(({ text, place: { uri, line } }) => {
    const file = uri === undefined ? '' : `${uri.slice('file:///work/'.length)}:`;
    return ` ← ${text} ${file}${line + 1}`;
  });
  return `${reprNumber(p.number)} ${p.source}${p.unless === undefined ? '' : ` ${p.unless}`}${steps.join('')}`;
}

/** Whether p is a guess. */
function isGuess(code: string, others: Readonly<Record<string, string>> = {}): boolean {
  const [site] = among(others, `${IMPORTS}${code}`);
  return site?.p.known === true ? site.p.guessed : assert.fail(`p is unknown in ${code}`);
}

const NET = 'class Net(nn.Module):\n  def __init__(self';

/** One dropout call each; line 4 is the first behind the imports. */
const CASES: readonly [what: string, code: string, expected: string][] = [
  ['a literal has no way', 'nn.Dropout(0.1)', '0.1 literal'],
  ['a constant', 'P = 0.1\nnn.Dropout(P)', '0.1 constant ← P 5 ← 0.1 4'],
  ['a constant of a constant', 'A = 0.1\nB = A\nnn.Dropout(B)', '0.1 constant ← B 6 ← A 5 ← 0.1 4'],
  ['arithmetic', 'KEEP = 0.75\nnn.Dropout(1 - KEEP)', '0.25 constant ← 1 - KEEP 5 ← KEEP 5 ← 0.75 4'],
  ['arithmetic of literals', 'nn.Dropout(1 / 4)', '0.25 literal'],
  ['a division by nothing', 'nn.Dropout(1 / 0)', '? expression'],
  ['a sign', 'P = 0.1\nnn.Dropout(-P)', '-0.1 constant ← -P 5 ← P 5 ← 0.1 4'],
  ['a cast', 'P = 1\nnn.Dropout(float(P))', '1.0 constant ← float(P) 5 ← P 5 ← 1 4'],
  ['or', 'P = 0\nnn.Dropout(P or 0.3)', '0.3 constant ← P or 0.3 5 ← 0.3 5'],
  ['a condition', 'nn.Dropout(0.1 if deep else 0.0)', '? conditional'],
  [
    'a condition without effect',
    'nn.Dropout(0.1 if deep else 0.1)',
    '0.1 constant ← 0.1 if deep else 0.1 4 ← 0.1 4',
  ],
  [
    'a parameter’s default',
    `${NET}, p=0.1):\n    self.d = nn.Dropout(p)`,
    '0.1 parameter caller ← p 6 ← 0.1 5',
  ],
  [
    'a keyword-only parameter',
    'def f(*, p: float = 0.1):\n  nn.Dropout(p)',
    '0.1 parameter caller ← p 5 ← 0.1 4',
  ],
  [
    'a default that is a name',
    'P = 0.1\ndef f(p=P):\n  nn.Dropout(p)',
    '0.1 parameter caller ← p 6 ← P 5 ← 0.1 4',
  ],
  ['a parameter without a default', 'def f(p):\n  nn.Dropout(p)', '? parameter'],
  [
    'a parameter that is set again',
    'def f(p=0.1):\n  p = p * 2\n  nn.Dropout(p)',
    '0.2 parameter caller ← p 6 ← p * 2 5 ← p 5 ← 0.1 4',
  ],
  [
    'a parameter that may be set again',
    'def f(p=0.1):\n  if a:\n    p = 0.2\n  nn.Dropout(p)',
    '? reassigned',
  ],
  ['None unless it is set', 'def f(p=None):\n  nn.Dropout(p)', '? none'],
  [
    'None, then a default',
    'def f(p=None):\n  if p is None:\n    p = 0.2\n  nn.Dropout(p)',
    '0.2 constant caller ← p 7 ← 0.2 6',
  ],
  [
    'None, then what is not known',
    'def f(c, p=None):\n  if p is None:\n    p = c.p\n  nn.Dropout(p)',
    '? attribute',
  ],
  [
    'None, then what is not known in some runs',
    'def f(c, p=None):\n  if a:\n    p = c.p\n  nn.Dropout(p)',
    '? attribute',
  ],
  [
    'None, then one number or another',
    'def f(p=None):\n  if a:\n    p = 0.1\n  else:\n    p = 0.2\n  nn.Dropout(p)',
    '? reassigned',
  ],
  [
    'None, then the number of the branch that is taken',
    'BIG = False\ndef f(p=None):\n  if BIG:\n    p = 0.1\n  elif a:\n    p = 0.2\n  nn.Dropout(p)',
    '0.2 constant caller ← p 10 ← 0.2 9',
  ],
  [
    'None, or a default',
    'def f(p=None):\n  nn.Dropout(p or 0.2)',
    '0.2 constant caller ← p or 0.2 5 ← 0.2 5',
  ],
  [
    'None, else a default',
    'def f(p=None):\n  nn.Dropout(0.2 if p is None else p)',
    '0.2 parameter caller ← 0.2 if p is None else p 5 ← 0.2 5',
  ],
  [
    'a keyword of **kwargs',
    'def f(**kw):\n  nn.Dropout(kw.get("p", 0.1))',
    '0.1 parameter caller ← kw.get("p", 0.1) 5 ← 0.1 5',
  ],
  [
    'a helper that picks a default',
    `def default(value, other):\n  return value if value is not None else other\n${NET}, p=None):\n    nn.Dropout(default(p, 0.2))`,
    '0.2 parameter caller ← default(p, 0.2) 8 ← value if value is not None else other 5 ← other 5 ← 0.2 8',
  ],
  [
    'an attribute that is given anew later',
    `${NET}, p=0.1):\n    self.d = p\n    self.d = nn.Dropout(self.d)`,
    '0.1 attribute caller ← self.d 7 ← p 6 ← 0.1 5',
  ],
  [
    'an attribute that a method sets that __init__ calls',
    `${NET}, p=0.1):\n    self.p = p\n    self.set()\n    self.d = nn.Dropout(self.p)\n  def set(self):\n    self.p = 0.3`,
    '? reassigned',
  ],
  [
    'an attribute that is set again later',
    `${NET}):\n    self.p = 0.1\n    self.d = nn.Dropout(self.p)\n    self.p = 0.3`,
    '0.1 attribute ← self.p 7 ← 0.1 6',
  ],
  [
    'all callers alike',
    'def f(p):\n  nn.Dropout(p)\nf(0.1)\nf(p=0.1)',
    '0.1 caller caller ← p 5 ← f(…) 6 ← 0.1 6',
  ],
  ['callers that differ', 'def f(p):\n  nn.Dropout(p)\nf(0.1)\nf(0.2)', '? ambiguous 0.1, 0.2'],
  [
    'callers through classes',
    `class A(nn.Module):\n  def __init__(self, n, p):\n    nn.Dropout(p)\nclass B(nn.Module):\n  def __init__(self, p=0.2):\n    self.a = A(3, p)`,
    '0.2 caller caller ← p 6 ← A(…) 9 ← p 9 ← 0.2 8',
  ],
  ['a caller that unpacks', 'def f(p):\n  nn.Dropout(p)\nf(*a)', '? unpacked'],
  [
    'a caller by keyword only',
    'def f(x, *, p):\n  nn.Dropout(p)\nf(1, p=0.5)',
    '0.5 caller caller ← p 5 ← f(…) 6 ← 0.5 6',
  ],
  [
    'a caller that gives by place what takes only a keyword',
    'def f(x, *, p):\n  nn.Dropout(p)\nf(1, 0.5)',
    '? incomplete',
  ],
  ['a caller that names what has only a place', 'def f(p, /):\n  nn.Dropout(p)\nf(p=0.5)', '? incomplete'],
  ['a caller that gives too much', 'def f(x, p):\n  nn.Dropout(p)\nf(1, 0.5, 3)', '? incomplete'],
  [
    'a caller that does not give all yet',
    'def f(x, p):\n  nn.Dropout(p)\nf(p=0.5)',
    '0.5 caller caller ← p 5 ← f(…) 6 ← 0.5 6',
  ],
  [
    'a static method',
    'class S:\n  @staticmethod\n  def of(n, p):\n    return SimpleNamespace(p=p)\nc = S.of(1, 0.3)\nnn.Dropout(c.p)',
    '0.3 attribute ← c.p 9 ← p 7 ← 0.3 8',
  ],
  [
    'a class method',
    'class S:\n  @classmethod\n  def of(cls, n, p):\n    return SimpleNamespace(p=p)\nc = S.of(1, 0.3)\nnn.Dropout(c.p)',
    '0.3 attribute ← c.p 9 ← p 7 ← 0.3 8',
  ],
  [
    'a dataclass that is made with a field before what unpacks',
    '@dataclass\nclass C:\n  n: int = 1\n  p: float = 0.1\nc = C(2, 0.3, *more)\nnn.Dropout(c.p)',
    '0.3 attribute ← c.p 9 ← 0.3 8',
  ],
  [
    'a dataclass that is given a field twice',
    '@dataclass\nclass C:\n  n: int = 1\n  p: float = 0.1\nc = C(2, 0.3, p=0.4)\nnn.Dropout(c.p)',
    '? incomplete',
  ],
  [
    'a function that calls itself',
    'def f(p):\n  nn.Dropout(p)\n  f(p / 2)\nf(0.5)',
    '0.5 caller caller ← p 5 ← f(…) 7 ← 0.5 7',
  ],
  ['functions that call each other', 'def f(p):\n  nn.Dropout(p)\n  g(p)\ndef g(p):\n  f(p)', '? parameter'],
  ['a loop over one value', 'for p in [0.1, 0.1]:\n  nn.Dropout(p)', '0.1 constant ← p 5 ← 0.1 4'],
  ['a loop over several', 'for p in (0.1, 0.2):\n  nn.Dropout(p)', '? loop 0.1, 0.2'],
  ['a loop over more than is written', 'for p in [0.1], rates:\n  nn.Dropout(p)', '? loop'],
  [
    'an element of a list',
    'RATES = [0.1, 0.2]\nnn.Dropout(RATES[-1])',
    '0.2 attribute ← RATES[-1] 5 ← 0.2 4',
  ],
  [
    'a number repeated as timm does it',
    `${NET}, drop=0.1):\n    drops = to_2tuple(drop)\n    self.d = nn.Dropout(drops[1])`,
    '0.1 attribute caller ← drops[1] 7 ← drop 6 ← 0.1 5',
  ],
  [
    'an attribute of the class that a parameter has by default',
    'class H:\n  p = 0.1\ndef f(h=H):\n  nn.Dropout(h.p)',
    '0.1 attribute caller ← h.p 7 ← 0.1 5',
  ],
  [
    'a list of one, taken several times',
    `${NET}, n, drop=0.1):\n    drops = [drop] * n\n    self.d = nn.Dropout(drops[n - 1])`,
    '0.1 attribute caller ← drops[n - 1] 7 ← drop 6 ← 0.1 5',
  ],
  [
    'a list of one, taken several times, in a loop',
    `${NET}, n, drop=0.1):\n    for p in n * [drop]:\n      nn.Dropout(p)`,
    '0.1 parameter caller ← p 7 ← drop 6 ← 0.1 5',
  ],
  [
    'a number that is made a list of',
    `${NET}, n, drop=0.1):\n    if not isinstance(drop, list):\n      drop = [drop] * n\n    self.d = [nn.Dropout(p) for p in drop]`,
    '0.1 parameter caller ← p 8 ← drop 7 ← 0.1 5',
  ],
  [
    'a list of two, taken several times',
    `${NET}, n):\n    for p in n * [0.1, 0.2]:\n      nn.Dropout(p)`,
    '? loop',
  ],
  [
    'a list that is not repeated',
    `${NET}, drop=(0.1, 0.2)):\n    drops = to_2tuple(drop)\n    self.d = nn.Dropout(drops[1])`,
    '0.2 attribute caller ← drops[1] 7 ← 0.2 5',
  ],
  [
    'a number repeated as torch does it',
    `from torch.nn.modules.utils import _pair\n${NET}, drop=0.1):\n    drops = _pair(drop)\n    self.d = nn.Dropout(drops[1])`,
    '0.1 attribute caller ← drops[1] 8 ← drop 7 ← 0.1 6',
  ],
  [
    'what is called as torch’s own, and is another’s',
    `from mine import _pair\n${NET}, drop=0.1):\n    drops = _pair(drop)\n    self.d = nn.Dropout(drops[1])`,
    '? subscript',
  ],
  [
    'a list of lists that is not repeated',
    `${NET}, drop=((0.1, 0.2), 0.3)):\n    drops = to_2tuple(drop)\n    self.d = nn.Dropout(drops[0])`,
    '? expression',
  ],
  [
    'a list in whose place somebody passes a number',
    `${NET}, drop=(0.1, 0.2)):\n    drops = to_2tuple(drop)\n    self.d = nn.Dropout(drops[1])\nNet(0.3)\nNet()`,
    '? expression',
  ],
  [
    'a copy of what makes several of one',
    `def _to_2tuple(x):\n  if isinstance(x, tuple):\n    return x\n  return (x, x)\n${NET}, drop=0.1):\n    drops = _to_2tuple(drop)\n    self.d = nn.Dropout(drops[1])`,
    '0.1 attribute caller ← drops[1] 11 ← drop 10 ← 0.1 9',
  ],
  [
    'a function of one’s own that is called so',
    `def to_2tuple(x):\n  return x / 2, x\n${NET}, drop=0.1):\n    drops = to_2tuple(drop)\n    self.d = nn.Dropout(drops[0])`,
    '0.05 attribute caller ← drops[0] 9 ← x / 2 5 ← x 5 ← drop 8 ← 0.1 7',
  ],
  [
    'an attribute of the object',
    `${NET}, p=0.3):\n    self.p = p\n  def forward(self, x):\n    return F.dropout(x, self.p)`,
    '0.3 attribute caller ← self.p 8 ← p 6 ← 0.3 5',
  ],
  [
    'an attribute of the class',
    `class Net(nn.Module):\n  p = 0.3\n  def forward(self, x):\n    return F.dropout(x, self.p)`,
    '0.3 attribute ← self.p 7 ← 0.3 5',
  ],
  [
    'an attribute set twice',
    `${NET}):\n    self.p = 0.1\n  def widen(self):\n    self.p = 0.2\n  def forward(self, x):\n    return F.dropout(x, self.p)`,
    '? reassigned',
  ],
  [
    'an attribute that is changed',
    `${NET}):\n    self.p = 0.1\n  def widen(self):\n    self.p *= 2\n  def forward(self, x):\n    return F.dropout(x, self.p)`,
    '? attribute',
  ],
  [
    'an attribute set from outside',
    `${NET}):\n    self.p = 0.1\n  def forward(self, x):\n    return F.dropout(x, self.p)\nnet = Net()\nnet.p = 0.2`,
    '? reassigned',
  ],
  [
    'an attribute that a derived class sets',
    `class Net(nn.Module):\n  p = 0.3\n  def forward(self, x):\n    return F.dropout(x, self.p)\nclass Big(Net):\n  p = 0.5`,
    '? reassigned',
  ],
  [
    'an attribute of a base',
    `class A(nn.Module):\n  def __init__(self, p=0.3):\n    self.p = p\nclass B(A):\n  def forward(self, x):\n    return F.dropout(x, self.p)`,
    '0.3 attribute caller ← self.p 9 ← p 6 ← 0.3 5',
  ],
  [
    'an attribute of a base that is made with another',
    `class A(nn.Module):\n  def __init__(self, p=0.3):\n    self.p = p\nclass B(A):\n  def __init__(self):\n    super().__init__(p=0.4)\n  def forward(self, x):\n    return F.dropout(x, self.p)`,
    '0.4 attribute ← self.p 11 ← p 6 ← 0.4 9',
  ],
  [
    'a dictionary',
    'cfg = {"n": 3, "drop_rate": 0.1}\nnn.Dropout(cfg["drop_rate"])',
    '0.1 attribute ← cfg["drop_rate"] 5 ← 0.1 4',
  ],
  [
    'a dictionary that is changed',
    'cfg = {"p": 0.1}\ncfg["p"] = 0.2\nnn.Dropout(cfg["p"])',
    '0.2 attribute ← cfg["p"] 6 ← 0.2 5',
  ],
  ['dict(…)', 'cfg = dict(p=0.1)\nnn.Dropout(cfg["p"])', '0.1 attribute ← cfg["p"] 5 ← 0.1 4'],
  [
    'a nested dictionary',
    'cfg = {"model": {"p": 0.1}}\nnn.Dropout(cfg["model"]["p"])',
    '0.1 attribute ← cfg["model"]["p"] 5 ← 0.1 4',
  ],
  [
    'a dictionary by the name of its key',
    `CONFIG = {"drop_rate": 0.1}\n${NET}, cfg):\n    nn.Dropout(cfg["drop_rate"])`,
    '0.1 config caller ← cfg["drop_rate"] 7 ← 0.1 4',
  ],
  [
    'dictionaries that disagree',
    `CONFIG_A = {"p": 0.1}\nCONFIG_B = {"p": 0.2}\ndef f(cfg):\n  nn.Dropout(cfg["p"])`,
    '? ambiguous',
  ],
  [
    'a namespace',
    'from types import SimpleNamespace\nargs = SimpleNamespace(p=0.1)\nnn.Dropout(args.p)',
    '0.1 attribute ← args.p 6 ← 0.1 5',
  ],
  [
    'a namespace of TensorFlow’s',
    'def create():\n  hparams = tf.contrib.training.HParams(p=0.1)\n  return hparams\nh = create()\nnn.Dropout(h.p)',
    '0.1 attribute ← h.p 8 ← 0.1 5',
  ],
  [
    'an option',
    'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--drop-out", type=float, default=0.1)\nargs = parser.parse_args()\nnn.Dropout(args.drop_out)',
    '0.1 config commandLine ← args.drop_out 8 ← 0.1 6',
  ],
  [
    'an option that is overwritten',
    'parser.add_argument("--p", default=0.1)\nargs = parser.parse_args()\nargs.p = 0.2\nnn.Dropout(args.p)',
    '0.2 attribute ← args.p 7 ← 0.2 6',
  ],
  [
    'an option that may be overwritten',
    'parser.add_argument("--p", default=0.1)\nargs = parser.parse_args()\nif x:\n  args.p = 0.2\nnn.Dropout(args.p)',
    '? reassigned',
  ],
  [
    'an option without a default',
    'parser.add_argument("--p", type=float)\nargs = parser.parse_args()\nnn.Dropout(args.p)',
    '? none',
  ],
  [
    'an option by its name',
    'parser.add_argument("-p", "--rate", dest="p", default=0.1)\ndef f(args):\n  nn.Dropout(args.p)',
    '0.1 config commandLine ← args.p 6 ← 0.1 4',
  ],
  [
    'a dataclass',
    '@dataclass\nclass Config:\n  n: int = 3\n  p: float = 0.1\ndef f(config: Config):\n  nn.Dropout(config.p)',
    '0.1 attribute caller ← config.p 9 ← 0.1 7',
  ],
  [
    'a field of a dataclass',
    '@dataclass\nclass Config:\n  p: float = field(default=0.1)\ndef f(config: "Config"):\n  nn.Dropout(config.p)',
    '0.1 config caller ← config.p 8 ← 0.1 6',
  ],
  [
    'a dataclass that is made with another',
    '@dataclass\nclass Config:\n  n: int = 3\n  p: float = 0.1\nc = Config(4, 0.2)\nnn.Dropout(c.p)',
    '0.2 attribute ← c.p 9 ← 0.2 8',
  ],
  [
    'a class whose own __init__ takes what stands by its place',
    'class Config:\n  n = 1\n  p = 0.1\n  def __init__(self, a, b, **kw):\n    for k, v in kw.items():\n      setattr(self, k, v)\nc = Config(4, 0.2, n=3)\nnn.Dropout(c.p)',
    '0.1 attribute caller ← c.p 11 ← 0.1 6',
  ],
  [
    'a class whose inherited __init__ takes keywords',
    'class Base:\n  n = 1\n  def __init__(self, a, b, **kw):\n    self.__dict__.update(kw)\nclass Config(Base):\n  p = 0.1\n  q = 0.2\nc = Config(4, 5, p=0.3)\nnn.Dropout(c.p + c.q)',
    '0.5 attribute caller ← c.p + c.q 12 ← c.p 12 ← 0.3 11 ← c.q 12 ← 0.2 10',
  ],
  [
    'an object that all callers pass, whatever it is called',
    'class Data:\n  def __init__(self):\n    self.p = 0.1\nclass Net(nn.Module):\n  def __init__(self, data):\n    self.d = nn.Dropout(data.p)\ndef train(data):\n  return Net(data)\ntrain(Data())',
    '0.1 attribute caller ← data.p 9 ← 0.1 6',
  ],
  [
    'objects of several classes, which are no settings by their name',
    'class Data:\n  p = 0.1\nclass More:\n  p = 0.1\ndef net(data):\n  nn.Dropout(data.p)\nnet(Data())\nnet(More())',
    '? attribute',
  ],
  [
    'what is taken of a dictionary that may have it',
    'class Data:\n  def __init__(self):\n    self.p = 0.1\n  def read(self, config):\n    key = "p"\n    if key in config:\n      self.p = float(config[key])\nnn.Dropout(Data().p)',
    '0.1 attribute caller ← Data().p 11 ← 0.1 6',
  ],
  [
    'what is taken of a dictionary whatever that has',
    'class Data:\n  def __init__(self):\n    self.p = 0.1\n  def read(self, config):\n    if self.on:\n      self.p = float(config["p"])\nnn.Dropout(Data().p)',
    '? reassigned',
  ],
  [
    'a dataclass by the name of its field',
    '@dataclass\nclass GPTConfig:\n  dropout: float = 0.0\nclass Net(nn.Module):\n  def __init__(self, config):\n    self.config = config\n    self.d = nn.Dropout(self.config.dropout)',
    '0.0 config caller ← self.config.dropout 10 ← 0.0 6',
  ],
  [
    'a configuration that is overwritten',
    '@dataclass\nclass GPTConfig:\n  dropout: float = 0.0\ndef f(config):\n  nn.Dropout(config.dropout)\ndef g(config):\n  config.dropout = 0.5',
    '? ambiguous',
  ],
  [
    'a configuration beside a dictionary that sets another',
    'class Configs(BaseConfigs):\n  p: float = 0.6\ndef f(c: Configs):\n  nn.Dropout(c.p)\nconf = Configs()\nexperiment.configs(conf, {"p": 0.7})',
    '? reassigned',
  ],
  [
    'a configuration beside a dictionary that sets the same',
    'class Configs(BaseConfigs):\n  p: float = 0.6\ndef f(c: Configs):\n  nn.Dropout(c.p)\nconf = Configs()\nexperiment.configs(conf, {"p": 0.6})',
    '0.6 attribute caller ← c.p 7 ← 0.6 5',
  ],
  [
    'a configuration that updates itself',
    'class Config:\n  def __init__(self, values):\n    self.p = 0.1\n    self.__dict__.update(values)\nc = Config(load())\nnn.Dropout(c.p)',
    '0.1 attribute caller ← c.p 9 ← 0.1 6',
  ],
  [
    'a configuration within one that is passed',
    'class Inner:\n  p = 0.1\nclass Config:\n  inner = Inner()\ndef f(config: Config):\n  nn.Dropout(config.inner.p)',
    '0.1 attribute caller ← config.inner.p 9 ← 0.1 5',
  ],
  [
    'a configuration as in transformers',
    'class BertConfig(PretrainedConfig):\n  def __init__(self, hidden_dropout_prob=0.1, **kwargs):\n    super().__init__(**kwargs)\n    self.hidden_dropout_prob = hidden_dropout_prob\ndef f(config: BertConfig):\n  nn.Dropout(config.hidden_dropout_prob)',
    '0.1 attribute caller ← config.hidden_dropout_prob 9 ← hidden_dropout_prob 7 ← 0.1 5',
  ],
  [
    'a loaded configuration',
    'import json\nconfig = json.load(open("c.json"))\nnn.Dropout(config["p"])',
    '? subscript',
  ],
  ['what is no configuration', 'P = {"rate": 0.1}\ndef f(x):\n  nn.Dropout(x.rate)', '? attribute'],
  [
    'an attribute that is deleted',
    'class Net(nn.Module):\n  def __init__(self, p=0.1):\n    self.p = p\n    nn.Dropout(self.p)\n  def forget(self):\n    del self.p',
    '0.1 attribute caller ← self.p 7 ← p 6 ← 0.1 5',
  ],
  [
    'settings that a caller may leave out',
    'class C:\n  p: float = 0.1\nclass Net:\n  def __init__(self, config: C | None = None):\n    self.config = config or C()\n    nn.Dropout(self.config.p)',
    '0.1 attribute caller ← self.config.p 9 ← 0.1 5',
  ],
  [
    'settings that a caller may leave out, in a conditional',
    'class C:\n  p: float = 0.1\ndef f(config=None):\n  config = C(p=0.2) if config is None else config\n  nn.Dropout(config.p)',
    '0.2 attribute caller ← config.p 8 ← 0.2 7',
  ],
  [
    'what a class has in its body, in the making of an object by its base',
    'class Base(nn.Module):\n  DEFAULTS = {}\n  def __init__(self):\n    self.params = self.DEFAULTS.copy()\nclass Net(Base):\n  DEFAULTS = {"p": 0.1}\n  def __init__(self):\n    super().__init__()\n    nn.Dropout(self.params["p"])',
    '0.1 attribute ← self.params["p"] 12 ← 0.1 9',
  ],
  [
    'getattr',
    'def f(args):\n  nn.Dropout(getattr(args, "p", 0.1))',
    '0.1 parameter caller ← getattr(args, "p", 0.1) 5 ← 0.1 5',
  ],
];

describe('where p comes from', () => {
  for (const [what, code, expected] of CASES) {
    it(what, () => assert.deepEqual(among({}, IMPORTS + code).map(inWords), [expected]));
  }
});

/** The same with other files. */
const AMONG: readonly [
  what: string,
  others: Readonly<Record<string, string>>,
  code: string,
  expected: string,
][] = [
  [
    'an imported constant',
    { 'pkg/const.py': 'P = 0.1' },
    'from .const import P\nnn.Dropout(P)',
    '0.1 constant ← P 5 ← 0.1 pkg/const.py:1',
  ],
  [
    'a constant of an imported module',
    { 'pkg/const.py': 'P = 0.1' },
    'import const\nnn.Dropout(const.P)',
    '0.1 attribute ← const.P 5 ← 0.1 pkg/const.py:1',
  ],
  [
    'an absolute import',
    { 'pkg/sub/const.py': '\nP = 0.1', 'pkg/sub/__init__.py': '' },
    'from pkg.sub import const\nnn.Dropout(const.P)',
    '0.1 attribute ← const.P 5 ← 0.1 pkg/sub/const.py:2',
  ],
  [
    'a relative import from above',
    { 'const.py': 'P = 0.1' },
    'from ..const import P as Q\nnn.Dropout(Q)',
    '0.1 constant ← Q 5 ← 0.1 const.py:1',
  ],
  [
    'an import through a package',
    { 'lib/__init__.py': 'from .inner import P', 'lib/inner.py': 'P = 0.1' },
    'from lib import P\nnn.Dropout(P)',
    '0.1 constant ← P 5 ← 0.1 lib/inner.py:1',
  ],
  ['an import of what is not there', {}, 'from lib import P\nnn.Dropout(P)', '? imported'],
  [
    'an import in a circle',
    { 'pkg/a.py': 'from .b import P', 'pkg/b.py': 'from .a import P' },
    'from .a import P\nnn.Dropout(P)',
    '? imported',
  ],
  [
    'a typed configuration',
    { 'pkg/configuration.py': 'class C:\n  p: float = 0.1' },
    'from .configuration import C\ndef f(config: C):\n  nn.Dropout(config.p)',
    '0.1 attribute caller ← config.p 6 ← 0.1 pkg/configuration.py:2',
  ],
  [
    'a configuration in the same directory',
    { 'pkg/config.py': 'class BertConfig:\n  p = 0.1', 'other/config.py': 'class BertConfig:\n  p = 0.2' },
    'def f(config):\n  nn.Dropout(config.p)',
    '0.1 config caller ← config.p 5 ← 0.1 pkg/config.py:2',
  ],
  [
    'a configuration elsewhere in the workspace',
    { 'other/config.py': 'class BertConfig:\n  p = 0.2' },
    'def f(config):\n  nn.Dropout(config.p)',
    '0.2 config caller ← config.p 5 ← 0.2 other/config.py:2',
  ],
  [
    'configurations that disagree',
    { 'a/config.py': 'class AConfig:\n  p = 0.1', 'b/config.py': 'class BConfig:\n  p = 0.2' },
    'def f(config):\n  nn.Dropout(config.p)',
    '? ambiguous',
  ],
  [
    'an option of another file',
    { 'pkg/main.py': 'import model; parser.add_argument("--p", default=0.1)' },
    'def f(args):\n  nn.Dropout(args.p)',
    '0.1 config commandLine ← args.p 5 ← 0.1 pkg/main.py:1',
  ],
  [
    'a caller in another file',
    { 'main.py': 'from pkg.model import Net\nnet = Net(3, p=0.2)' },
    `${NET}, n, p):\n    nn.Dropout(p)`,
    '0.2 caller caller ← p 6 ← Net(…) main.py:2 ← 0.2 main.py:2',
  ],
  [
    'a caller through a package',
    { 'pkg/__init__.py': 'from .model import make', 'main.py': 'import pkg\npkg.make(0.2)' },
    'def make(p):\n  nn.Dropout(p)',
    '0.2 caller caller ← p 5 ← pkg.make(…) main.py:2 ← 0.2 main.py:2',
  ],
  [
    'a caller’s option, in the caller’s file',
    {
      'pkg/train.py':
        'from .model import Net\ndef main(args):\n  Net(args.p)\nparser.add_argument("--p", default=0.2)',
    },
    `parser.add_argument("--p", default=0.5)\n${NET}, p):\n    nn.Dropout(p)`,
    '0.2 config commandLine ← p 7 ← Net(…) pkg/train.py:3 ← args.p pkg/train.py:3 ← 0.2 pkg/train.py:4',
  ],
  [
    'callers in other files that disagree',
    {
      'pkg/a.py': 'from .model import Net\nNet(0.1)',
      'b.py': 'from pkg.model import Net\nNet(0.2)',
    },
    `${NET}, p):\n    nn.Dropout(p)`,
    '? ambiguous 0.1, 0.2',
  ],
  [
    'a caller in another file, where there is one in the same',
    { 'pkg/a.py': 'from .model import Net\nNet(0.1)' },
    `${NET}, p):\n    nn.Dropout(p)\nNet(0.2)`,
    '0.2 caller caller ← p 6 ← Net(…) 7 ← 0.2 7',
  ],
  [
    'a caller of another class of that name',
    { 'pkg/a.py': 'from .other import Net\nNet(0.1)', 'pkg/other.py': 'class Net:\n  pass' },
    `${NET}, p):\n    nn.Dropout(p)`,
    '? parameter',
  ],
  [
    'callers that only pass on what each other gives',
    { 'pkg/a.py': 'from .model import f\ndef g(p):\n  f(p)' },
    'from .a import g\ndef f(p):\n  nn.Dropout(p)\ndef h(p):\n  g(p)',
    '? parameter',
  ],
  [
    'an option of another script, where a dictionary has another',
    {
      'pkg/train.py': 'import model; parser.add_argument("--p", default=0.1)',
      'pkg/configure.py': 'BEST_FOR_PROTEINS = {"p": 0.2}',
    },
    'def f(args):\n  nn.Dropout(args["p"])',
    '? ambiguous',
  ],
  [
    'an option of a script that has nothing to do with the file',
    { 'pkg/train.py': 'parser.add_argument("--p", default=0.1)' },
    'def f(args):\n  nn.Dropout(args.p)',
    '? attribute',
  ],
  [
    'an option of a script that another file speaks of',
    { 'pkg/train.py': 'parser.add_argument("--p", default=0.1)', 'run.py': 'from pkg.train import parser' },
    'def f(args):\n  nn.Dropout(args.p)',
    '0.1 config commandLine ← args.p 5 ← 0.1 pkg/train.py:1',
  ],
  [
    'layers that files hand on from one to the other',
    {
      'pkg/common.py': 'from .layers import *\nfrom .names import *',
      'pkg/layers.py': 'import torch.nn as layers',
      'pkg/names.py': 'P = 0.1',
    },
    'from .common import *\nlayers.Dropout(P)',
    '0.1 constant ← P 5 ← 0.1 pkg/names.py:1',
  ],
  [
    'layers of the torch that another file gives',
    {
      'pkg/common.py': 'from .guard import get_torch',
      'pkg/guard.py': 'def load():\n  import torch\n  return torch\ndef get_torch():\n  return load()',
    },
    'from .common import get_torch\nlayers = get_torch().nn\nP = 0.1\nlayers.Dropout(P)',
    '0.1 constant ← P 7 ← 0.1 6',
  ],
  [
    'settings that take over what a file of settings says',
    {
      'pkg/conf.py': 'class Config:\n  def __init__(self, values):\n    self.p = values.pop("p")',
      'conf/a.yaml': 'p: 0.1\n',
    },
    'def f(config):\n  nn.Dropout(config.p)',
    '0.1 config caller ← config.p 5 ← 0.1 conf/a.yaml:1',
  ],
  [
    'typed settings that take over what a file of settings says',
    {
      'pkg/conf.py':
        'class Config:\n  def __init__(self, values):\n    values = dict(values)\n    self.p = values["p"]',
      'conf/a.yaml': 'p: 0.1\n',
    },
    'from .conf import Config\ndef f(config: Config):\n  nn.Dropout(config.p)',
    '0.1 config caller ← config.p 6 ← 0.1 conf/a.yaml:1',
  ],
  [
    'what a class of settings only declares, as that is made which callers pass',
    {
      'pkg/conf.py':
        'class Head:\n  p: float\nclass Config:\n  def __init__(self, rate=0.1):\n    self.head = Head(p=rate)',
      'pkg/net.py':
        'from .conf import Config\nfrom .model import f\ndef g(config: Config):\n  f(config.head)',
    },
    'from .conf import Head\ndef f(head: Head):\n  nn.Dropout(head.p)',
    '0.1 attribute caller ← head.p 6 ← rate pkg/conf.py:5 ← 0.1 pkg/conf.py:4',
  ],
  [
    'what a class of settings only declares, where callers pass what is made in several ways',
    {
      'pkg/conf.py': 'class Head:\n  p: float\nA = Head(p=0.1)\nB = Head(p=0.2)',
      'pkg/net.py': 'from .conf import A, B\nfrom .model import f\nf(A)\nf(B)',
    },
    'from .conf import Head\ndef f(head: Head):\n  nn.Dropout(head.p)',
    '? attribute',
  ],
  [
    'a part of settings of which only the type is written',
    { 'pkg/conf.py': 'class Head:\n  p: float = 0.1\nclass Config:\n  head: Head' },
    'from .conf import Config\ndef f(config: Config):\n  nn.Dropout(config.head.p)',
    '0.1 attribute caller ← config.head.p 6 ← 0.1 pkg/conf.py:2',
  ],
  ['a file that cannot be read', {}, 'from .missing import P\nnn.Dropout(P)', '? imported'],
];

describe('where p comes from, among other files', () => {
  for (const [what, others, code, expected] of AMONG) {
    it(what, () => assert.deepEqual(among(others, IMPORTS + code).map(inWords), [expected]));
  }

  it('follows no name that is bound hundreds of times, but for what is imported again', () => {
    const told = (code: string): string =>
      among({}, IMPORTS + code)
        .map(inWords)
        .join('; ');
    const bound = (times: number): string => `P = 0.1\n${'if x:\n  P = 0.1\n'.repeat(times)}nn.Dropout(P)\n`;
    assert.match(told(bound(100)), /^0\.1 constant/);
    assert.equal(told(bound(300)), '? unreadable');
    assert.equal(told(`${'P = 0.1\n'.repeat(300)}def f():\n  nn.Dropout(P)\n`), '? unreadable');
    const imported = 'from torch import nn\n'.repeat(300);
    assert.match(told(`${imported}def f():\n  nn.Dropout(0.1)\n`), /^0\.1 literal/);
  });

  it('follows the other files when they change', () => {
    const other = 'file:///work/pkg/const.py';
    const files = new Files([MAIN, other]);
    const options = { notebook: false, uri: MAIN, files };
    const code = `${IMPORTS}from .const import P\nnn.Dropout(P)`;
    let analysis = analyze([code], options);
    assert.deepEqual(analysis.sites.map(inWords), ['? searching']);
    for (const p of ['0.1', '0.2']) {
      files.set(other, `P = ${p}`);
      analysis = analyze([code], options, analysis);
      assert.deepEqual(analysis.sites.map(inWords), [`${p} constant ← P 5 ← ${p} pkg/const.py:1`]);
    }
    // Until it is read again it is taken for what it was, and for nothing else if it still is that.
    files.takeWanted();
    assert.ok(files.doubt(other));
    assert.equal(analyze([code], options, analysis), analysis);
    assert.deepEqual(files.takeWanted(), [other]);
    files.set(other, 'P = 0.2');
    assert.equal(analyze([code], options, analysis), analysis);
    files.set(other, 'P = 0.3');
    const changed = analyze([code], options, analysis).sites;
    assert.deepEqual(changed.map(inWords), ['0.3 constant ← P 5 ← 0.3 pkg/const.py:1']);
  });
});

describe('settings that are asked like a dictionary', () => {
  const PARSER =
    'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--drop", default=0.3)\n';
  const ASKED: readonly [what: string, code: string, expected: string][] = [
    [
      'an option, by its key',
      `${PARSER}opt = vars(parser.parse_args())\nnn.Dropout(opt.get("drop", 0.0))`,
      '0.3 config commandLine',
    ],
    [
      'an object of a class of its own, which may hold more',
      `class Opt(dict):\n  pass\ndef build(opt: Opt):\n  nn.Dropout(opt.get("drop", 0.0))`,
      '? subscript',
    ],
  ];
  for (const [what, code, expected] of ASKED)
    it(what, () => {
      const [site] = among({}, IMPORTS + code);
      assert.equal(site && inWords(site).replace(/ ←[^]*/, ''), expected);
    });
});

describe('a p that is found by a setting’s name alone', () => {
  const SOLE = 'class NetConfig:\n  drop = 0.2\n  zero = 0\n  none = None\n';
  const TOGETHER = `${SOLE}class DataConfig:\n  size = 3\n`;
  const SETTINGS = '@dataclass\nclass Defaults:\n  drop = 0.2\n  zero = 0\n  none = None\n';
  const of = (expression: string, before = ''): string =>
    `${SETTINGS}def build(config, rate=0.1):\n${before}  nn.Dropout(${expression})`;
  const GUESSED: readonly string[] = [
    of('config.drop'),
    of('config["drop"]'),
    of('getattr(config, "drop", 0.5)'),
    of('1 - config.drop'),
    of('-config.drop + 1'),
    of('float(config.drop)'),
    of('config.drop or 0.3'),
    of('config.zero or rate'),
    of('config.none or 0.3'),
    of('rate if config.none is None else config.none'),
    of('config.drop if self.training else 0.0'),
    of('p', '  p = config.drop\n'),
    of('q', '  p = config.drop\n  q = p / 2\n'),
    of('config.drop if deep else 0.2'),
    of('0.2 if deep else config.drop'),
    `${SETTINGS}${NET}, config):\n    self.p = config.drop\n    self.d = nn.Dropout(self.p)`,
    `${SETTINGS}${NET}, config):\n    self.config = config\n  def more(self):\n    self.d = nn.Dropout(self.config.drop)`,
    `${SETTINGS}def inner(p):\n  nn.Dropout(p)\ndef build(config):\n  inner(config.drop)`,
    `${SOLE}def build(args):\n  nn.Dropout(args.drop)`,
    `${SOLE}config = 1\nhparams = {"drop": 0.2}\ndef build(config):\n  nn.Dropout(config.drop)`,
    `import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--drop", default=0.2)\ndef build(args):\n  nn.Dropout(args.drop)`,
  ];
  /** Elsewhere in the workspace others of these names say something else. */
  const OTHERS = {
    'far/other.py': 'class OtherConfig:\n  drop = 0.9\n  zero = 0.9\n  none = 0.9\n  one = 9\n  seed = 9\n',
  };
  for (const code of GUESSED)
    it(`is a guess: ${code.split('\n').slice(-2).join('; ').trim()}`, () =>
      assert.equal(isGuess(code, OTHERS), true));

  const KNOWN: readonly string[] = [
    // What has `get` is no object of such a class.
    of('config.get("drop", 0.5)'),
    'nn.Dropout()',
    'nn.Dropout(0.1)',
    'P = 0.1\nnn.Dropout(P)',
    of('rate'),
    `${TOGETHER}def build(config: NetConfig):\n  nn.Dropout(config.drop)`,
    `${TOGETHER}nn.Dropout(NetConfig.drop)`,
    `${TOGETHER}config = NetConfig()\nnn.Dropout(config.drop)`,
    // The one class of settings that there is, or that has it.
    `${TOGETHER}def build(config):\n  nn.Dropout(config.drop)`,
    `${SOLE}def build(config):\n  nn.Dropout(config.drop)`,
    `${SOLE}class Net:\n  def __init__(self, cfg):\n    self.cfg = cfg\n    nn.Dropout(self.cfg.drop)`,
    'config = {"drop": 0.2}\nnn.Dropout(config["drop"])',
    'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--drop", default=0.2)\nargs = parser.parse_args()\nnn.Dropout(args.drop)',
  ];
  /** Where the whole workspace says the same it is that, whichever is meant; but an object of a class is asked by no key. */
  const AGREED = GUESSED.filter(
    (code) => !/none|deep|config\["drop"\]/.test(code.slice(code.indexOf('def '))),
  );
  for (const code of AGREED)
    it(`is none where nobody says otherwise: ${code.split('\n').slice(-2).join('; ').trim()}`, () => {
      assert.equal(isGuess(code), false);
      assert.equal(isGuess(code, { 'far/same.py': 'class SameConfig:\n  drop = 0.2\n  zero = 0\n' }), false);
    });

  /** What may be of a library whose settings nobody can see. */
  const NOT_OURS: readonly string[] = [
    `from biglib import BigConfig\n${SETTINGS}def build(config):\n  nn.Dropout(config.drop)`,
    `from biglib import BigModel\n${SETTINGS}def build(config):\n  nn.Dropout(config.drop)`,
    `from biglib import BigPreTrained\n${SETTINGS}class Net(BigPreTrained):\n  def __init__(self, config):\n    nn.Dropout(config.drop)`,
    `from fairseq.models import register_model\n${SOLE}def build(args):\n  nn.Dropout(args.drop)`,
  ];
  for (const code of NOT_OURS)
    it(`is a guess where others may be meant: ${code.split('\n')[0]}`, () =>
      assert.equal(isGuess(code), true));

  for (const code of KNOWN)
    it(`is none: ${code.split('\n').slice(-2).join('; ').trim()}`, () => assert.equal(isGuess(code), false));

  it('makes no verdict, no single layer and no seed sure', () => {
    const settings = '@dataclass\nclass Defaults:\n  zero = 0\n  one = 1\n  seed = 3\n';
    const code = `${settings}def build(config):\n  torch.manual_seed(config.seed)\n  F.dropout(x, config.zero)\n  nn.LSTM(3, 4, config.one, dropout=0.5)`;
    const sites = among(OTHERS, `${IMPORTS}${code}`);
    assert.deepEqual(
      sites.map(({ verdict, seed, isIdle }) => [verdict.reason, seed, isIdle]),
      [
        ['omitted', undefined, false],
        ['layer', undefined, false],
      ],
    );
  });
});
