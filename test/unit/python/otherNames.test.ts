import { GIVEN, hold, NET, OPEN } from './forms';

/** Two classes that one function makes, of which the first is asked. */
const TWO = `${GIVEN}class Other(nn.Module):\n  def __init__(self, n, dropout):\n    self.d = nn.Dropout(dropout)\n`;
const MODEL = 'from pkg.model import Net\n';

describe('a class that is made under another name', () => {
  hold([
    [
      'that an import gives it elsewhere',
      `${NET}, p=0.1):\n    self.d = nn.Dropout(p)\n`,
      { 'pkg/train.py': 'from pkg.model import Net as Encoder\nEncoder(0.3)\n' },
      '0.3 pkg/train.py:2 unless caller | default 0.1',
    ],
    [
      'by a function with another name, too',
      'def make(p=0.1):\n  return nn.Dropout(p)\n',
      { 'pkg/train.py': 'from pkg.model import make as build\nbuild(0.3)\n' },
      '0.3 pkg/train.py:2 unless caller | default 0.1',
    ],
    [
      'that a package hands on',
      `${NET}, p=0.1):\n    self.d = nn.Dropout(p)\n`,
      {
        'pkg/__init__.py': 'from .model import Net as Encoder\n',
        'train.py': 'from pkg import Encoder\nEncoder(0.3)\n',
      },
      '0.3 train.py:2 unless caller | default 0.1',
    ],
    [
      'by a class that is made so itself',
      `${NET}, p=0.1):\n    self.d = nn.Dropout(p)\n`,
      {
        'pkg/outer.py': `${MODEL}class Outer:\n  def __init__(self, rate=0.2):\n    self.net = Net(rate)\n`,
        'train.py': 'from pkg.outer import Outer\nTABLE = {"outer": Outer}\nTABLE[kind()](rate=0.4)\n',
      },
      '0.4 train.py:3 unless caller | default 0.1',
    ],
    [
      'that its class keeps',
      OPEN,
      {
        'pkg/train.py': `${MODEL}class Whole:\n  block = Net\n  def __init__(self):\n    self.net = self.block(2, dropout=0.3)\n`,
      },
      '0.3 pkg/train.py:5 unless caller | default 0.1',
    ],
    [
      'that its class keeps, or what it kept before',
      OPEN,
      {
        'pkg/train.py': `${MODEL}class Whole:\n  def __init__(self, big):\n    self.block = other\n    self.block = Net if big else self.block\n    self.net = self.block(2, dropout=0.3)\n`,
      },
      '0.3 pkg/train.py:6 unless caller | default 0.1',
    ],
    [
      'beside much that is kept, or what was kept before',
      `${OPEN}${NET.replace('Net', 'Whole')}, n, gelu):\n    block = Net if n else Net\n    self.net = block(2, dropout=0.3)\n    self.act = nn.SiLU()\n    self.act = nn.GELU() if gelu else self.act\n  def forward(self, x):\n${'    x = self.act(x)\n'.repeat(40)}    return x\n`,
      {},
      '0.3 here:10 unless caller | default 0.1',
    ],
    [
      'that a function takes out of a table',
      OPEN,
      {
        'pkg/train.py': `${MODEL}def find(name):\n  table = {"net": Net}\n  found = table.get(name)\n  return found\nfind(name)(2, 0.3)\n`,
      },
      '0.3 pkg/train.py:6 unless caller | default 0.1',
    ],
    [
      'that is its own, for what a function is passed',
      `${GIVEN}def build(Net):\n  return Net(2, 0.3)\nbuild(Net)\n`,
      {},
      '0.3 here:8 unless caller',
    ],
    [
      'that a function gives back which has it',
      `def net_class():\n  class Net(nn.Module):\n    def __init__(self, n, dropout):\n      self.d = nn.Dropout(dropout)\n  return Net\nNet = net_class()\nNet(2, 0.3)\n`,
      {},
      '0.3 here:10 unless caller',
    ],
    [
      'that a function gives back in a table',
      `def nets():\n  class Net(nn.Module):\n    def __init__(self, n, dropout):\n      self.d = nn.Dropout(dropout)\n  return {"net": Net}\nall = nets()\ndef build(Net):\n  return Net(2, 0.3)\nbuild(all["net"])\n`,
      {},
      '0.3 here:11 unless caller',
    ],
    [
      'that a function takes out of a table for another file',
      `${OPEN}NETS = {"net": Net}\ndef net_class(name):\n  return NETS[name]\n`,
      { 'pkg/train.py': 'from pkg.model import net_class\ncls = net_class("net")\ncls(2, 0.3)\n' },
      '0.3 pkg/train.py:3 unless caller | default 0.1',
    ],
    [
      'that a function takes out of a table where it is there',
      `${OPEN}NETS = {"net": Net}\ndef net_class(name):\n  return NETS.get(name)\nnet_class("net")(2, 0.3)\n`,
      {},
      '0.3 here:10 unless caller | default 0.1',
    ],
    [
      'that another one has, too',
      `${GIVEN}class Other:\n  pass\ndef build(Net):\n  return Net(2, 0.3)\nbuild(Other)\n`,
      {},
      '? parameter',
    ],
    [
      'a function of a module, with a part of its arguments',
      'def make(n, p=0.1):\n  return nn.Dropout(p)\n',
      {
        'pkg/train.py':
          'from functools import partial\nfrom pkg import model\nbuild = partial(model.make, p=0.3)\nbuild(2)\n',
      },
      '0.3 pkg/train.py:3 unless caller | default 0.1',
    ],
  ]);
});

