import { GIVEN, hold, NET, OPEN } from './forms';

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
      'by a name of the key',
      `${NET.replace('\n', '\n  RATE = "p"\n')}, **kw):\n    nn.Dropout(kw.get(Net.RATE, 0.5))\noptions = {Net.RATE: 0.3}\nNet(**options)\n`,
      {},
      '0.3 here:8 unless caller | default 0.5',
    ],
    [
      'by a name that nobody knows',
      `${NET}, **kw):\n    nn.Dropout(kw.get(rate, 0.5))\nNet(p=0.3)\n`,
      {},
      '? expression',
    ],
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

describe('a property that can be set', () => {
  const of = (kept: string, others = ''): string =>
    `class Part:\n  dropout: float = 0.1\nclass Config:\n  def __init__(self, p=0.2):\n    self.t = Part()\n    self.p = p\n  @property\n  def dropout(self):\n    return self.${kept}\n  @dropout.setter\n  def dropout(self, v):\n    self.${kept} = v\n${others}`;
  const READ = `${NET}, config: Config):\n    self.d = nn.Dropout(config.dropout)\n`;
  const SET = 'config = Config()\nconfig.dropout = 0.4\nNet(config)\n';
  const FAR = 'from pkg.model import Net\nfrom pkg.config import Config\n';
  hold([
    ['by what it keeps', `${of('p')}${READ}Net(Config())\n`, {}, '0.2 here:7 unless caller'],
    [
      'by what it is made of',
      `${of('p')}${READ}Net(Config(0.3))\n`,
      {},
      '0.3 here:19 unless caller | default 0.2',
    ],
    ['by a part', `${of('t.dropout')}${READ}Net(Config())\n`, {}, '0.1 here:5 unless caller'],
    ['and is', `${of('p')}${READ}${SET}`, {}, '? reassigned'],
    ['and is, of a part', `${of('t.dropout')}${READ}${SET}`, {}, '? reassigned'],
    [
      'and is, by the object itself',
      `${of('p', '  def stop(self):\n    self.dropout = 0.0\n')}${READ}Net(Config())\n`,
      {},
      '? reassigned',
    ],
    [
      'and is as the object is made',
      `${of('p').replace('    self.p = p\n', '    self.dropout = p\n')}${READ}Net(Config(0.3))\n`,
      {},
      '0.3 here:19 unless caller | default 0.2',
    ],
    [
      'and is, in another file',
      `from pkg.config import Config\n${READ}`,
      { 'pkg/config.py': of('p'), 'train.py': `${FAR}${SET}` },
      '? reassigned',
    ],
    [
      'and is in another file, where it is read by what it keeps',
      `from pkg.config import Config\n${READ.replace('config.dropout', 'config.p')}`,
      { 'pkg/config.py': of('p'), 'train.py': `${FAR}${SET}` },
      '? reassigned',
    ],
    [
      'and in no other file',
      `from pkg.config import Config\n${READ}`,
      { 'pkg/config.py': of('p'), 'train.py': `${FAR}Net(Config())\n` },
      '0.2 pkg/config.py:4 unless caller',
    ],
    [
      'or deleted',
      `${of('p', '  @dropout.deleter\n  def dropout(self):\n    del self.p\n')}${READ}Net(Config())\n`,
      {},
      '0.2 here:7 unless caller',
    ],
  ]);
});

describe('a number that is a text by default', () => {
  const OPTION =
    'import argparse\nfrom pkg.model import Net\nparser = argparse.ArgumentParser()\nparser.add_argument("--rates", default="[0.3, 0.3]")\n';
  hold([
    ['a parameter', `${NET}, p="0.3"):\n    nn.Dropout(float(p))\n`, {}, '0.3 here:5 unless caller'],
    ['a constant', 'P = "0.3"\nnn.Dropout(float(P))\n', {}, '0.3 here:4'],
    ['no number', 'P = "high"\nnn.Dropout(float(P))\n', {}, '? expression'],
    ['of a list that is evaluated', 'P = eval("[0.3, 0.3]")\nnn.Dropout(P[n])\n', {}, '0.3 here:4'],
    ['of a tuple', 'import ast\nP = ast.literal_eval("(0.3,)")\nnn.Dropout(P[0])\n', {}, '0.3 here:5'],
    ['of a list of several', 'P = eval("[0.3, 0.2]")\nnn.Dropout(P[n])\n', {}, '? expression'],
    ['of code', 'P = eval("rates()")\nnn.Dropout(P[n])\n', {}, '? expression'],
    [
      'of an option, which a class reads',
      `${NET}, args):\n    self.rates = eval(args.rates)\n    nn.Dropout(self.rates[n])\n`,
      { 'pkg/a.py': OPTION, 'pkg/b.py': OPTION },
      '0.3 pkg/a.py:4 unless caller',
    ],
    [
      'of options that differ',
      `${NET}, args):\n    self.rates = eval(args.rates)\n    nn.Dropout(self.rates[n])\n`,
      { 'pkg/a.py': OPTION, 'pkg/b.py': OPTION.replaceAll('0.3', '0.2') },
      '? expression',
    ],
  ]);
});

