import { hold, NET } from './forms';

describe('a setting that is read by its key', () => {
  const FIELD =
    'from dataclasses import dataclass\n@dataclass\nclass ModelConfig:\n  drop_rate: float = 0.0\n';
  const PYDANTIC =
    'from pydantic import BaseModel\nclass ModelConfig(BaseModel):\n  drop_rate: float = 0.0\n';
  const SAID = { 'pkg/conf/a.yaml': 'model:\n  drop_rate: 0.5\n' };
  const BOTH = { ...SAID, 'pkg/conf/b.yaml': 'model:\n  drop_rate: 0.3\n' };
  const reading = (read: string): string => `${NET}, config):\n    self.d = nn.Dropout(${read})\n`;
  const OF_NET = { 'pkg/conf/net.yaml': 'model:\n  drop_rate: 0.2\n' };
  const OTHERS = (rate: number): string =>
    `def fill(cfg, kwargs):\n  kwargs["head"] = {"drop_rate": float(cfg.get("drop_rate", ${rate}))}\n`;
  const ITEM = reading('config["model"]["drop_rate"]');
  hold([
    [
      'of the file beside it, whatever a class elsewhere has',
      ITEM,
      { ...SAID, 'src/new/config.py': FIELD },
      '0.5 pkg/conf/a.yaml:2 unless caller',
    ],
    [
      '… of another library’s kind',
      ITEM,
      { ...SAID, 'src/new/config.py': PYDANTIC },
      '0.5 pkg/conf/a.yaml:2 unless caller',
    ],
    ['… where files differ', ITEM, { ...BOTH, 'src/new/config.py': FIELD }, '? ambiguous'],
    [
      '… that gives a default',
      reading('config["model"].get("drop_rate", 0.1)'),
      { ...BOTH, 'src/new/config.py': FIELD },
      '? ambiguous',
    ],
    [
      '… which another’s key that is called so has as well',
      reading('float(config.get("drop_rate", 0.1))'),
      { ...OF_NET, 'pkg/conf/tiny.yaml': 'model:\n  drop_rate: 0.1\n', 'pkg/other.py': OTHERS(0.1) },
      '0.1 here:6 unless caller | passed 0.2',
    ],
    [
      '… where all files say another number',
      reading('float(config.get("drop_rate", 0.1))'),
      { ...OF_NET, 'pkg/other.py': OTHERS(0.1) },
      '0.1? pkg/other.py:2 unless caller',
    ],
    [
      '… that a file itself imports',
      `from pkg.config import ModelConfig\n${ITEM}`,
      { ...BOTH, 'pkg/config.py': FIELD },
      '? ambiguous',
    ],
    [
      'of a dictionary of the code',
      ITEM,
      { 'pkg/run.py': 'CONFIG = {"model": {"drop_rate": 0.4}}\n', 'pkg/config.py': FIELD },
      '0.4 pkg/run.py:1 unless caller',
    ],
    [
      'of dictionaries that are known, and do not have it',
      `${NET}, p):\n    self.d = nn.Dropout(p)\nfor config in [{"lr": 0.1}, {"lr": 0.2}]:\n  Net(config["drop_rate"])\n`,
      { 'pkg/run.py': 'CONFIG = {"model": {"drop_rate": 0.4}}\n' },
      '0.4? pkg/run.py:1 unless caller',
    ],
    [
      'by which a class alone has it, which may have been made a dictionary',
      ITEM,
      { 'pkg/config.py': FIELD },
      '0.0? pkg/config.py:4 unless caller',
    ],
    [
      'of a class that is a dictionary',
      ITEM,
      { ...BOTH, 'pkg/config.py': 'class ModelConfig(dict):\n  drop_rate = 0.2\n' },
      '0.2 pkg/config.py:2 unless caller',
    ],
    [
      'of a class that is asked by keys',
      ITEM,
      {
        ...BOTH,
        'pkg/config.py':
          'class ModelConfig:\n  drop_rate = 0.2\n  def __getitem__(self, key):\n    return getattr(self, key)\n',
      },
      '0.2 pkg/config.py:2 unless caller',
    ],
    [
      'by its attribute, for which a class of the code stands first',
      reading('config.model.drop_rate'),
      { ...BOTH, 'pkg/config.py': FIELD },
      '0.0 pkg/config.py:4 unless caller',
    ],
    [
      'by both, which are told apart',
      `${reading('config.get("x")').replace('nn.Dropout(config.get("x"))', 'config.drop_rate + config["drop_rate"]')}    self.d = nn.Dropout(config["drop_rate"])\n`,
      { ...BOTH, 'pkg/config.py': FIELD },
      '? ambiguous',
    ],
  ]);
});

