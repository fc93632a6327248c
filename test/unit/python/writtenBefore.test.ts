import { hold, NET } from './forms';

const LOADED = 'def make(name):\n  c = load(name)\n';
const AUTO = 'from transformers import AutoConfig\n';

describe('what is written into something right before it is read', () => {
  hold([
    ['an attribute', `${LOADED}  c.p = 0.2\n  return nn.Dropout(c.p)\n`, {}, '0.2 here:6'],
    ['an item', `${LOADED}  c["p"] = 0.2\n  return nn.Dropout(c["p"])\n`, {}, '0.2 here:6'],
    [
      'the last of several',
      `${LOADED}  c.p = 0.1\n  c.p = 0.2\n  return nn.Dropout(c.p)\n`,
      {},
      '0.2 here:7',
    ],
    ['by an update', `${LOADED}  c.update({"q": 1, "p": 0.2})\n  return nn.Dropout(c.p)\n`, {}, '0.2 here:6'],
    [
      'by an update of keywords',
      `${LOADED}  c.update(q=1, p=0.2)\n  return nn.Dropout(c.p)\n`,
      {},
      '0.2 here:6',
    ],
    [
      'by an update with what stands elsewhere',
      `OVER = {"q": 1, "p": 0.2}\n${LOADED}  c.update(OVER)\n  return nn.Dropout(c.p)\n`,
      {},
      '0.2 here:4',
    ],
    [
      'by an update with what a class holds that is passed',
      `class CFG:\n  over = {"p": 0.2}\ndef make(cfg):\n  c = load(cfg)\n  c.update(cfg.over)\n  return nn.Dropout(c.p)\nmake(CFG)\n`,
      {},
      '0.2 here:5',
    ],
    [
      'before an update with what has no such thing',
      `OVER = {"q": 1}\n${LOADED}  c.p = 0.3\n  c.update(OVER)\n  return nn.Dropout(c.p)\n`,
      {},
      '0.3 here:7',
    ],
    [
      'beside objects that have such a thing of their own',
      `class A:\n  def __init__(self, p):\n    self.p = p\n${LOADED}  c.p = 0.2\n  a = A(0.5)\n  return A(nn.Dropout(c.p))\n`,
      {},
      '0.2 here:9',
    ],
    [
      'and given to a library',
      `import transformers\n${LOADED}  c.p = 0.2\n  m = transformers.AutoModel.from_config(c)\n  return nn.Dropout(c.p)\n`,
      {},
      '0.2 here:7',
    ],
    [
      'a parameter',
      `${NET}, p=0.4):\n    c = load(3)\n    c.p = p\n    nn.Dropout(c.p)\n`,
      {},
      '0.4 here:5 unless caller',
    ],
    [
      'in a branch around both',
      `${LOADED}  if name:\n    c.p = 0.2\n    return nn.Dropout(c.p)\n`,
      {},
      '0.2 here:7',
    ],
    [
      'of what is written as well elsewhere',
      `${LOADED}  c.p = 0.2\n  return nn.Dropout(c.p)\ndef other(c):\n  c.p = 0.5\n`,
      {},
      '0.2 here:6',
    ],
  ]);
});