describe('a table of settings', () => {
  const TABLE = (b: string): string => `TABLE = {"a": dict(dropout=0.1), "b": ${b}}\n`;
  const PARTS = (b: string): string =>
    `TABLE = {"a": {"net": dict(dropout=0.3)}, "b": {"net": dict(dropout=${b})}}\n`;
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
    [
      'a part of one',
      `${OPEN}${PARTS('0.3')}Net(**TABLE[name]["net"])\n`,
      {},
      '0.3 here:7 unless caller | default 0.1',
    ],
    [
      'which differ in that part',
      `${OPEN}${PARTS('0.2')}Net(**TABLE[name]["net"])\n`,
      {},
      '0.1 here:5 unless caller | passed **TABLE[name]["net"]',
    ],
    [
      'where one has no such part',
      `${OPEN}${PARTS('0.3').replace('"net": dict(dropout=0.3)}}', '"all": 2}}')}Net(**TABLE[name]["net"])\n`,
      {},
      '0.1 here:5 unless caller | passed **TABLE[name]["net"]',
    ],
    [
      'a part of what a function takes together',
      `${OPEN}${PARTS('0.3')}def run(n, **kwargs):\n  Net(**kwargs["net"])\nrun(2, **TABLE[name])\n`,
      {},
      '0.3 here:7 unless caller | default 0.1',
    ],
    [
      'a part of what a function takes together, beside what has no such name',
      `${OPEN}${PARTS('0.3')}def run(**kwargs):\n  Net(**kwargs["net"])\nrun(n=2, **TABLE[name])\n`,
      {},
      '0.3 here:7 unless caller | default 0.1',
    ],
    [
      'a part that is given beside it',
      `${OPEN}${PARTS('0.3')}def run(**kwargs):\n  Net(**kwargs["net"])\nrun(net=other(), **TABLE[name])\n`,
      {},
      '0.1 here:5 unless caller | passed **kwargs["net"]',
    ],
    [
      'over whose values a loop runs',
      `${PARTS('0.3')}for one in TABLE.values():\n  nn.Dropout(one["net"].get("dropout", 0.1))\n`,
      {},
      '0.3 here:4 unless caller',
    ],
    [
      'over whose values a loop runs, which differ',
      `${PARTS('0.2')}def run(one):\n  nn.Dropout(one["net"].get("dropout", 0.1))\nfor name, one in TABLE.items():\n  run(one)\n`,
      {},
      '? ambiguous',
    ],
    [
      'a part of a file that a function is given',
      `${OPEN}import yaml\ndef run(name, config):\n  Net(**config[name]["net"])\nwith open("pkg/c.yaml") as f:\n  config = yaml.safe_load(f)\nrun("a", config)\nrun("b", config)\n`,
      { 'pkg/c.yaml': 'a:\n  net:\n    dropout: 0.3\nb:\n  net:\n    dropout: 0.3\n' },
      '0.3 pkg/c.yaml:3 unless caller | default 0.1',
    ],
  ]);
});