describe('a part of its arguments that a class is given under another name', () => {
  const PART = 'from functools import partial\n';
  const OUTER = (block: string): string =>
    `class Outer:\n  def __init__(self, dropout=0.0):\n    block = partial(${block}, dropout=dropout)\n    self.a, self.b = block(2), block(3)\n`;
  const IN_FORCE = '0.0 pkg/train.py:4 unless caller | default 0.1';
  hold([
    [
      'that is a module’s attribute',
      OPEN,
      { 'pkg/train.py': `${PART}from pkg import model\nBlock = model.Net\n${OUTER('Block')}` },
      '0.0 pkg/train.py:5 unless caller | default 0.1',
    ],
    [
      'that is what it is imported as',
      OPEN,
      { 'pkg/train.py': `${PART}from pkg.model import Net as Block\n${OUTER('Block')}` },
      IN_FORCE,
    ],
    [
      'of its own file',
      `${PART}${OPEN}Block = Net\n${OUTER('Block')}`,
      {},
      '0.0 here:10 unless caller | default 0.1',
    ],
    [
      'that its own file gives it, in another one',
      `${OPEN}Block = Net\n`,
      { 'pkg/train.py': `${PART}from pkg.model import Block\n${OUTER('Block')}` },
      IN_FORCE,
    ],
    [
      'that its own file gives it, all of them',
      `${OPEN}Block = Net\n`,
      { 'pkg/train.py': 'from pkg.model import Block\nBlock(2, 0.3)\n' },
      '0.3 pkg/train.py:2 unless caller | default 0.1',
    ],
    [
      'that stands for another one’s there',
      OPEN,
      {
        'pkg/other.py': 'class Net:\n  pass\n',
        'pkg/train.py': `${PART}from pkg import model, other\nBlock = other.Net\nmodel.Net()\n${OUTER('Block')}`,
      },
      '0.1 here:5 unless caller',
    ],
  ]);
});

