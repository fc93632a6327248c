import { type Case, GIVEN, hold, NET, OPEN } from './forms';

const TUPLE = 'from collections import namedtuple\n';
const INI = { 'pkg/config.ini': '[DEFAULT]\nhead = 0.2\n\n[model]\n; a comment\ndropout = 0.3\n' };
const PARSER =
  'from configparser import ConfigParser\nconfig = ConfigParser()\nconfig.read("pkg/config.ini")\n';
const OPTION =
  'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--drop-rate", type=float, default=0.25)\n';

describe('a record of a type that is made with it', () => {
  const START = (name: string): string =>
    `${TUPLE}from collections import defaultdict\n${NET}, ${name}):\n    self.c = ${name}\n    self.d = nn.Dropout(${name}.p)\nBASE = defaultdict(n=1, p=0.2)\n`;
  const RUN = (name: string, ...then: readonly string[]): string =>
    `${START(name)}def run():\n  ${name} = BASE\n  ${name} = namedtuple("H", sorted(${name}.keys()))(**${name})\n${then.map((line) => `  ${line}\n`).join('')}  Net(${name})\n`;
  hold([
    ['as it is', RUN('c'), {}, '0.2 here:10'],
    ['with another value', RUN('c', 'c = c._replace(p=0.4)'), {}, '0.4 here:14'],
    ['with other values beside', RUN('c', 'c = c._replace(n=2)', 'c = c._replace(n=3)'), {}, '0.2 here:10'],
    ['with what nobody knows', RUN('c', 'c = c._replace(p=found())'), {}, '? expression'],
    ['with another value for some', RUN('c', 'if big():', '  c = c._replace(p=0.4)'), {}, '? ambiguous'],
    [
      'of settings, with another value for some',
      RUN('hparams', 'if big():', '  hparams = hparams._replace(p=0.4)'),
      {},
      '? ambiguous',
    ],
    [
      'of settings, with other values beside',
      RUN('hparams', 'hparams = hparams._replace(n=2)'),
      {},
      '0.2 here:10',
    ],
  ]);
});

describe('a dictionary that makes what it has not', () => {
  const START = 'from collections import defaultdict\n';
  hold([
    [
      'has what it is given by names',
      `${START}d = defaultdict(list, p=0.2)\nnn.Dropout(d["p"])\n`,
      {},
      '0.2 here:5',
    ],
    [
      'has what it is given',
      `${START}d = defaultdict(list, {"p": 0.2})\nnn.Dropout(d["p"])\n`,
      {},
      '0.2 here:5',
    ],
    [
      'has what it is given without such',
      `${START}d = defaultdict(p=0.2)\nnn.Dropout(d["p"])\n`,
      {},
      '0.2 here:5',
    ],
    ['may have any other', `${START}d = defaultdict(rate, p=0.2)\nnn.Dropout(d["q"])\n`, {}, '? subscript'],
    [
      'gives what it has, rather than what is asked for in its place',
      `${START}d = defaultdict(rate, p=0.2)\nnn.Dropout(d.get("p", 0.3))\n`,
      {},
      '0.2 here:5',
    ],
    ['may make all', `${START}d = defaultdict(rate)\nnn.Dropout(d["p"])\n`, {}, '? subscript'],
  ]);
});

