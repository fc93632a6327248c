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
      '0.3 train.py:1 unless caller',
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
    ['as its items', `${KEEPS('__getitem__')}config = Config()\nnn.Dropout(config["p"])\n`, {}, '0.2 here:5'],
    [
      'as its attributes',
      `${KEEPS('__getattr__')}config = Config()\nnn.Dropout(config.p)\n`,
      {},
      '0.2 here:5',
    ],
    [
      'that is a parameter',
      `${KEEPS('__getitem__')}def f(c: Config):\n  nn.Dropout(c["p"])\n`,
      {},
      '0.2 here:5',
    ],
    [
      'by another key',
      `${KEEPS('__getitem__')}config = Config()\nnn.Dropout(config["q"])\n`,
      {},
      '? subscript',
    ],
  ]);
});
