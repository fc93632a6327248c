import { hold, OPEN } from './forms';

const CONFIG =
  'from dataclasses import dataclass\n@dataclass\nclass Config:\n  n: int = 3\n  p: float = 0.1\n';
const NET = `${CONFIG}class Net(nn.Module):\n  def __init__(self, config: Config):\n    self.d = nn.Dropout(config.p)\n`;
const USE = 'from pkg.model import Config, Net\n';
const NEVER = '0.1 here:8 unless caller';

describe('the default of a field', () => {
  hold([
    ['where nobody makes one', NET, {}, NEVER],
    [
      'in the place of which all pass another',
      NET,
      { 'main.py': `${USE}Net(Config(p=0.3))\n` },
      '0.3 main.py:2 unless caller | default 0.1',
    ],
    [
      'by its place',
      NET,
      { 'main.py': `${USE}Net(Config(8, 0.3))\n` },
      '0.3 main.py:2 unless caller | default 0.1',
    ],
    [
      'some another',
      NET,
      { 'main.py': `${USE}Net(Config(p=0.3))\nNet(Config())\n` },
      `${NEVER} | passed 0.3`,
    ],
    ['and a test alone', NET, { 'tests/a.py': `${USE}Net(Config(p=0.3))\n` }, `${NEVER} | passed 0.3`],
    [
      'by a class method',
      NET.replace('class Net', '  @classmethod\n  def big(cls):\n    return cls(p=0.3)\nclass Net'),
      { 'main.py': `${USE}Net(Config.big())\n` },
      '0.3 here:11 unless caller | default 0.1',
    ],
    [
      'that somebody writes over',
      NET,
      { 'main.py': `${USE}config = Config()\nconfig.p = 0.3\nNet(config)\n` },
      '? reassigned',
    ],
    [
      'that somebody writes over in another object',
      NET,
      { 'main.py': `${USE}class Other:\n  pass\nother = Other()\nother.p = 0.3\nNet(Config())\n` },
      NEVER,
    ],
  ]);
});

describe('a default', () => {
  const LISTED =
    'class Net(nn.Module):\n  def __init__(self, rates=[0.1, 0.2]):\n    self.d = nn.Dropout(rates[0])\n';
  hold([
    ['that is a list', LISTED, {}, '0.1 here:5 unless caller'],
    ['that is another list', `${LISTED}Net([0.3, 0.4])\n`, {}, '0.3 here:7 unless caller'],
    ['that some leave', `${LISTED}Net([0.3, 0.4])\nNet()\n`, {}, '? subscript'],
    [
      'that only a test replaces',
      OPEN,
      { 'tests/a.py': 'from pkg.model import Net\nNet(3, 0.0)\n' },
      '0.1 here:5 unless caller | passed 0.0',
    ],
  ]);
});

describe('a field of settings that are made of one of several dictionaries', () => {
  const CODE = (dictionaries: string, rest = ''): string =>
    `from dataclasses import dataclass\n@dataclass\nclass Config:\n  n: int = 1\n  p: float = 0.1\nclass Net(nn.Module):\n  def __init__(self, config):\n    nn.Dropout(config.p)\ndef make(size, own=None):\n  own = own or {}\n  args = {${dictionaries}}[size]\n${rest}  Net(Config(**args))\n`;
  const NEITHER = '"small": dict(n=2), "big": dict(n=3)';
  hold([
    ['is what the class says where none has it', CODE(NEITHER), {}, '0.1 here:8 unless caller'],
    ['and others are put there', CODE(NEITHER, '  args["n"] = 4\n'), {}, '0.1 here:8 unless caller'],
    [
      'and it is put there only where something else has it',
      CODE(NEITHER, '  if "p" in own:\n    args["p"] = own["p"]\n'),
      {},
      '0.1 here:8 unless caller',
    ],
    ['is unknown where it is put there', CODE(NEITHER, '  args["p"] = own["p"]\n'), {}, '? unpacked'],
    ['is unknown where one has it', CODE('"small": dict(p=0.2), "big": dict(n=3)'), {}, '? unpacked'],
    ['is what all have', CODE('"small": dict(p=0.2), "big": dict(p=0.2)'), {}, '0.2 here:14 unless caller'],
  ]);
});

