import assert from 'node:assert/strict';
import { GIVEN, hold, IMPORTS, inWords, OPEN } from './forms';
import { among } from './sites';

describe('what is put in the place of something else', () => {
  const CFG = 'CFG = {"a": {"p": 0.1}}\n';
  hold([
    ['before', `${CFG}CFG["a"] = {"p": 0.3}\nnn.Dropout(CFG["a"]["p"])\n`, {}, '0.3 here:5'],
    ['behind', `${CFG}nn.Dropout(CFG["a"]["p"])\nCFG["a"] = {"p": 0.3}\n`, {}, '? subscript'],
    ['perhaps', `${CFG}if x:\n  CFG["a"] = {"p": 0.3}\nnn.Dropout(CFG["a"]["p"])\n`, {}, '? subscript'],
    [
      'in a function’s sight',
      `${CFG}CFG["a"] = {"p": 0.3}\ndef f():\n  nn.Dropout(CFG["a"]["p"])\n`,
      {},
      '0.3 here:5',
    ],
    [
      'unless it is there',
      `${OPEN}def make(config):\n  config.setdefault("dropout", 0.3)\n  Net(**config)\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
    [
      'below what takes it',
      `${OPEN}def make(config):\n  Net(**config)\n  config.setdefault("dropout", 0.3)\n`,
      {},
      '0.1 here:5 unless caller | passed **config',
    ],
  ]);
});

describe('members of an enumeration', () => {
  const of = (base: string, read: string): string =>
    `from enum import Enum\nclass Rate(${base}):\n  LOW = 0.3\nnn.Dropout(${read})\n`;
  hold([
    ['by their value', of('Enum', 'Rate.LOW.value'), {}, '0.3 here:6'],
    ['that are numbers', of('float, Enum', 'Rate.LOW'), {}, '0.3 here:6'],
    ['of a class that is none', of('object', 'Rate.LOW.value'), {}, '? attribute'],
  ]);
});

describe('settings of what is looked for by its name', () => {
  const LOOK = { 'train.py': 'net = globals()[args.model_type](**args.model_parameters)\n' };
  const YAML = 'model_type: Net\nmodel_parameters:\n  dropout: 0.3\n';
  hold([
    ['two keys that begin alike', GIVEN, { ...LOOK, 'a.yml': YAML }, '0.3 a.yml:3 unless caller'],
    [
      'the name alone',
      GIVEN,
      { ...LOOK, 'a.yml': YAML.replaceAll('model_', '') },
      '0.3 a.yml:3 unless caller',
    ],
    [
      'a name and its arguments',
      GIVEN,
      { ...LOOK, 'a.yml': 'arch: Net\narch_args:\n  dropout: 0.3\n' },
      '0.3 a.yml:3 unless caller',
    ],
    [
      'a name and its configs',
      GIVEN,
      { ...LOOK, 'a.yml': 'name: Net\nconfigs:\n  dropout: 0.3\n' },
      '0.3 a.yml:3 unless caller',
    ],
    [
      'the name of its class',
      GIVEN,
      { ...LOOK, 'a.yml': 'class_name: Net\nargs:\n  dropout: 0.3\n' },
      '0.3 a.yml:3 unless caller',
    ],
    [
      'the name of its class and of the module that has it',
      GIVEN,
      {
        'train.py':
          'def make(module, class_name, args):\n  return getattr(importlib.import_module(module), class_name)(**args)\n',
        'config.json': '{"model": {"module": "pkg.model", "class_name": "Net", "args": {"dropout": 0.3}}}',
      },
      '0.3 config.json:1 unless caller',
    ],
    [
      'the name of its class and of another module',
      GIVEN,
      { ...LOOK, 'a.yml': 'class_name: Net\nmodule: pkg.other\nargs:\n  dropout: 0.3\n' },
      '? parameter',
    ],
    [
      'another name and what that is given',
      GIVEN,
      { ...LOOK, 'a.yml': 'file_name: Net\nargs:\n  dropout: 0.3\n' },
      '? parameter',
    ],
    [
      'keys that begin otherwise',
      GIVEN,
      { ...LOOK, 'a.yml': YAML.replace('model_p', 'optimizer_p') },
      '? parameter',
    ],
    [
      'through keyword arguments',
      `${GIVEN}class Whole(nn.Module):\n  def __init__(self, n=1, **kwargs):\n    self.net = Net(n, **kwargs)\n`,
      { ...LOOK, 'a.yml': YAML.replace('Net', 'Whole') },
      '0.3 a.yml:3 unless caller',
    ],
    [
      'an option that holds some',
      `import argparse\nparser = argparse.ArgumentParser()\n${GIVEN}args = parser.parse_args()\nNet(2, **args.model_parameters)\n`,
      { 'a.yml': 'model_parameters:\n  dropout: 0.3\n' },
      '0.3 a.yml:2 unless caller',
    ],
    [
      'an option under another key',
      `import argparse\nparser = argparse.ArgumentParser()\n${GIVEN}args = parser.parse_args()\nNet(2, **args.model_parameters)\n`,
      { 'a.yml': 'others:\n  dropout: 0.3\n' },
      '0.3? a.yml:2 unless caller',
    ],
    [
      'from_pretrained',
      `${OPEN}Net.from_pretrained(path, dropout=0.3)\n`,
      {},
      '0.3 here:7 unless caller | default 0.1',
    ],
    ['from_pretrained without it', `${OPEN}Net.from_pretrained(path)\n`, {}, '0.1 here:5 unless caller'],
  ]);

  const READS = 'def build(config):\n  return nn.Dropout(config["dropout"])\n';
  const TWO = { 'configs/tower.yaml': 'dropout: 0.3\n', 'configs/bridge.yaml': 'dropout: 0.4\n' };
  it('comes from the file that is called after the folder', () => {
    const site = among(TWO, `${IMPORTS}${READS}`, 'file:///work/src/tower/model.py')[0];
    assert.equal(inWords(site), '0.3 configs/tower.yaml:1 unless caller');
  });
  it('is a guess where no file is', () => {
    const site = among(TWO, `${IMPORTS}${READS}`, 'file:///work/src/models/model.py')[0];
    assert.match(inWords(site), /^\? /);
  });
});
