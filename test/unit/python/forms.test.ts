import { GIVEN, hold, NET, OPEN } from './forms';

describe('what settings give to what they make', () => {
  const registered = (rest: string, call = 'register_module()'): string =>
    `from .builder import HEADS\n@HEADS.${call}\n${rest}`;
  const BUILDER = { 'pkg/builder.py': 'from mmcv.utils import Registry\nHEADS = Registry("heads")\n' };
  const a = { ...BUILDER, 'configs/a.py': "model = dict(head=dict(type='Net', n=3, dropout=0.3))\n" };
  const QLIB = {
    'pkg/use.py': 'from qlib.utils import init_instance_by_config\ninit_instance_by_config(c)\n',
  };
  const LATENT = { 'train.py': 'from ldm.util import instantiate_from_config\ninstantiate_from_config(c)\n' };
  hold([
    ['a class by its name in a registry', registered(GIVEN), a, '0.3 configs/a.py:1 unless caller'],
    [
      'in a display',
      registered(GIVEN),
      { 'a.py': "head = {'type': 'Net', 'dropout': 0.3}" },
      '0.3 a.py:1 unless caller',
    ],
    [
      'in YAML',
      registered(GIVEN),
      { 'a.yaml': 'head:\n  type: Net\n  dropout: 0.3\n' },
      '0.3 a.yaml:3 unless caller',
    ],
    [
      'by another name',
      registered(GIVEN, "register('head')"),
      { 'a.py': "h = dict(type='head', dropout=0.3)" },
      '0.3 a.py:1 unless caller',
    ],
    ['in a default’s place', registered(OPEN), a, '0.3 configs/a.py:1 unless caller | default 0.1'],
    [
      'what leaves the default',
      registered(OPEN),
      { ...a, 'configs/b.py': "h = dict(type='Net', n=3)\n" },
      '0.1 here:7 unless caller | passed 0.3',
    ],
    [
      'two that disagree',
      registered(GIVEN),
      { ...a, 'configs/b.py': "h = dict(type='Net', dropout=0.4)\n" },
      '? ambiguous 0.3, 0.4',
    ],
    [
      'what a file based on others has instead',
      registered(GIVEN),
      { ...a, 'configs/b.py': "_base_ = ['a.py']\nmodel = dict(head=dict(dropout=0.4))\n" },
      '0.3? configs/a.py:1 unless caller',
    ],
    ['a class that is in no registry', GIVEN, a, '? parameter'],
    [
      'another class of the name in a registry',
      registered(GIVEN),
      { ...a, 'pkg/other.py': `from torch import nn\n${registered(GIVEN)}` },
      '? parameter',
    ],
    [
      'what another map names',
      registered(GIVEN),
      { 'a.py': "h = dict(type='Other', dropout=0.3)" },
      '? parameter',
    ],
    [
      'class and kwargs, as qlib has it',
      GIVEN,
      { ...QLIB, 'a.yaml': 'model:\n  class: Net\n  module_path: pkg.model\n  kwargs:\n    dropout: 0.3\n' },
      '0.3 a.yaml:5 unless caller',
    ],
    [
      'where nothing makes it',
      GIVEN,
      { 'a.yaml': 'model:\n  class: Net\n  module_path: pkg.model\n  kwargs:\n    dropout: 0.3\n' },
      '? parameter',
    ],
    [
      'target and params',
      GIVEN,
      { ...LATENT, 'a.yaml': 'model:\n  target: pkg.model.Net\n  params:\n    dropout: 0.3\n' },
      '0.3 a.yaml:4 unless caller',
    ],
    [
      'class_path and init_args',
      GIVEN,
      {
        'train.py': 'from lightning.pytorch.cli import LightningCLI\nLightningCLI()\n',
        'a.yaml': 'model:\n  class_path: pkg.model.Net\n  init_args:\n    dropout: 0.3\n',
      },
      '0.3 a.yaml:4 unless caller',
    ],
    [
      'settings that are unpacked',
      GIVEN,
      {
        'a.yaml': 'model:\n  dropout: 0.3\n',
        'pkg/train.py': 'from .model import Net\ndef f(cfg):\n  Net(**cfg.model)\n',
      },
      '0.3 a.yaml:2 unless caller',
    ],
    [
      'that stand under another key',
      GIVEN,
      {
        'a.yaml': 'head:\n  dropout: 0.3\n',
        'pkg/train.py': 'from .model import Net\ndef f(cfg):\n  Net(**cfg.model)\n',
      },
      '0.3? a.yaml:2 unless caller',
    ],
    [
      'that all say in the place of a default',
      OPEN,
      {
        'a.yaml': 'model:\n  dropout: 0.3\n',
        'pkg/train.py': 'from .model import Net\ndef f(cfg):\n  Net(**cfg.model)\n',
      },
      '0.3 a.yaml:2 unless caller | default 0.1',
    ],
    [
      'that may leave a default',
      OPEN,
      {
        'a.yaml': 'model:\n  dropout: 0.3\n',
        'b.yaml': 'model:\n  n: 3\n',
        'pkg/train.py': 'from .model import Net\ndef f(cfg):\n  Net(**cfg.model)\n',
      },
      '0.1 here:5 unless caller | passed **cfg.model',
    ],
  ]);
});

