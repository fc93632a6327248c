import { type Case, GIVEN, hold, NET, OPEN } from './forms';

describe('what something is unpacked into', () => {
  const MAKE = 'def make():\n  return 64, 0.3\n';
  const TABLE = 'TABLE = {"small": (16, 0.1), "large": (64, 0.5)}\n';
  hold([
    ['a function’s values', `${MAKE}n, p = make()\nnn.Dropout(p)\n`, {}, '0.3 here:5'],
    ['an item of them', `${MAKE}nn.Dropout(make()[1])\n`, {}, '0.3 here:5'],
    [
      'names',
      'def make():\n  n, p = 64, 0.3\n  return n, p\nn, q = make()\nnn.Dropout(q)\n',
      {},
      '0.3 here:5',
    ],
    ['a row of a table', `${TABLE}n, p = TABLE["small"]\nnn.Dropout(p)\n`, {}, '0.1 here:4'],
    [
      'a parameter',
      `${NET}, sizes):\n    n, p = sizes\n    nn.Dropout(p)\nNet((8, 0.4))\n`,
      {},
      '0.4 here:8',
    ],
    [
      'what all callers pass, where they have the same',
      `${NET}, sizes):\n    n, p = sizes\n    nn.Dropout(p)\nRATE = 0.4\ndef a(n):\n  Net((n, RATE))\ndef b(n):\n  sizes = (n, RATE)\n  Net(sizes)\n`,
      {},
      '0.4 here:8 unless caller',
    ],
    [
      'what all callers pass, where they do not',
      `${NET}, sizes):\n    n, p = sizes\n    nn.Dropout(p)\ndef a(n):\n  Net((n, 0.4))\ndef b(n):\n  Net((n, 0.3))\n`,
      {},
      '? ambiguous',
    ],
    [
      'what all callers pass, one of which nobody can read',
      `${NET}, sizes):\n    n, p = sizes\n    nn.Dropout(p)\ndef a(n):\n  Net((n, 0.4))\ndef b(n):\n  Net(found(n))\n`,
      {},
      '? unreadable',
    ],
    [
      'what all callers pass, unless one gives it more elements',
      `${NET}, sizes):\n    n, p = sizes\n    nn.Dropout(p)\ndef a(n):\n  Net((n, 0.4))\ndef b(n):\n  sizes = [n, 0.4]\n  sizes.insert(0, 0.3)\n  Net(sizes)\n`,
      {},
      '? unreadable',
    ],
    ['a list that grows', 'a = [0.1, 0.2]\na.insert(0, 0.3)\nn, p = a\nnn.Dropout(p)\n', {}, '? unreadable'],
    ['a starred name', `${MAKE}*n, p = make()\nnn.Dropout(p)\n`, {}, '? unreadable'],
    [
      'what may return other values',
      'def make(a):\n  if a:\n    return 1, 0.2\n  return 2, 0.3\nn, p = make(b)\nnn.Dropout(p)\n',
      {},
      '? unreadable',
    ],
    ['what nobody knows', 'n, p = other()\nnn.Dropout(p)\n', {}, '? unreadable'],
    [
      'an element by its index',
      `${NET}, rates):\n    nn.Dropout(rates[1])\nNet([0.1, 0.2])\n`,
      {},
      '0.2 here:7',
    ],
    [
      'elements of two lists',
      `${NET}, rates):\n    nn.Dropout(rates[1])\nNet([0.1, 0.2])\nNet([0.1, 0.3])\n`,
      {},
      '? subscript',
    ],
  ]);
});