describe('callers that only show or try something', () => {
  const CALLED = 'def make(dropout=0.1):\n  return Net(2, dropout)\n';
  const RUN = 'from .model import Net\nif __name__ == "__main__":\n  Net(2, 0.3)\n';
  hold([
    [
      'an example',
      `${GIVEN}def example_net():\n  return Net(2, 0)\n${CALLED}`,
      {},
      '0.1 here:9 unless caller | passed 0',
    ],
    [
      'a search',
      `${GIVEN}def objective(trial):\n  return Net(2, trial.suggest_float("p", 0, 1))\n${CALLED}`,
      {},
      '0.1 here:9 unless caller | passed trial.suggest_float("p", 0, 1)',
    ],
    [
      'the file itself, when it is run',
      `${OPEN}if __name__ == "__main__":\n  Net(2, 0.3)\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
    [
      'but not a script of its own',
      OPEN,
      { 'pkg/run.py': RUN, 'pkg/other.py': RUN },
      '0.3 pkg/run.py:3 unless caller | default 0.1',
    ],
  ]);
});

describe('what is made by a name under which it is registered', () => {
  const VIT = `${OPEN}@register_model\ndef vit(pretrained=False, **kw):\n  return Net(2, **kw)\n`;
  const TRAIN = (name: string): string =>
    `parser = argparse.ArgumentParser()\nparser.add_argument("--drop", default=0.3)\nargs = parser.parse_args()\nmodel = create_model(${name}, dropout=args.drop)\n`;
  hold([
    ['any', VIT, { 'train.py': TRAIN('args.model') }, '0.3 train.py:2 unless caller | default 0.1'],
    ['its own', VIT, { 'train.py': TRAIN('"vit"') }, '0.3 train.py:2 unless caller | default 0.1'],
    ['another', VIT, { 'train.py': TRAIN('"resnet"') }, '0.1 here:5 unless caller'],
    [
      'what is not registered',
      VIT.replace('@register_model\n', ''),
      { 'train.py': TRAIN('args.model') },
      '0.1 here:5 unless caller',
    ],
  ]);
});

describe('settings that are put together', () => {
  const MAKE =
    'def base():\n  c = ConfigDict()\n  c.net = ConfigDict()\n  c.net.p = 0.1\n  return c\ndef large():\n  c = base()\n  c.net.n = 7\n  return c\n';
  const TABLE = `${MAKE}ALL = {"base": base(), "large": large()}\n`;
  const OPTIONS =
    'import argparse\nfrom pkg.model import Net\nparser = argparse.ArgumentParser()\nparser.add_argument("--model", default="large")\nargs = parser.parse_args()\n';
  const OWN =
    'class CN:\n  def __init__(self, **kw):\n    self.__dict__.update(kw)\nclass Net(nn.Module):\n  @staticmethod\n  def default():\n    c = CN()\n    c.p = 0.1\n    return c\n  def __init__(self, config):\n    self.d = nn.Dropout(config.p)\n';
  hold([
    ['by a function', `${MAKE}nn.Dropout(base().net.p)\n`, {}, '0.1 here:7'],
    ['and by another one', `${MAKE}nn.Dropout(large().net.p)\n`, {}, '0.1 here:7'],
    [
      'which sets it anew',
      `${MAKE.replace('c.net.n', 'c.net.p').replace('= 7', '= 0.7')}nn.Dropout(large().net.p)\n`,
      {},
      '0.7 here:11',
    ],
    [
      'in a table',
      `${TABLE}${OPTIONS}nn.Dropout(ALL[args.model].net["p"])\n`,
      {},
      '0.1 here:7 unless caller',
    ],
    [
      'of a class that holds what it is given',
      `${OWN}config = Net.default()\nNet(config)\n`,
      {},
      '0.1 here:11',
    ],
    [
      'of such a class, and set by the caller',
      `${OWN}config = Net.default()\nconfig.p = 0.2\nNet(config)\n`,
      {},
      '0.2 here:16',
    ],
  ]);
});

describe('a field of settings that is None unless a file is loaded', () => {
  const CODE =
    '@dataclass\nclass TrainConfig:\n  p: Optional[float] = None\nclass Net(nn.Module):\n  def __init__(self, dropout=None):\n    if dropout is not None:\n      nn.Dropout(dropout)\ndef train(config: TrainConfig):\n  Net(dropout=config.p)\n';
  hold([
    [
      'what all say',
      CODE,
      { 'c/a.yaml': 'p: 0.1\n', 'c/b.yaml': 'p: 0.1\n' },
      '0.1 c/a.yaml:1 unless caller',
    ],
    ['what they say otherwise', CODE, { 'c/a.yaml': 'p: 0.1\n', 'c/b.yaml': 'p: 0.2\n' }, '? none'],
    [
      'where none is set',
      CODE.replace('    if dropout is not None:\n  ', ''),
      { 'c/a.yaml': 'p: 0.1\n' },
      '? none',
    ],
    ['nobody', CODE, {}, '? none'],
  ]);
});

describe('a name that is imported and then defined', () => {
  const OTHER = { 'pkg/blocks.py': 'class Block:\n  def __init__(self, p):\n    pass\n' };
  const BLOCK = 'class Block(nn.Module):\n  def __init__(self, p=0.):\n    self.d = nn.Dropout(p)\n';
  const MAKES = 'def make():\n  return Block(0.3)\n';
  hold([
    [
      'is what the file defines',
      `from .blocks import Block\n${BLOCK}${MAKES}`,
      OTHER,
      '0.3 here:9 unless caller | default 0.',
    ],
    [
      'but not where it is imported afterwards',
      `${BLOCK}from .blocks import Block\n${MAKES}`,
      OTHER,
      '0.0 here:5 unless caller',
    ],
    [
      'nor in a branch',
      `from .blocks import Block\nif other:\n${BLOCK.replace(/^/gm, '  ')}\n${MAKES}`,
      OTHER,
      '0.0 here:7 unless caller',
    ],
  ]);
});

describe('the p of a recurrent layer of which nobody knows how many layers it has', () => {
  const RNN = (dropout: string, before = ''): string =>
    `n = layers()\nclass Net(nn.Module):\n  def __init__(self, num_layers, dropout=0.2):\n    self.n_layers = num_layers\n${before}    nn.LSTM(3, 3, num_layers, dropout=${dropout})\nNet(n)\n`;
  const P = '0.2 here:6 unless caller';
  hold([
    ['where there are several', RNN('dropout if num_layers > 1 else 0'), {}, P],
    ['which the object keeps', RNN('(0 if self.n_layers == 1 else dropout)'), {}, P],
    ['which is set to 0 for one', RNN('dropout', '    if num_layers == 1:\n      dropout = 0.0\n'), {}, P],
    [
      'which has a name of its own',
      RNN('p', '    if num_layers > 1:\n      p = dropout\n    else:\n      p = 0\n'),
      {},
      P,
    ],
    ['for three and more', RNN('dropout if num_layers > 2 else 0'), {}, '? conditional'],
    ['for another reason', RNN('dropout if num_heads > 1 else 0'), {}, '? conditional'],
    [
      'which is set to 0 for several',
      RNN('dropout', '    if num_layers > 1:\n      dropout = 0.0\n'),
      {},
      '? reassigned',
    ],
    [
      'of a layer that drops in any case',
      RNN('0', '    nn.Dropout(dropout if num_layers > 1 else 0)\n'),
      {},
      '? conditional',
    ],
    [
      'which is one where it is made, and handed on by what nobody makes',
      `${NET}, num_layers, dropout):\n    nn.LSTM(3, 3, num_layers, dropout=dropout if num_layers > 1 else 0)\n`,
      {
        'train.py': 'from pkg.model import Net\nNet(1, 0.2)\n',
        'old.py':
          'from pkg.model import Net\nclass Old:\n  def __init__(self, num_layers, dropout):\n    self.net = Net(num_layers, dropout)\n',
      },
      '0 here:6 unless caller',
    ],
    [
      'which is one for some, and for others what nobody can tell',
      `${NET}, num_layers, dropout):\n    nn.LSTM(3, 3, num_layers, dropout=dropout if num_layers > 1 else 0)\n`,
      {
        'train.py': 'from pkg.model import Net\nNet(1, 0.2)\n',
        'tune.py': 'from pkg.model import Net\nNet(layers(), 0.2)\n',
      },
      '0.2 train.py:2 unless caller',
    ],
  ]);
});

describe('the p of a recurrent layer of which it is known how many layers it has', () => {
  const RNN = (n: string, dropout: string, before = ''): string =>
    `class Net(nn.Module):\n  def __init__(self, num_layers, dropout=0.2):\n    self.n_layers = num_layers\n${before}    nn.LSTM(3, 3, num_layers, dropout=${dropout})\nclass Loader:\n  def __init__(self, config):\n    self.config = config\n  def load(self):\n    return Net(${n})\n`;
  const READ = (dropout: string, before = ''): string =>
    `from transformers import BertModel\n${RNN('self.config["num_layers"]', dropout, before)}`;
  const [CHOSEN, KEPT] = ['dropout if num_layers > 1 else 0.0', '0 if self.n_layers == 1 else dropout'];
  const SET = '    if num_layers == 1:\n      dropout = 0.0\n';
  const NAMED = '    if num_layers > 1:\n      p = dropout\n    else:\n      p = 0.0\n';
  const BY_DEFAULT = (n: string, given: string): string =>
    `class Net(nn.Module):\n  def __init__(self, num_layers=${n || '1'}, dropout=0.2):\n    nn.LSTM(3, 3, num_layers, dropout=dropout if num_layers > 1 else 0)\nNet(${given})\n`;
  const ONE = { 'pkg/a.yaml': 'num_layers: 1\n' };
  const TWO = { 'pkg/a.yaml': 'num_layers: 2\n' };
  const P = '0.2 here:5 unless caller';
  hold([
    ['where all make one', RNN('1', CHOSEN), {}, '0.0 here:7 unless caller'],
    ['where all make one, which the object keeps', RNN('1', KEPT), {}, '0 here:7 unless caller'],
    [
      'where all make one, for which it is set to 0',
      RNN('1', 'dropout', SET),
      {},
      '0.0 here:8 unless caller',
    ],
    ['where all make one, by a name of its own', RNN('1', 'p', NAMED), {}, '0.0 here:10 unless caller'],
    ['where all make two', RNN('2', CHOSEN), {}, P],
    ['where all make two, for one of which it is set to 0', RNN('2', 'dropout', SET), {}, P],
    ['where settings say one', READ(CHOSEN), ONE, '0.0? here:8 unless caller'],
    [
      'where settings say one, for which it is set to 0',
      READ('dropout', SET),
      ONE,
      '0.0? here:9 unless caller',
    ],
    ['where settings say one, by a name of its own', READ('p', NAMED), ONE, '0.0? here:11 unless caller'],
    ['where settings say two', READ(CHOSEN), TWO, P.replace('5', '6')],
    [
      'where settings say two, for one of which it is set to 0',
      READ('dropout', SET),
      TWO,
      P.replace('5', '6'),
    ],
    ['where some make one', `${RNN('1', CHOSEN)}Net(2)\n`, {}, P],
    ['where it has one by default', BY_DEFAULT('', ''), {}, '0 here:6 unless caller'],
    [
      'where it has one by default, unless somebody says so',
      BY_DEFAULT('', '**options'),
      {},
      '0 here:6 unless caller | passed **options',
    ],
    [
      'where it has several by default',
      BY_DEFAULT('2', '**options'),
      {},
      '0.2 here:5 unless caller | passed **options',
    ],
    [
      'where somebody makes several',
      BY_DEFAULT('', '**options)\nNet(2'),
      {},
      '0.2 here:5 unless caller | passed **options',
    ],
    ['where somebody makes nobody knows how many', BY_DEFAULT('', 'n()'), {}, '0.2 here:5 unless caller'],
    ['where some make one, for which it is set to 0', `${RNN('1', 'dropout', SET)}Net(2)\n`, {}, P],
  ]);
});

describe('a setting that a search is to try as well', () => {
  const CODE = 'class Net(nn.Module):\n  def __init__(self, config):\n    nn.Dropout(config["dropout"])\n';
  const SET = { 'conf.py': 'CONFIG = {"dropout": 0.3}\n' };
  const SAID = '0.3 conf.py:1 unless commandLine';
  const sweep = (tried: string): Record<string, string> => ({
    ...SET,
    'sweep.py': `sweep_config = {"method": "grid", "parameters": {"dropout": ${tried}}}\n`,
  });
  hold([
    ['alone', CODE, SET, '0.3 conf.py:1 unless caller'],
    ['of these values', CODE, sweep('{"values": [0.1, 0.5]}'), SAID],
    ['of a range', CODE, sweep('{"min": 0.1, "max": 0.5}'), SAID],
    ['by chance', CODE, sweep('{"distribution": "uniform", "min": 0, "max": 1}'), SAID],
    [
      'in a file of settings',
      CODE,
      { ...SET, 'sweep.yaml': 'parameters:\n  dropout:\n    values: [0.1, 0.5]\n' },
      SAID,
    ],
    ['and not something else', CODE, sweep('{"rate": 0.5}'), '? ambiguous'],
  ]);
});

describe('a layer that not all make who make the object', () => {
  const FLAG = (test: string): string =>
    `${NET}, n=2, drops=False, p=0):\n    self.drops = drops\n    ${test}\n      self.d = nn.Dropout(p)\n`;
  const MINUS = (test: string): string => `${NET}, n=2, p=-1):\n    ${test}\n      self.d = nn.Dropout(p)\n`;
  const BY_FLAG = 'Net()\nNet(n=3)\nNet(drops=True, p=0.3)\n';
  const BY_NUMBER = 'Net()\nNet(n=3)\nNet(p=0.3)\n';
  hold([
    ['by a flag', FLAG('if drops:') + BY_FLAG, {}, '0.3 here:11 unless caller | default 0'],
    [
      'by a flag that the object keeps',
      FLAG('if self.drops:') + BY_FLAG,
      {},
      '0.3 here:11 unless caller | default 0',
    ],
    [
      'by one that is set elsewhere',
      FLAG('if other.drops:') + BY_FLAG,
      {},
      '0 here:5 unless caller | passed 0.3',
    ],
    [
      'several of whom do',
      `${FLAG('if self.drops:')}${BY_FLAG}for p in (0, 0.2):\n  Net(drops=True, p=p)\n`,
      {},
      '0.3 here:11 unless caller | default 0 | passed 0, 0.2',
    ],
    [
      'by a number that stands for none',
      MINUS('if p >= 0:') + BY_NUMBER,
      {},
      '0.3 here:10 unless caller | default -1',
    ],
    ['by a number, and none of them', MINUS('if p < 0:') + BY_NUMBER, {}, '-1 here:5 unless caller'],
    [
      'several of whom pass one',
      `${MINUS('if p >= 0:')}${BY_NUMBER}Net(p=0.2)\n`,
      {},
      '0.3 here:10 unless caller | default -1 | passed 0.2',
    ],
    [
      'by another, as those who differ from most',
      `${NET}, n=2, kind="a", p=0.1):\n    if kind == "a":\n      pass\n    else:\n      self.d = nn.Dropout(p)\nNet()\nNet(kind="b", p=0.2)\nNet(kind="b", p=0.3)\n`,
      {},
      '0.2 here:11 unless caller | default 0.1 | passed 0.3',
    ],
    [
      'by a number that is not asked',
      MINUS('if n > 0:') + BY_NUMBER,
      {},
      '-1 here:5 unless caller | passed 0.3',
    ],
  ]);
});

describe('a branch on which a flag decides that not all callers leave alone', () => {
  const FLAG = `${NET}, n, dropout=0.5, small=False):\n    if small:\n      dropout = 0.1\n    nn.Dropout(dropout)\n`;
  const ELSE = `${NET}, n, small=False):\n    if small:\n      p = 0.1\n    else:\n      p = 0.5\n    nn.Dropout(p)\n`;
  const KEPT = `${NET}, n, dropout=0.5, small=False):\n    self.small = small\n    nn.Dropout(0.1 if self.small else dropout)\n`;
  const DEEP = `${NET}, n, dropout=0.5, depth=1):\n    if depth > 4:\n      dropout = 0.1\n    nn.Dropout(dropout)\n`;
  const MANY = `${NET}, n, dropout=0.5, layers=1):\n    nn.LSTM(n, n, layers, dropout=dropout if layers > 1 else 0.0)\n`;
  const BUILD = 'def build(big=False):\n  return Net(3, small=big)\n';
  const MADE = `${GIVEN}def get(name, big=False):\n  p = 0.1\n  if big:\n    p = 0.4\n  return Net(3, p)\n`;
  const CONFIG = `${NET}, config=None):\n    if config is None:\n      p = 0.1\n    else:\n      p = 0.3\n    nn.Dropout(p)\n`;
  const PARSE = (action: string): string =>
    `import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--small", ${action})\nargs = parser.parse_args()\n`;
  const TRUE = { 'tests/test_net.py': 'from pkg.model import Net\ndef test_net():\n  Net(3, small=True)\n' };
  const IS_LEFT = '0.5 here:5 unless caller';
  hold([
    ['as nobody calls', FLAG, {}, IS_LEFT],
    ['as all leave it', `${FLAG}Net(3)\nNet(4)\n`, {}, IS_LEFT],
    ['as all set it', `${ELSE}Net(3, small=True)\nNet(4, small=True)\n`, {}, '0.1 here:7 unless caller'],
    ['as some set what has another branch', `${ELSE}Net(3, small=True)\nNet(4)\n`, {}, '? reassigned'],
    ['as some set it', `${FLAG}Net(3, small=True)\nNet(3)\n`, {}, '? reassigned'],
    ['as some set it to the same', `${FLAG}Net(3, small=False)\nNet(3)\n`, {}, IS_LEFT],
    [
      'as some set it to what nobody can tell',
      `${FLAG}Net(3, small=cfg.small)\nNet(3)\n`,
      {},
      '? reassigned',
    ],
    [
      'as some set it where both say the same',
      `${FLAG.replace('0.5', '0.1')}Net(3, small=True)\nNet(3)\n`,
      {},
      '0.1 here:5 unless caller',
    ],
    ['as a test alone sets it', `${FLAG}Net(3)\n`, TRUE, IS_LEFT],
    ['as a test alone calls', FLAG, TRUE, IS_LEFT],
    [
      'as the file itself alone tries it',
      `${FLAG}if __name__ == "__main__":\n  Net(3, small=True)\n`,
      { 'pkg/train.py': 'from pkg.model import Net\nNet(3)\n' },
      IS_LEFT,
    ],
    ['as an option sets it', `${FLAG}${PARSE('action="store_true"')}Net(3, small=args.small)\n`, {}, IS_LEFT],
    [
      'as an option of some sets it',
      `${FLAG}${PARSE('action="store_true"')}Net(3, small=args.small)\nNet(3)\n`,
      {},
      IS_LEFT,
    ],
    [
      'as an option sets it that a script gives',
      `${FLAG.replace('small=False', 'small')}${PARSE('type=int, default=0')}Net(3, 0.5, args.small)\n`,
      { 'pkg/run.sh': 'python model.py --small 1\n' },
      IS_LEFT,
    ],
    ['that the object keeps', `${KEPT}Net(3, small=True)\nNet(3)\n`, {}, '? conditional'],
    ['that the object keeps, as all leave it', `${KEPT}Net(3)\n`, {}, IS_LEFT],
    ['that is handed on', `${FLAG}${BUILD}build()\nbuild(True)\n`, {}, '? reassigned'],
    ['that is handed on, as all leave it', `${FLAG}${BUILD}build()\nbuild()\n`, {}, IS_LEFT],
    ['of a function that makes it', `${MADE}get("a")\nget("b", big=True)\n`, {}, '? reassigned'],
    [
      'of a function that makes it, as all leave it',
      `${MADE}get("a")\nget("b")\n`,
      {},
      '0.1 here:8 unless caller',
    ],
    ['a number', `${DEEP}Net(3)\nNet(3, depth=6)\n`, {}, '? reassigned'],
    ['a number, as none passes what decides otherwise', `${DEEP}Net(3)\nNet(3, depth=2)\n`, {}, IS_LEFT],
    [
      'a number, as some pass what nobody can tell',
      `${DEEP}Net(3)\nNet(3, depth=cfg.depth)\n`,
      {},
      '? reassigned',
    ],
    [
      'a number of layers, as some make several',
      `${MANY}Net(3)\nNet(3, layers=2)\n`,
      {},
      '0.5 here:5 unless caller',
    ],
    [
      'a number of layers, as some pass what nobody can tell',
      `${MANY}Net(3)\nNet(3, layers=cfg.layers)\n`,
      {},
      IS_LEFT,
    ],
    [
      'a number of layers, as another makes several and passes a p',
      `${MANY}Net(3)\nNet(3, layers=2, dropout=0.3)\n`,
      {},
      '0.3 here:8 unless caller | default 0.5',
    ],
    [
      'a number of layers, as another makes several and passes a p that nobody can tell',
      `${MANY}Net(3)\nNet(3, layers=2, dropout=cfg.p)\n`,
      {},
      '? conditional',
    ],
    [
      'a number of layers, as another passes what nobody can tell',
      `${MANY}def evaluate(layers=1):\n  Net(3, layers=layers)\nNet(3, layers=cfg["n"], dropout=cfg["p"])\n`,
      {},
      '? conditional',
    ],
    [
      'a number of layers, as several pass a p of their own',
      `${MANY}Net(3, layers=1, dropout=0.1)\nNet(3, layers=2, dropout=0.2)\nNet(3, layers=3, dropout=0.2)\n`,
      {},
      '0.2 here:8 unless caller | default 0.5',
    ],
    [
      'a number of layers, as those who make several do not pass the same',
      `${MANY}Net(3, layers=1, dropout=0.1)\nNet(3, layers=2, dropout=0.2)\nNet(3, layers=3, dropout=0.3)\n`,
      {},
      '0.2 here:8 unless caller | default 0.5 | passed 0.3',
    ],
    ['None', `${CONFIG}Net()\nNet(CONFIG)\n`, {}, '? reassigned'],
    ['None, as all leave it', `${CONFIG}Net()\n`, {}, '0.1 here:7 unless caller'],
    ['None, as all set it', `${CONFIG}Net(CONFIG)\n`, {}, '0.3 here:9'],
  ]);
});

