import { GIVEN, hold, NET } from './forms';

const SIZED = `${NET}, size="big"):\n    nn.Dropout(0.2 if size == "big" else 0.1)\n`;
const CHOSEN = (test: string): string =>
  `${NET}, size="big", deep=True, n=3):\n    nn.Dropout(0.2 if ${test} else 0.1)\n`;

describe('a condition whose parts are written in the code', () => {
  hold([
    ['a constant', `BIG = True\nnn.Dropout(0.2 if BIG else 0.1)\n`, {}, '0.2 here:5'],
    ['a default', SIZED, {}, '0.2 here:6 unless caller'],
    ['what all callers pass', `${SIZED}Net("small")\nNet(size="small")\n`, {}, '0.1 here:6 unless caller'],
    [
      'what callers in other files pass',
      SIZED,
      { 'pkg/run.py': 'from .model import Net\nNet("small")\n' },
      '0.1 here:6 unless caller',
    ],
    ['callers who differ', `${SIZED}Net("small")\nNet()\n`, {}, '? conditional'],
    ['a caller who passes what nobody knows', `${SIZED}Net(other())\n`, {}, '? conditional'],
    ['one of several', CHOSEN('size in ("big", "large")'), {}, '0.2 here:6 unless caller'],
    ['none of several', CHOSEN('size not in ["big", "large"]'), {}, '0.1 here:6 unless caller'],
    ['another one', CHOSEN('size != "big"'), {}, '0.1 here:6 unless caller'],
    ['not', CHOSEN('not deep'), {}, '0.1 here:6 unless caller'],
    ['both', CHOSEN('deep and n > 2'), {}, '0.2 here:6 unless caller'],
    ['one of which settles it', CHOSEN('deep or other'), {}, '0.2 here:6 unless caller'],
    ['one of which does not', CHOSEN('deep and other'), {}, '? conditional'],
    [
      'a name that is bound twice',
      `BIG = True\nif x:\n  BIG = False\nnn.Dropout(0.2 if BIG else 0.1)\n`,
      {},
      '? conditional',
    ],
    [
      'an option',
      'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--size", default="big")\nargs = parser.parse_args()\nnn.Dropout(0.2 if args.size == "big" else 0.1)\n',
      {},
      '0.2 here:8 unless caller',
    ],
    [
      'a number that is no text',
      `${NET}, size=3):\n    nn.Dropout(0.2 if size == "big" else 0.1)\n`,
      {},
      '? conditional',
    ],
  ]);
});

describe('a key that is put together', () => {
  const TABLE = 'TABLE = {"a_p": 0.3, "b_p": 0.2}\n';
  hold([
    [
      'of a name',
      `${TABLE}${NET}, kind="a"):\n    nn.Dropout(TABLE[f"{kind}_p"])\n`,
      {},
      '0.3 here:4 unless caller',
    ],
    ['by a sum', `${TABLE}KIND = "b"\nnn.Dropout(TABLE[KIND + "_p"])\n`, {}, '0.2 here:4'],
    ['of what nobody knows', `${TABLE}nn.Dropout(TABLE[f"{kind}_p"])\n`, {}, '? subscript'],
    ['with a format', `${TABLE}nn.Dropout(TABLE[f"{KIND:>3}_p"])\n`, {}, '? subscript'],
  ]);
});