describe('rates by depth', () => {
  const rates = (given: string, of = 'torch.linspace(0, 0.2, 4)'): string =>
    `${GIVEN}rates = ${of}\nfor i in range(4):\n  Net(i, ${given})\n`;
  const ITEMS = '[x.item() for x in torch.linspace(0, rate, 4)]';
  const LAYER = `${NET}, rates=0.):\n    nn.Dropout(rates[0] if isinstance(rates, list) else rates)\n`;
  hold([
    ['each', rates('rates[i]'), {}, '? loop 0, …, 0.2'],
    ['computed of none', `rate = 0.\n${rates('rate * i / 3')}`, {}, '0.0 here:4 unless caller'],
    ['computed of some', `rate = 0.1\n${rates('rate * i / 3')}`, {}, '? loop'],
    ['computed of a whole number, which need not be one', `rate = 0\n${rates('rate * i')}`, {}, '? loop'],
    ['as items', `rate = 0.3\n${rates('rates[i]', ITEMS)}`, {}, '? loop 0, …, 0.3'],
    ['as a list', rates('rates[i]', 'torch.linspace(0, 0.2, 4).tolist()'), {}, '? loop 0, …, 0.2'],
    [
      'numpy’s',
      `import numpy as np\n${rates('rates[i]', 'np.linspace(0.1, 0.2, num=4)')}`,
      {},
      '? loop 0.1, …, 0.2',
    ],
    ['that are all the same', `rate = 0.0\n${rates('rates[i]', ITEMS)}`, {}, '0.0 here:4 unless caller'],
    [
      'beside a default',
      `${OPEN}rates = torch.linspace(0, 0.2, 4)\nfor r in rates:\n  Net(2, r)\n`,
      {},
      '? loop 0, …, 0.2',
    ],
    [
      'some of them',
      `${LAYER}rates = ${ITEMS.replace('rate', '0.3')}\nNet(rates=rates[2:4])\n`,
      {},
      '? loop 0, …, 0.3',
    ],
    ['the first', rates('rates[0]'), {}, '0.0 here:7 unless caller'],
    ['the last', rates('rates[3]'), {}, '0.20000000298023224 here:7 unless caller'],
    [
      'the last, counted from behind',
      rates('rates[-1]', 'torch.linspace(0, 0.5, steps=4)'),
      {},
      '0.5 here:7 unless caller',
    ],
    [
      'the last of as many as a name says',
      `${GIVEN}def build(rate=0.5, depth=3):\n  rates = ${ITEMS.replace('4', 'depth')}\n  Net(1, rates[depth - 1])\n`,
      {},
      '0.5 here:7 unless caller',
    ],
    [
      'numpy’s last',
      `import numpy as np\n${rates('rates[3]', 'np.linspace(0.1, 0.2, num=4)')}`,
      {},
      '0.2 here:8 unless caller',
    ],
    [
      'numpy’s without the end',
      `import numpy as np\n${rates('rates[3]', 'np.linspace(0.1, 0.2, 4, endpoint=False)')}`,
      {},
      '? loop 0.1, …, 0.2',
    ],
    ['one between', rates('rates[2]'), {}, '? loop 0, …, 0.2'],
    ['the last of some', rates('rates[-1]', 'torch.linspace(0, 0.2, 4)[1:3]'), {}, '? loop 0, …, 0.2'],
    ['or one for all', `${LAYER}Net(rates=0.2)\n`, {}, '0.2 here:7 unless caller | default 0.'],
    ['of a function that is no linspace', rates('rates[i]', 'torch.logspace(0, 0.2, 4)'), {}, '? subscript'],
    ['computed of them', rates('rates[i]', '[x * 2 for x in torch.linspace(0, 0.2, 4)]'), {}, '? subscript'],
  ]);
});

describe('what a function is given torch as', () => {
  const BUILD = 'def build(nn, p):\n  return nn.Dropout(p)\n';
  hold([
    ['by all that call it', `${BUILD}build(torch.nn, 0.3)\nbuild(nn, 0.3)\n`, {}, '0.3 here:6 unless caller'],
    ['by some', `${BUILD}build(torch.nn, 0.3)\nbuild(other, 0.3)\n`, {}, 'no call'],
    ['by nobody', BUILD, {}, 'no call'],
    ['by itself', 'def build(nn, p):\n  build(nn, p)\n  return nn.Dropout(p)\n', {}, 'no call'],
    ['under another name', 'def build(lib, p):\n  return lib.Dropout(p)\nbuild(nn, 0.3)\n', {}, 'no call'],
  ]);
});