describe('what is taken from keyword arguments', () => {
  const taken = (expression: string): string =>
    `${NET}, **kwargs):\n    self.d = nn.Dropout(${expression})\n`;
  const GET = taken('kwargs.get("p", 0.3)');
  hold([
    ['a default that nobody replaces', GET, {}, '0.3 here:6 unless caller'],
    ['one that all replace', `${GET}Net(p=0.2)\n`, {}, '0.2 here:7 unless caller | default 0.3'],
    ['one that some replace', `${GET}Net(p=0.2)\nNet()\n`, {}, '0.3 here:6 unless caller | passed 0.2'],
    ['an item', `${taken('kwargs["p"]')}Net(p=0.2)\n`, {}, '0.2 here:7 unless caller'],
    [
      'what is written there',
      `${NET}, **kwargs):\n    kwargs["p"] = 0.4\n    self.d = nn.Dropout(kwargs.get("p", 0.3))\n`,
      {},
      '? reassigned',
    ],
    [
      'options',
      `import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--dropout", default=0.2)\n${GIVEN}Net(**vars(parser.parse_args()))\n`,
      {},
      '0.2 here:6 unless commandLine',
    ],
    [
      'options that have no such one',
      `import argparse\nparser = argparse.ArgumentParser()\n${OPEN}Net(**vars(parser.parse_args()))\n`,
      {
        'pkg/b.py':
          'import argparse\np = argparse.ArgumentParser()\np.add_argument("--dropout", default=0.2)\n',
      },
      '0.1 here:7 unless caller | passed **vars(parser.parse_args())',
    ],
  ]);
});

describe('mappings that take over others', () => {
  const BASE = 'BASE = {"p": 0.3, "n": 1}\n';
  const of = (made: string): string => `${BASE}cfg = ${made}\nnn.Dropout(cfg["p"])\n`;
  hold([
    ['a display', of('{**BASE, "n": 2}'), {}, '0.3 here:4'],
    ['what stands behind', of('{**BASE, "p": 0.2}'), {}, '0.2 here:5'],
    ['what stands before', of('{"p": 0.2, **BASE}'), {}, '0.3 here:4'],
    ['something unknown behind', of('{"p": 0.2, **other}'), {}, '? subscript'],
    ['a call', of('dict(BASE, p=0.2)'), {}, '0.2 here:5'],
    ['a call that adds', of('dict(BASE, n=2)'), {}, '0.3 here:4'],
    ['an update', `${BASE}BASE.update({"p": 0.2})\nnn.Dropout(BASE["p"])\n`, {}, '0.2 here:5'],
    [
      'an update of what another passes',
      `${NET}, cfg):\n    nn.Dropout(cfg["p"])\n${BASE}BASE.update({"p": 0.2})\nNet(BASE)\n`,
      {},
      '0.2 here:8',
    ],
    [
      'an update of what another passes, which may be none',
      `${NET}, cfg):\n    nn.Dropout(cfg["p"])\n${BASE}if x: BASE.update({"p": 0.2})\nNet(BASE)\n`,
      {},
      '? reassigned',
    ],
    [
      'two updates of what another passes',
      `${NET}, cfg):\n    nn.Dropout(cfg["p"])\n${BASE}BASE.update({"p": 0.2})\nBASE.update({"p": 0.1})\nNet(BASE)\n`,
      {},
      '0.1 here:9',
    ],
    [
      'an update with what a search tries',
      `${NET}, cfg):\n    nn.Dropout(cfg["p"])\n${BASE}def objective(trial):\n  cfg = dict(BASE)\n  cfg.update({"p": trial.suggest_float("p", 0.1, 0.5)})\n  Net(cfg)\n`,
      {},
      '? expression',
    ],
    [
      'an update that need not be',
      `${BASE}if x: BASE.update({"p": 0.2})\nnn.Dropout(BASE["p"])\n`,
      {},
      '? reassigned',
    ],
    [
      'a namespace',
      `from types import SimpleNamespace\n${BASE}cfg = SimpleNamespace(**BASE)\nnn.Dropout(cfg.p)\n`,
      {},
      '0.3 here:5',
    ],
    [
      'settings by a name',
      'ALL = {"a": dict(p=0.2), "b": dict(p=0.3)}\nNAME = "b"\nnn.Dropout(ALL[NAME]["p"])\n',
      {},
      '0.3 here:4',
    ],
    [
      'by a name that is a default',
      `ALL = {"a": dict(p=0.2), "b": dict(p=0.3)}\n${NET}, name="a"):\n    self.d = nn.Dropout(ALL[name]["p"])\n`,
      {},
      '0.2 here:4 unless caller',
    ],
  ]);
});