describe('the path of a file of settings', () => {
  const FILES = {
    'pkg/conf/base.yaml': 'p: 0.3\n',
    'pkg/conf/large.yaml': 'p: 0.1\n',
    'pkg/base.yaml': 'p: 0.7\n',
  };
  const LOAD = (path: string, before = ''): string =>
    `import os, yaml, argparse\nfrom pathlib import Path\n${before}cfg = yaml.safe_load(open(${path}))\nnn.Dropout(cfg["p"])\n`;
  const HERE = 'HERE = os.path.dirname(os.path.abspath(__file__))\n';
  const OPTION =
    'parser = argparse.ArgumentParser()\nparser.add_argument("--config", default="base")\nargs = parser.parse_args()\n';
  const EITHER = (here: string, there: string): string =>
    LOAD('path', `if os.name == "nt":\n  path = "${here}"\nelse:\n  path = "${there}"\n`);
  hold([
    ['joined', LOAD('os.path.join("conf", "base.yaml")'), FILES, '0.3 pkg/conf/base.yaml:1'],
    [
      'from where the code stands',
      LOAD('os.path.join(HERE, "conf", "base.yaml")', HERE),
      FILES,
      '0.3 pkg/conf/base.yaml:1',
    ],
    [
      'as a Path',
      LOAD('Path(__file__).resolve().parent / "conf" / "base.yaml"'),
      FILES,
      '0.3 pkg/conf/base.yaml:1',
    ],
    ['as a sum', LOAD('"conf/" + "base" + ".yaml"'), FILES, '0.3 pkg/conf/base.yaml:1'],
    ['of an option', LOAD('f"conf/{args.config}.yaml"', OPTION), FILES, '0.3 pkg/conf/base.yaml:1'],
    [
      'of what all callers pass',
      `import yaml\ndef load(name):\n  return yaml.safe_load(open(f"conf/{name}.yaml"))\nnn.Dropout(load("large")["p"])\n`,
      FILES,
      '0.1 pkg/conf/large.yaml:1',
    ],
    [
      'whose folder nobody knows',
      LOAD('os.path.join(folder, "base.yaml")'),
      FILES,
      '0.7? pkg/base.yaml:1 unless caller',
    ],
    [
      'a Path that is opened',
      'import yaml\nfrom pathlib import Path\nwith (Path("conf") / "large.yaml").open() as f:\n  cfg = yaml.safe_load(f)\nnn.Dropout(cfg["p"])\n',
      FILES,
      '0.1 pkg/conf/large.yaml:1',
    ],
    [
      'that stands in a folder of that name on another machine, too',
      EITHER('base.yaml', '/home/me/project/pkg/base.yaml'),
      FILES,
      '0.7 pkg/base.yaml:1',
    ],
    ['the same twice', EITHER('conf/base.yaml', 'conf/base.yaml'), FILES, '0.3 pkg/conf/base.yaml:1'],
    [
      'that stands in another folder on another machine',
      EITHER('base.yaml', '/home/me/project/conf/base.yaml'),
      FILES,
      '0.7? pkg/base.yaml:1 unless caller',
    ],
    ['either of two', EITHER('base.yaml', 'conf/large.yaml'), FILES, '0.7? pkg/base.yaml:1 unless caller'],
    [
      'one that is not there, or another',
      EITHER('base.yaml', 'conf/missing.yaml'),
      FILES,
      '0.7? pkg/base.yaml:1 unless caller',
    ],
  ]);
});