describe('what is taken where a parameter is None', () => {
  const TAKEN = (how: string): string => `${NET}, n=3, p=None):\n    ${how}\n    nn.Dropout(p)\n`;
  const IF = TAKEN('if p is None:\n      p = 0.2');
  const SOME = 'Net()\nNet(p=0.4)\n';
  const TOLD = '0.2 here:6 unless caller | passed 0.4';
  hold([
    ['nobody passes another', `${IF}Net()\n`, {}, '0.2 here:7 unless caller'],
    ['some do', IF + SOME, {}, '0.2 here:7 unless caller | passed 0.4'],
    ['all do', `${IF}Net(p=0.4)\n`, {}, '0.4 here:9 unless caller'],
    ['some pass the same', `${IF}Net()\nNet(p=0.2)\n`, {}, '0.2 here:10 unless caller'],
    ['some pass None', `${IF}Net()\nNet(p=None)\n`, {}, '0.2 here:7 unless caller'],
    [
      'several pass others',
      `${IF}${SOME}Net(p=0.3)\n`,
      {},
      '0.2 here:7 unless caller | passed 0.4 | passed 0.3',
    ],
    [
      'some hand on what others pass',
      `${IF}def build(p=None):\n  return Net(p=p)\nbuild()\nbuild(0.4)\n`,
      {},
      '0.2 here:7 unless caller | passed 0.4',
    ],
    [
      'a test does',
      `${IF}Net()\n`,
      { 'tests/test_net.py': 'from pkg.model import Net\ndef test_net():\n  Net(p=0)\n' },
      '0.2 here:7 unless caller | passed 0',
    ],
    [
      'unless it is said',
      TAKEN('if not p:\n      p = 0.2') + SOME,
      {},
      '0.2 here:7 unless caller | passed 0.4',
    ],
    ['in one expression', TAKEN('p = 0.2 if p is None else p') + SOME, {}, TOLD],
    ['in one expression, the other way round', TAKEN('p = p if p is not None else 0.2') + SOME, {}, TOLD],
    ['in one expression that asks for less', TAKEN('p = p if p else 0.2') + SOME, {}, TOLD],
    ['in one expression that asks for the contrary', TAKEN('p = 0.2 if not p else p') + SOME, {}, TOLD],
    ['or else', TAKEN('p = p or 0.2') + SOME, {}, TOLD],
    ['or else, of one that is 0', TAKEN('p = p or 0.2').replace('None', '0') + SOME, {}, TOLD],
  ]);
});