describe('lists of numbers', () => {
  const loop = (given: string, header: string, p = 'p'): string =>
    `${NET}, rates=${given}, sizes=(1, 2)):\n    for ${header}:\n      self.add_module("d", nn.Dropout(${p}))\n`;
  hold([
    ['the same', loop('(0.2, 0.2)', 'p in rates'), {}, '0.2 here:5 unless caller'],
    ['others', loop('(0.1, 0.2)', 'p in rates'), {}, '? loop 0.1, 0.2'],
    ['side by side', loop('(0.2, 0.2)', 's, p in zip(sizes, rates)'), {}, '0.2 here:5 unless caller'],
    ['counted', loop('(0.2, 0.2)', 'i, p in enumerate(rates)'), {}, '0.2 here:5 unless caller'],
    [
      'counted side by side',
      loop('(0.2, 0.2)', 'i, (s, p) in enumerate(zip(sizes, rates))'),
      {},
      '0.2 here:5 unless caller',
    ],
    ['what counts', loop('(0.2, 0.2)', 'p, s in enumerate(rates)'), {}, '? loop'],
    ['by an index', loop('(0.2, 0.2)', 'i in range(2)', 'rates[i]'), {}, '0.2 here:5 unless caller'],
    ['others by an index', loop('(0.1, 0.2)', 'i in range(2)', 'rates[i]'), {}, '? loop 0.1, 0.2'],
    ['a part', loop('(0.1, 0.2)', 'i in range(2)', 'rates[i:]'), {}, '? subscript'],
    [
      'a list that grows',
      'rates = [0.2]\nrates.append(0.3)\nfor p in rates:\n  nn.Dropout(p)\n',
      {},
      '? reassigned',
    ],
    [
      'a list that is written to',
      'rates = [0.2, 0.2]\nrates[0] = 0.3\nfor p in rates:\n  nn.Dropout(p)\n',
      {},
      '? reassigned',
    ],
    [
      'one number that is made several',
      `${NET}, p=0.2):\n    if isinstance(p, (int, float)):\n      p = [p] * 2\n    self.d = nn.ModuleList([nn.Dropout(x) for x in p])\n`,
      {},
      '0.2 here:5 unless caller',
    ],
    [
      'several that are left',
      `${NET}, p=(0.2, 0.3)):\n    if isinstance(p, float):\n      p = [p] * 2\n    self.d = nn.ModuleList([nn.Dropout(x) for x in p])\n`,
      {},
      '? loop 0.2, 0.3',
    ],
  ]);
});