describe('a class that is made by what has a part of its arguments', () => {
  const PART = `from functools import partial\n${OPEN}`;
  hold([
    [
      'which gives the rest by its name',
      `${PART}make = partial(Net, 2)\nmake(dropout=0.3)\n`,
      {},
      '0.3 here:9 unless caller | default 0.1',
    ],
    [
      'which gives the rest by its place',
      `${PART}make = partial(Net, 2)\nmake(0.3)\n`,
      {},
      '0.3 here:9 unless caller | default 0.1',
    ],
    [
      'which has none yet',
      `${PART}def build(p=0.4):\n  make = partial(Net)\n  return make(2, p)\n`,
      {},
      '0.4 here:8 unless caller | default 0.1',
    ],
    [
      'which gives another one than that has',
      `${PART}make = partial(Net, dropout=0.2)\nmake(2, dropout=0.3)\n`,
      {},
      '0.2 here:8 unless caller | default 0.1 | passed 0.3',
    ],
    [
      'which gives nothing more',
      `${PART}make = partial(Net, dropout=0.2)\nmake(2)\nmake(3)\n`,
      {},
      '0.2 here:8 unless caller | default 0.1',
    ],
    [
      'which is one of two, of which each has another number of places',
      `${PART}if small():\n  make = partial(Net)\nelse:\n  make = partial(Net, 2)\nmake(dropout=0.3)\n`,
      {},
      '0.3 here:12 unless caller | default 0.1',
    ],
    [
      'of a function that has no default',
      'from functools import partial\ndef build(n, p):\n  return nn.Dropout(p)\nmake = partial(build, 2)\nmake(0.3)\n',
      {},
      '0.3 here:8 unless caller',
    ],
  ]);
});

describe('a function that is handed what it makes', () => {
  hold([
    [
      'by one',
      `${TWO}def build(net, *args):\n  return net(*args)\nbuild(Net, 2, 0.3)\n`,
      {},
      '0.3 here:12 unless caller',
    ],
    [
      'by one for each of several',
      `${TWO}def build(net, *args):\n  return net(*args)\nbuild(Other, 2, 0.4)\nbuild(Net, 2, 0.3)\n`,
      {},
      '0.3 here:13 unless caller',
    ],
    [
      'with a rate of its own',
      `${TWO}def build(net, rate):\n  return net(2, rate)\nbuild(Other, 0.4)\nbuild(Net, rate=0.3)\n`,
      {},
      '0.3 here:13 unless caller',
    ],
    [
      'in another file, by what is named there',
      TWO,
      {
        'pkg/build.py': 'def build(net, **options):\n  return net(**options)\n',
        'pkg/train.py': `from pkg.build import build\nfrom pkg import model\nbuild(model.Other, n=2, dropout=0.4)\nbuild(model.Net, n=2, dropout=0.3)\n`,
      },
      '0.3 pkg/train.py:4 unless caller',
    ],
    [
      'by one that may be any',
      `${TWO}def build(net, rate):\n  return net(2, rate)\nbuild(Other, 0.4)\nbuild(Net, 0.3)\nbuild(found(), 0.2)\n`,
      {},
      '? ambiguous 0.4, 0.3, 0.2',
    ],
  ]);
});

describe('a table of what makes something', () => {
  const TABLE = (...entries: readonly string[]): string =>
    `from functools import partial\n${MODEL}TABLE = {${entries.map((one, i) => `"${i}": ${one}`).join(', ')}}\n`;
  hold([
    [
      'with one rate',
      OPEN,
      { 'pkg/train.py': TABLE('partial(Net, dropout=0.3)') },
      '0.3 pkg/train.py:3 unless caller | default 0.1',
    ],
    [
      'that leaves the default in force beside it',
      OPEN,
      { 'pkg/train.py': TABLE('partial(Net, n=2)', 'partial(Net, dropout=0.3)') },
      '0.1 here:5 unless caller | passed 0.3',
    ],
  ]);
});

