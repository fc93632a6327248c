import { GIVEN, hold, NET, OPEN } from './forms';

const MODEL = 'from pkg.model import Net\n';
const READS = `${NET}, args):\n    nn.Dropout(args.dropout)\n`;

describe('options over which the items of a dictionary are laid', () => {
  const PARSE = `import argparse, yaml\n${MODEL}p = argparse.ArgumentParser()\np.add_argument("--config", default="conf/a.yaml")\np.add_argument("--dropout", type=float, default=0.3)\nargs = p.parse_args()\n`;
  const FILE = { 'pkg/conf/a.yaml': 'dropout: 0.15\n' };
  const LOADS = 'cfg = yaml.safe_load(open(args.config))\n';
  const laid = (how: string): Readonly<Record<string, string>> => ({
    ...FILE,
    'pkg/train.py': `${PARSE}${LOADS}${how}Net(args)\n`,
  });
  const IS_LAID = '0.15 pkg/conf/a.yaml:1 unless commandLine';
  const IS_PARSED = '0.3 pkg/train.py:5 unless commandLine';
  hold([
    ['not at all', READS, laid(''), IS_PARSED],
    ['one by one', READS, laid('for k, v in cfg.items():\n  setattr(args, k, v)\n'), IS_LAID],
    ['by their keys', READS, laid('for k in cfg:\n  setattr(args, k, cfg[k])\n'), IS_LAID],
    ['at once', READS, laid('args.__dict__.update(cfg)\n'), IS_LAID],
    ['by a name that their dictionary has', READS, laid('opt = vars(args)\nopt.update(cfg)\n'), IS_LAID],
    ['by a name of what holds them', READS, laid('opt = args.__dict__\nopt.update(cfg)\n'), IS_LAID],
    [
      'in a copy of their dictionary alone',
      READS,
      laid('opt = dict(vars(args))\nopt.update(cfg)\n'),
      IS_PARSED,
    ],
    [
      'below them, in what is made of both',
      READS,
      { ...FILE, 'pkg/train.py': `${PARSE}${LOADS}cfg.update(vars(args))\nNet(argparse.Namespace(**cfg))\n` },
      IS_PARSED,
    ],
    [
      'below others, in what is made of both',
      READS,
      {
        ...FILE,
        'pkg/train.py': `${PARSE.replace('"--dropout"', '"--rate"')}${LOADS}cfg.update(vars(args))\nNet(argparse.Namespace(**cfg))\n`,
      },
      '0.15 pkg/conf/a.yaml:1',
    ],
    ['by way of their dictionary', READS, laid('vars(args).update(cfg)\n'), IS_LAID],
    ['as defaults', READS, laid('p.set_defaults(**cfg)\nargs = p.parse_args()\n'), IS_LAID],
    [
      'where it is asked for',
      READS,
      laid('if args.config is not None:\n  args.__dict__.update(cfg)\n'),
      '0.15 pkg/conf/a.yaml:1 unless caller',
    ],
    [
      'where it is not asked for',
      READS,
      {
        ...FILE,
        'pkg/train.py': `${PARSE.replace(', default="conf/a.yaml"', '')}if args.config:\n  args.__dict__.update(yaml.safe_load(open(args.config)))\nNet(args)\n`,
      },
      IS_PARSED,
    ],
    [
      'but for those that they have',
      READS,
      laid('for k, v in cfg.items():\n  if not hasattr(args, k):\n    setattr(args, k, v)\n'),
      IS_PARSED,
    ],
    [
      'that does not have it',
      READS,
      { ...laid('args.__dict__.update(cfg)\n'), 'pkg/conf/a.yaml': 'rate: 0.15\n' },
      IS_PARSED,
    ],
    ['that nobody knows', READS, laid('args.__dict__.update(found())\n'), '? reassigned'],
    [
      'that is another object',
      READS,
      laid('class Other:\n  pass\nother = Other()\nother.__dict__.update(cfg)\n'),
      IS_PARSED,
    ],
  ]);
});

describe('settings of a class over which the items of a dictionary are laid', () => {
  const CLASS = `${READS}class Config:\n  dropout = 0.1\nargs = Config()\n`;
  const NEW =
    'def settings(**changes):\n  args = Config()\n  for k, v in changes.items():\n    setattr(args, k, v)\n  return args\n';
  const LAYS = 'for k, v in FOUND.items():\n  setattr(args, k, v)\n';
  const laid = (found: string, rest = LAYS): string => `FOUND = ${found}\n${CLASS}${rest}Net(args)\n`;
  hold([
    ['one by one', laid('{"dropout": 0.3}'), {}, '0.3 here:4 unless caller'],
    ['that does not have it', laid('{"n": 3}'), {}, '0.1 here:9 unless caller'],
    ['that nobody knows', laid('read()'), {}, '0.1? here:9 unless caller'],
    [
      'but for those that they have',
      laid('{"dropout": 0.3}', LAYS.replace('  setattr', '  if not hasattr(args, k):\n    setattr')),
      {},
      '0.1 here:9 unless caller',
    ],
    [
      'of another object',
      laid('{"dropout": 0.3}', `other = Config()\n${LAYS.replace('(args', '(other')}`),
      {},
      '0.1 here:9 unless caller',
    ],
    [
      'that a call passes',
      laid('{}', `${NEW}args = settings(dropout=0.3)\n`),
      {},
      '0.3 here:16 unless caller | default 0.1',
    ],
    [
      'that some call passes',
      laid('{}', `${NEW}Net(settings(dropout=0.3))\nargs = settings()\n`),
      {},
      '0.1 here:9 unless caller | passed 0.3',
    ],
    ['that no call passes', laid('{}', `${NEW}args = settings()\n`), {}, '0.1 here:9 unless caller'],
    [
      'in the script that makes them',
      READS.replace('args)', 'args: Config)').replace(
        'class Net',
        'from pkg.config import Config\nclass Net',
      ),
      {
        'pkg/config.py': 'class Config:\n  dropout = 0.1\n',
        'pkg/train.py': `from pkg.config import Config\n${MODEL}import argparse\np = argparse.ArgumentParser()\np.add_argument("--dropout", type=float, default=0.3)\nargs = Config()\nfor k, v in vars(p.parse_args()).items():\n  setattr(args, k, v)\nNet(args)\n`,
      },
      '0.3 pkg/train.py:5 unless commandLine',
    ],
  ]);
});