describe('settings that a class is given by another name', () => {
  const CODE =
    'class Net(nn.Module):\n  def __init__(self, config):\n    nn.Dropout(config.p)\nKINDS = {"net": Net}\n';
  const made = (by: string): Record<string, string> => ({
    'conf.py': 'class Config:\n  p = 0.2\n',
    'main.py': `from pkg.model import KINDS\nfrom conf import Config\ndef build(kind):\n  return ${by}\n`,
    // Another one of that name.
    'other.py': 'class OtherConfig:\n  p = 0.4\n',
  });
  hold([
    ['of a table', CODE, made('KINDS[kind](Config())'), '0.2 conf.py:2 unless caller'],
    ['or other settings', CODE, made('KINDS[kind](read())'), '? ambiguous'],
  ]);
});

describe('an attribute that is None where the object is made', () => {
  const CODE =
    'class Config:\n  def __init__(self):\n    self.n = 1\n    self.p = None\nclass Net(nn.Module):\n  def __init__(self, config: Config):\n    self.d = nn.Dropout(config.p)\n';
  const made = (written: string): Record<string, string> => ({
    'main.py': `${USE}def main():\n  config = Config()\n${written}  Net(config)\n`,
  });
  hold([
    ['and nobody sets', CODE, made(''), '? none'],
    ['and another file sets', CODE, made('  config.p = 0.3\n'), '0.3 main.py:4 unless caller'],
    ['to several', CODE, made('  config.p = 0.3\n  config.p = 0.2\n'), '? reassigned'],
    ['to what nobody knows', CODE, made('  config.p = rate()\n'), '? expression'],
    ['in another object', CODE, made('  other = Other()\n  other.p = 0.3\n'), '? none'],
  ]);
});

describe('an object of a class that is said where it is kept', () => {
  const CODE = (kept: string, read: string): string =>
    `class Config:\n  p = 0.3\nclass Net(nn.Module):\n  def __init__(self, given):\n    ${kept}\n    self.d = nn.Dropout(${read})\n`;
  hold([
    [
      'by an attribute',
      CODE('self.own: Config = given.rest()', 'self.own.p'),
      {},
      '0.3 here:5 unless caller',
    ],
    ['by a name', CODE('own: Config = given.rest()', 'own.p'), {}, '0.3 here:5 unless caller'],
    ['of another library', CODE('own: Other = given.rest()', 'own.p'), {}, '? attribute'],
    ['by nothing', CODE('own = given.rest()', 'own.p'), {}, '? attribute'],
    [
      'that can be read',
      CODE('own: Config = Config()', 'own.p').replace(
        '  p = 0.3',
        '  def __init__(self, p=0.2):\n    self.p = p',
      ),
      {},
      '0.2 here:5',
    ],
  ]);
});

describe('fields of a record whose class is derived from another one', () => {
  const CONFIG =
    '@dataclass\nclass Base:\n  lr: float\n  n: int = 2\n@dataclass\nclass Config(Base):\n  p: float = 0.1\n';
  const REQUIRED = CONFIG.replace('n: int = 2', 'n: int').replace('p: float = 0.1', 'p: float');
  const NET =
    'class Net(nn.Module):\n  def __init__(self, config: Config):\n    self.d = nn.Dropout(config.p)\n';
  const use = (call: string): Record<string, string> => ({
    'main.py': `from pkg.model import Config, Net\nNet(${call})\n`,
  });
  hold([
    ['those of its bases come first', `${CONFIG}nn.Dropout(Config(0.5, 3, 0.3).p)\n`, {}, '0.3 here:11'],
    ['and may be all that is given', `${CONFIG}c = Config(0.5, 3)\nnn.Dropout(c.p)\n`, {}, '0.1 here:10'],
    ['by name', `${CONFIG}nn.Dropout(Config(lr=0.5, p=0.3).p)\n`, {}, '0.3 here:11'],
    [
      'that is made in another file',
      `${REQUIRED}${NET}`,
      use('Config(lr=0.5, n=3, p=0.3)'),
      '0.3 main.py:2 unless caller',
    ],
    ['there by place', `${REQUIRED}${NET}`, use('Config(0.5, 3, 0.3)'), '0.3 main.py:2 unless caller'],
  ]);
});