describe('what a dictionary is updated with', () => {
  const FILES = { 'pkg/c.yaml': 'p: 0.4\nm:\n  q: 0.2\n' };
  const CFG = 'import yaml, argparse\ncfg = {"p": 0.1, "n": 3}\n';
  const LOADED = 'yaml.safe_load(open("c.yaml"))';
  const READ = 'nn.Dropout(cfg["p"])\n';
  hold([
    ['a file', `${CFG}cfg.update(${LOADED})\n${READ}`, FILES, '0.4 pkg/c.yaml:1'],
    [
      'what that says alone',
      `${CFG}cfg.update(${LOADED})\nnn.Dropout(cfg["m"]["q"])\n`,
      FILES,
      '0.2 pkg/c.yaml:3',
    ],
    [
      'what that does not say',
      `${CFG}cfg.update(yaml.safe_load(open("d.yaml")))\n${READ}`,
      { 'pkg/d.yaml': 'n: 3\n' },
      '0.1 here:5',
    ],
    ['behind', `${CFG}${READ}cfg.update(${LOADED})\n`, FILES, '0.1 here:5'],
    ['in a branch', `${CFG}if other:\n  cfg.update(${LOADED})\n${READ}`, FILES, '0.1 here:5 unless caller'],
    ['what nobody knows', `${CFG}cfg.update(other())\n${READ}`, FILES, '0.1 here:5 unless caller'],
    [
      'a file that nobody knows, and no file has it',
      `${CFG}cfg.update(yaml.safe_load(open(path)))\n${READ}`,
      { 'pkg/d.yaml': 'n: 3\n' },
      '0.1 here:5 unless caller',
    ],
    [
      'a file that nobody knows, and all that have it say the same',
      `${CFG}cfg.update(yaml.safe_load(open(path)))\n${READ}`,
      { 'conf/d.yaml': 'p: 0.6\n', 'conf/e.yaml': 'p: 0.6\nn: 2\n' },
      '0.6 conf/d.yaml:1 unless commandLine | default 0.1',
    ],
    [
      'a file that nobody knows, or nothing, and they disagree',
      `${CFG}loaded = yaml.safe_load(open(path))\ncfg.update(loaded or {})\n${READ}`,
      { 'conf/d.yaml': 'p: 0.6\n', 'conf/e.yaml': 'p: 0.7\n' },
      '? ambiguous',
    ],
    [
      'a file that nobody knows, by a function, over a copy',
      `${CFG}def read(path):\n  return yaml.safe_load(open(path))\nown = cfg.copy()\nown.update(read(path))\nnn.Dropout(own["p"])\n`,
      { 'conf/d.yaml': 'p: 0.6\n' },
      '0.6 conf/d.yaml:1 unless commandLine | default 0.1',
    ],
    [
      'a file that nobody knows, and it stands in a part of that',
      `${CFG}cfg.update(yaml.safe_load(open(path)))\n${READ}`,
      { 'conf/d.yaml': 'm:\n  p: 0.6\n' },
      '0.1 here:5 unless caller',
    ],
    [
      'options',
      `${CFG}parser = argparse.ArgumentParser()\nparser.add_argument("--p", default=0.3)\ncfg.update(vars(parser.parse_args()))\n${READ}`,
      {},
      '0.3 here:7 unless commandLine',
    ],
    [
      'options without it',
      `${CFG}parser = argparse.ArgumentParser()\ncfg.update(vars(parser.parse_args()))\n${READ}`,
      {},
      '0.1 here:5',
    ],
    [
      'in the function that makes it',
      `import yaml\ndef load():\n  cfg = ${LOADED}\n  cfg.update(yaml.safe_load(open("d.yaml")))\n  return cfg\nnn.Dropout(load()["p"])\n`,
      { ...FILES, 'pkg/d.yaml': 'p: 0.6\n' },
      '0.6 pkg/d.yaml:1',
    ],
  ]);
});

describe('a class that holds what it is made of', () => {
  const FILES = { 'pkg/c.yaml': 'm:\n  p: 0.4\n' };
  const READ = (body: string): string =>
    `import yaml\n${body}c = Config(yaml.safe_load(open("c.yaml")))\nnn.Dropout(c.m.p)\n`;
  const LOOP = (value: string, more = ''): string =>
    `class Config:\n  def __init__(self, d):\n${more}    for k, v in d.items():\n      setattr(self, k, ${value})\n`;
  hold([
    [
      'each item as an attribute',
      READ(LOOP('Config(v) if isinstance(v, dict) else v')),
      FILES,
      '0.4 pkg/c.yaml:2',
    ],
    [
      'a dictionary of its own',
      READ(
        'class Config(dict):\n  def __getattr__(self, k):\n    v = self[k]\n    return Config(v) if isinstance(v, dict) else v\n',
      ),
      FILES,
      '0.4 pkg/c.yaml:2',
    ],
    [
      'one that hands on what it is given',
      READ(
        'class Config(dict):\n  def __init__(self, *args, **kw):\n    super().__init__(*args, **kw)\n    self.__dict__ = self\n',
      ),
      FILES,
      '0.4 pkg/c.yaml:2',
    ],
    [
      'its __dict__',
      READ('class Config:\n  def __init__(self, d):\n    self.__dict__.update(d)\n'),
      { 'pkg/c.yaml': 'm: {p: 0.4}\n' },
      '0.4 pkg/c.yaml:1',
    ],
    [
      'keywords',
      'class Config:\n  def __init__(self, **kw):\n    self.__dict__.update(kw)\nc = Config(p=0.4)\nnn.Dropout(c.p)\n',
      {},
      '0.4 here:7',
    ],
    ['what is computed of each', READ(LOOP('v * 2')), { 'pkg/c.yaml': 'm: 3\n' }, '? attribute'],
    ['one that sets others, too', READ(LOOP('v', '    self.m = other()\n')), FILES, '? attribute'],
  ]);
});