describe('options that are put into settings', () => {
  const PARSE = `import argparse\n${MODEL}p = argparse.ArgumentParser()\np.add_argument("--dropout", type=float, default=0.3)\ngiven = p.parse_args()\n`;
  hold([
    [
      'of a class that holds anything',
      READS,
      {
        'pkg/train.py': `${PARSE}class Config:\n  pass\nargs = Config()\nargs.dropout = given.dropout\nNet(args)\n`,
      },
      '0.3 pkg/train.py:4 unless commandLine',
    ],
    [
      'and are options themselves',
      READS,
      { 'pkg/train.py': `${PARSE}given.dropout = 0.2\nNet(given)\n` },
      '0.2 pkg/train.py:6',
    ],
  ]);
});

describe('settings that stand in for what is not passed', () => {
  const CONFIG = 'CONFIG = {"drop": 0.3}\n';
  const stands = (how: string): string =>
    `${CONFIG}${NET}, cfg=None):\n    ${how}\n    nn.Dropout(cfg["drop"])\n`;
  for (const how of [
    'cfg = cfg or CONFIG',
    'cfg = CONFIG if cfg is None else cfg',
    'if cfg is None: cfg = CONFIG',
  ])
    hold([
      [`by nobody, ${how}`, stands(how), {}, '0.3 here:4 unless caller'],
      [`by one that leaves them, ${how}`, `${stands(how)}Net()\n`, {}, '0.3 here:4 unless caller'],
      [`that are passed, too, ${how}`, `${stands(how)}Net(cfg=CONFIG)\n`, {}, '0.3 here:4 unless caller'],
      [`as others are passed, ${how}`, `${stands(how)}Net({"drop": 0.4})\n`, {}, '0.4 here:9 unless caller'],
      [`as some pass others, ${how}`, `${stands(how)}Net({"drop": 0.4})\nNet()\n`, {}, '? ambiguous'],
      [
        `as who hands on what nobody passes, ${how}`,
        `${stands(how)}def build(cfg=None):\n  return Net(cfg)\nbuild()\n`,
        {},
        '0.3 here:4 unless caller',
      ],
    ]);
  const LIST = `${NET}, rates=[0.1, 0.2]):\n    nn.Dropout(rates[0])\n`;
  hold([
    ['in a list', `${LIST}Net()\n`, {}, '0.1 here:5 unless caller'],
    ['in a list that all replace', `${LIST}Net([0.5] * 3)\n`, {}, '0.5 here:7'],
    ['in a list that one replaces by what cannot be read', `${LIST}Net(found())\n`, {}, '? subscript'],
    [
      'as they are imported',
      `from pkg.config import CONFIG\n${stands('cfg = cfg or CONFIG').slice(CONFIG.length)}`,
      { 'pkg/config.py': 'BASE = {"drop": 0.3}\nCONFIG = dict(BASE)\n' },
      '0.3 pkg/config.py:1 unless caller',
    ],
  ]);
});

describe('settings in code over which files are laid', () => {
  const CONFIG = {
    'pkg/config.py':
      'from yacs.config import CfgNode as CN\ncfg = CN()\ncfg.MODEL = CN()\ncfg.MODEL.DROPOUT = 0.1\n',
    'conf/exp.yaml': 'MODEL:\n  DROPOUT: 0.4\n',
  };
  const CODE = `from pkg.config import cfg\n${NET}):\n    nn.Dropout(cfg.MODEL.DROPOUT)\n`;
  hold([
    ['nowhere', CODE, CONFIG, '0.1 pkg/config.py:4 unless caller'],
    [
      'somewhere',
      CODE,
      { ...CONFIG, 'pkg/train.py': 'from pkg.config import cfg\ncfg.merge_from_file(found())\n' },
      '0.1? pkg/config.py:4 unless caller',
    ],
  ]);
});

describe('one object of settings that all import', () => {
  const CONFIG = { 'pkg/config.py': 'class Config:\n  dropout = 0.1\ncfg = Config()\n' };
  const CODE = `from pkg.config import cfg\n${NET}):\n    nn.Dropout(cfg.dropout)\n`;
  hold([
    ['is as it is made', CODE, CONFIG, '0.1 pkg/config.py:2'],
    [
      'may be what another file sets it to',
      CODE,
      { ...CONFIG, 'pkg/train.py': 'from pkg.config import cfg\ncfg.dropout = 0.4\n' },
      '? reassigned',
    ],
  ]);
});

describe('a name that several imports bind', () => {
  const other = (passes: string): Readonly<Record<string, string>> => ({
    'pkg/other.py': 'class Net:\n  pass\n',
    'pkg/train.py': passes,
  });
  const CALLED = (line: number): string => `0.3 pkg/train.py:${line} unless caller | default 0.1`;
  hold([
    ['by stars', OPEN, other('from pkg.other import *\nfrom pkg.model import *\nNet(2, 0.3)\n'), CALLED(3)],
    [
      'in branches',
      OPEN,
      other('if x:\n  from pkg.other import Net\nelse:\n  from pkg.model import Net\nNet(2, 0.3)\n'),
      CALLED(5),
    ],
    [
      'one after the other',
      OPEN,
      other('from pkg.other import Net\nfrom pkg.model import Net\ndef run():\n  Net(2, 0.3)\n'),
      CALLED(4),
    ],
    [
      'one after the other, and this one first',
      OPEN,
      other('from pkg.model import Net\nfrom pkg.other import Net\ndef run():\n  Net(2, 0.3)\n'),
      '0.1 here:5 unless caller',
    ],
    [
      'in a handler of a handler',
      OPEN,
      other(
        'try:\n  from pkg.model import Net\nexcept ImportError:\n  try:\n    from pkg.other import Net\n  except ImportError:\n    pass\nNet(2, 0.3)\n',
      ),
      CALLED(8),
    ],
  ]);
});