describe('attributes of computed names', () => {
  const SET =
    '  def __init__(self, **kwargs):\n    for key, value in kwargs.items():\n      setattr(self, key, value)\n';
  const use = (config: string): string =>
    `${config}${NET}, config: Config):\n    self.d = nn.Dropout(config.p)\n`;
  hold([
    [
      'of a dictionary',
      use('D = {"p": 0.3}\nclass Config:\n  def __init__(self):\n    self.__dict__.update(D)\n'),
      {},
      '0.3 here:4',
    ],
    [
      'of what is passed',
      `${use(`class Config:\n${SET}`)}Net(Config(p=0.2))\n`,
      {},
      '0.2 here:11 unless caller',
    ],
    [
      'after a default',
      `${use('class Config:\n  def __init__(self, **kwargs):\n    self.p = 0.1\n    self.__dict__.update(kwargs)\n')}Net(Config(p=0.2))\n`,
      {},
      '0.2 here:11 unless caller',
    ],
    [
      'before another value',
      use(
        'D = {"p": 0.3}\nclass Config:\n  def __init__(self):\n    self.__dict__.update(D)\n    self.p = 0.1\n',
      ),
      {},
      '0.1 here:8 unless caller',
    ],
    [
      'a field that is made',
      use(
        'from dataclasses import dataclass, field\n@dataclass\nclass Config:\n  p: float = field(default_factory=lambda: 0.3)\n',
      ),
      {},
      '0.3 here:7 unless caller',
    ],
    [
      'a field of attrs',
      use('import attr\n@attr.s\nclass Config:\n  p = attr.ib(default=0.3)\n'),
      {},
      '0.3 here:7 unless caller',
    ],
  ]);
});

describe('numbers that are computed', () => {
  hold([
    ['the least', 'P = 0.5\nnn.Dropout(min(P, 0.3))', {}, '0.3 here:5'],
    ['the greatest', 'P = 0.5\nnn.Dropout(max(0.0, P - 0.25))', {}, '0.25 here:4'],
    ['one of which is unknown', 'nn.Dropout(min(p, 0.3))', {}, '? undefined'],
    ['a text', 'nn.Dropout(float("0.3"))', {}, '0.3 here:4'],
    [
      'the environment',
      'import os\nnn.Dropout(float(os.environ.get("P", "0.3")))',
      {},
      '0.3 here:5 unless commandLine',
    ],
  ]);
});

describe('what other files make of a class, and bind', () => {
  const BASE =
    'class Base(nn.Module):\n  def __init__(self, n, dropout=0.0):\n    self.d = nn.Dropout(dropout)\n';
  const derived = (of: string): string => `from pkg.model import Base\nclass Heir(Base):\n  ${of}\n`;
  const main = 'from pkg.heir import Heir\nHeir(3, dropout=0.2)\n';
  const path = 'from timm.layers import DropPath\nfrom pkg.tools import *\nd = DropPath(0.2)\n';
  hold([
    [
      'a class of which the base is handed on to the file',
      'from pkg.layers import *\nd = Dropout(0.3)\n',
      {
        'pkg/imports.py': 'import torch\nimport torch.nn as nn\n',
        'pkg/layers.py':
          'from pkg.imports import *\nclass Rel(nn.Module):\n  def relprop(self, r):\n    return r\nclass Dropout(nn.Dropout, Rel):\n  pass\n',
      },
      '0.3 here:4',
    ],
    [
      'a class that another one’s forward comes before',
      'from pkg.layers import *\nd = Dropout(0.3)\n',
      {
        'pkg/layers.py':
          'from torch import nn\nclass Rel(nn.Module):\n  def forward(self, x):\n    return x\nclass Dropout(Rel, nn.Dropout):\n  pass\n',
      },
      'no call',
    ],
    [
      'a layer that the file binds itself, and what is imported has, too',
      'from torch.nn import Dropout\nfrom pkg.layers import *\nd = Dropout(0.3)\n',
      { 'pkg/layers.py': 'class Dropout:\n  pass\n' },
      'no call',
    ],
    [
      'a layer that the file binds itself, and what is imported has not',
      'from torch.nn import Dropout\nfrom pkg.layers import *\nd = Dropout(0.3)\n',
      { 'pkg/layers.py': 'from elsewhere import *\n' },
      '0.3 here:4',
    ],
    [
      'the same number, written otherwise',
      BASE,
      {
        'main.py': 'from pkg.model import Base\nBase(3, 0.20)\n',
        'other.py': 'from pkg.model import Base\nBase(3, 0.2)\n',
      },
      '0.2 main.py:2 unless caller | default 0.0',
    ],
    [
      'what makes a class that has no __init__ of its own',
      BASE,
      { 'pkg/heir.py': derived('pass'), 'main.py': main },
      '0.2 main.py:2 unless caller | default 0.0',
    ],
    [
      'what makes one that has its own',
      BASE,
      {
        'pkg/heir.py': derived('def __init__(self, n, dropout):\n    super().__init__(n)'),
        'main.py': main,
      },
      '0.0 here:5 unless caller',
    ],
    [
      'classes that are derived from each other',
      `${BASE.replace('nn.Module', 'Heir')}class Heir(Base):\n  pass\nHeir(3, 0.2)\n`,
      {},
      '0.2 here:9 unless caller | default 0.0',
    ],
    [
      'a star import of a file that does not have the name',
      path,
      { 'pkg/tools.py': 'a = 1\n' },
      '0.2 here:4',
    ],
    ['of one that has it', path, { 'pkg/tools.py': 'DropPath = print\n' }, 'no call'],
  ]);
});

