import { GIVEN, hold, NET, OPEN } from './forms';

type Others = Readonly<Record<string, string>>;

const MODELS = 'import pkg.model as models\n';
const any = (given: string): string => `${MODELS}net = getattr(models, kind())(n=2, dropout=${given})\n`;
const OTHER = 'class Other(nn.Module):\n  pass\n';

describe('a class that is looked up by a name which nobody knows', () => {
  hold([
    [
      'is given what any is',
      `${GIVEN}${OTHER}`,
      { 'pkg/train.py': any('0.4') },
      '0.4 pkg/train.py:2 unless caller',
    ],
    [
      'from a package that takes it over',
      GIVEN,
      {
        'pkg/__init__.py': 'from .model import *\n',
        'train.py': 'import pkg\nnet = getattr(pkg, kind())(n=2, dropout=0.4)\n',
      },
      '0.4 train.py:2 unless caller',
    ],
    [
      'by a name of its own',
      GIVEN,
      { 'pkg/train.py': `${MODELS}cls = getattr(models, kind())\nnet = cls(n=2, dropout=0.4)\n` },
      '0.4 pkg/train.py:3 unless caller',
    ],
    [
      'in what a module holds',
      GIVEN,
      { 'pkg/train.py': `${MODELS}net = models.__dict__[kind()](n=2, dropout=0.4)\n` },
      '0.4 pkg/train.py:2 unless caller',
    ],
    [
      'in what a package holds, in the place of a default',
      `${NET}, n, dropout=0.1):\n    nn.Dropout(dropout)\n`,
      {
        'pkg/__init__.py': 'from .model import Net\n',
        'train.py': 'import pkg\ncls = pkg.__dict__[kind()]\nnet = cls(n=2, dropout=0.4)\n',
      },
      '0.4 train.py:3 unless caller | default 0.1',
    ],
    [
      'in what another module holds',
      GIVEN,
      { 'pkg/train.py': 'import pkg.model\nimport other\nnet = other.__dict__[kind()](n=2, dropout=0.4)\n' },
      '? parameter',
    ],
    [
      'in what an object holds',
      GIVEN,
      {
        'pkg/train.py': `${MODELS}class Kinds:\n  pass\nmodel = Kinds()\nnet = model.__dict__[kind()](n=2, dropout=0.4)\n`,
      },
      '? parameter',
    ],
    [
      'is not asked for where it is made by its name',
      `${GIVEN}net = Net(2, 0.2)\n`,
      { 'pkg/train.py': any('0.4') },
      '0.2 here:7 unless caller',
    ],
    [
      'is given it in the place of a default',
      `${NET}, n, dropout=0.1):\n    nn.Dropout(dropout)\n`,
      { 'pkg/train.py': any('0.4') },
      '0.4 pkg/train.py:2 unless caller | default 0.1',
    ],
    [
      'is given nothing by its place',
      GIVEN,
      { 'pkg/train.py': `${MODELS}net = getattr(models, kind())(2, 0.4)\n` },
      '? parameter',
    ],
    [
      'by a name that begins otherwise',
      GIVEN,
      { 'pkg/train.py': `${MODELS}net = getattr(models, f"Res{size}")(n=2, dropout=0.4)\n` },
      '? parameter',
    ],
    [
      'by a name that may be its own',
      GIVEN,
      { 'pkg/train.py': `${MODELS}net = getattr(models, f"N{rest}")(n=2, dropout=0.4)\n` },
      '0.4 pkg/train.py:2 unless caller',
    ],
    [
      'in another module is another one',
      GIVEN,
      { 'pkg/train.py': 'import pkg.model\nimport other\nnet = getattr(other, kind())(n=2, dropout=0.4)\n' },
      '? parameter',
    ],
  ]);
});