describe('a number that hangs on what an attribute is', () => {
  const OF_LAYER = 'self.d.p if isinstance(self.d, nn.Dropout) else';
  const kept = (value: string, p: string): string =>
    `class Net(nn.Module):\n  def forward(self, x):\n    F.scaled_dot_product_attention(x, x, x, dropout_p=${p})\n  def __init__(self, kind):\n    self.d = ${value}\n`;
  hold([
    ['a layer', kept('nn.Dropout(0.3)', `${OF_LAYER} self.d`), {}, '0.3 here:8'],
    ['a layer by another of its names', kept('nn.modules.Dropout(0.3)', `${OF_LAYER} 0.0`), {}, '0.3 here:8'],
    ['a number', kept('0.2', `${OF_LAYER} self.d`), {}, '0.2 here:8'],
    ['another layer', kept('nn.Dropout2d(0.3)', `${OF_LAYER} 0.1`), {}, '0.1 here:6'],
    [
      'one of two layers',
      kept('nn.Dropout(0.3)', 'self.d.p if isinstance(self.d, (nn.Dropout, nn.Dropout2d)) else 0.1'),
      {},
      '0.3 here:8',
    ],
    ['what nobody knows', kept('kind', `${OF_LAYER} 0.1`), {}, '? conditional'],
    ['one or the other', kept('nn.Dropout(0.3) if kind else 0.2', `${OF_LAYER} self.d`), {}, '? conditional'],
    ['a layer or none', kept('nn.Dropout(0.3) if kind else None', `${OF_LAYER} 0.1`), {}, '? conditional'],
    [
      'a layer that another may be put for',
      `${kept('nn.Dropout(0.3)', `${OF_LAYER} 0.1`)}  def change(self):\n    self.d = nn.Identity()\n`,
      {},
      '? conditional',
    ],
    [
      'what a layer is derived from',
      kept('nn.Dropout(0.3)', 'self.d.p if isinstance(self.d, nn.Module) else 0.1'),
      {},
      '? conditional',
    ],
  ]);
});