describe('an element of a setting', () => {
  const STAGES = `${NET}, n, rate=0.0):\n    self.d = nn.Dropout(rate)\nclass Stages:\n  def __init__(self, spec=None):\n    for i in range(spec["STAGES"]):\n      kwargs = {"n": 1, "rate": spec["RATES"][i]}\n      Net(**kwargs)\ndef build(config):\n  return Stages(spec=config.MODEL.SPEC)\n`;
  const ANSWERS =
    'class SLConfig:\n  @staticmethod\n  def fromfile(name):\n    return SLConfig(SLConfig.read(name))\n  def __init__(self, items=None):\n    super(SLConfig, self).__setattr__("_items", Items(items))\n  def __getattr__(self, name):\n    return getattr(self._items, name)\n';
  const file = (rates: string): string => `MODEL:\n  SPEC:\n    STAGES: 2\n    RATES: ${rates}\n`;
  hold([
    [
      'of a list in which all are the same',
      STAGES,
      { 'conf/a.yaml': file('[0.2, 0.2]'), 'conf/b.yaml': file('[0.2]') },
      '0.2 conf/a.yaml:4 unless caller | default 0.0',
    ],
    [
      'of lists that differ',
      STAGES,
      { 'conf/a.yaml': file('[0.2, 0.2]'), 'conf/b.yaml': file('[0.3, 0.3]') },
      '? subscript',
    ],
    ['of a list in which some differ', STAGES, { 'conf/a.yaml': file('[0.2, 0.3]') }, '? subscript'],
    ['of what is no list', STAGES, { 'conf/a.yaml': file('0.2') }, '? subscript'],
    [
      'of what answers for whatever it is asked',
      `from pkg.config import SLConfig\n${STAGES}build(SLConfig.fromfile(path()))\n`,
      { 'pkg/config.py': ANSWERS, 'conf/a.yaml': file('[0.2, 0.2]') },
      '0.2 conf/a.yaml:4 unless caller | default 0.0',
    ],
  ]);
});

describe('settings that are made empty, and set part by part', () => {
  const SET = (make: string): string =>
    `from easydict import EasyDict as edict\n__C = ${make}\ncfg = __C\n__C.MODEL = ${make}\n__C.MODEL.RATE = 0.3\n__C.HEAD = ${make}\n__C.HEAD.RATE = 0.2\n`;
  const READ = 'from pkg.config import cfg\nnn.Dropout(cfg.MODEL.RATE)\n';
  const MERGES =
    'def cfg_from_file(path):\n  import yaml\n  merge(yaml.load(open(path)), __C)\ncfg_from_file("a.yml")\n';
  const FILE = (rate: number): Readonly<Record<string, string>> => ({
    'exp/a.yml': `MODEL:\n  RATE: ${rate}\n`,
  });
  hold([
    ['as attributes', READ, { 'pkg/config.py': SET('edict()') }, '0.3 pkg/config.py:5 unless caller'],
    [
      'as attributes of a namespace',
      READ,
      { 'pkg/config.py': SET('Munch()') },
      '0.3 pkg/config.py:5 unless caller',
    ],
    [
      'as attributes, and are not',
      'from pkg.config import cfg\nnn.Dropout(cfg.TAIL.RATE)\n',
      { 'pkg/config.py': SET('edict()') },
      '? attribute',
    ],
    [
      'over which a file is laid that says the same',
      READ,
      { 'pkg/config.py': `${SET('edict()')}${MERGES}`, ...FILE(0.3) },
      '0.3 pkg/config.py:5 unless caller',
    ],
    [
      'over which one is laid that says another number',
      READ,
      { 'pkg/config.py': `${SET('edict()')}${MERGES}`, ...FILE(0.5) },
      '0.3? pkg/config.py:5 unless caller',
    ],
  ]);
});