describe('what is made under another name beside calls by its own', () => {
  const TRIED = `${OPEN}if __name__ == "__main__":\n  Net(2)\n`;
  const CALLED = '0.3 pkg/train.py:3 unless caller | default 0.1';
  hold([
    ['that try it', TRIED, { 'pkg/train.py': `${MODEL}net = Net if x else Other\nnet(2, 0.3)\n` }, CALLED],
    [
      'that test it',
      OPEN,
      {
        'pkg/train.py': `${MODEL}NETS = {"net": Net}\nNETS[kind](2, 0.3)\n`,
        'tests/test_net.py': `${MODEL}def test_net():\n  Net(2, 0.9)\n`,
      },
      `${CALLED} | passed 0.9`,
    ],
    [
      'that use it',
      OPEN,
      {
        'pkg/train.py': `${MODEL}def build(block=Net):\n  block(2, 0.3)\n`,
        'pkg/other.py': `${MODEL}Net(2)\n`,
      },
      '0.1 here:5 unless caller | passed 0.3',
    ],
    [
      'that give it something, too',
      GIVEN,
      {
        'pkg/train.py': `${MODEL}layer = Net\nargs = (2, 0.3)\nlayer(*args)\n`,
        'pkg/other.py': `${MODEL}Net(2, 0.1)\n`,
      },
      '? ambiguous 0.1, 0.3',
    ],
    [
      'by what looks it up',
      OPEN,
      { 'pkg/train.py': 'from pkg import model\nnet = getattr(model, kind)\nnet(n=2, dropout=0.3)\n' },
      CALLED,
    ],
    [
      'by what looks something up, and does not give it',
      OPEN,
      { 'pkg/train.py': 'from pkg import model\nnet = getattr(model, kind)\nnet(n=2)\n' },
      '0.1 here:5 unless caller',
    ],
    [
      'by a table that an object keeps',
      OPEN,
      {
        'pkg/train.py': `${MODEL}class Run:\n  def __init__(self):\n    self.nets = {"net": Net}\n  def run(self, kind):\n    return self.nets[kind](2, 0.3)\n`,
      },
      '0.3 pkg/train.py:6 unless caller | default 0.1',
    ],
    [
      'by a table that a class keeps',
      OPEN,
      {
        'pkg/train.py': `${MODEL}class Run:\n  NETS = {"net": Net}\n  def run(self, kind):\n    return self.NETS[kind](2, 0.3)\n`,
      },
      '0.3 pkg/train.py:5 unless caller | default 0.1',
    ],
  ]);
});

describe('a registry that an object keeps', () => {
  const REGISTRY = {
    'pkg/registry.py':
      'class Registry:\n  def __init__(self):\n    self._nets = {}\n  def register(self, name):\n    def add(cls):\n      self._nets[name] = cls\n      return cls\n    return add\n  def create(self, name, params):\n    return self._nets[name](**params)\nNETS = Registry()\n',
  };
  const CODE = `from pkg.registry import NETS\n@NETS.register("net")\n${OPEN}`;
  hold([
    [
      'from which nobody is known to take anything',
      CODE,
      REGISTRY,
      '0.1 here:7 unless caller | passed **params',
    ],
    [
      'and makes what it is asked for',
      CODE,
      {
        ...REGISTRY,
        'pkg/train.py': 'from pkg.registry import NETS\nNETS.create("net", {"dropout": 0.3})\n',
      },
      '0.3 pkg/train.py:2 unless caller | default 0.1',
    ],
    [
      'of its class',
      `class Factory:\n  nets = {}\n  @classmethod\n  def register(cls, name):\n    def add(net):\n      cls.nets[name] = net\n      return net\n    return add\n@Factory.register("net")\n${OPEN}Factory.nets[kind](2, dropout=0.3)\n`,
      {},
      '0.3 here:16 unless caller | default 0.1',
    ],
  ]);
});

describe('what makes a number of another one', () => {
  const RAISES = '  raise ValueError(what)\n';
  const converts = (body: string): string =>
    `def to_rate(value, what):\n${body}nn.Dropout(to_rate(0.3, "p"))\n`;
  hold([
    [
      'or complains',
      converts(`  if isinstance(value, (int, float)):\n    return float(value)\n${RAISES}`),
      {},
      '0.3 here:8',
    ],
    [
      'by its type',
      converts(
        `  if isinstance(value, bool):\n    return float(value)\n  if isinstance(value, str):\n    return float(value)\n${RAISES}`,
      ),
      {},
      '0.3 here:10',
    ],
    [
      'or may give nothing',
      converts('  if isinstance(value, float):\n    return float(value)\n'),
      {},
      '? expression',
    ],
    [
      'or another one',
      converts(
        `  if isinstance(value, bool):\n    return 0.5\n  if known(value):\n    return float(value)\n${RAISES}`,
      ),
      {},
      '? expression',
    ],
  ]);
});

describe('an object that copies another of its class', () => {
  const KEEPS = `${NET}, n, dropout):\n    self.n, self.dropout = n, dropout\n    self.n = n\n    self.dropout = dropout\n    nn.Dropout(dropout)\n`;
  hold([
    [
      'by itself',
      `${KEEPS}  def copy(self):\n    return Net(self.n, self.dropout)\nNet(2, 0.3)\n`,
      {},
      '0.3 here:12 unless caller',
    ],
    [
      'by a function',
      `${KEEPS}def copy(model):\n  return Net(model.n, model.dropout)\nNet(2, 0.3)\n`,
      {},
      '0.3 here:12 unless caller',
    ],
    [
      'or is made of settings',
      `${KEEPS}def build(config):\n  return Net(config.n, config.dropout)\nNet(2, 0.3)\n`,
      {},
      '? ambiguous',
    ],
  ]);
});