describe('what is given part of its arguments', () => {
  const PARTIAL = `from functools import partial\n${GIVEN}`;
  hold([
    ['by its name', `${PARTIAL}make = partial(Net, dropout=0.3)\nmake(2)\n`, {}, '0.3 here:8 unless caller'],
    ['by its place', `${PARTIAL}make = partial(Net, 2, 0.3)\n`, {}, '0.3 here:8 unless caller'],
    ['without it', `${PARTIAL}make = partial(Net, 2)\n`, {}, '? parameter'],
    [
      'without it, which who calls that gives',
      `${PARTIAL}make = partial(Net, 2)\nmake(0.3)\n`,
      {},
      '0.3 here:9 unless caller',
    ],
    [
      'in another file',
      GIVEN,
      { 'b.py': 'from functools import partial\nfrom pkg.model import Net\nx = partial(Net, dropout=0.3)\n' },
      '0.3 b.py:3 unless caller',
    ],
    [
      'beside a default',
      `from functools import partial\n${OPEN}Net()\nmake = partial(Net, dropout=0.3)\n`,
      {},
      '0.1 here:6 unless caller | passed 0.3',
    ],
    [
      'a function',
      'from functools import partial\ndef f(n, p):\n  nn.Dropout(p)\ng = partial(f, p=0.2)\n',
      {},
      '0.2 here:7 unless caller',
    ],
  ]);
});