describe('records and copies of them', () => {
  const CASES: readonly Case[] = [
    [
      'a named tuple',
      `${TUPLE}C = namedtuple("C", ["n", "p"])\nc = C(n=1, p=0.2)\nnn.Dropout(c.p)`,
      {},
      '0.2 here:6',
    ],
    ['by its place', `${TUPLE}C = namedtuple("C", "n, p")\nc = C(1, 0.2)\nnn.Dropout(c.p)`, {}, '0.2 here:6'],
    [
      'its defaults',
      `${TUPLE}C = namedtuple("C", "n p", defaults=[0.2])\nc = C(1)\nnn.Dropout(c.p)`,
      {},
      '0.2 here:5',
    ],
    ['none that has one', `${TUPLE}C = namedtuple("C", "n p")\nc = C(1)\nnn.Dropout(c.p)`, {}, '? subscript'],
    [
      'with types',
      'from typing import NamedTuple\nC = NamedTuple("C", [("n", int), ("p", float)])\nc = C(1, 0.2)\nnn.Dropout(c.p)',
      {},
      '0.2 here:6',
    ],
    [
      'with another value',
      `${TUPLE}C = namedtuple("C", "n p")\nc = C(1, 0.2)._replace(p=0.4)\nnn.Dropout(c.p)`,
      {},
      '0.4 here:6',
    ],
    [
      'of a dataclass',
      'from dataclasses import dataclass, replace\n@dataclass\nclass C:\n  p: float = 0.2\n  q: float = 0.3\nc = replace(C(), p=0.4)\nnn.Dropout(c.p)',
      {},
      '0.4 here:9',
    ],
    [
      'of which it has the rest',
      'from dataclasses import dataclass, replace\n@dataclass\nclass C:\n  p: float = 0.2\n  q: float = 0.3\nc = replace(C(), p=0.4)\nnn.Dropout(c.q)',
      {},
      '0.3 here:8',
    ],
    [
      'with what nobody knows',
      'from dataclasses import dataclass, replace\n@dataclass\nclass C:\n  p: float = 0.2\nc = replace(C(), **load())\nnn.Dropout(c.p)',
      {},
      '? unpacked',
    ],
    [
      'a dictionary over what nobody knows',
      'c = dict({"p": 0.1}, **load())\nnn.Dropout(c["p"])',
      {},
      '? unpacked',
    ],
    ['two dictionaries', 'c = {"p": 0.1, "q": 0.2} | {"p": 0.3}\nnn.Dropout(c["p"])', {}, '0.3 here:4'],
    ['the lower one', 'c = {"p": 0.1, "q": 0.2} | {"p": 0.3}\nnn.Dropout(c["q"])', {}, '0.2 here:4'],
    ['a class within one', 'class C:\n  class model:\n    p = 0.2\nnn.Dropout(C.model.p)', {}, '0.2 here:6'],
    [
      'what a class method makes',
      'class C:\n  def __init__(self, p=0.1):\n    self.p = p\n  @classmethod\n  def small(cls):\n    return cls(p=0.2)\nc = C.small()\nnn.Dropout(c.p)',
      {},
      '0.2 here:9',
    ],
    [
      'a class of nothing',
      'class Args: pass\nargs = Args()\nargs.p = 0.2\nnn.Dropout(args.p)',
      {},
      '0.2 here:6',
    ],
    [
      'a class that puts items into itself',
      'class C:\n  def __init__(self, **kw):\n    for k, v in kw.items():\n      if type(v) == dict:\n        v = C(**v)\n      self[k] = v\n  def __setitem__(self, k, v):\n    setattr(self, k, v)\nc = C(**{"model": {"p": 0.2}})\nnn.Dropout(c.model.p)',
      {},
      '0.2 here:12',
    ],
  ];
  hold(CASES);
});

describe('what configparser reads', () => {
  const CASES: readonly Case[] = [
    ['a number', `${PARSER}nn.Dropout(config.getfloat("model", "dropout"))`, INI, '0.3 pkg/config.ini:6'],
    ['a text', `${PARSER}nn.Dropout(float(config["model"]["dropout"]))`, INI, '0.3 pkg/config.ini:6'],
    [
      'of a section',
      `${PARSER}part = config["model"]\nnn.Dropout(part.getfloat("dropout"))`,
      INI,
      '0.3 pkg/config.ini:6',
    ],
    [
      'what all sections have',
      `${PARSER}nn.Dropout(float(config.get("model", "head")))`,
      INI,
      '0.2 pkg/config.ini:2',
    ],
    [
      'what is put there',
      `${PARSER}config["model"]["dropout"] = "0.5"\nnn.Dropout(config.getfloat("model", "dropout"))`,
      INI,
      '0.5 here:7',
    ],
    [
      'what is set',
      `${PARSER}config.set("model", "dropout", "0.5")\nnn.Dropout(config.getfloat("model", "dropout"))`,
      INI,
      '? expression',
    ],
    [
      'several files',
      `${PARSER}config.read("b.ini")\nnn.Dropout(config.getfloat("model", "dropout"))`,
      { ...INI, 'b.ini': '[model]\ndropout = 0.4\n' },
      '? expression',
    ],
    [
      'none that has a section twice',
      `${PARSER}nn.Dropout(config.getfloat("model", "dropout"))`,
      { 'pkg/config.ini': '[model]\ndropout = 0.3\n[model]\ndropout = 0.4\n' },
      '? expression',
    ],
  ];
  hold(CASES);
});