describe('a part of settings, or what is taken in its place', () => {
  const FILES = { 'pkg/c.yaml': 'm:\n  p: 0.4\n' };
  const READ = (text: string): string =>
    `import yaml\nc = yaml.safe_load(open("c.yaml"))\nnn.Dropout(${text})\n`;
  hold([
    ['that is there', READ('c.get("m", {}).get("p", 0.1)'), FILES, '0.4 pkg/c.yaml:2'],
    ['that is not', READ('c.get("n", {}).get("p", 0.1)'), FILES, '0.1 here:6 unless caller'],
    [
      'by a name',
      `import yaml\nc = yaml.safe_load(open("c.yaml"))\nm = c.get("m")\nnn.Dropout(m["p"])\n`,
      FILES,
      '0.4 pkg/c.yaml:2',
    ],
  ]);
});

describe('what is put into a dictionary that has a name', () => {
  const FILES = { 'pkg/c.yaml': 'm:\n  p: 0.4\n' };
  const CFG = 'cfg = {"p": 0.1, "n": 3}\n';
  const LOADED = 'import yaml, argparse\ncfg = yaml.safe_load(open("c.yaml"))\n';
  const OPTION = (more: string): string =>
    `parser = argparse.ArgumentParser()\nparser.add_argument("--p"${more})\nargs = parser.parse_args()\n`;
  const MADE =
    'def make(size="big"):\n  cfg = {"p": 0.1}\n  if size == "big":\n    cfg["p"] = 0.2\n  return cfg\n';
  hold([
    ['beside it', `${CFG}cfg["p"] = 0.2\nnn.Dropout(cfg["p"])\n`, {}, '0.2 here:5'],
    ['twice', `${CFG}cfg["p"] = 0.2\ncfg["p"] = 0.3\nnn.Dropout(cfg["p"])\n`, {}, '0.3 here:6'],
    [
      'in a branch that nobody knows',
      `${CFG}if other:\n  cfg["p"] = 0.2\nnn.Dropout(cfg["p"])\n`,
      {},
      '? reassigned',
    ],
    ['in a branch that is taken', `${MADE}nn.Dropout(make()["p"])\n`, {}, '0.2 here:7'],
    ['in one that is not', `${MADE}nn.Dropout(make("small")["p"])\n`, {}, '0.1 here:5'],
    [
      'into a part of a file',
      `${LOADED}cfg["m"]["p"] = 0.2\nnn.Dropout(cfg["m"]["p"])\n`,
      FILES,
      '0.2 here:6',
    ],
    [
      'into another part',
      `${LOADED}cfg["q"]["p"] = 0.2\nnn.Dropout(cfg["m"]["p"])\n`,
      FILES,
      '0.4 pkg/c.yaml:2',
    ],
    [
      'where an option is given',
      `${LOADED}${OPTION('')}if args.p is not None:\n  cfg["m"]["p"] = args.p\nnn.Dropout(cfg["m"]["p"])\n`,
      FILES,
      '0.4 pkg/c.yaml:2 unless caller',
    ],
    [
      'where an option has a default',
      `${LOADED}${OPTION(', default=0.3')}if args.p is not None:\n  cfg["m"]["p"] = args.p\nnn.Dropout(cfg["m"]["p"])\n`,
      FILES,
      '0.3 here:7 unless commandLine',
    ],
  ]);
});