describe('a list that has the same in each turn', () => {
  const RATES = `${NET}, n, rates):\n    for i in range(n):\n      nn.Dropout(rates[i])\n`;
  hold([
    ['of one caller', `${RATES}Net(2, [0.3 for _ in range(2)])\n`, {}, '0.3 here:8'],
    [
      'of several that agree',
      `${RATES}Net(2, [0.3 for _ in range(2)])\nNet(3, [0.3] * 3)\n`,
      {},
      '0.3 here:8',
    ],
    [
      'of several that do not',
      `${RATES}Net(2, [0.3 for _ in range(2)])\nNet(3, [0.2 for _ in range(3)])\n`,
      {},
      '? subscript',
    ],
    ['of what the turns are over', `${RATES}Net(2, [p for p in (0.2, 0.3)])\n`, {}, '? subscript'],
    ['of what one of two is over', `${RATES}Net(2, [a * 0.1 for a, b in pairs])\n`, {}, '? subscript'],
    ['of a call', `${RATES}Net(2, [rate() for _ in range(2)])\n`, {}, '? expression'],
    [
      'that is changed afterwards',
      'rates = [0.1 for _ in range(3)]\nrates[1] = 0.5\nfor i in range(3):\n  nn.Dropout(rates[i])\n',
      {},
      '? reassigned',
    ],
    [
      'as it is',
      'rates = [0.1 for _ in range(3)]\nfor rate in rates:\n  nn.Dropout(rate)\n',
      {},
      '0.1 here:4',
    ],
  ]);
});