describe('what a net of skorch gives its module', () => {
  const SKORCH = 'from skorch import NeuralNetClassifier\n';
  hold([
    [
      'by its place, and what is its own',
      `${SKORCH}def make(a=0.1, b=0.2):\n  return nn.Dropout(b)\nNeuralNetClassifier(make, 0.6)\n`,
      {},
      '0.2 here:5 unless caller',
    ],
    [
      'by its place',
      `${SKORCH}${OPEN}NeuralNetClassifier(Net, lr=0.1, module__dropout=0.3)\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
    [
      'by its name',
      `${SKORCH}${GIVEN}NeuralNetClassifier(module=Net, module__n=2, module__dropout=0.3)\n`,
      {},
      '0.3 here:8 unless caller',
    ],
    ['nothing', `${SKORCH}${OPEN}NeuralNetClassifier(Net, lr=0.1)\n`, {}, '0.1 here:6 unless caller'],
    [
      'in another file',
      GIVEN,
      {
        'train.py': `${SKORCH}from pkg.model import Net\nnet = NeuralNetClassifier(Net, module__dropout=0.3)\n`,
      },
      '0.3 train.py:3 unless caller',
    ],
  ]);
});

describe('options of other libraries', () => {
  hold([
    [
      'click',
      'import click\n@click.command()\n@click.option("--drop-rate", default=0.3)\ndef main(drop_rate):\n  nn.Dropout(drop_rate)\n',
      {},
      '0.3 here:6 unless commandLine',
    ],
    [
      'click, by another name',
      'import click\n@click.option("-d", "--drop", "p", default=0.3)\ndef main(p):\n  nn.Dropout(p)\n',
      {},
      '0.3 here:5 unless commandLine',
    ],
    [
      'click without a default',
      'import click\n@click.option("--p")\ndef main(p):\n  nn.Dropout(p)\n',
      {},
      '? parameter',
    ],
    [
      'typer',
      'import typer\ndef main(p: float = typer.Option(0.3, help="x")):\n  nn.Dropout(p)\n',
      {},
      '0.3 here:5 unless caller',
    ],
    [
      'absl',
      'from absl import flags\nFLAGS = flags.FLAGS\nflags.DEFINE_float("p", 0.3, "rate")\nnn.Dropout(FLAGS.p)\n',
      {},
      '0.3 here:6 unless commandLine',
    ],
    [
      'the first of what a parser knows',
      'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--p", default=0.3)\nargs, rest = parser.parse_known_args()\nnn.Dropout(args.p)\n',
      {},
      '0.3 here:6 unless commandLine',
    ],
    [
      'Weights & Biases',
      'import wandb\nwandb.init(config={"p": 0.3})\nnn.Dropout(wandb.config.p)\n',
      {},
      '0.3 here:5 unless caller',
    ],
    [
      'what a run is given later, twice the same',
      'import argparse\nimport wandb\nparser = argparse.ArgumentParser()\nparser.add_argument("--p", default=0.3)\nargs = parser.parse_args()\nwandb.init()\nwandb.config.update(args)\nwandb.config.update(args, allow_val_change=True)\nnn.Dropout(wandb.config.p)\n',
      {},
      '0.3 here:7 unless commandLine',
    ],
    [
      'what a run is given later, which may be another one',
      'import wandb\nwandb.init(config={"p": 0.3})\nwandb.config.update({"p": 0.1})\nnn.Dropout(wandb.config.p)\n',
      {},
      '? attribute',
    ],
    [
      'a run that is given none',
      'import wandb\nwandb.init()\nnn.Dropout(wandb.config.p)\n',
      {},
      '? attribute',
    ],
  ]);
});

describe('settings that are laid over each other', () => {
  const OMEGA = 'from omegaconf import OmegaConf\nfrom dataclasses import dataclass, field\n';
  const CLASS =
    '@dataclass\nclass Part:\n  p: float = 0.1\n  q: float = 0.2\n@dataclass\nclass Whole:\n  part: Part = field(default_factory=lambda: Part())\n  r: float = field(default=0.3)\n';
  const of = (made: string, read: string): string => `${OMEGA}${CLASS}c = ${made}\nnn.Dropout(c.${read})\n`;
  const FILE = { 'pkg/a.yaml': 'part:\n  p: 0.5\n' };
  hold([
    ['a class', of('OmegaConf.structured(Whole)', 'r'), {}, '0.3 here:13 unless caller'],
    ['what the second has', of('OmegaConf.merge({"r": 0.4}, {"r": 0.5})', 'r'), {}, '0.5 here:14'],
    ['what the first has', of('OmegaConf.merge({"r": 0.4}, {"s": 0.5})', 'r'), {}, '0.4 here:14'],
    ['part of a part', of('OmegaConf.merge({"a": {"b": 0.4}}, {"a": {"c": 0.5}})', 'a.b'), {}, '0.4 here:14'],
    [
      'a file over a class',
      of('OmegaConf.merge(OmegaConf.structured(Whole), OmegaConf.load("a.yaml"))', 'part.p'),
      FILE,
      '0.5 pkg/a.yaml:2',
    ],
    [
      'what the file leaves',
      of('OmegaConf.merge(OmegaConf.structured(Whole), OmegaConf.load("a.yaml"))', 'r'),
      FILE,
      '0.3 here:13 unless caller',
    ],
    [
      'what the file leaves, whatever others say',
      of('OmegaConf.merge(OmegaConf.structured(Whole), OmegaConf.load("a.yaml"))', 'r'),
      { ...FILE, 'pkg/b.yaml': 'r: 0.9\n' },
      '0.3 here:13 unless caller',
    ],
    [
      'what the command line leaves',
      of('OmegaConf.merge(OmegaConf.create({"r": 0.4}), OmegaConf.from_cli())', 'r'),
      {},
      '0.4 here:14 unless caller',
    ],
  ]);
});

describe('what is made of settings that nobody can read', () => {
  const KEEPS =
    'class AttrDict(dict):\n  def __init__(self, *args, **kwargs):\n    super().__init__(*args, **kwargs)\n    self.__dict__ = self\n';
  const read = (made: string): string => `${KEEPS}h = ${made}\nnn.Dropout(h.rate)\n`;
  const FILES = { 'config_v1.json': '{"rate": 0.3}\n' };
  hold([
    ['has what all settings say', read('AttrDict(other())'), FILES, '0.3 config_v1.json:1 unless caller'],
    ['and nothing where none do', read('AttrDict(other())'), {}, '? attribute'],
    ['but what it is given itself', read('AttrDict(rate=0.2)'), FILES, '0.2 here:8'],
  ]);
});

describe('what other files say of a class by its name', () => {
  const LOOK = { 'train.py': 'import models\nnet = getattr(models, c["type"])(**c["args"])\n' };
  const REFERS = 'model:\n  _target_: pkg.model.Net\n  dropout: ${rate}\nrate: 0.4\n';
  const CONFIGURABLE = (returned: string): string =>
    `from detectron2.config import configurable\n${NET}, dropout):\n    self.d = nn.Dropout(dropout)\n  @classmethod\n  def from_config(cls, cfg):\n${returned}\n`.replace(
      '  def __init__',
      '  @configurable\n  def __init__',
    );
  hold([
    [
      'that is looked for in a module',
      OPEN,
      { ...LOOK, 'config.json': '{"arch": {"type": "Net", "args": {"dropout": 0.3}}}' },
      '0.3 config.json:1 unless caller | default 0.1',
    ],
    [
      'that nobody looks for',
      OPEN,
      { 'config.json': '{"arch": {"type": "Net", "args": {"dropout": 0.3}}}' },
      '0.1 here:5 unless caller',
    ],
    [
      'that two classes have',
      OPEN,
      {
        ...LOOK,
        'other.py': 'class Net: pass\n',
        'config.json': '{"arch": {"type": "Net", "args": {"dropout": 0.3}}}',
      },
      '0.1 here:5 unless caller',
    ],
    [
      'as the class itself',
      OPEN,
      { 'a.py': 'from pkg.model import Net\nmodel = dict(type=Net, dropout=0.3)\n' },
      '0.3 a.py:2 unless caller | default 0.1',
    ],
    [
      'with a number that stands elsewhere',
      OPEN,
      { 'train.py': 'from hydra.utils import instantiate\ninstantiate(c)\n', 'a.yaml': REFERS },
      '0.4 a.yaml:4 unless caller | default 0.1',
    ],
    ['by from_config', CONFIGURABLE('    return {"dropout": 0.2}'), {}, '0.2 here:11 unless caller'],
    [
      'by what from_config adds',
      CONFIGURABLE('    ret = super().from_config(cfg)\n    ret["dropout"] = 0.2\n    return ret'),
      {},
      '0.2 here:12 unless caller',
    ],
    [
      'by settings that from_config reads',
      CONFIGURABLE('    return dict(dropout=cfg.HEAD.DROP)'),
      { 'b.py': 'from detectron2.config import CfgNode as CN\ncfg.HEAD = CN()\ncfg.HEAD.DROP = 0.3\n' },
      '0.3 b.py:3 unless caller',
    ],
  ]);
});

describe('settings of several scripts', () => {
  const MAKES =
    'def make(name, config):\n  if name == "net":\n    return Net(2, **config)\n  if name == "other":\n    return Other(**config)\n';
  const script = (name: string, p: number): string =>
    `import argparse\nfrom pkg.run import main\nparser = argparse.ArgumentParser()\nparser.add_argument("--name", default="${name}")\nparser.add_argument("--dropout", default=${p})\nmain(vars(parser.parse_args()))\n`;
  const RUN =
    'import copy\nfrom pkg.model import make\ndef main(params):\n  config = copy.deepcopy(params)\n  make(params["name"], config)\n';
  hold([
    [
      'of which one asks for it',
      `${GIVEN}${MAKES}`,
      { 'pkg/run.py': RUN, 'a.py': script('net', 0.3), 'b.py': script('other', 0.4) },
      '0.3 a.py:5 unless commandLine',
    ],
    [
      'of which two do',
      `${GIVEN}${MAKES}`,
      { 'pkg/run.py': RUN, 'a.py': script('net', 0.3), 'b.py': script('net', 0.4) },
      '? unpacked',
    ],
    [
      'that agree',
      `${GIVEN}${MAKES}`,
      { 'pkg/run.py': RUN, 'a.py': script('x', 0.3), 'b.py': script('y', 0.3) },
      '0.3 a.py:5 unless commandLine',
    ],
    [
      'a function that is called like its file',
      `def run(p):\n  nn.Dropout(p)\n`,
      { 'pkg/__init__.py': 'from .model import run\n', 'a.py': 'from pkg import run\nrun(0.3)\n' },
      '0.3 a.py:2 unless caller',
    ],
  ]);
});

describe('what is 0 by default, where it is not', () => {
  const zero = (made: string): string => `${NET}, p=0.0):\n    self.d = ${made}\n`;
  const GUARDED = zero('nn.Dropout(p) if p > 0. else None');
  hold([
    ['what a caller passes', `${GUARDED}Net()\nNet(0.3)\n`, {}, '0.3 here:8 unless caller | default 0.0'],
    [
      'below a statement',
      `${NET}, p=0):\n    if p:\n      nn.Dropout(p)\nNet()\nNet(0.3)\n`,
      {},
      '0.3 here:9 unless caller | default 0',
    ],
    [
      'behind an else',
      `${zero('None if p == 0 else nn.Dropout(p)')}Net()\nNet(0.3)\n`,
      {},
      '0.3 here:8 unless caller | default 0.0',
    ],
    [
      'what callers pass',
      `${GUARDED}Net(0.2)\nNet(0.3)\n`,
      {},
      '0.2 here:7 unless caller | default 0.0 | passed 0.3',
    ],
    [
      'what some callers pass',
      `${GUARDED}Net()\nNet(0.2)\nNet(0.3)\n`,
      {},
      '0.2 here:8 unless caller | default 0.0 | passed 0.3',
    ],
    ['rates', `${GUARDED}for r in torch.linspace(0, 0.3, 2):\n  Net(r)\n`, {}, '? loop 0, …, 0.3'],
    [
      'rates of which all are 0 by default',
      `${GUARDED}def make(rate=0.0):\n  rates = torch.linspace(0, rate, 2)\n  Net(rates[other])\nmake(0.3)\nmake()\n`,
      {},
      '? ambiguous 0, …, 0.3',
    ],
    [
      'below a test that the object keeps',
      `${NET}, p=0.0):\n    self.drops = p>0\n    if self.drops:\n      nn.Dropout(p)\nNet()\nNet(0.3)\n`,
      {},
      '0.3 here:10 unless caller | default 0.0',
    ],
    [
      'below one that is kept as something else, too',
      `${NET}, p=0.0):\n    self.drops = p > 0\n    self.drops = True\n    if self.drops:\n      nn.Dropout(p)\nNet()\nNet(0.3)\n`,
      {},
      '0.0 here:5 unless caller | passed 0.3',
    ],
    [
      'behind an else of what the object keeps',
      `${NET}, p=0.0):\n    self.drops = p > 0  # or not\n    self.d = nn.Identity() if not self.drops else nn.Dropout(p)\nNet()\nNet(0.3)\n`,
      {},
      '0.3 here:9 unless caller | default 0.0',
    ],
    ['what nobody knows', `${GUARDED}Net()\nNet(other)\n`, {}, '0.0 here:5 unless caller | passed other'],
    ['that nobody passes', `${GUARDED}Net()\n`, {}, '0.0 here:5 unless caller'],
    [
      'without a test',
      `${zero('nn.Dropout(p)')}Net()\nNet(0.3)\n`,
      {},
      '0.0 here:5 unless caller | passed 0.3',
    ],
    [
      'another test',
      `${zero('nn.Dropout(p) if p < 1 else None')}Net()\nNet(0.3)\n`,
      {},
      '0.0 here:5 unless caller | passed 0.3',
    ],
  ]);
});