describe('an attribute that has a value in the body of its class', () => {
  const IN = (init: string, build: string): string =>
    `class Net(nn.Module):\n  drop = 0.3\n  def __init__(self):\n    ${init}\n  def build(self):\n    ${build}\n`;
  const MADE = 'self.d = nn.Dropout(self.drop)';
  const OF = (head: string, method: string): string =>
    `from dataclasses import dataclass\n${head}class Of:\n  p: float = 0.2\n${method}nn.Dropout(Of().p)\n`;
  hold([
    ['of which a method may set another', OF('', '  def fit(self):\n    self.p = 0.1\n'), {}, '? reassigned'],
    [
      'of which what follows __init__ may set another',
      OF('@dataclass\n', '  def __post_init__(self):\n    if self.q > 1:\n      self.p = 0.1\n'),
      {},
      '? reassigned',
    ],
    ['which a method sets to the same', OF('', '  def reset(self):\n    self.p = 0.2\n'), {}, '0.2 here:6'],
    ['which __init__ sets anew', OF('', '  def __init__(self):\n    self.p = 0.1\n'), {}, '0.1 here:8'],
    ['which the same method has just set', IN('pass', `self.drop = 0.1\n    ${MADE}`), {}, '0.1 here:9'],
    [
      'which the same method sets behind that',
      IN('pass', `${MADE}\n    self.drop = 0.1`),
      {},
      '? reassigned',
    ],
    [
      'which one sets that __init__ calls',
      IN(`self.build()\n    ${MADE}`, 'self.drop = 0.1'),
      {},
      '0.1 here:10',
    ],
    [
      'which one may set that __init__ calls',
      IN(`self.build()\n    ${MADE}`, 'if found():\n      self.drop = 0.1'),
      {},
      '? reassigned',
    ],
    [
      'which one sets that __init__ may call',
      IN(`if found():\n      self.build()\n    ${MADE}`, 'self.drop = 0.1'),
      {},
      '? reassigned',
    ],
    [
      'that is None till a method sets it',
      OF('', '  def fit(self):\n    self.p = 0.1\n').replace('float = 0.2', 'float = None'),
      {},
      '0.1 here:8',
    ],
  ]);
});

describe('an attribute that a class has just set', () => {
  hold([
    [
      'and one derived from it sets as well',
      `${NET}, p):\n    self.p = p\n    self.d = nn.Dropout(self.p)\nclass Other(Net):\n  def __init__(self, p):\n    self.p = nn.Dropout(p)\nNet(0.3)\n`,
      {},
      '0.3 here:11 unless caller',
    ],
  ]);
});

describe('a registry of several', () => {
  const REGISTRY = {
    'pkg/registry.py':
      'from typing import Dict\nclass Registry:\n  def __init__(self, kind):\n    self._all: Dict[str, object] = {}\n  def register(self, name):\n    def add(one):\n      self._all[name] = one\n      return one\n    return add\n  def get(self, name):\n    return self._all[name]\n  def build(self, name, **kwargs):\n    return self.get(name)(**kwargs)\nNETS = Registry("net")\nLAYERS = Registry("layer")\n',
  };
  const CODE = `from pkg.registry import NETS\n@NETS.register("net")\n${OPEN}`;
  const asks = (...calls: readonly string[]): Readonly<Record<string, string>> => ({
    ...REGISTRY,
    'pkg/train.py': `from pkg.registry import NETS, LAYERS\n${calls.join('\n')}\n`,
  });
  const IS_ASKED = '0.3 pkg/train.py:2 unless caller | default 0.1';
  hold([
    ['is asked by what it has', CODE, asks('NETS.build("net", dropout=0.3)'), IS_ASKED],
    ['is asked by what nobody knows', CODE, asks('NETS.build(kind, dropout=0.3)'), IS_ASKED],
    [
      'is not asked where another is',
      CODE,
      asks('NETS.build("net", dropout=0.3)', 'LAYERS.build("net", dropout=0.4)'),
      IS_ASKED,
    ],
    [
      'is not asked for it where it is asked for another',
      CODE,
      asks('NETS.build("net", dropout=0.3)', 'NETS.build("other", dropout=0.4)'),
      IS_ASKED,
    ],
  ]);
});

describe('a dictionary that a loop fills', () => {
  const fills = (loop: string): string =>
    `${OPEN}def kwargs_of(opt):\n  kwargs = {}\n${loop}  return kwargs\nopt = {"n": 2, "dropout": 0.3}\nNet(**kwargs_of(opt))\n`;
  const IS_FILLED = (line: number): string => `0.3 here:${line} unless caller | default 0.1`;
  hold([
    ['by names', fills('  for k in ["n", "dropout"]:\n    kwargs[k] = opt[k]\n'), {}, IS_FILLED(12)],
    [
      'by names that are there',
      fills('  for k in ["n", "dropout"]:\n    if k in opt:\n      kwargs[k] = opt[k]\n'),
      {},
      IS_FILLED(13),
    ],
    [
      'by names of options',
      fills('  for k in ("n", "dropout"):\n    kwargs[k] = opt.get(k)\n'),
      {},
      IS_FILLED(12),
    ],
    [
      'by another key of each',
      fills('  for k in ["n", "dropout"]:\n    kwargs[k] = opt["n" + k]\n'),
      {},
      '0.1 here:5 unless caller | passed **kwargs_of(opt)',
    ],
    [
      'by other names',
      fills('  for k in ["n", "rate"]:\n    kwargs[k] = opt[k]\n'),
      {},
      '0.1 here:5 unless caller',
    ],
    [
      'by all that something takes',
      fills('  for k in inspect.signature(Net).parameters:\n    kwargs[k] = opt[k]\n'),
      {},
      IS_FILLED(12),
    ],
    [
      'by the same under a name',
      fills('  names = inspect.getfullargspec(Net).args\n  for k in names:\n    kwargs[k] = opt[k]\n'),
      {},
      IS_FILLED(13),
    ],
    [
      'by names of which nobody knows',
      fills('  for k in names(Net):\n    kwargs[k] = opt[k]\n'),
      {},
      '0.1 here:5 unless caller | passed **kwargs_of(opt)',
    ],
    ['by all items', fills('  for k, v in opt.items():\n    kwargs[k] = v\n'), {}, IS_FILLED(12)],
    [
      'by what nobody knows',
      fills('  for k, v in found():\n    kwargs[k] = v\n'),
      {},
      '0.1 here:5 unless caller | passed **kwargs_of(opt)',
    ],
  ]);
});