describe('options that are one word', () => {
  const ASKED = (action: string): string =>
    `import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--big", action="${action}")\na = parser.parse_args()\nnn.Dropout(0.2 if a.big else 0.1)\n`;
  hold([
    ['off', ASKED('store_true'), {}, '0.1 here:8 unless caller'],
    ['on', ASKED('store_false'), {}, '0.2 here:8 unless caller'],
  ]);
});

describe('keywords that a function puts in before it hands them on', () => {
  const BASE = 'class Base(nn.Module):\n  def __init__(self, n, p=0.1):\n    nn.Dropout(p)\n';
  const NET = (before: string): string =>
    `${BASE}class Net(Base):\n  def __init__(self, n, **kw):\n${before}    super().__init__(n, **kw)\n`;
  hold([
    ['in any case', NET('    kw["p"] = 0.3\n'), {}, '0.3 here:9 unless caller | default 0.1'],
    ['in a branch', NET('    if n:\n      kw["p"] = 0.3\n'), {}, '0.1 here:5 unless caller | passed **kw'],
  ]);
});

describe('a function that makes attributes of items', () => {
  const MAKE =
    'def to_space(d):\n  space = Namespace()\n  for k, v in d.items():\n    if isinstance(v, dict):\n      new = to_space(v)\n    else:\n      new = v\n    setattr(space, k, new)\n  return space\n';
  hold([
    [
      'of a file',
      `import yaml\n${MAKE}c = to_space(yaml.safe_load(open("c.yaml")))\nnn.Dropout(c.m.p)\n`,
      { 'pkg/c.yaml': 'm:\n  p: 0.4\n' },
      '0.4 pkg/c.yaml:2',
    ],
    ['of a dictionary', `${MAKE}c = to_space({"p": 0.3})\nnn.Dropout(c.p)\n`, {}, '0.3 here:13'],
    [
      'that computes them',
      `${MAKE.replace('new = v\n', 'new = v / 2\n')}c = to_space({"p": 0.3})\nnn.Dropout(c.p)\n`,
      {},
      '? subscript',
    ],
  ]);
});