describe('what is in force, and what is not', () => {
  const TEST = 'from pkg.model import Net\nNet(2, 0.3)\n';
  const YAML = 'model:\n  part:\n    dropout: 0.3\n';
  const EMPTY = 'class Net(nn.Module):\n  def __init__(self, opt={}):\n    self.opt = opt\n';
  const KEY = 'class Base:\n  KEY = "dropout"\nclass Net(Base):\n  def __init__(self, config):\n';
  const SETTER = `class Trainer:\n  def __init__(self):\n    self.kind = "deep"\n  def set_kind(self, kind):\n    self.kind = kind\n  def run(self):\n    CONFIGS = {"deep": {"p": 0.3}, "flat": {"p": 0.2}}\n    nn.Dropout(CONFIGS[self.kind]["p"])\n`;
  const DEAD = `${GIVEN}class Dead(nn.Module):\n  def __init__(self, p):\n    self.net = Net(2, p)\n`;
  hold([
    [
      'what a test passes',
      `${GIVEN}Net(2, 0.2)\n`,
      { 'tests/test_net.py': TEST },
      '0.2 here:7 unless caller | passed 0.3',
    ],
    ['what tests alone pass', GIVEN, { 'tests/test_net.py': TEST }, '0.3? tests/test_net.py:2 unless caller'],
    [
      'what a script passes that is called like a test',
      GIVEN,
      { 'net_test.py': TEST },
      '0.3 net_test.py:2 unless caller',
    ],
    [
      'what a test passes that is called like one',
      GIVEN,
      { 'net_test.py': `import unittest\n${TEST}` },
      '0.3? net_test.py:3 unless caller',
    ],
    [
      'what Ray searches',
      OPEN,
      {
        'train.py': 'from pkg.model import Net\nNet(3, 0.3)\n',
        'search.py':
          'from ray import tune\nfrom pkg.model import Net\ndef train(config):\n  Net(3, config["p"])\n',
      },
      '0.3 train.py:2 unless caller | default 0.1 | passed config["p"]',
    ],
    ...[
      ['what Tune runs', 'from ray import tune\n', 'tune.run(train, config=SPACE)', '0.3'],
      [
        'what Tune runs with data',
        'import ray.tune as t\nfrom functools import partial\n',
        't.Tuner(partial(train, data=3))',
        '0.3',
      ],
      [
        'what Tune runs with more',
        'from ray.tune import with_parameters\n',
        'with_parameters(train, data=3)',
        '0.3',
      ],
      ['what a runner of the workspace’s own runs', 'import tune\n', 'tune.run(train, config=SPACE)', '0.1'],
      ['what is run beside it', 'from ray import tune\n', 'tune.run(other, config=SPACE)', '0.1'],
    ].map(([what = '', imports = '', runs = '', p = '']): Case => [
      what,
      OPEN,
      {
        'train.py': 'from pkg.model import Net\nNet(3, 0.3)\n',
        'search.py':
          'from pkg.model import Net\ndef train(tune_config, data=2):\n  Net(3, tune_config["p"])\ndef other(tune_config):\n  pass\n',
        'run.py': `${imports}from search import train, other\n${runs}\n`,
      },
      p === '0.3' ? '0.3 train.py:2 unless caller | default 0.1 | passed tune_config["p"]' : '? ambiguous',
    ]),
    [
      'what a setting is beside what a search puts there',
      `${NET}, config):\n    nn.Dropout(config["model"]["dropout"])\n`,
      {
        'a.yaml': 'model:\n  dropout: 0.3\n',
        'search.py':
          'from ray import tune\nfrom pkg.model import Net\ndef fit(tune_config):\n  config = load()\n  config["model"]["dropout"] = tune_config["dropout"]\n  Net(config)\ntune.run(fit)\n',
      },
      '0.3 a.yaml:2 unless caller',
    ],
    // A part of settings under a key that nobody knows is a part of these all the same.
    [
      'settings under any key',
      `${NET}, config, site):\n    nn.Dropout(config[site]["model"]["dropout"])\n`,
      { 'a.yaml': 'a:\n  model:\n    dropout: 0.3\nb:\n  model:\n    dropout: 0.3\n' },
      '0.3 a.yaml:3 unless caller',
    ],
    [
      'settings under any key that differ',
      `${NET}, config, site):\n    nn.Dropout(config[site]["model"]["dropout"])\n`,
      { 'a.yaml': 'a:\n  model:\n    dropout: 0.3\nb:\n  model:\n    dropout: 0.4\n' },
      '? ambiguous',
    ],
    [
      'settings under any key, of the part that is meant',
      `${NET}, config, site):\n    nn.Dropout(config[site]["model"]["dropout"])\n`,
      { 'a.yaml': 'a:\n  model:\n    dropout: 0.3\n  head:\n    dropout: 0.4\n' },
      '0.3 a.yaml:3 unless caller',
    ],
    [
      'settings right under any key',
      `${NET}, config, site):\n    nn.Dropout(config[site]["dropout"])\n`,
      { 'a.yaml': 'site:\n  dropout: 0.4\na:\n  dropout: 0.3\n' },
      '? subscript',
    ],
    // Who leaves out what has to be passed raises an error.
    [
      'what others pass than a call that does not fit',
      GIVEN,
      { 'a.py': 'from pkg.model import Net\nNet(2, 0.3)\n', 'old.py': 'from pkg.model import Net\nNet(2)\n' },
      '0.3 a.py:2 unless caller',
    ],
    [
      'what may be passed',
      GIVEN,
      {
        'a.py': 'from pkg.model import Net\nNet(2, 0.3)\n',
        'old.py': 'from pkg.model import Net\nNet(2, **found)\n',
      },
      '? ambiguous',
    ],
    ['a script called test.py', OPEN, { 'test.py': TEST }, '0.3 test.py:2 unless caller | default 0.1'],
    [
      'settings that are empty by default',
      `${EMPTY}    nn.Dropout(self.opt["part"]["dropout"])\n`,
      { 'a.yaml': YAML },
      '0.3 a.yaml:3 unless caller',
    ],
    [
      'a key that a class has',
      `${KEY}    nn.Dropout(config[self.KEY])\n`,
      { 'a.yaml': YAML },
      '0.3 a.yaml:3 unless caller',
    ],
    ['a key that a method sets that nobody calls', SETTER, {}, '0.3 here:10 unless caller'],
    ['a key that a method sets', `${SETTER}Trainer().set_kind("flat")\n`, {}, '? ambiguous'],
    [
      'one that another file sets',
      SETTER,
      { 'a.py': 'def go(one):\n  one.set_kind("flat")\n' },
      '? ambiguous',
    ],
    ['what nobody calls', `${DEAD}Net(2, 0.3)\n`, {}, '0.3 here:10 unless caller'],
    [
      'what is registered and called by its name',
      `${DEAD.replace('class Dead', '@register\nclass Dead')}Net(2, 0.3)\n`,
      {},
      '? ambiguous',
    ],
    [
      'what is 0 elsewhere',
      `${NET}, p):\n    if p > 0:\n      nn.Dropout(p)\nNet(0)\nNet(0.3)\n`,
      {},
      '0.3 here:9 unless caller',
    ],
    [
      'a class that another file hands on',
      `${GIVEN}class Whole(nn.Module):\n  def __init__(self, kind, rate):\n    self.net = kind(2, rate)\n`,
      { 'a.py': 'from pkg.model import *\nWhole(Net, 0.3)\n' },
      '0.3 a.py:2 unless caller',
    ],
    [
      'what is given to another',
      GIVEN,
      {
        'train.py': 'net = getattr(model, cfg.name)(**cfg.params)\n',
        'a.yaml': 'name: Net\nparams:\n  dropout: 0.3\n',
        'b.yaml': 'name: Other\nparams:\n  dropout: 0.5\n',
      },
      '0.3 a.yaml:3 unless caller',
    ],
  ]);
});