describe('what is looked up by an option', () => {
  const PACKAGE = 'from .model import *\nfrom .other import *\n';
  const script = (option: string, given: string): string =>
    `import argparse\nimport pkg as models\nparser = argparse.ArgumentParser()\nparser.add_argument("--arch", ${option})\nargs = parser.parse_args()\nnet = models.__dict__[args.arch](${given})\n`;
  const others = (option: string, given: string): Record<string, string> => ({
    'pkg/__init__.py': PACKAGE,
    'pkg/other.py': `from torch import nn\n${OTHER}`,
    'train.py': script(option, given),
  });
  const TRIED = `${OPEN}if __name__ == "__main__":\n  net = Net(2, dropout=0.7)\n`;
  const MADE = `${OPEN}def net_of(**kwargs):\n  return Net(**kwargs)\n`;
  const putting = (puts: string): Record<string, string> => ({
    'pkg/__init__.py': PACKAGE,
    'pkg/other.py': `from torch import nn\n${OTHER}`,
    'train.py': `import torchvision.models as models\nimport pkg as own\n${puts}\nnet = models.__dict__[kind()](dropout=0.4)\n`,
  });
  hold([
    [
      'is what that is by default',
      TRIED,
      others('default="Net"', 'n=2'),
      '0.1 here:5 unless caller | passed 0.7',
    ],
    [
      'or anything else that one may ask for, and then what only a trial passes is in force nowhere',
      TRIED,
      others('default="Other"', 'n=2'),
      '0.1 here:5 unless caller | passed 0.7',
    ],
    [
      'with what that is given',
      TRIED,
      others('default="Other"', 'n=2, dropout=0.4'),
      '0.4 train.py:6 unless caller | default 0.1 | passed 0.7',
    ],
    [
      'with what nobody knows',
      TRIED,
      others('default="Other"', 'n=2, **given()'),
      '0.1 here:5 unless caller | passed **given() | passed 0.7',
    ],
    [
      'but nothing that it has no choice of',
      TRIED,
      others('default="Other", choices=["Other"]', 'n=2, dropout=0.4'),
      '0.7 here:8 unless caller | default 0.1',
    ],
    [
      'and all that it has',
      TRIED,
      others('default="Other", choices=["Other", "Net"]', 'n=2, dropout=0.4'),
      '0.4 train.py:6 unless caller | default 0.1 | passed 0.7',
    ],
    [
      'does not count for another where that is made by its name, as of any name',
      `${OPEN}net = Net(2)\n`,
      others('default="Other"', 'n=2, dropout=0.4'),
      '0.1 here:5 unless caller',
    ],
    [
      'is told beside that where it is that by default',
      `${OPEN}net = Net(2)\n`,
      others('default="Net"', 'n=2, dropout=0.4'),
      '0.1 here:5 unless caller | passed 0.4',
    ],
    [
      'may be a function that hands on what it is given',
      MADE,
      others('default="Other"', 'dropout=0.4'),
      '0.4 train.py:6 unless caller | default 0.1',
    ],
    [
      'may be a function that is called like its file',
      `${OPEN}def model(**kwargs):\n  return Net(**kwargs)\n`,
      others('default="Other"', 'dropout=0.4'),
      '0.4 train.py:6 unless caller | default 0.1',
    ],
    [
      'may have been put into another module, one by one',
      OPEN,
      putting('for name in own.__dict__:\n  models.__dict__[name] = own.__dict__[name]'),
      '0.4 train.py:5 unless caller | default 0.1',
    ],
    [
      'with what looks like it',
      OPEN,
      putting('for name in own.__dict__:\n  setattr(models, name, getattr(own, name))'),
      '0.4 train.py:5 unless caller | default 0.1',
    ],
    [
      'or all at once',
      OPEN,
      putting('models.__dict__.update(own.__dict__)'),
      '0.4 train.py:4 unless caller | default 0.1',
    ],
    [
      'but not where nothing is put there',
      OPEN,
      putting('own.__dict__.update(models.__dict__)'),
      '0.1 here:5 unless caller',
    ],
  ]);
});