describe('a function that gets a setting, however settings are kept', () => {
  const GETTER =
    'def get(config, key, default=None):\n  if isinstance(config, dict):\n    return config.get(key, default)\n  return getattr(config, key, default)\n';
  const IF_THERE = (test: string, read: string): string =>
    `${GIVEN}def get(cfg, key, d):\n  if ${test}:\n    return ${read}\n  return d\n`;
  const BUILD = `${GIVEN}${GETTER}def build(cfg):\n  return Net(2, get(cfg, "dropout", 0.2))\n`;
  const of = (config: string): string => `${GIVEN}${GETTER}Net(2, get(${config}, "dropout", 0.2))\n`;
  hold([
    ['of which nobody knows where they come from', BUILD, {}, '0.2 here:12 unless caller'],
    ['that files say', BUILD, { 'config.yaml': 'dropout: 0.3\n' }, '0.3 config.yaml:1 unless caller'],
    ['of a dictionary', of('{"dropout": 0.3}'), {}, '0.3 here:11 unless caller'],
    ['of a dictionary that has none', of('{"n": 3}'), {}, '0.2 here:11 unless caller'],
    ['of an object', `class Config:\n  dropout = 0.3\n${of('Config()')}`, {}, '0.3 here:5 unless caller'],
    [
      'of an object that has none',
      `class Config:\n  n = 3\n${of('Config()')}`,
      {},
      '0.2 here:13 unless caller',
    ],
    [
      'of an object that may be a dictionary, too, and has none as an attribute',
      `class Config(dict):\n  n = 3\n${of('Config()')}`,
      {},
      '? expression',
    ],
    [
      'with the choice in one expression',
      `${GIVEN}def get(c, k, d):\n  return c.get(k, d) if isinstance(c, dict) else getattr(c, k, d)\ndef build(cfg):\n  return Net(2, get(cfg, "dropout", 0.2))\n`,
      {},
      '0.2 here:10 unless caller',
    ],
    [
      'with None first',
      BUILD.replace('  if isinstance', '  if config is None:\n    return default\n  if isinstance'),
      {},
      '0.2 here:14 unless caller',
    ],
    [
      'with another default for objects',
      BUILD.replace('getattr(config, key, default)', 'getattr(config, key, 0.4)'),
      {},
      '? expression',
    ],
    ['of what is computed', of('{"dropout": rate()}'), {}, '? expression'],
    [
      'of an attribute by a name that callers pass',
      `class Config:\n  dropout = 0.3\ndef build(key="dropout"):\n  return nn.Dropout(getattr(Config(), key))\nbuild()\n`,
      {},
      '0.3 here:5 unless caller',
    ],
    [
      'of an attribute by several names that callers pass',
      `class Config:\n  dropout = 0.3\n  other = 0.4\ndef build(key="dropout"):\n  return nn.Dropout(getattr(Config(), key))\nbuild()\nbuild("other")\n`,
      {},
      '? expression',
    ],
    [
      'where it is there',
      `${IF_THERE('key in cfg', 'cfg[key]')}def build(cfg):\n  return Net(2, get(cfg, "dropout", 0.2))\n`,
      {},
      '0.2 here:12 unless caller',
    ],
    [
      'where an object has it',
      `${IF_THERE('hasattr(cfg, key)', 'getattr(cfg, key)')}def build(cfg):\n  return Net(2, get(cfg, "dropout", 0.2))\n`,
      {},
      '0.2 here:12 unless caller',
    ],
    [
      'where it is there, and nobody knows what it is',
      `${IF_THERE('key in cfg', 'cfg[key]')}Net(2, get({"dropout": rate()}, "dropout", 0.2))\n`,
      {},
      '? expression',
    ],
    [
      'where it is there, and what it is',
      `${IF_THERE('key in cfg', 'cfg[key]')}Net(2, get({"dropout": 0.3}, "dropout", 0.2))\n`,
      {},
      '0.3 here:11 unless caller',
    ],
    [
      'where something else is',
      `${IF_THERE('key in SPECIAL', 'rate(key)')}def build(cfg):\n  return Net(2, get(cfg, "dropout", 0.2))\n`,
      {},
      '? expression',
    ],
    [
      'of dictionaries, and of others where they have it',
      `${GIVEN}def get(cfg, key, d):\n  if isinstance(cfg, dict):\n    return cfg.get(key, d)\n  elif hasattr(cfg, key):\n    return getattr(cfg, key)\n  return d\ndef build(cfg):\n  return Net(2, get(cfg, "dropout", 0.2))\n`,
      {},
      '0.2 here:14 unless caller',
    ],
    [
      'of dictionaries that have it, and of others',
      `${GIVEN}def get(cfg, key, d):\n  if isinstance(cfg, dict) and key in cfg:\n    return cfg[key]\n  return getattr(cfg, key, d)\ndef build(cfg):\n  return Net(2, get(cfg, "dropout", 0.2))\n`,
      {},
      '0.2 here:12 unless caller',
    ],
    [
      'by whether it is there',
      `${GIVEN}def get(c, k, d):\n  return c[k] if k in c else d\ndef build(cfg):\n  return Net(2, get(cfg, "dropout", 0.2))\n`,
      {},
      '0.2 here:10 unless caller',
    ],
  ]);
});