describe('words in place of the command line', () => {
  const CASES: readonly Case[] = [
    [
      'none',
      `${OPTION}args = parser.parse_args([])\nnn.Dropout(args.drop_rate)`,
      {},
      '0.25 here:6 unless commandLine',
    ],
    [
      'a list',
      `${OPTION}args = parser.parse_args(["--drop-rate", "0.4"])\nnn.Dropout(args.drop_rate)`,
      {},
      '0.4 here:7',
    ],
    [
      'a list that has a name',
      `${OPTION}words = ["--drop-rate=0.4"]\nargs = parser.parse_args(words)\nnn.Dropout(args.drop_rate)`,
      {},
      '0.4 here:7',
    ],
    [
      'a text',
      `${OPTION}args = parser.parse_args("--n 3 --drop-rate 0.4".split())\nnn.Dropout(args.drop_rate)`,
      {},
      '0.4 here:7',
    ],
    [
      'what is computed',
      `${OPTION}args = parser.parse_args(["--drop-rate", str(rate())])\nnn.Dropout(args.drop_rate)`,
      {},
      '? expression',
    ],
    [
      'one of several tables over them',
      `${OPTION}options = vars(parser.parse_args())\noptions.update({"a": {"drop_rate": 0.1}, "b": {"drop_rate": 0.2}}[name])\nnn.Dropout(options["drop_rate"])`,
      {},
      '? subscript',
    ],
    [
      'what holds an option of absl',
      'from absl import flags\n_P = flags.DEFINE_float("p", 0.2, "help")\nnn.Dropout(_P.value)',
      {},
      '0.2 here:5 unless commandLine',
    ],
    [
      'what click hands on by a name',
      'import click\n@click.command()\n@click.option("--drop-rate", default=0.2)\ndef main(**kwargs):\n  nn.Dropout(kwargs["drop_rate"])',
      {},
      '0.2 here:6 unless commandLine',
    ],
    [
      'OmegaConf’s, which may say anything',
      'from omegaconf import OmegaConf\nbase = OmegaConf.create({"p": 0.2})\ncli = OmegaConf.from_cli()\nc = OmegaConf.merge(base, cli)\nnn.Dropout(c.p)',
      {},
      '0.2 here:5 unless caller',
    ],
  ];
  hold(CASES);
});

describe('what is made by its name', () => {
  const REGISTRY =
    'NETS = {}\ndef register(name):\n  def put(cls):\n    NETS[name] = cls\n    return cls\n  return put\n';
  const CASES: readonly Case[] = [
    ['a layer', 'kind = "Dropout2d"\ngetattr(nn, kind)(0.2)', {}, '0.2 here:4'],
    [
      'a layer by default',
      'def build(kind="Dropout", p=0.2):\n  return getattr(nn, kind)(p)',
      {},
      '0.2 here:4 unless caller',
    ],
    [
      'a class of a module',
      GIVEN,
      { 'train.py': 'from pkg import model\nnet = getattr(model, "Net")(1, dropout=0.3)\n' },
      '0.3 train.py:2 unless caller',
    ],
    [
      'another class of it',
      GIVEN,
      { 'train.py': 'from pkg import model\nnet = getattr(model, "Other")(1, dropout=0.3)\n' },
      '? parameter',
    ],
    [
      'what a decorator registers',
      `${REGISTRY}@register("net")\n${GIVEN}net = NETS["net"](1, 0.3)`,
      {},
      '0.3 here:14 unless caller',
    ],
    ['another name', `${REGISTRY}@register("net")\n${GIVEN}net = NETS["other"](1, 0.3)`, {}, '? parameter'],
    [
      'under its own name',
      `NETS = {}\ndef register(cls):\n  NETS[cls.__name__] = cls\n  return cls\n@register\n${GIVEN}def build(name, **options):\n  return NETS[name](1, **options)\nbuild("Net", dropout=0.3)`,
      {},
      '0.3 here:14 unless caller',
    ],
  ];
  hold(CASES);
});

