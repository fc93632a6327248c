import { hold } from './forms';

const TRAINER = 'class Trainer:\n  def build(self, n, p=0.1):\n    return nn.Dropout(p)\n';
const USE = 'from pkg.model import Trainer\n';
const NEVER = '0.1 here:5 unless caller';

describe('what is passed to a method of an object that is made', () => {
  hold([
    [
      'in a default’s place',
      `${TRAINER}t = Trainer()\nt.build(2, 0.3)\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
    ['at once', `${TRAINER}Trainer().build(2, p=0.3)\n`, {}, '0.3 here:7 unless caller | default 0.1'],
    [
      'in another file, below what is run alone',
      TRAINER,
      { 'main.py': `${USE}p = 0.3\nif __name__ == "__main__":\n  t = Trainer()\n  t.build(2, p)\n` },
      '0.3 main.py:2 unless caller | default 0.1',
    ],
    [
      'of an attribute',
      TRAINER,
      {
        'main.py': `${USE}class App:\n  def __init__(self):\n    self.t = Trainer()\n  def run(self):\n    self.t.build(2, 0.3)\n`,
      },
      '0.3 main.py:6 unless caller | default 0.1',
    ],
    [
      'of itself',
      `${TRAINER}  def run(self):\n    self.build(2, 0.3)\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
    [
      'of a derived class',
      `${TRAINER}class Mine(Trainer):\n  pass\nMine().build(2, 0.3)\n`,
      {},
      '0.3 here:9 unless caller | default 0.1',
    ],
    [
      'of a derived class that has its own',
      `${TRAINER}class Mine(Trainer):\n  def build(self, n, p=0.2):\n    pass\nMine().build(2, 0.3)\n`,
      {},
      NEVER,
    ],
    [
      'by a derived class’s own',
      `${TRAINER}class Mine(Trainer):\n  def build(self, n, q=0.2):\n    return super().build(n, q)\nMine().build(2)\n`,
      {},
      '0.2 here:8 unless caller | default 0.1',
    ],
    [
      'of a class itself',
      `${TRAINER.replace('  def build(self, ', '  @staticmethod\n  def build(')}Trainer.build(2, 0.3)\n`,
      {},
      '0.3 here:8 unless caller | default 0.1',
    ],
    [
      'without a default',
      `${TRAINER.replace('=0.1', '')}Trainer().build(2, 0.3)\n`,
      {},
      '0.3 here:7 unless caller',
    ],
    ['by some', `${TRAINER}Trainer().build(2, 0.3)\nTrainer().build(2)\n`, {}, `${NEVER} | passed 0.3`],
    [
      'and of an object that nobody knows',
      `${TRAINER}Trainer().build(2, 0.3)\ndef run(t):\n  t.build(2)\n`,
      {},
      `${NEVER} | passed 0.3`,
    ],
    [
      'and to what takes something else',
      `${TRAINER}Trainer().build(2, 0.3)\ndef run(model):\n  model.build()\n`,
      {},
      '0.3 here:7 unless caller | default 0.1',
    ],
    ['of an object that nobody knows alone', `${TRAINER}def run(t):\n  t.build(2, 0.3)\n`, {}, NEVER],
    [
      'of another class',
      `${TRAINER}class Other:\n  def build(self, n, p):\n    pass\nOther().build(2, 0.3)\n`,
      {},
      NEVER,
    ],
  ]);
});

describe('settings that a method is given', () => {
  const CONFIG =
    'class Config:\n  def __init__(self, **items):\n    for key, value in items.items():\n      setattr(self, key, value)\n';
  const model = (decorator: string, parameters: string): string =>
    `${CONFIG}class Model:\n  ${decorator}\n  def build(${parameters}):\n    nn.Dropout(config.p)\n`;
  const KEPT = 'def load(path):\n  return pickle.load(path)\n';
  const PARTS = 'nn.Dropout(config.encoder.p)';
  hold([
    ['of a class', `${model('@classmethod', 'cls, config')}Model.build(Config(p=0.3))\n`, {}, '0.3 here:12'],
    ['without its object', `${model('@staticmethod', 'config')}Model.build({"p": 0.3})\n`, {}, '0.3 here:12'],
    [
      'of an object',
      `${model('# its own', 'self, config')}Model().build(Config(p=0.3))\n`,
      {},
      '0.3 here:12',
    ],
    [
      'whose class holds what it is made of, where that is said',
      `${model('@classmethod', 'cls, config: Config').replace('nn.Dropout(config.p)', PARTS)}Model.build(Config(encoder=Config(p=0.3)))\n`,
      {},
      '0.3 here:12 unless caller',
    ],
    [
      'and those that a function takes out of what was kept',
      `${KEPT}${model('@classmethod', 'cls, config')}Model.build(Config(p=0.3))\nModel.build(load("a").config)\n`,
      {},
      '0.3 here:14',
    ],
    [
      'and those that a function makes',
      `${KEPT.replace('pickle.load', 'other')}${model('@classmethod', 'cls, config')}Model.build(Config(p=0.3))\nModel.build(load("a"))\n`,
      {},
      '? attribute',
    ],
    [
      'of two calls that differ',
      `${model('@classmethod', 'cls, config')}Model.build(Config(p=0.3))\nModel.build(Config(p=0.2))\n`,
      {},
      '? ambiguous',
    ],
  ]);
});

describe('what is passed to a method that its class calls by another name', () => {
  const made = (run: string, method = 'def build(self, n, p)', rest = ''): string =>
    `class Trainer:\n  ${method}:\n    return nn.Dropout(p)\n  def other(self, n, p):\n    return n\n  def run(self, kind):\n    ${run.replaceAll('\n', '\n    ')}\n${rest}`;
  const TABLE = 'makers = {1: self.build, 2: self.other}\n';
  hold([
    ['out of a dictionary', made(`${TABLE}return makers[kind](2, p=0.3)`), {}, '0.3 here:11 unless caller'],
    ['asked with get()', made(`${TABLE}return makers.get(kind)(2, 0.3)`), {}, '0.3 here:11 unless caller'],
    [
      'that has a name first',
      made(`${TABLE}make = makers[kind]\nreturn make(2, 0.3)`),
      {},
      '0.3 here:12 unless caller',
    ],
    [
      'by a test',
      made('make = self.build if kind else self.other\nmake(2, 0.3)'),
      {},
      '0.3 here:11 unless caller',
    ],
    [
      'kept by its object',
      made('self.make = self.build\nself.make(2, 0.3)'),
      {},
      '0.3 here:11 unless caller',
    ],
    [
      'without its object',
      made(`${TABLE}return makers[kind](2, p=0.3)`, '@staticmethod\n  def build(n, p)'),
      {},
      '0.3 here:12 unless caller',
    ],
    [
      'in place of a default',
      made(`${TABLE}return makers[kind](2, p=0.3)`, 'def build(self, n, p=0.1)'),
      {},
      '0.3 here:11 unless caller | default 0.1',
    ],
    ['what two pass', made(`${TABLE}makers[kind](2, p=0.3)\nself.build(2, 0.2)`), {}, '? ambiguous 0.2, 0.3'],
    [
      'in a class derived from it',
      made(
        'pass',
        undefined,
        `class Mine(Trainer):\n  def go(self):\n    make = self.build\n    make(2, 0.3)\n`,
      ),
      {},
      '0.3 here:14 unless caller',
    ],
    [
      'but no other method',
      made('makers = {1: self.other}\nreturn makers[kind](2, p=0.3)'),
      {},
      '? parameter',
    ],
    [
      'nor one of another table',
      made(`${TABLE}others = {1: self.other}\nothers[kind](2, p=0.3)`),
      {},
      '? parameter',
    ],
    [
      'nor that of a class derived from it which has its own',
      made(
        'pass',
        undefined,
        `class Mine(Trainer):\n  def build(self, n, p):\n    return n\n  def go(self):\n    make = self.build\n    make(2, 0.3)\n`,
      ),
      {},
      '? parameter',
    ],
    [
      'nor a function of that name',
      made(`makers = {1: build}\nreturn makers[kind](2, p=0.3)`, undefined, 'def build(n, p):\n  return n\n'),
      {},
      '? parameter',
    ],
  ]);
});