describe('what PyTorch refuses, or is not reached with', () => {
  const config =
    'class Config:\n  def __init__(self, p=0.1):\n    self.p = p\n' +
    `${NET}, p=None, config=None):\n    if config:\n      p = config.p\n    elif None in [p]:\n      raise ValueError\n    self.d = nn.Dropout(p)\n`;
  const guarded = `${NET}, p=0.1):\n    self.d = nn.Dropout(p) if p > 0. else None\n`;
  hold([
    ['settings in the place of None', `${config}Net(config=Config(0.3))\n`, {}, '0.3 here:14 unless caller'],
    [
      'what is set in a branch',
      `${NET}, p=None):\n    if n:\n      p = 0.3\n    self.d = nn.Dropout(p)\n`,
      {},
      '0.3 here:7 unless caller',
    ],
    ['what all pass but one that passes 0', `${guarded}Net(0)\nNet(0.3)\n`, {}, '0.3 here:8 unless caller'],
    [
      'a default that one leaves',
      `${guarded}Net()\nNet(0)\nNet(0.3)\n`,
      {},
      '0.1 here:5 unless caller | passed 0 | passed 0.3',
    ],
    [
      'what the object keeps',
      `${NET}, p=0):\n    self.p = p\n    if self.p > 0.001:\n      self.d = nn.Dropout(p)\nNet()\nNet(0.3)\n`,
      {},
      '0.3 here:10 unless caller | default 0',
    ],
  ]);
});

describe('what is made where its name leads nowhere', () => {
  const MADE = 'Net(2, 0.3)\n';
  const KNOWN = '0.3 pkg/sub/a.py:2 unless caller | default 0.1';
  const DEFAULT = '0.1 here:5 unless caller';
  hold([
    ['of code that imports nothing', OPEN, { 'pkg/sub/a.py': `import torch\n${MADE}` }, KNOWN],
    ['of code that was moved', OPEN, { 'pkg/sub/a.py': `from .model import *\n${MADE}` }, KNOWN],
    ['by its name', OPEN, { 'pkg/sub/a.py': `from .model import Net\n${MADE}` }, KNOWN],
    [
      'under another one, before a comment',
      OPEN,
      { 'pkg/sub/a.py': 'from .model import *\nkind = Net  # or Other\nkind(2, 0.3)\n' },
      '0.3 pkg/sub/a.py:3 unless caller | default 0.1',
    ],
    [
      'of the folder in which it is, which does not have it',
      OPEN,
      { 'a.py': `from pkg import Net\n${MADE}` },
      KNOWN.replace('pkg/sub/', ''),
    ],
    ['of a library', OPEN, { 'pkg/sub/a.py': `from elsewhere import Net\n${MADE}` }, DEFAULT],
    ['of a library’s star', OPEN, { 'pkg/sub/a.py': `from elsewhere import *\n${MADE}` }, DEFAULT],
    [
      'of another file',
      OPEN,
      { 'pkg/sub/a.py': `from .other import Net\n${MADE}`, 'pkg/sub/other.py': 'from x import Net\n' },
      DEFAULT,
    ],
    ['which two files have', OPEN, { 'pkg/sub/a.py': MADE, 'pkg/twin.py': 'class Net:\n  pass\n' }, DEFAULT],
    [
      'of a function, which may be Python’s own',
      'def filter(n, p=0.1):\n  nn.Dropout(p)\n',
      { 'pkg/sub/a.py': 'filter(2, 0.3)\n' },
      '0.1 here:4 unless caller',
    ],
    ['what is bound to something else', OPEN, { 'pkg/sub/a.py': `Net = other()\n${MADE}` }, DEFAULT],
  ]);
});