describe('what is taken out of a dictionary before that is unpacked', () => {
  const OPTIONS = 'options = {"n": 3, "dropout": 0.3}\n';
  const REST = `${OPEN}class Whole(nn.Module):\n  def __init__(self, **options):\n`;
  const CASES: readonly Case[] = [
    ['nothing', `${OPEN}${OPTIONS}Net(**options)`, {}, '0.3 here:7 unless caller | default 0.1'],
    ['it', `${OPEN}${OPTIONS}options.pop("dropout")\nNet(**options)`, {}, '0.1 here:5 unless caller'],
    [
      'another',
      `${OPEN}${OPTIONS}options.pop("n")\nNet(**options)`,
      {},
      '0.3 here:7 unless caller | default 0.1',
    ],
    [
      'it, perhaps',
      `${OPEN}${OPTIONS}if small:\n  options.pop("dropout")\nNet(**options)`,
      {},
      '0.1 here:5 unless caller | passed **options',
    ],
    [
      'it, of what is handed on',
      `${REST}    options.pop("dropout", None)\n    Net(**options)\nWhole(dropout=0.3)`,
      {},
      '0.1 here:5 unless caller',
    ],
    [
      'it, afterwards',
      `${OPEN}${OPTIONS}Net(**options)\noptions.pop("dropout")`,
      {},
      '0.3 here:7 unless caller | default 0.1',
    ],
    [
      'all but it',
      `${OPEN}${OPTIONS}rest = {k: v for k, v in options.items() if k != "dropout"}\nNet(**rest)`,
      {},
      '0.1 here:5 unless caller',
    ],
    [
      'all but some',
      `${OPEN}${OPTIONS}rest = {k: v for k, v in options.items() if k not in ("dropout", "n")}\nNet(**rest)`,
      {},
      '0.1 here:5 unless caller',
    ],
    [
      'some',
      `${OPEN}${OPTIONS}rest = {k: v for k, v in options.items() if k in ["dropout"]}\nNet(**rest)`,
      {},
      '0.3 here:7 unless caller | default 0.1',
    ],
    [
      'others',
      `${OPEN}${OPTIONS}rest = {k: v for k, v in options.items() if k in ["n"]}\nNet(**rest)`,
      {},
      '0.1 here:5 unless caller',
    ],
    [
      'an element of what is repeated',
      'rates = [0.1] * 3\nrates[1] = 0.5\nfor rate in rates:\n  nn.Dropout(rate)',
      {},
      '? reassigned',
    ],
  ];
  hold(CASES);
});