describe('a parameter that is None by default', () => {
  const RATES = `${NET}, rates=None):\n    nn.Dropout(rates[0] if rates is not None else 0.2)\n`;
  hold([
    ['where nobody passes another', `${RATES}Net()\n`, {}, '0.2 here:6 unless caller'],
    ['where all do', `${RATES}Net(rates=[0.5])\nNet([0.5])\n`, {}, '0.5 here:7'],
    [
      'where all do with a test of truth',
      `${RATES.replace(' is not None', '')}Net([0.5])\n`,
      {},
      '0.5 here:7',
    ],
    ['where some do', `${RATES}Net(rates=[0.5])\nNet()\n`, {}, '0.2 here:6 unless caller'],
    [
      'where all do by way of what hands on all that it takes',
      `${RATES}def make(n, **kwargs):\n  return Net(**kwargs)\nmake(2, rates=[0.5])\n`,
      {},
      '0.5 here:9',
    ],
    [
      'where all do but what hands on what nobody passes',
      `${RATES}def make(**kwargs):\n  return Net(**kwargs)\nNet(rates=[0.5])\n`,
      {},
      '0.5 here:9',
    ],
    [
      'where some do by way of what hands on all that it takes',
      `${RATES}def make(n, **kwargs):\n  return Net(**kwargs)\nmake(2, rates=[0.5])\nmake(3)\n`,
      {},
      '0.2 here:6 unless caller',
    ],
    [
      'where all do by way of what takes it out',
      `${RATES}def make(n, **kwargs):\n  kwargs.pop("rates", None)\n  return Net(**kwargs)\nmake(2, rates=[0.5])\n`,
      {},
      '0.2 here:6 unless caller',
    ],
    [
      'where all do by way of what is looked up',
      `${NET}, p=0.1, config=None):\n    p = p if config is None else config["p"]\n    nn.Dropout(p)\ndef make(n=2, **kwargs):\n  return Net(**kwargs)\n`,
      {
        'pkg/train.py':
          'from pkg import model\nconfig = {"net": "make", "p": 0.4}\ngetattr(model, config["net"])(n=3, config=config)\n',
      },
      '0.4 pkg/train.py:2',
    ],
    [
      'where all do, and a branch takes what they pass',
      `class Config:\n  p = 0.4\n${NET}, p=0.1, config=None):\n    if config is not None:\n      p = config.p\n    nn.Dropout(p)\nNet(config=Config())\n`,
      {},
      '0.4 here:5 unless caller',
    ],
    [
      'where nobody does, and a branch takes what they pass',
      `class Config:\n  p = 0.4\n${NET}, p=0.1, config=None):\n    if config is not None:\n      p = config.p\n    nn.Dropout(p)\nNet()\n`,
      {},
      '0.1 here:7 unless caller',
    ],
    [
      'of an object that is made in its place',
      `class Config:\n  p = 0.4\n${NET}, config=None):\n    self.config = Config() if not config else config\n    nn.Dropout(self.config.p)\nNet()\n`,
      {},
      '0.4 here:5 unless caller',
    ],
  ]);
});

describe('what is set to 0 where nothing drops', () => {
  hold([
    [
      'below the mode',
      `${NET}, p=0.3):\n    self.p = p\n  def forward(self, x):\n    p = self.p\n    if not self.training:\n      p = 0.0\n    return F.dropout(x, p)\n`,
      {},
      '0.3 here:5 unless caller',
    ],
    [
      'in the other branch',
      `${NET}, p=0.3):\n    self.p = p\n  def forward(self, x):\n    if self.training:\n      p = self.p\n    else:\n      p = 0.0\n    return F.dropout(x, p)\n`,
      {},
      '0.3 here:5 unless caller',
    ],
  ]);
});