describe('code that was moved', () => {
  hold([
    [
      'is found by the end of the path by which it is imported',
      OPEN,
      {
        'other/pkg2/model.py': OPEN,
        'train.py': 'from pkg.net.pkg.model import Net\nNet(2, 0.3)\n',
      },
      '0.3 train.py:2 unless caller | default 0.1',
    ],
    [
      'is not found where two ends are the same',
      OPEN,
      {
        'other/pkg/model.py': OPEN,
        'train.py': 'from pkg.net.pkg.model import Net\nNet(2, 0.3)\n',
      },
      '0.1 here:5 unless caller',
    ],
  ]);
});

describe('code in a folder that scripts add to those in which Python looks', () => {
  const ADDS = 'import sys\nsys.path.append("pkg")\n';
  hold([
    [
      'is found by the name of its file',
      OPEN,
      { 'scripts/train.py': `${ADDS}from model import Net\nNet(2, 0.3)\n` },
      '0.3 scripts/train.py:4 unless caller | default 0.1',
    ],
    [
      'is found where all of it is taken',
      OPEN,
      { 'scripts/train.py': `${ADDS}from model import *\nNet(2, 0.3)\n` },
      '0.3 scripts/train.py:4 unless caller | default 0.1',
    ],
    [
      'is not found where two files are called so',
      OPEN,
      { 'other/model.py': OPEN, 'scripts/train.py': `${ADDS}from model import Net\nNet(2, 0.3)\n` },
      '0.1 here:5 unless caller',
    ],
  ]);
});

describe('what a file of a folder above takes over', () => {
  hold([
    [
      'stands beside the script',
      `from shared import *\n${NET}):\n    nn.Dropout(RATE)\n`,
      {
        'shared.py': 'from rates import *\n',
        'pkg/rates.py': 'RATE = 0.3\n',
        'other/rates.py': 'RATE = 0.4\n',
      },
      '0.3 pkg/rates.py:1',
    ],
  ]);
});

describe('settings in a file that is called so', () => {
  hold([
    [
      'whatever holds them',
      `${NET}, train_config):\n    nn.Dropout(train_config.fc_dropout)\n`,
      { 'config.py': 'from utils import Holder\ntrain = Holder()\ntrain.fc_dropout = 0.3\n' },
      '0.3 config.py:3 unless caller',
    ],
    [
      'under a key that a file of settings does not have',
      `import yaml\nwith open("a.yml") as f:\n  cfg = yaml.safe_load(f)\ndef make():\n  nn.Dropout(cfg["lstm"]["dropout"])\n`,
      {
        'pkg/a.yml': 'n: 1\n',
        'pkg/other.py':
          'from pkg.model import cfg\ndef fill():\n  cfg["lstm"] = {"dropout": 0.3}\n  cfg["gru"] = {"dropout": 0.4}\n',
      },
      '0.3 pkg/other.py:3 unless caller',
    ],
  ]);
});

describe('a part of settings that has a name of its own', () => {
  const READS = `${NET}, config):\n    nn.Dropout(config.model.dropout)\n`;
  const says = (how: string, p = '0.3'): string =>
    `import ml_collections\ndef get_config():\n  ${how}\n  model.n = 2\n  model.dropout = ${p}\n  return config\n`;
  const PART = 'config = base()\n  model = config.model';
  hold([
    ['is that part', READS, { 'configs/a.py': says(PART) }, '0.3 configs/a.py:6 unless caller'],
    [
      'is what is made as that part',
      READS,
      { 'configs/a.py': says('config = base()\n  config.model = model = ml_collections.ConfigDict()') },
      '0.3 configs/a.py:6 unless caller',
    ],
    [
      'is what is made of parts',
      READS,
      { 'configs/a.py': says('config, model = base(), None\n  model = ml_collections.ConfigDict()') },
      '0.3 configs/a.py:6 unless caller',
    ],
    [
      'is one of several that say otherwise',
      READS,
      { 'configs/a.py': says(PART), 'configs/b.py': says(PART, '0.1') },
      '? ambiguous',
    ],
    [
      'is nothing that is made of settings',
      READS,
      { 'configs/a.py': says('config = base()\n  model = make(config.model)') },
      '? attribute',
    ],
    [
      'is nothing that settings make',
      READS,
      { 'configs/a.py': says('config = base()\n  model = config.model()') },
      '? attribute',
    ],
  ]);
});

describe('a dictionary that several files pass', () => {
  const makes = (p: string): string => `hypers = {"n": 2${p}}\nmake(hypers)\n`;
  const READS = `def make(hypers):\n  p = hypers["dropout"]\n  return nn.Dropout(p)\n${makes(', "dropout": 0.3')}`;
  const ASKS = READS.replace('["dropout"]', '.get("dropout", 0.1)');
  const other = (p: string): Readonly<Record<string, string>> => ({
    'pkg/other.py': `from pkg.model import make\n${makes(p)}`,
  });
  hold([
    ['says what all of them say', READS, other(', "dropout": 0.3'), '0.3 here:7 unless caller'],
    ['says nothing where they do not agree', READS, other(', "dropout": 0.4'), '? ambiguous'],
    ['says what those say that have it', READS, other(''), '0.3 here:7 unless caller'],
    ['says what all say that is asked for', ASKS, other(', "dropout": 0.3'), '0.3 here:7 unless caller'],
    ['leaves a default where one has nothing', ASKS, other(''), '? ambiguous'],
    [
      'says what a default says as well',
      ASKS.replaceAll('0.1', '0.3'),
      other(''),
      '0.3 here:7 unless caller',
    ],
  ]);
});

describe('a function that calls itself for what it returns', () => {
  const LOAD =
    'import yaml\ndef load(path):\n  config = yaml.safe_load(open(path))\n  if "base" in config:\n    base = load(str(config["base"]))\n    config = merge(base, config)\n  return config\n';
  hold([
    [
      'leaves what stands beside that to be read',
      `${OPEN}RATES = {"a": 0.3}\n${LOAD}Net(2, load("a")["dropout"])\nNet(2)\nNet(2, RATES["a"])\n`,
      {},
      '0.1 here:5 unless caller | passed load("a")["dropout"] | passed 0.3',
    ],
  ]);
});