describe('a class that settings name', () => {
  const TRAIN =
    'import pkg.model as models\nconfig = None\ndef train():\n  return getattr(models, config.kind)(n=2, dropout=config.dropout)\nconfig = OmegaConf.load("conf/first.yaml")\n';
  const settings = (kind: string, dropout: number): string => `kind: ${kind}\ndropout: ${dropout}\n`;
  hold([
    [
      'has what these say, and not those that are loaded by default',
      GIVEN,
      {
        'train.py': TRAIN,
        'conf/first.yaml': settings('Other', 0.1),
        'conf/second.yaml': settings('Net', 0.3),
      },
      '0.3 conf/second.yaml:2 unless caller',
    ],
    [
      'has what is loaded by default where that names it, with what others say',
      GIVEN,
      {
        'train.py': TRAIN,
        'conf/first.yaml': settings('Net', 0.1),
        'conf/second.yaml': settings('Net', 0.3),
      },
      '0.1 conf/first.yaml:2 unless commandLine | passed 0.3',
    ],
  ]);
});

describe('what a search tries', () => {
  const CONFIG =
    'import optuna\nfrom dataclasses import dataclass\n@dataclass\nclass Config:\n  dropout: float = 0.2\nconfig = Config()\n';
  const set = (to: string): string => `def main(trial_of):\n  config.dropout = ${to}\n`;
  hold(
    [
      ['is no value that anybody sets', 'trial.suggest_float("dropout", 0.1, 0.3)', '0.2 here:8'],
      ['nor what it found', 'study.best_params["dropout"]', '0.2 here:8'],
      ['nor what its trial has', 'study.best_trial.params["dropout"]', '0.2 here:8'],
      ['what is read elsewhere is', 'load()["dropout"]', '? reassigned'],
    ].map(([what = '', to = '', expected = '']) => [
      what,
      `${CONFIG}${set(to)}${NET}):\n    nn.Dropout(config.dropout)\n`,
      {},
      expected,
    ]),
  );
  const READ = 'def make(params):\n  nn.Dropout(params.rate)\n';
  const put = (first: string, value: string): Readonly<Record<string, string>> => ({
    'conf/model.yaml': 'rate: 0.2\n',
    'pkg/search.py': `def suggest(${first}):\n  params = {"n": 1, "rate": ${value}}\n  return params\n`,
  });
  hold([
    [
      'through a function that is given the trial',
      READ,
      put('trial', 'sample(trial, "rate")'),
      '0.2 conf/model.yaml:1 unless commandLine',
    ],
    ['but not what is given something else', READ, put('run', 'sample(run, "rate")'), '? expression'],
    [
      'nor what stands beside it as a number',
      READ,
      put('trial', '0.4'),
      '0.4? pkg/search.py:2 unless caller',
    ],
  ]);
  hold([
    [
      'but what is read there is it',
      `${CONFIG}def main(trial):\n  config.dropout = trial.suggest_float("dropout", 0.1, 0.3)\n  nn.Dropout(config.dropout)\n`,
      {},
      '? reassigned',
    ],
  ]);
});