describe('calls that are written otherwise', () => {
  const MAKERS =
    'from pkg.model import Net\ndef net_of(name):\n  if name == "a":\n    return Net\n  return None\n';
  /** Settings that hand what they are given to those of another library. */
  const CONFIG =
    'from biglib import BigConfig\nclass OwnConfig(BigConfig):\n  def __init__(self, n, **kwargs):\n    super().__init__(**kwargs)\n    self.n = n\n';
  const CASES: readonly Case[] = [
    [
      'with a space before the arguments',
      GIVEN,
      { 'train.py': 'from pkg.model import Net\nnet = Net (1, 0.3)\n' },
      '0.3 train.py:2 unless caller',
    ],
    [
      'of what a function returns',
      GIVEN,
      { 'makers.py': MAKERS, 'train.py': 'from makers import net_of\nnet = net_of(name)(1, dropout=0.3)\n' },
      '0.3 train.py:2 unless caller',
    ],
    [
      'of what it makes',
      GIVEN,
      {
        'makers.py': MAKERS.replace('return Net', 'return other'),
        'train.py': 'from makers import net_of\nnet = net_of(name)(1, dropout=0.3)\n',
      },
      '? parameter',
    ],
    [
      'settings that hand it to a base',
      `${CONFIG}config = OwnConfig(1, hidden_dropout=0.2)\nnn.Dropout(config.hidden_dropout)`,
      {},
      '0.2 here:9',
    ],
    [
      'settings that are passed',
      `${CONFIG}def build(config: OwnConfig):\n  nn.Dropout(config.hidden_dropout)\nbuild(OwnConfig(1, hidden_dropout=0.2))`,
      {},
      '0.2 here:11 unless caller',
    ],
    [
      'settings that differ',
      `${CONFIG}def build(config: OwnConfig):\n  nn.Dropout(config.hidden_dropout)\nOwnConfig(1, hidden_dropout=0.2)\nOwnConfig(1, hidden_dropout=0.3)`,
      {},
      '? attribute',
    ],
  ];
  hold(CASES);
});

describe('who calls what', () => {
  const DEEP = `${NET}, n=1, p=0.0):\n    if n > 1:\n      self.d = nn.Dropout(p)\n`;
  const CASES: readonly Case[] = [
    ['those who lead there', `${DEEP}Net(1, 0.2)\nNet(3, 0.5)`, {}, '0.5 here:9 unless caller | default 0.0'],
    [
      'one that leaves the default',
      `${DEEP}Net(1, 0.2)\nNet(3, 0.5)\nNet(2)`,
      {},
      '0.0 here:5 unless caller | passed 0.5',
    ],
    ['none that leads there', `${DEEP}Net(1, 0.2)\nNet(1)`, {}, '0.0 here:5 unless caller | passed 0.2'],
    ['what nobody can tell', `${OPEN}Net(2, checkpoint.config.p)`, {}, '? attribute'],
    [
      'that, and the default',
      `${OPEN}Net(2, checkpoint.config.p)\nNet()`,
      {},
      '0.1 here:5 unless caller | passed checkpoint.config.p',
    ],
    [
      'the first that a function returns',
      'def settings(size="s"):\n  if size == "s":\n    return {"p": 0.1}\n  return {"p": 0.2}\nc = settings()\nnn.Dropout(c["p"])',
      {},
      '0.1 here:6',
    ],
    [
      'as it is called',
      'def settings(size="s"):\n  if size == "s":\n    return {"p": 0.1}\n  return {"p": 0.2}\nc = settings("l")\nnn.Dropout(c["p"])',
      {},
      '0.2 here:7',
    ],
    [
      'as nobody knows',
      'def settings(size="s"):\n  if size == "s":\n    return {"p": 0.1}\n  return {"p": 0.2}\nc = settings(word())\nnn.Dropout(c["p"])',
      {},
      '? subscript',
    ],
    [
      'a method of its own',
      `${NET}):\n    self.d = nn.Dropout(self.rate())\n  def rate(self):\n    return 0.2\n`,
      {},
      '0.2 here:8',
    ],
    [
      'one that another class replaces',
      `${NET}):\n    self.d = nn.Dropout(self.rate())\n  def rate(self):\n    return 0.2\n`,
      { 'other.py': 'from model import Net\nclass Other(Net):\n  def rate(self):\n    return 0.3\n' },
      '? expression',
    ],
    ['what a loop unpacks', 'for n, p in [(1, 0.2), (2, 0.2)]:\n  nn.Dropout(p)', {}, '0.2 here:4'],
    ['what differs', 'for n, p in [(1, 0.2), (2, 0.3)]:\n  nn.Dropout(p)', {}, '? loop 0.2, 0.3'],
    [
      'dictionaries in turn',
      'for one in [dict(p=0.2), dict(p=0.2)]:\n  nn.Dropout(one["p"])',
      {},
      '0.2 here:4 unless caller',
    ],
    [
      'a module beside a star import',
      'import conf\nfrom other import *\nnn.Dropout(conf.p)',
      { 'conf.py': 'p = 0.2\n', 'other.py': 'q = 1\n' },
      '0.2 conf.py:1',
    ],
    [
      'a star import that may bind it',
      'import conf\nfrom other import *\nnn.Dropout(conf.p)',
      { 'conf.py': 'p = 0.2\n', 'other.py': 'conf = 1\n' },
      '? attribute',
    ],
  ];
  hold(CASES);
});