describe('a table that another file imports, and its own binds twice', () => {
  const TABLE = (twice: string): string => `NETS = {}\n${OPEN}${twice}`;
  const USED = { 'train.py': 'from pkg.model import NETS\nNETS[name](2, 0.3)\n' };
  const PASSED = '0.3 train.py:2 unless caller | default 0.1';
  hold([
    ['which is the last', TABLE('NETS = {"net": Net}\n'), USED, PASSED],
    [
      'which is the last, and not that',
      TABLE('NETS = {"net": Net}\nNETS = {}\n'),
      USED,
      '0.1 here:6 unless caller',
    ],
    ['in a branch', TABLE('if other:\n  NETS = {"net": Net}\n'), USED, '0.1 here:6 unless caller'],
    [
      'in a function',
      TABLE('NETS = {"net": Net}\ndef change():\n  global NETS\n  NETS = {}\n'),
      USED,
      '0.1 here:6 unless caller',
    ],
  ]);
});

describe('a test whose brackets were broken up', () => {
  const CHOSEN = (test: string, otherwise = 'p'): string =>
    `${NET}, p=0.2, q=None):\n    self.d = nn.Dropout(p[0] if ${test} else ${otherwise})\n`;
  const BELOW = (test: string): string =>
    `${NET}, p=None):\n    if ${test}:\n      p = 0.3\n    self.d = nn.Dropout(p)\n`;
  hold([
    ['of what is one number', CHOSEN('isinstance(\n        p, list)'), {}, '0.2 here:5 unless caller'],
    [
      '… after the other bracket',
      CHOSEN('isinstance(\n        p, (list, tuple)\n    )'),
      {},
      '0.2 here:5 unless caller',
    ],
    [
      '… of what holds',
      CHOSEN('not isinstance(\n        p, list\n    )', 'p[0]').replace('p[0] if', 'p if'),
      {},
      '0.2 here:5 unless caller',
    ],
    ['of what is not given', CHOSEN('(\n        q is not\n        None)'), {}, '0.2 here:5 unless caller'],
    ['of a branch', BELOW('(\n        p is\n        None\n    )'), {}, '0.3 here:10 unless caller'],
  ]);
});