describe('settings that are read where a text is asked for', () => {
  const LOADED = { 'conf/a.yaml': 'model:\n  type: net\n  dropout: 0.3\n' };
  const FILES = { ...LOADED, 'conf/b.yaml': 'model:\n  type: other\n  dropout: 0.2\n' };
  const BUILT = (test: string, given: string): Others => ({
    'pkg/train.py': `from pkg.model import Net\ndef build(cfg, kind):\n  if ${test}:\n    return Net(2, ${given})\n  return cfg\n`,
  });
  const ASKED = 'cfg["model"]["dropout"]';
  const OTHER_TYPE = { 'conf/c.yaml': 'model:\n  type: net\n  dropout: 0.4\n' };
  hold([
    [
      'are those of the file that says it',
      GIVEN,
      { ...FILES, ...BUILT('cfg["model"]["type"] == "net"', ASKED) },
      '0.3 conf/a.yaml:3 unless caller',
    ],
    [
      '… by attributes',
      GIVEN,
      { ...FILES, ...BUILT('cfg.model.type.lower() == "net"', 'cfg.model.dropout') },
      '0.3 conf/a.yaml:3 unless caller',
    ],
    [
      '… or of the file that is called so',
      GIVEN,
      {
        'conf/net.yaml': 'dropout: 0.3\n',
        'conf/other.yaml': 'dropout: 0.2\n',
        ...BUILT('kind == "net"', 'cfg.dropout'),
      },
      '0.3 conf/net.yaml:1 unless caller',
    ],
    [
      '… where several of them differ',
      GIVEN,
      { ...FILES, ...OTHER_TYPE, ...BUILT('kind == "net"', ASKED) },
      '? ambiguous',
    ],
    [
      '… unless it is the text of nothing else',
      GIVEN,
      { ...FILES, ...BUILT('kind != "net"', ASKED) },
      '? ambiguous',
    ],
    [
      '… in a method of whoever trains it',
      GIVEN,
      {
        ...FILES,
        'pkg/train.py': `from pkg.model import Net\nclass Trainer:\n  def build(self, cfg):\n    if cfg.model.type == "net":\n      return Net(2, cfg.model.dropout)\n`,
      },
      '0.3 conf/a.yaml:3 unless caller',
    ],
    [
      'are those that name it in a module’s own method',
      `${NET}, cfg):\n    if cfg.model.cell == "lstm":\n      self.d = nn.Dropout(cfg.model.dropout)\n`,
      {
        'conf/a.yaml': 'model:\n  type: Net\n  dropout: 0.3\n',
        'conf/b.yaml': 'model:\n  type: Other\n  cell: lstm\n  dropout: 0.2\n',
      },
      '0.3 conf/a.yaml:3 unless caller',
    ],
  ]);
});

describe('a file that is loaded, and asks for another branch', () => {
  const READS = (asked: string): Others => ({
    'pkg/train.py': `import yaml\nfrom pkg.model import Net\ndef build(cfg):\n  kind = cfg["type"]\n  if ${asked} == "net":\n    return Net(cfg)\n  return cfg\ncfg = yaml.safe_load(open("conf/one.yaml"))\nbuild(cfg["model"])\n`,
  });
  const NET_OF = `${NET}, cfg):\n    self.d = nn.Dropout(cfg["dropout"])\nif __name__ == "__main__":\n  cfg = {"dropout": 0.5}\n  Net(cfg)\n`;
  const FILE = (type: string, p: number): string => `model:\n  type: ${type}\n  dropout: ${p}\n`;
  const TWO = { 'pkg/conf/one.yaml': FILE('other', 0.3), 'pkg/conf/two.yaml': FILE('net', 0.1) };
  hold([
    ['by a name', NET_OF, { ...READS('kind'), ...TWO }, '0.1 pkg/conf/two.yaml:3 unless caller'],
    ['by its key', NET_OF, { ...READS('cfg["type"]'), ...TWO }, '0.1 pkg/conf/two.yaml:3 unless caller'],
    [
      'in small letters',
      NET_OF,
      { ...READS('cfg.get("type").lower()'), ...TWO },
      '0.1 pkg/conf/two.yaml:3 unless caller',
    ],
    [
      '… where several ask for this one',
      NET_OF,
      { ...READS('kind'), ...TWO, 'pkg/conf/three.yaml': FILE('net', 0.2) },
      '? ambiguous',
    ],
    [
      '… where none asks for this one',
      NET_OF,
      { ...READS('kind'), 'pkg/conf/one.yaml': FILE('other', 0.3) },
      '0.3 pkg/conf/one.yaml:3 unless caller',
    ],
    [
      'which asks for it',
      NET_OF,
      { ...READS('kind'), ...TWO, 'pkg/conf/one.yaml': FILE('Net', 0.3) },
      '0.3 pkg/conf/one.yaml:3',
    ],
  ]);
});