describe('what leads to a class', () => {
  hold([
    [
      'a package that has it under the name of one of its folders',
      `${NET}, p=0.1):\n    self.d = nn.Dropout(p)\n`,
      {
        'pkg/__init__.py': 'from .model import Net as Wave\n',
        'pkg/Wave/__init__.py': 'from .other import Other\n',
        'train.py': 'from pkg import Wave\nWave(0.3)\n',
      },
      '0.3 train.py:2 unless caller | default 0.1',
    ],
    [
      'a package that takes over a file which takes over what cannot be read',
      `${NET}, p=0.1):\n    self.d = nn.Dropout(p)\n`,
      {
        'pkg/__init__.py': 'from .helpers import *\nfrom .model import *\n',
        'pkg/helpers.py': 'from torch.nn.init import *\ndef help():\n  pass\n',
        'train.py': 'import pkg\npkg.Net(0.3)\n',
      },
      '0.3 train.py:2 unless caller | default 0.1',
    ],
    [
      'none, where a derived class passes over its __init__',
      GIVEN,
      {
        'pkg/train.py': `${MODEL}class Other(Net):\n  def __init__(self):\n    super(Net, self).__init__()\nNet(2, 0.3)\n`,
      },
      '0.3 pkg/train.py:5 unless caller',
    ],
    [
      'what does more than try it',
      `${GIVEN}if __name__ == "__main__":\n  Net(2, 0.9)\n`,
      { 'pkg/train.py': `${MODEL}Net(2, 0.3)\n` },
      '0.3 pkg/train.py:2 unless caller | passed 0.9',
    ],
  ]);
});