describe('what is written, and need not be what is read', () => {
  hold([
    ['further down', `${LOADED}  nn.Dropout(c.p)\n  c.p = 0.2\n`, {}, '? attribute'],
    [
      'before an update with what nobody knows',
      `${LOADED}  c.p = 0.2\n  c.update(made())\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'in an update with what is set otherwise later',
      `OVER = {"p": 0.1}\nOVER["p"] = name()\n${LOADED}  c.update(OVER)\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    ['in a branch', `${LOADED}  if name:\n    c.p = 0.2\n  return nn.Dropout(c.p)\n`, {}, '? attribute'],
    [
      'further down in a loop',
      `${LOADED}  c.p = 0.2\n  for i in name:\n    nn.Dropout(c.p)\n    c.p = 0.3\n`,
      {},
      '? attribute',
    ],
    [
      'into what had the name before',
      `${LOADED}  c.p = 0.2\n  c = load(3)\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'by another function',
      `${LOADED}  return nn.Dropout(c.p)\ndef other(c):\n  c.p = 0.5\n`,
      {},
      '? attribute',
    ],
    [
      'before a method of it',
      `${LOADED}  c.p = 0.2\n  c.freeze()\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'before what may be anything is given it',
      `${LOADED}  c.p = 0.2\n  modify(c)\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'before its content is changed',
      `${LOADED}  c.p = 0.2\n  vars(c)[name] = 0.5\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'in a part that is made anew',
      `${LOADED}  c.m.p = 0.2\n  c.m = other()\n  return nn.Dropout(c.m.p)\n`,
      {},
      '? attribute',
    ],
    [
      'at a place that moves',
      `${LOADED}  c[name].p = 0.2\n  name = 3\n  return nn.Dropout(c[name].p)\n`,
      {},
      '? attribute',
    ],
    ['into what a call gives', `${LOADED}  c().p = 0.2\n  return nn.Dropout(c().p)\n`, {}, '? attribute'],
    [
      'before it is another one in the next turn',
      `${LOADED}  c.p = 0.2\n  for i in name:\n    nn.Dropout(c.p)\n    c = other(i)\n`,
      {},
      '? attribute',
    ],
    [
      'before it is written in other words',
      `${LOADED}  c["p"] = 0.2\n  c['p'] = 0.5\n  return nn.Dropout(c["p"])\n`,
      {},
      '? subscript',
    ],
    [
      'by an update that need not be',
      `${LOADED}  name and c.update(p=0.5)\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'before an update in a comprehension',
      `${LOADED}  c["p"] = 0.2\n  [c.update({"p": i}) for i in name]\n  return nn.Dropout(c["p"])\n`,
      {},
      '? subscript',
    ],
    ['in the statement that reads it', `${LOADED}  c.p, d = 0.5, nn.Dropout(c.p)\n`, {}, '? attribute'],
    [
      'below what may stop it',
      `${LOADED}  with suppress(Exception):\n    c.p = 0.2\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'before a function within that writes it',
      `${LOADED}  def change():\n    c.p = 0.5\n  c.p = 0.2\n  change()\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    ['before another may go on', `${LOADED}  c.p = 0.2\n  yield 1\n  nn.Dropout(c.p)\n`, {}, '? attribute'],
    [
      'before it is given to what writes there, too',
      `def adapt(c):\n  c.p = 0.5\n${LOADED}  c.p = 0.2\n  adapt(c)\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'before it is set by its name',
      `${LOADED}  c.p = 0.2\n  setattr(c, name, 0.5)\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'before it is written under another name',
      `${LOADED}  c.p = 0.2\n  d = c\n  d.p = 0.5\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'before an update with what nobody knows',
      `${LOADED}  c.p = 0.2\n  c.update(other)\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'before an update that takes in what nobody knows',
      `${LOADED}  c.p = 0.2\n  c.update({**other})\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
    [
      'before it is counted up',
      `${LOADED}  c.p = 0.2\n  c.p += 0.1\n  return nn.Dropout(c.p)\n`,
      {},
      '? attribute',
    ],
  ]);
});

describe('settings of a library that are loaded', () => {
  const load = (given: string): string =>
    `${AUTO}def make(name):\n  c = AutoConfig.from_pretrained(name${given})\n  return nn.Dropout(c.cls_dropout)\n`;
  hold([
    ['with what is read', load(', cls_dropout=0.3'), {}, '0.3 here:6'],
    ['without', load(', num_labels=3'), {}, '? attribute'],
    ['with another one', load(', hidden_dropout=0.3'), {}, '? attribute'],
    [
      'by a class that a table has, and read elsewhere',
      `${NET}, config):\n    nn.Dropout(config.cls_dropout)\n`,
      { 'train.py': 'config, rest = config_class.from_pretrained(path, cls_dropout=0.3)\n' },
      '0.3? train.py:1 unless caller',
    ],
    [
      'and updated where they are read elsewhere',
      `${AUTO}${NET}, config):\n    nn.Dropout(config.hidden_dropout_prob)\n`,
      { 'train.py': 'config = load(path)\nconfig.update({"hidden_dropout_prob": 0.3})\n' },
      '0.3 train.py:2 unless caller',
    ],
    [
      'and updated, where the library has a default',
      'from transformers import BertPreTrainedModel\nclass Cls(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)\nconfig = load(path)\nconfig.update({"hidden_dropout_prob": 0.3})\n',
      {},
      '0.3? here:9 unless caller',
    ],
    [
      'with which others are updated that are no settings',
      `${AUTO}${NET}, config):\n    nn.Dropout(config.cls_dropout)\n`,
      { 'train.py': 'values = load(path)\nvalues.update({"cls_dropout": 0.3})\n' },
      '? attribute',
    ],
    [
      'by a class that a table has, with what nobody knows',
      `${NET}, config):\n    nn.Dropout(config.cls_dropout)\n`,
      { 'train.py': 'config, rest = config_class.from_pretrained(path, cls_dropout=other())\n' },
      '? attribute',
    ],
  ]);
});

describe('what an object of a class hands out', () => {
  const KEEPS = (method: string): string =>
    `class Config:\n  _all = {"p": 0.2, "n": 3}\n  def ${method}(self, key):\n    if key in PATHS:\n      return join(self._all[key])\n    return self._all[key]\n`;
  hold([
    [
      'as its items',
      `${KEEPS('__getitem__')}config = Config()\nnn.Dropout(config["p"])\n`,
      {},
      '0.2 here:5 unless caller',
    ],
    [
      'as its attributes',
      `${KEEPS('__getattr__')}config = Config()\nnn.Dropout(config.p)\n`,
      {},
      '0.2 here:5 unless caller',
    ],
    [
      'that is a parameter',
      `${KEEPS('__getitem__')}def f(c: Config):\n  nn.Dropout(c["p"])\n`,
      {},
      '0.2 here:5 unless caller',
    ],
    [
      'by another key',
      `${KEEPS('__getitem__')}config = Config()\nnn.Dropout(config["q"])\n`,
      {},
      '? subscript',
    ],
    [
      'or others as well',
      `class Config:\n  _all = {"p": 0.2}\n  def __getitem__(self, key):\n    if key == "p":\n      return 0.4\n    return self._all[key]\nnn.Dropout(Config()["p"])\n`,
      {},
      '? subscript',
    ],
    [
      'by a key that it changes',
      `class Config:\n  _all = {"p": 0.2}\n  def __getitem__(self, key):\n    key = "x_" + key\n    return self._all[key]\nnn.Dropout(Config()["p"])\n`,
      {},
      '? subscript',
    ],
    [
      'beside its own',
      `class C(dict):\n  _all = {"p": 0.2}\n  def __getitem__(self, key):\n    return self._all[key]\nnn.Dropout(C(p=0.4)["p"])\n`,
      {},
      '0.4 here:8',
    ],
  ]);
});