describe('what is made of a module of a table', () => {
  const MODEL = `class Model(nn.Module):\n  def __init__(self, configs):\n    self.d = nn.Dropout(configs.p)\n`;
  const parser = (p: number): string =>
    `import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--p", default=${p})\n`;
  const RUN = `${parser(0.2)}from exp import Exp\nargs = parser.parse_args()\nMade = Exp\nMade(args)\n`;
  /** Another script of the workspace, which has nothing to do with it. */
  const OTHERS = {
    'pkg/__init__.py': '',
    'other.py': `${parser(0.4)}from pkg import thing\n`,
    'run.py': RUN,
  };
  const exp = (code: string): string =>
    `from pkg import model\nclass Exp:\n  def __init__(self, args):\n${code}`;
  const CASES: readonly Case[] = [
    [
      'that a name has',
      MODEL,
      { ...OTHERS, 'exp.py': exp('    MODELS = {"m": model}\n    MODELS[args.model].Model(args)\n') },
      '0.2 run.py:3 unless commandLine',
    ],
    [
      'that the object keeps',
      MODEL,
      {
        ...OTHERS,
        'exp.py': exp(
          '    self.args = args\n    self.models = {"m": model}\n  def build(self):\n    self.models[self.args.model].Model(self.args)\n',
        ),
      },
      '0.2 run.py:3 unless commandLine',
    ],
    [
      'another module’s',
      MODEL,
      { ...OTHERS, 'exp.py': exp('    MODELS = {"m": other}\n    MODELS[args.model].Model(args)\n') },
      '? ambiguous',
    ],
  ];
  hold(CASES);
});

describe('an object that is made of another one of its class', () => {
  const MADE = (made: string, runs: string): string =>
    `from dataclasses import asdict, dataclass\n@dataclass\nclass Own:\n  n: int = 1\n  p: float = 0.2\nbase = Own()\n${NET}, cfg):\n    self.d = nn.Dropout(cfg.p)\ndef run(cfg):\n  own = ${made}\n  own.n = 3\n  Net(own)\n${runs}`;
  const [ONCE, OFTEN] = ['run(base)\n', '  Net(cfg)\nrun(base)\nrun(base)\n'];
  const KEPT = '0.2 here:8 unless caller';
  hold([
    ['by vars', MADE('Own(**vars(cfg))', ONCE), {}, KEPT],
    ['by vars, beside that', MADE('Own(**vars(cfg))', OFTEN), {}, KEPT],
    ['by its dictionary', MADE('Own(**cfg.__dict__)', OFTEN), {}, KEPT],
    ['by asdict', MADE('Own(**asdict(cfg))', OFTEN), {}, KEPT],
    ['of a comprehension', MADE('Own(**{k: v for k, v in vars(cfg).items()})', OFTEN), {}, KEPT],
    ['with another value', MADE('Own(**{**vars(cfg), "p": 0.4})', ONCE), {}, '0.4 here:14 unless caller'],
    ['as one of a class that is made there', MADE('type("Other", (Own,), {})(**vars(cfg))', OFTEN), {}, KEPT],
    ['of one that is made so itself', MADE('Own(**vars(Own(**vars(cfg))))', OFTEN), {}, KEPT],
  ]);
});