describe('what is put into a dictionary where it has nothing', () => {
  const puts = (dictionary: string): string =>
    `${OPEN}kw = ${dictionary}\nkw.setdefault("dropout", 0.3)\nNet(**kw)\n`;
  hold([
    ['holds there', puts('{"n": 2}'), {}, '0.3 here:8 unless caller | default 0.1'],
    ['holds nowhere else', puts('{"n": 2, "dropout": 0.2}'), {}, '0.2 here:7 unless caller | default 0.1'],
    [
      'holds where nobody passes it',
      `${OPEN}def make(**kw):\n  kw.setdefault("dropout", 0.3)\n  return Net(**kw)\nmake()\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
    [
      'holds nowhere where all pass it',
      `${OPEN}def make(**kw):\n  kw.setdefault("dropout", 0.3)\n  return Net(**kw)\nmake(dropout=0.2)\n`,
      {},
      '0.2 here:10 unless caller | default 0.1',
    ],
  ]);
});

describe('a dictionary that an object keeps', () => {
  const keeps = (how: string, ...calls: readonly string[]): string =>
    `${NET}, args):\n    nn.Dropout(args["dropout"])\nDEFAULT = {"n": 2, "dropout": 0.1}\nclass Run:\n  def __init__(self, args=None):\n    self.args = DEFAULT.copy()\n${how}    self.net = Net(self.args)\n${calls.join('\n')}\n`;
  const UPDATES = '    self.args.update(args)\n';
  hold([
    ['is as it is made', keeps('', 'Run()'), {}, '0.1 here:7'],
    ['is what is laid over it', keeps(UPDATES, 'Run({"dropout": 0.3})'), {}, '0.3 here:13'],
    [
      'is what is laid over it where that is there',
      keeps(`    if args is not None:\n  ${UPDATES}`, 'Run({"dropout": 0.3})'),
      {},
      '0.3 here:14',
    ],
    [
      'is what a loop puts into it',
      keeps('    for k, v in args.items():\n      self.args[k] = v\n', 'Run({"dropout": 0.3})'),
      {},
      '0.3 here:14',
    ],
  ]);
});

describe('a setting that is asked for', () => {
  hold([
    [
      'by hasattr, and is there',
      `${NET}, config):\n    nn.Dropout(config.p if hasattr(config, "p") else 0.1)\nclass Config:\n  p = 0.3\nNet(Config())\n`,
      {},
      '0.3 here:8 unless caller',
    ],
    [
      'by hasattr, and is not there',
      `${NET}, config):\n    nn.Dropout(config.p if hasattr(config, "p") else 0.1)\nclass Config:\n  n = 3\nNet(Config())\n`,
      {},
      '0.1 here:6 unless caller',
    ],
  ]);
});

describe('a number that callers pass as another type', () => {
  hold([
    [
      'is the same where it is not 0, however it is written',
      `${NET}, n, dropout=0):\n    if 0 < dropout:\n      nn.Dropout(dropout)\nNet(2, .2)\nNet(2, 0.2)\nNet(2)\n`,
      {},
      '0.2 here:8 unless caller | default 0',
    ],
    ['is the same', `${GIVEN}Net(2, 0)\nNet(2, 0.0)\n`, {}, '0 here:7 unless caller'],
  ]);
});

describe('a default in whose place all pass what cannot be read', () => {
  hold([
    ['is in force nowhere', `${OPEN}Net(2, found["p"])\n`, {}, '? subscript'],
    [
      'is in force where one leaves it',
      `${OPEN}Net(2, found["p"])\nNet(2)\n`,
      {},
      '0.1 here:5 unless caller | passed found["p"]',
    ],
    ['is in force nowhere beside a number', `${OPEN}Net(2, found["p"])\nNet(2, 0.3)\n`, {}, '? ambiguous'],
    [
      'may be in force beside the same number',
      `${OPEN}Net(2, found["p"])\nNet(2, 0.1)\n`,
      {},
      '0.1 here:5 unless caller | passed found["p"]',
    ],
    [
      'may be in force where one hands on what nobody gives it',
      `${OPEN}class Outer(nn.Module):\n  def __init__(self, p):\n    self.net = Net(2, p)\n`,
      {},
      '0.1 here:5 unless caller | passed p',
    ],
    [
      'is in force nowhere beside that where another passes a number',
      `${OPEN}class Outer(nn.Module):\n  def __init__(self, p):\n    self.net = Net(2, p)\nNet(2, 0.2)\nNet(2, 0.3)\n`,
      {},
      '0.2 here:10 unless caller | default 0.1 | passed 0.3 | passed p',
    ],
    [
      'is in force nowhere where something is unpacked that has it',
      `${OPEN}own = {"n": 2, "dropout": found["p"]}\nNet(**own)\n`,
      {},
      '? subscript',
    ],
    [
      'is in force nowhere where one hands on what it is given, of which nobody knows what that is',
      `${OPEN}def make(p):\n  return Net(2, dropout=p)\nmake(**found)\n`,
      {},
      '? unpacked',
    ],
    [
      'is in force where one leaves it so, and another hands that on',
      `${OPEN}def make(p):\n  return Net(2, dropout=p)\nmake(**found)\nNet(2)\n`,
      {},
      '0.1 here:5 unless caller | passed p',
    ],
    [
      'may be in force where something is unpacked',
      `${OPEN}Net(2, **found)\n`,
      {},
      '0.1 here:5 unless caller | passed **found',
    ],
    [
      'is told beside numbers that differ',
      `${OPEN}Net(2, 0.2)\nNet(2, 0.3)\n`,
      {},
      '0.2 here:7 unless caller | default 0.1 | passed 0.3',
    ],
  ]);
});

describe('a class that is defined twice', () => {
  const defines = (p: string): string =>
    `class Drop(nn.Module):\n  def __init__(self, p=${p}):\n    self.d = nn.Dropout(p)\n`;
  const FIRST = 'class Drop(nn.Module):\n  pass\n';
  const USES = 'class Outer(nn.Module):\n  def __init__(self):\n    self.drop = Drop(0.3)\n';
  hold([
    [
      'is the last for what stands behind',
      `${FIRST}${defines('0.1')}${USES}`,
      {},
      '0.3 here:11 unless caller | default 0.1',
    ],
    [
      'is the last for what stands before',
      `${USES}${FIRST}${defines('0.1')}`,
      {},
      '0.3 here:6 unless caller | default 0.1',
    ],
    [
      'is the last for other files',
      `${FIRST}${defines('0.1')}`,
      { 'pkg/train.py': 'from pkg.model import Drop\nDrop(0.3)\n' },
      '0.3 pkg/train.py:2 unless caller | default 0.1',
    ],
    [
      'is not the first',
      `${defines('0.1')}class Drop(nn.Module):\n  def __init__(self, p):\n    pass\n${USES}`,
      {},
      '0.1 here:5 unless caller',
    ],
    [
      'is the first for what is run before the second',
      `${defines('0.1')}Drop(0.3)\nclass Drop(nn.Module):\n  pass\n`,
      {},
      '0.3 here:7 unless caller | default 0.1',
    ],
    [
      'is either where one stands in a branch',
      `${defines('0.1')}if other():\n  class Drop(nn.Module):\n    pass\n${USES}`,
      {},
      '0.1 here:5 unless caller',
    ],
  ]);
});

describe('what is taken where settings do not say it of which nobody knows', () => {
  const READ = `${OPEN}Net(2, load(path).get("dropout", 0.2))\n`;
  const IS_TAKEN = '0.2 here:7 unless caller | default 0.1';
  const IS_OPEN = '? ambiguous';
  const files = (...said: readonly number[]): Readonly<Record<string, string>> =>
    Object.fromEntries(said.map((p, i) => [`conf/${i}.yaml`, `model:\n  dropout: ${p}\n`]));
  hold([
    ['is in force where no file says it', READ, { 'conf/a.yaml': 'n: 2\n' }, IS_TAKEN],
    ['is in force where files say the same', READ, files(0.2), IS_TAKEN],
    ['need not be where one says another', READ, files(0.2, 0.3), IS_OPEN],
    ['need not be where each says another', READ, files(0.3, 0.4), IS_OPEN],
    [
      'need not be where it is an attribute',
      `${OPEN}Net(2, getattr(load(path), "dropout", 0.2))\n`,
      files(0.3, 0.4),
      IS_OPEN,
    ],
    [
      'need not be where it is read at once',
      'nn.Dropout(load(path).get("dropout", 0.2))\n',
      files(0.3, 0.4),
      '? ambiguous',
    ],
    [
      'is in force where it comes out of a checkpoint',
      `${OPEN}Net(2, torch.load(path)["config"].get("dropout", 0.2))\n`,
      files(0.3, 0.4),
      IS_TAKEN,
    ],
  ]);
});

describe('a part of settings that is unpacked beside defaults', () => {
  const TRAIN = `import sys, yaml\n${MODEL}cfg = yaml.safe_load(open(sys.argv[1]))\nnet = Net(**cfg["model"])\n`;
  const NET_HERE = OPEN.replace('self.d = ', '');
  const IN_A = 'model:\n  dropout: 0.3\nhead:\n  dropout: 0.7\n';
  const files = (b: string, train = TRAIN): Readonly<Record<string, string>> => ({
    'pkg/train.py': train,
    'pkg/conf/a.yaml': IN_A,
    'pkg/conf/b.yaml': b,
  });
  const LEFT = '0.1 here:5 unless caller | passed **cfg["model"]';
  hold([
    [
      'has what all files have there',
      NET_HERE,
      files('model:\n  n: 4\n  dropout: 0.3\n'),
      '0.3 pkg/conf/a.yaml:2 unless caller | default 0.1',
    ],
    ['is another where files differ', NET_HERE, files('model:\n  dropout: 0.4\n'), LEFT],
    ['leaves the default where one has nothing there', NET_HERE, files('model:\n  n: 4\n'), LEFT],
    [
      'is what the one has that has such a part',
      NET_HERE,
      files('net:\n  dropout: 0.4\n', TRAIN.replace('"model"', '"net"')),
      '0.4 pkg/conf/b.yaml:2 unless caller | default 0.1',
    ],
    [
      'is not the whole',
      NET_HERE,
      files(IN_A, TRAIN.replace('["model"]', '')),
      '0.1 here:5 unless caller | passed **cfg',
    ],
  ]);
});

describe('keywords that are updated before they are handed on', () => {
  const made = (update: string, call: string): string =>
    `${OPEN}def make(**kw):\n  ${update}\n  return Net(**kw)\n${call}\n`;
  const IS_PUT = '0.3 here:8 unless caller | default 0.1';
  hold([
    ['by a name', made('kw.update(dropout=0.3)', 'make()'), {}, IS_PUT],
    ['in so many words', made('kw.update({"dropout": 0.3})', 'make(dropout=0.2)'), {}, IS_PUT],
    [
      'before a comprehension',
      `${OPEN}def make(**kw):\n  kw.update(dropout=0.3)\n  return nn.ModuleList(Net(**kw) for _ in range(3))\nmake()\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
    [
      'with something else',
      made('kw.update(n=3)', 'make(dropout=0.2)'),
      {},
      '0.2 here:10 unless caller | default 0.1',
    ],
    [
      'in a branch',
      made('if big: kw.update(dropout=0.3)', 'make()'),
      {},
      '0.1 here:5 unless caller | passed **kw',
    ],
    [
      'for a base',
      `${OPEN}class Sub(Net):\n  def __init__(self, **kw):\n    kw.update(dropout=0.3)\n    super().__init__(**kw)\nSub()\n`,
      {},
      '0.3 here:9 unless caller | default 0.1',
    ],
  ]);
});