describe('a number of layers that is made a whole number', () => {
  const LSTM = (layers: string, made = ''): string =>
    `${NET}, layers=${layers}, p=0.2):\n    q = float(p) if int(layers) > 1 else 0.0\n    self.d = nn.LSTM(3, 3, num_layers=int(layers), dropout=q)\n${made}`;
  hold([
    ['of one', LSTM('1'), {}, '0.0 here:6 unless caller'],
    ['of two', LSTM('2'), {}, '0.2 here:5 unless caller'],
    ['of two, written otherwise', LSTM('2.0'), {}, '0.2 here:5 unless caller'],
    ['of those that callers make', LSTM('1', 'Net(3)\n'), {}, '0.2 here:5 unless caller'],
  ]);
});

describe('settings that have a short name', () => {
  const READ = (name: string): string => `${NET}, ${name}):\n    self.d = nn.Dropout(${name}.hidden_rate)\n`;
  const OPTION = {
    'pkg/options.py':
      'import argparse\nfrom pkg.model import Net\nparser = argparse.ArgumentParser()\nparser.add_argument("--hidden_rate", default=0.1)\nargs = parser.parse_args()\n',
  };
  hold([
    ['c', READ('c'), OPTION, '0.1 pkg/options.py:4 unless commandLine'],
    ['hyp', READ('hyp'), OPTION, '0.1 pkg/options.py:4 unless commandLine'],
    ['and none of another', READ('x'), OPTION, '? attribute'],
  ]);
});