describe('one of a table that is laid over what all have', () => {
  const TABLE = (other: number): string =>
    `from pkg.model import Net\nTABLE = {\n  "net": {"n": 2, "dropout": 0.3},\n  "other": {"n": 3, "dropout": ${other}},\n}\nBASE = {"lr": 0.1}\n`;
  const BUILT = (other: number, test: string, laid = '{**BASE, **TABLE[kind]}'): Others => ({
    'train.py': `${TABLE(other)}def build(kind, cfg):\n  if ${test}:\n    return Net(cfg["n"], cfg["dropout"])\ndef main(kind):\n  return build(kind, ${laid})\n`,
  });
  hold([
    ['where all say the same', GIVEN, BUILT(0.3, 'kind'), '0.3 train.py:3 unless caller'],
    ['where they differ', GIVEN, BUILT(0.2, 'kind'), '? ambiguous'],
    ['which is asked for', GIVEN, BUILT(0.2, 'kind == "net"'), '0.3 train.py:3 unless caller'],
    ['which is asked for, and not there', GIVEN, BUILT(0.2, 'kind == "third"'), '? ambiguous'],
    ['by itself', GIVEN, BUILT(0.2, 'kind == "other"', 'TABLE[kind]'), '0.2 train.py:4 unless caller'],
    [
      'over which something is laid',
      GIVEN,
      BUILT(0.2, 'kind == "net"', '{**TABLE[kind], "dropout": 0.4}'),
      '0.4 train.py:11 unless caller',
    ],
    [
      'below what nobody can read',
      GIVEN,
      BUILT(0.2, 'kind == "net"', '{**TABLE[kind], **given()}'),
      '? subscript',
    ],
  ]);
});

describe('a row of a table', () => {
  const ROWS = 'ROWS = {"a": (1, 0.2, 3), "b": (2, 0.2, 4)}\n';
  const MORE = 'ROWS = {"a": (1, 0.2, 3), "b": (2, 0.2, 4), "c": (1, 0.3)}\n';
  const OTHER = 'ROWS = {"a": (1, 0.2, 3), "b": (2, 0.4, 4)}\n';
  const KEPT = (of: string): string =>
    `${NET}, config):\n    self.n, self.p, _ = ${of}\n    self.d = nn.Dropout(self.p)\n`;
  const USED = 'def make(name):\n  _, p, _ = ROWS[name]\n  return nn.Dropout(p)\n';
  hold([
    [
      'by its place',
      `${ROWS}def make(name):\n  return nn.Dropout(ROWS[name][1])\n`,
      {},
      '0.2 here:4 unless caller',
    ],
    [
      'by its place, where rows differ',
      `${OTHER}def make(name):\n  return nn.Dropout(ROWS[name][1])\n`,
      {},
      '? ambiguous',
    ],
    [
      'by its place, where one is shorter',
      `${MORE}def make(name):\n  return nn.Dropout(ROWS[name][2])\n`,
      {},
      '? ambiguous',
    ],
    ['that is unpacked', `${ROWS}${USED}`, {}, '0.2 here:4 unless caller'],
    ['that is unpacked, beside rows which cannot be', `${MORE}${USED}`, {}, '0.2 here:4 unless caller'],
    ['that grows', `${ROWS}ROWS["a"].append(3)\n${USED.replace('_, p, _', '_, p, *_')}`, {}, '? unreadable'],
    ['that an object keeps', `${ROWS}${KEPT('ROWS[config]')}`, {}, '0.2 here:4 unless caller'],
    [
      'that is passed to what keeps it',
      `${MORE}${KEPT('config')}def make(name):\n  return Net(ROWS[name])\n`,
      {},
      '0.2 here:4 unless caller',
    ],
    ['a tuple that is passed', `${KEPT('config')}Net((1, 0.3, 2))\n`, {}, '0.3 here:8'],
    [
      'a tuple that is kept, and set anew',
      `${KEPT('config')}net = Net((1, 0.3, 2))\nnet.p = 0.4\n`,
      {},
      '? reassigned',
    ],
    ['of what nobody knows', KEPT('config'), {}, '? attribute'],
  ]);
});