describe('options that a function gives back', () => {
  const OTHERS = {
    'pkg/utils.py': 'DEFAULTS = {"name": "Cora", "dropout": 0}\n',
    'pkg/heuristics.py':
      'import argparse\nfrom argparse import Namespace\nfrom pkg.utils import DEFAULTS\nargs = Namespace(**{**DEFAULTS, **vars(argparse.ArgumentParser().parse_args())})\nprint(args.name)\n',
  };
  const run = (how: string): Readonly<Record<string, string>> => ({
    ...OTHERS,
    'pkg/run.py': `import argparse\n${MODEL}from missing import load_config, setup\nimport rest\np = argparse.ArgumentParser()\np.add_argument("--dropout", type=float, default=0.5)\nargs = p.parse_args()\n${how}\nNet(args)\n`,
  });
  const LEFT = '0.5 pkg/run.py:6 unless commandLine';
  hold([
    ['of a package, to nobody', READS, run('setup(args)'), LEFT],
    ['of a package', READS, run('args = setup(args)'), LEFT],
    ['of a package, by its module', READS, run('args = rest.setup(args)'), LEFT],
    [
      'of a package, where they are handed on',
      READS,
      run('def main(args):\n  args = setup(args)\n  Net(args)\nmain(args)'),
      LEFT,
    ],
    ['of a package, that says that it reads others', READS, run('args = load_config(args)'), '? ambiguous'],
    ['of a package, that is given others', READS, run('args = setup(args, other)'), '? ambiguous'],
    ['of a package, of something else', READS, run('args = setup(other)'), '? ambiguous'],
    ['of an object', READS, run('args = other.setup(args)'), '? ambiguous'],
    [
      'of its own',
      READS,
      run('def own(args):\n  args.dropout = 0.1\n  return args\nargs = own(args)'),
      '? reassigned',
    ],
  ]);
});