describe('fields of settings', () => {
  const READS = `from pkg.settings import Settings\n${NET}, settings: Settings):\n    nn.Dropout(settings.dropout)\n`;
  hold([
    [
      'that have to be given, as all do that make one',
      READS,
      {
        'pkg/settings.py': '@dataclass\nclass Settings:\n  n: int\n  dropout: float\n',
        'train.py': 'from pkg.settings import Settings\nSettings(n=2, dropout=0.3)\n',
        'test.py': 'from pkg.settings import Settings\nSettings(3, 0.3)\n',
      },
      '0.3 train.py:2 unless caller',
    ],
    [
      'that a file has, and no other class',
      READS,
      {
        'pkg/settings.py':
          'class Other(BaseModel):\n  dropout: float = 0.4\nclass Settings(BaseModel):\n  dropout: float\n',
        'conf/base.yaml': 'dropout: 0.3\n',
      },
      '0.3 conf/base.yaml:1 unless caller',
    ],
    [
      'that are required in pydantic’s words',
      READS,
      {
        'pkg/settings.py': 'class Settings(BaseModel):\n  dropout: float = Field(..., ge=0.0)\n',
        'conf/base.yaml': 'dropout: 0.3\n',
      },
      '0.3 conf/base.yaml:1 unless caller',
    ],
    [
      'that a class hands to the one of which it is derived',
      READS,
      {
        'pkg/settings.py':
          '@dataclass\nclass Base:\n  n: int\n  dropout: float = 0.0\nclass Settings(Base):\n  def __init__(self, dropout):\n    super().__init__(n=2, dropout=dropout)\n',
        'train.py': 'from pkg.settings import Settings\nSettings(dropout=0.3)\n',
      },
      '0.3 train.py:2 unless caller',
    ],
    [
      'of a class with a number behind its name',
      `${NET}, opt):\n    nn.Dropout(opt.dropout)\n`,
      { 'pkg/settings.py': 'class BaseOptions1:\n  dropout = 0.3\n' },
      '0.3 pkg/settings.py:2 unless caller',
    ],
    [
      'in JSON with remarks',
      'import json5\ncfg = json5.load(open("conf.json"))\nnn.Dropout(cfg["dropout"])\n',
      { 'pkg/conf.json': '{\n  // sizes\n  "n": 2,\n  "dropout": 0.3, // tried\n}\n' },
      '0.3 pkg/conf.json:4',
    ],
    [
      'that an option gives as a list',
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--rates", nargs=2, default=[0.1, 0.3])\nargs = p.parse_args()\nnn.Dropout(args.rates[1])\n',
      {},
      '0.3 here:6 unless caller',
    ],
    [
      'of options that a function hands back',
      `${NET}, args):\n    nn.Dropout(args.dropout)\n`,
      {
        'pkg/train.py': `${MODEL}import argparse\ndef read(args):\n  if ready():\n    return args\n  return args\np = argparse.ArgumentParser()\np.add_argument("--dropout", default=0.3)\nNet(read(p.parse_args()))\n`,
        'pkg/other.py': `${MODEL}p.add_argument("--dropout", default=0.4)\n`,
      },
      '0.3 pkg/train.py:8 unless commandLine',
    ],
    [
      'of a dictionary that takes over another',
      `${NET}, dropout=0.1):\n    nn.Dropout(dropout)\ncfg = dict(dropout=0.2)\ncfg.update(dropout=0.3)\nNet(**cfg)\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
    [
      'in several files that are called after the model',
      `${NET}, cfg):\n    nn.Dropout(cfg.dropout)\n`,
      { 'conf/Net.yaml': 'dropout: 0.3\n', 'conf/Net-small.yaml': 'dropout: 0.2\n' },
      '? ambiguous',
    ],
    [
      'in a part of a file that is called like what holds them',
      `${NET}, lora_cfg):\n    nn.Dropout(lora_cfg["dropout"])\n`,
      { 'conf/a.yaml': 'lora:\n  dropout: 0.3\nhead:\n  dropout: 0.2\n' },
      '0.3 conf/a.yaml:2 unless caller',
    ],
  ]);
});

describe('settings that are changed after they are made', () => {
  const SETTINGS = '@dataclass\nclass Cfg:\n  dropout: float = 0.1\n';
  const READS = `${NET}, args):\n    nn.Dropout(args.dropout)\n`;
  hold([
    ['not at all', `${SETTINGS}${READS}c = Cfg()\nNet(c)\n`, {}, '0.1 here:6 unless caller'],
    [
      'by another name than theirs',
      `${SETTINGS}${READS}c = Cfg()\nc.dropout = 0.3\nNet(c)\n`,
      {},
      '0.3 here:11',
    ],
    [
      'in another file',
      `class Config:\n  def __init__(self):\n    self.dropout = 0.1\n${READS}`,
      { 'pkg/train.py': 'from pkg.model import Config, Net\ncfg = Config()\ncfg.dropout = 0.3\nNet(cfg)\n' },
      '0.3 pkg/train.py:3',
    ],
    [
      'in a function, and once more',
      `${SETTINGS}${READS}def main():\n  c = Cfg()\n  c.dropout = 0.3\n  c.dropout = 0.4\n  Net(c)\n`,
      {},
      '0.4 here:13',
    ],
    [
      'beside others of their class',
      `${SETTINGS}${READS}c = Cfg()\nc.dropout = 0.3\nNet(c)\nNet(Cfg())\n`,
      {},
      '? reassigned',
    ],
    [
      'in a branch',
      `${SETTINGS}${READS}c = Cfg()\nif other():\n  c.dropout = 0.3\nNet(c)\n`,
      {},
      '? reassigned',
    ],
    ['behind', `${SETTINGS}${READS}c = Cfg()\nNet(c)\nc.dropout = 0.3\n`, {}, '? reassigned'],
    [
      'by another as well',
      `${SETTINGS}${READS}def change(cfg):\n  cfg.dropout = 0.4\nc = Cfg()\nc.dropout = 0.3\nchange(c)\nNet(c)\n`,
      {},
      '? reassigned',
    ],
    [
      'by a method as well',
      `class Cfg:\n  def __init__(self):\n    self.dropout = 0.1\n  def finish(self):\n    self.dropout = 0.4\n${READS}c = Cfg()\nc.dropout = 0.3\nc.finish()\nNet(c)\n`,
      {},
      '? reassigned',
    ],
    [
      'in a test alone',
      `class Config:\n  def __init__(self):\n    self.dropout = 0.1\n${READS}Net(Config())\n`,
      {
        'tests/test_net.py':
          'from pkg.model import Config, Net\ncfg = Config()\ncfg.dropout = 0.3\nNet(cfg)\n',
      },
      '0.1 here:6 unless caller',
    ],
    [
      'where another class has one that is called so',
      `${SETTINGS}${READS}class Other:\n  dropout = 0.2\nother = Other()\nother.dropout = 0.3\nNet(Cfg())\n`,
      {},
      '0.1 here:6 unless caller',
    ],
  ]);
});

describe('a name of a module that others import', () => {
  const READS = `from pkg import config\n${NET}):\n    nn.Dropout(config.P)\n`;
  const CONFIG = { 'pkg/config.py': 'P = 0.1\n' };
  hold([
    ['is what the module says', READS, CONFIG, '0.1 pkg/config.py:1'],
    [
      'may be what another file sets it to',
      READS,
      { ...CONFIG, 'pkg/train.py': 'from pkg import config\nconfig.P = 0.4\n' },
      '? reassigned',
    ],
    [
      'is nothing that a test sets',
      READS,
      { ...CONFIG, 'tests/test_net.py': 'from pkg import config\nconfig.P = 0.4\n' },
      '0.1 pkg/config.py:1',
    ],
    [
      'is nothing that is set in another module of that name',
      READS,
      {
        ...CONFIG,
        'other/config.py': 'P = 0.3\n',
        'other/train.py': 'from other import config\nconfig.P = 0.4\n',
      },
      '0.1 pkg/config.py:1',
    ],
    [
      'is what a package says that stands beside a file of its name',
      READS,
      { ...CONFIG, 'pkg/config/__init__.py': 'P = 0.2\n' },
      '0.2 pkg/config/__init__.py:1',
    ],
    [
      'is what a file says that stands beside a folder of its name',
      READS,
      { ...CONFIG, 'pkg/config/other.py': 'P = 0.2\n' },
      '0.1 pkg/config.py:1',
    ],
  ]);
});

describe('files that import everything from each other', () => {
  const MAKES = `${NET}, n, p=0.2):\n    self.d = nn.Dropout(p)\nclass Outer:\n  def __init__(self, rate, **kwargs):\n    Net(1, rate)\n`;
  const OTHERS = {
    'pkg/utils.py': 'from pkg.detector import *\nfrom pkg.more import *\nDETECTORS = {"a": Detector}\n',
    'pkg/more.py': 'from pkg.utils import *\nfrom pkg.detector import *\nfrom pkg.model import *\n',
    'pkg/detector.py':
      'from pkg.more import *\nfrom pkg.model import *\nclass Detector:\n  def __init__(self, config):\n    net = globals()[config["model"]]\n    self.net = net(**config)\n',
    'train.py':
      'from pkg.utils import *\nconfig = {"model": kind(), "rate": 0.3}\nDETECTORS[config["model"]](config)\n',
  };
  hold([
    [
      'whoever makes one',
      `from pkg.utils import *\n${MAKES}`,
      OTHERS,
      '0.3 train.py:2 unless caller | default 0.2',
    ],
    [
      'and say what it is themselves',
      `from pkg.utils import *\n${NET}, p):\n    self.d = nn.Dropout(p)\nNet(RATE)\n`,
      { ...OTHERS, 'pkg/more.py': `${OTHERS['pkg/more.py']}RATE = 0.4\n` },
      '0.4 pkg/more.py:4 unless caller',
    ],
  ]);
});

describe('a class that a loop takes out of a list or table', () => {
  const OTHER = 'class Other:\n  def __init__(self, n=2, dropout=0.5):\n    self.p = dropout\n';
  const PASSED = (line: number): string => `0.3 here:${line} unless caller | default 0.1`;
  hold([
    ['of a list', `${OPEN}${OTHER}for net in [Net, Other]:\n  net(2, 0.3)\n`, {}, PASSED(11)],
    [
      'of a list with a name',
      `${OPEN}${OTHER}NETS = (Other, Net)\nfor net in NETS:\n  net(2, 0.3)\n`,
      {},
      PASSED(12),
    ],
    [
      'with other things',
      `${OPEN}${OTHER}RUNS = [("a", Other, 1), ("b", Net, 2)]\nfor name, net, n in RUNS:\n  net(n, 0.3)\n`,
      {},
      PASSED(12),
    ],
    [
      'with other things, of which it is another one',
      `${OPEN}${OTHER}RUNS = [(Net, Other, 1), (Net, Other, 2)]\nfor name, net, n in RUNS:\n  net(n, 0.3)\n`,
      {},
      '0.1 here:5 unless caller',
    ],
    [
      'of a table',
      `${OPEN}${OTHER}NETS = {"a": Other, "b": Net}\nfor name, net in NETS.items():\n  net(2, 0.3)\n`,
      {},
      PASSED(12),
    ],
    [
      'of a table’s values',
      `${OPEN}${OTHER}NETS = {"a": Other, "b": Net}\nfor net in NETS.values():\n  net(2, 0.3)\n`,
      {},
      PASSED(12),
    ],
    [
      'whose keys it takes',
      `${OPEN}${OTHER}NETS = {"a": Other, "b": Net}\nfor net in NETS:\n  net(2, 0.3)\n`,
      {},
      '0.1 here:5 unless caller',
    ],
    [
      'and hands to what makes it',
      `${OPEN}${OTHER}class Run:\n  def __init__(self, kind, p):\n    self.net = kind(dropout=p)\nfor net in (Net, Other):\n  Run(net, 0.3)\n`,
      {},
      PASSED(14),
    ],
    [
      'under a key that says that a class stands there',
      `${OPEN}${OTHER}RUNS = {"a": {"net_class": Net}, "b": {"net_class": Other}}\ndef run(one):\n  return one["net_class"](2, 0.3)\n`,
      {},
      PASSED(12),
    ],
    [
      'under such a key, in another file',
      OPEN,
      {
        'pkg/runs.py': `${MODEL}RUNS = {"a": {"net_class": Net}}\n`,
        'pkg/run.py': 'def run(one):\n  return one["net_class"](2, 0.3)\n',
      },
      '0.3 pkg/run.py:2 unless caller | default 0.1',
    ],
    [
      'under another key',
      `${OPEN}${OTHER}RUNS = {"a": {"net_class": Net}, "b": {"base_class": Other}}\ndef run(one):\n  return one["base_class"](2, 0.3)\n`,
      {},
      '0.1 here:5 unless caller',
    ],
  ]);
});

describe('a class that its file looks up by its name', () => {
  const OPTION =
    'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--net")\nargs = parser.parse_args()\n';
  const FAR = (how: string, from = 'from pkg.model import *\n'): Record<string, string> => ({
    'train.py': `${from}${OPTION}${how}(2, 0.3)\n`,
  });
  const PASSED = '0.3 train.py:6 unless caller | default 0.1';
  hold([
    ['as code', OPEN, FAR('eval(args.net)'), PASSED],
    ['among all that it has', OPEN, FAR('globals()[args.net]'), PASSED],
    [
      'and gives a name',
      OPEN,
      FAR('net = eval(args.net)\nnet').valueOf() as Record<string, string>,
      '0.3 train.py:7 unless caller | default 0.1',
    ],
    ['that it imports by its name', OPEN, FAR('eval(args.net)', MODEL), PASSED],
    ['by another one’s', OPEN, FAR('eval("Other")'), '0.1 here:5 unless caller'],
    ['of another file', OPEN, FAR('eval(args.net)', 'from pkg.other import *\n'), '0.1 here:5 unless caller'],
    ['which is a method', OPEN, FAR('model.eval(args.net)'), '0.1 here:5 unless caller'],
    [
      'in its own file',
      `${OPEN}import sys\nglobals()[sys.argv[1]](2, 0.3)\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
  ]);
});