describe('what a search takes of a grid', () => {
  const search = (loop: string, grid = '{"n": [3], "dropout": [0.1, 0.2]}'): string =>
    `import itertools\nfrom sklearn.model_selection import ParameterGrid\n${OPEN}grid = ${grid}\n${loop}\n  Net(**params)\n`;
  const LOOP = 'for params in ParameterGrid(grid):';
  const ZIP = 'for one in itertools.product(*grid.values()):\n  params = dict(zip(grid.keys(), one))';
  const KEYS =
    'keys, values = zip(*grid.items())\nfor one in itertools.product(*values):\n  params = dict(zip(keys, one))';
  const IN_TURN = '? loop 0.1, 0.2';
  const LEFT = '0.1 here:7 unless caller';
  hold([
    ['that lists several', search(LOOP), {}, IN_TURN],
    ['that lists one', search(LOOP, '{"dropout": [0.3]}'), {}, '0.3 here:9 unless caller | default 0.1'],
    ['that does not list it', search(LOOP, '{"n": [3, 4]}'), {}, LEFT],
    ['that nobody can tell', search(LOOP, 'read()'), {}, `${LEFT} | passed **params`],
    ['that lists what nobody can tell', search(LOOP, '{"dropout": rates()}'), {}, '? loop'],
    ['in products', search(ZIP), {}, IN_TURN],
    ['in products, by a list of its keys', search(ZIP.replace('grid.keys()', 'list(grid)')), {}, IN_TURN],
    ['in products, by a name of its keys', search(KEYS), {}, IN_TURN],
    ['in products, that do not list it', search(KEYS, '{"n": [3, 4]}'), {}, LEFT],
    ['by no product', search('params = dict(zip(grid, best))\nif params:'), {}, `${LEFT} | passed **params`],
  ]);
});

describe('a class whose name its file binds again where it is run itself', () => {
  const MAIN = (rest: string): string => `${OPEN}if __name__ == "__main__":\n  ${rest}\n`;
  const USED = { 'train.py': 'from pkg.model import Net\nNet(dropout=0.3)\n' };
  const PASSED = '0.3 train.py:2 unless caller | default 0.1';
  hold([
    ['by an import of another file', MAIN('from weight_drop import Net'), USED, PASSED],
    ['by an import of itself', MAIN('from model import Net'), USED, PASSED],
    ['by something else', MAIN('Net = None'), USED, PASSED],
    [
      'or in any case',
      `${OPEN}if fast():\n  from weight_drop import Net\n`,
      USED,
      '0.1 here:5 unless caller',
    ],
  ]);
});

describe('what callers pass that is the default of something which is always given something', () => {
  const CODE = (...calls: readonly string[]): string =>
    `class Block(nn.Module):\n  def __init__(self, rate=0.3):\n    self.d = nn.Dropout(rate)\nclass Net(nn.Module):\n  def __init__(self, dropout=0.2):\n    self.block = Block(dropout)\n${calls.join('\n')}\n`;
  hold([
    [
      'is told beside what others leave',
      CODE('Net(0.3)', 'Net()'),
      {},
      '0.2 here:8 unless caller | passed 0.3',
    ],
    [
      'as another number is',
      CODE('Net(0.4)', 'Net()'),
      {},
      '0.2 here:8 unless caller | default 0.3 | passed 0.4',
    ],
    ['is what all pass', CODE('Net(0.3)', 'Net(0.3)'), {}, '0.3 here:5 unless caller'],
    [
      'is told where others pass another number',
      CODE('Net(0.3)', 'Net(0.1)'),
      {},
      '0.3 here:5 unless caller | passed 0.1',
    ],
  ]);
});

describe('what those pass who may lead to a branch', () => {
  const HEAD = `${NET}, n, dropout=0.5, hidden=0):\n    if hidden > 0:\n      self.d = nn.Dropout(dropout)\n`;
  hold([
    ['where one does', `${HEAD}Net(3, 0.4)\nNet(3, 0.3, 8)\n`, {}, '0.3 here:9 unless caller | default 0.5'],
    [
      'where those that do only hand on what nobody passes, beside the default',
      `${HEAD}Net(3, 0.5)\ndef make(p, m):\n  return Net(3, p, m)\n`,
      {},
      '0.5 here:5 unless caller | passed p',
    ],
  ]);
});
