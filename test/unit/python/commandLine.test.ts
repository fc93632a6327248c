import assert from 'node:assert/strict';
import { pythonOfData } from '../../../src/python/analysis/names/dataText';
import { GIVEN, hold, NET, OPEN } from './forms';

describe('the commands of a script of the shell, in the words of Python', () => {
  const CASES: readonly [what: string, shell: string, python: string][] = [
    ['a script', 'python train.py --p 0.1', '[["train.py", "--p", "0.1", ], ]'],
    ['a module', 'nohup python3 -m pkg.train --p 0.1 &', '[["pkg.train", "--p", "0.1", ], ]'],
    ['what starts a script', 'torchrun -m run a/train.py x', '[["a/train.py", "x", ], ]'],
    ['a script that runs itself', 'set -e; ./train.py x', '[["./train.py", "x", ], ]'],
    ['fairseq', 'CUDA=0 fairseq-train data --p 0.1', '[["fairseq_cli.train", "data", "--p", "0.1", ], ]'],
    ['no Python', 'cd pkg\nls -l # python train.py', '[]'],
    ['several', 'python a.py && python b.py\npython c.py', '[["a.py", ], ["b.py", ], [\n"c.py", ], ]'],
    ['one on several lines', 'python a.py \\\n  --p 0.1', '[["a.py", \n"--p", "0.1", ], ]'],
    ['texts', `python a.py "x y" 'z;#' # no`, '[["a.py", "x y", "z;#", ], ]'],
    ['a variable', 'C=a.yaml\npython a.py $C "${C}"', '[[\n"a.py", "a.yaml", "a.yaml", ], ]'],
    ['one that is assigned twice', 'C=a\nC=b\npython a.py $C', '[[\n\n"a.py", None, ], ]'],
    ['in a folder', 'cd pkg/b\npython a.py x', '[[\n"pkg/b//a.py", "x", ], ]'],
    ['in a folder of another', 'cd pkg && cd "./b" && python -m a', '[["pkg/b//a", ], ]'],
    ['in the folder around that', 'cd pkg/b/..; cd ../c; python a.py', '[["c//a.py", ], ]'],
    ['in a folder somewhere', 'cd /home/$USER/net/b; python a.py', '[["net/b//a.py", ], ]'],
    ['back where it was', 'cd net/b; cd -; python a.py', '[["a.py", ], ]'],
    ['what is known when it is run', 'python a.py $1 `ls` *.yaml', '[["a.py", None, None, None, ], ]'],
  ];
  for (const [what, shell, python] of CASES)
    it(what, () => {
      assert.equal(pythonOfData('run.sh', shell), `config = ${python}\n`);
    });
});

describe('a file of settings that scripts of the shell name', () => {
  const TRAIN = (option = '--cfg'): string =>
    `import argparse, yaml\nfrom pkg.model import Net\ndef main(path):\n  with open(path) as file:\n    cfg = yaml.safe_load(file)\n  Net(3, cfg["model"]["p"])\nparser = argparse.ArgumentParser()\nparser.add_argument("${option}", required=True)\nargs = parser.parse_args()\nmain(args.cfg)\n`;
  const FILES = {
    'conf/small.yaml': 'model:\n  p: 0.2\n',
    'conf/large.yaml': 'model:\n  p: 0.4\n',
    'train.py': TRAIN(),
  };
  const SMALL = '0.2 conf/small.yaml:2 unless caller';
  const run = (...commands: string[]): Record<string, string> => ({
    ...FILES,
    ...Object.fromEntries(commands.map((command, i) => [`run${i}.sh`, command])),
  });
  hold([
    ['by none', GIVEN, FILES, '? ambiguous'],
    ['by one', GIVEN, run('python train.py --cfg conf/small.yaml'), SMALL],
    ['with a sign between', GIVEN, run('python ./train.py --cfg=conf/small.yaml'), SMALL],
    ['as a module', GIVEN, run('python -m train --cfg conf/small.yaml'), SMALL],
    [
      'of another script',
      GIVEN,
      run('python other.py --cfg conf/small.yaml', 'python src/train.py --cfg conf/small.yaml'),
      '? ambiguous',
    ],
    [
      'by two that agree, and one without it',
      GIVEN,
      run(
        'python train.py --cfg conf/small.yaml',
        'python train.py',
        'python train.py --cfg conf/small.yaml',
      ),
      SMALL,
    ],
    [
      'by two that disagree',
      GIVEN,
      run('python train.py --cfg conf/small.yaml', 'python train.py --cfg conf/large.yaml'),
      '? ambiguous',
    ],
    [
      'by one, and one that says it when it is run',
      GIVEN,
      run('python train.py --cfg conf/small.yaml', 'python train.py --cfg $1'),
      '? ambiguous',
    ],
    [
      'in a default’s place',
      OPEN,
      run('python train.py --cfg conf/small.yaml'),
      '0.2 conf/small.yaml:2 unless caller | default 0.1',
    ],
    [
      'which the option itself names otherwise',
      GIVEN,
      {
        ...run('python train.py --cfg conf/small.yaml'),
        'train.py': TRAIN().replace('required=True', 'default="conf/large.yaml"'),
      },
      '0.4 conf/large.yaml:2 unless caller',
    ],
  ]);
});

describe('what a file of settings does not say, and another one does', () => {
  const TWO = { 'pkg/a.yaml': 'model:\n  n: 1\n', 'pkg/b.yaml': 'model:\n  p: 0.4\n' };
  const read = (asked: string): string =>
    `import yaml\ncfg = yaml.safe_load(open("a.yaml"))\nnn.Dropout(cfg["model"]${asked})\n`;
  hold([
    ['is what the code has for that', read('.get("p", 0.2)'), TWO, '0.2 here:6 unless caller'],
    [
      'is what the other one says, where the code has nothing',
      read('["p"]'),
      TWO,
      '0.4 pkg/b.yaml:2 unless caller',
    ],
    ['is what it says itself, if it does', read('.get("n", 0.2)'), TWO, '1 pkg/a.yaml:2'],
  ]);
});

describe('the options of a parser that another file makes', () => {
  const OPTIONS = (p: number): string =>
    `import argparse\ndef get_parser():\n  parser = argparse.ArgumentParser()\n  parser.add_argument("--p", default=${p})\n  return parser\n`;
  const FILES = {
    'pkg/options.py': OPTIONS(0.3),
    // Another one of that name, which a search for it would find as well.
    'pkg/search.py': 'config = {"p": 0.7}\n',
  };
  const parsed = (rest: string, parser = 'get_parser()'): string =>
    `from options import get_parser\nparser = ${parser}\n${rest}nn.Dropout(args.p)\n`;
  const ARGS = 'args = parser.parse_args()\n';
  const OPTION = '0.3 pkg/options.py:4 unless commandLine';
  hold([
    ['by its name', parsed(ARGS), FILES, OPTION],
    ['at once', parsed('args = get_parser().parse_args()\n'), FILES, OPTION],
    ['with what is left over', parsed('args, rest = parser.parse_known_args()\n'), FILES, OPTION],
    ['which is set again', parsed(`${ARGS}args.p = 0.5\n`), FILES, '0.5 here:7'],
    ['which may be set again', parsed(`${ARGS}if x: args.p = 0.5\n`), FILES, '? reassigned'],
    [
      'beside options of its own',
      parsed(`parser.add_argument("--p", default=0.5)\n${ARGS}`, 'get_parser(conflict_handler="resolve")'),
      FILES,
      '0.5 here:6 unless commandLine',
    ],
    [
      'beside others of the file that parses',
      parsed(`parser.add_argument("--q", default=0.5)\n${ARGS}`),
      FILES,
      OPTION,
    ],
    [
      'unpacked beside others of the file that parses, and that a method of the class adds',
      `import argparse\n${NET}, p):\n    self.d = nn.Dropout(p)\n  @staticmethod\n  def add_args(parent):\n    parser = argparse.ArgumentParser(parents=[parent])\n    parser.add_argument("--p", default=0.3)\n    return parser\n`,
      {
        'train.py':
          'import argparse\nfrom pkg.model import Net\ndef get_args():\n  parent = argparse.ArgumentParser(add_help=False)\n  parent.add_argument("--seed", default=1)\n  parser = Net.add_args(parent)\n  return parser.parse_args()\ndef main(args):\n  Net(**vars(args))\nmain(get_args())\n',
      },
      '0.3 pkg/model.py:11 unless commandLine',
    ],
  ]);
});

describe('a number that scripts of the shell give an option', () => {
  const OPTION = (own: string): string =>
    `import argparse\ndef get_args():\n  parser = argparse.ArgumentParser()\n  parser.add_argument("--drop-rate", type=float${own})\n  return parser.parse_args()\n`;
  const TRAIN =
    'from pkg.args import get_args\nfrom pkg.model import Net\nargs = get_args()\nNet(3, args.drop_rate)\n';
  const files = (own: string, ...commands: string[]): Record<string, string> => ({
    'pkg/args.py': OPTION(own),
    'train.py': TRAIN,
    'other.py': 'import pkg.model  # args\n',
    ...Object.fromEntries(commands.map((command, i) => [`run${i}.sh`, command])),
  });
  const GIVES = 'python train.py --drop-rate 0.3';
  hold([
    [
      'beside a default',
      GIVEN,
      files(', default=0.1', GIVES),
      '0.1 pkg/args.py:4 unless commandLine | passed 0.3',
    ],
    [
      'beside a default, in either spelling, each once',
      GIVEN,
      files(', default=0.1', GIVES, 'python train.py --drop_rate=0.3\npython -m train --drop_rate 0.4'),
      '0.1 pkg/args.py:4 unless commandLine | passed 0.3 | passed 0.4',
    ],
    [
      'the default itself',
      GIVEN,
      files(', default=0.1', 'python train.py --drop-rate 0.10'),
      '0.1 pkg/args.py:4 unless commandLine',
    ],
    [
      'of another script',
      GIVEN,
      files(', default=0.1', 'python other.py --drop-rate 0.3'),
      '0.1 pkg/args.py:4 unless commandLine',
    ],
    [
      'by a single sign',
      GIVEN,
      files(', default=0.1', 'python train.py -drop_rate 0.3'),
      '0.1 pkg/args.py:4 unless commandLine | passed 0.3',
    ],
    [
      'of a script of that name elsewhere, into whose folder it goes',
      GIVEN,
      {
        ...files(', default=0.1', 'cd /home/$USER/work/b\npython train.py --drop-rate 0.3'),
        'b/train.py': 'x = 1\n',
      },
      '0.1 pkg/args.py:4 unless commandLine',
    ],
    [
      'of a script of that name elsewhere, beside which it stands',
      GIVEN,
      {
        ...files(', default=0.1'),
        'b/run.sh': 'python train.py --drop-rate 0.3',
        'b/train.py': 'x = 1\n',
      },
      '0.1 pkg/args.py:4 unless commandLine',
    ],
    [
      'of the script in the folder around it, though there is another one of that name',
      GIVEN,
      {
        ...files(', default=0.1'),
        'b/run.sh': 'python train.py --drop-rate 0.3',
        'c/train.py': 'x = 1\n',
      },
      '0.1 pkg/args.py:4 unless commandLine | passed 0.3',
    ],
    [
      'where there is no default',
      GIVEN,
      files('', GIVES, 'python train.py'),
      '0.3 run0.sh:1 unless commandLine',
    ],
    [
      'which has to be given: its default is in force nowhere',
      GIVEN,
      files(', default=0.1, required=True', GIVES),
      '0.3 run0.sh:1 unless commandLine',
    ],
    [
      'which has a default as well, for it need not be given',
      GIVEN,
      files(', default=0.1, required=False', GIVES),
      '0.1 pkg/args.py:4 unless commandLine | passed 0.3',
    ],
    [
      'where there is none, and several give others',
      GIVEN,
      files('', GIVES, 'python train.py --drop-rate 0.4'),
      '? none 0.3, 0.4',
    ],
    [
      'where there is none, and who leaves it out has none',
      GIVEN,
      files('', `${GIVES}\npython train.py`),
      '? none',
    ],
    [
      'where there is none, and one is known when it is run',
      GIVEN,
      files('', GIVES, 'python train.py --drop-rate $1'),
      '? none',
    ],
  ]);
});

describe('an option that is None by default', () => {
  const FILES = (template: string): Record<string, string> => ({
    'args.py': `import argparse\nfrom template import set_template\nparser = argparse.ArgumentParser()\nparser.add_argument("--p", default=None)\nargs = parser.parse_args()\nset_template(args)\n`,
    'template.py': `def set_template(args):\n  ${template}\n`,
    'main.py': 'from args import args\nfrom pkg.model import Net\nnet = Net(args)\n',
  });
  const CODE = 'class Net(nn.Module):\n  def __init__(self, args):\n    nn.Dropout(args.p)\n';
  hold([
    ['and that somebody sets elsewhere', CODE, FILES('args.p = 0.2'), '0.2 template.py:2 unless commandLine'],
    ['and that nobody sets', CODE, FILES('args.q = 0.2'), '? none'],
  ]);
});

describe('options that an object keeps', () => {
  const FILES = (init: string): Record<string, string> => ({
    'args.py':
      'import argparse\ndef get_parser():\n  parser = argparse.ArgumentParser()\n  parser.add_argument("--p", default=0.3)\n  return parser\n',
    'run.py': `from argparse import Namespace\nclass Run:\n  def __init__(self, given):\n${init}    self.p = self.args.p\n`,
    'main.py':
      'from run import Run\nfrom args import get_parser\nfrom pkg.model import Net\nNet(Run(get_parser()))\n',
  });
  const CODE =
    'from run import Run\nclass Net(nn.Module):\n  def __init__(self, run: Run):\n    nn.Dropout(run.p)\n';
  const OPTION = '0.3 args.py:4 unless commandLine';
  hold([
    ['of the parser that it is given', CODE, FILES('    self.args = given.parse_args()\n'), OPTION],
    [
      'or that it is given as they are',
      CODE,
      FILES(
        '    if isinstance(given, Namespace):\n      self.args = given\n    else:\n      self.args = given.parse_args()\n',
      ),
      OPTION,
    ],
    [
      'or others',
      CODE,
      FILES(
        '    if given is None:\n      self.args = {"q": 0.1}\n    else:\n      self.args = given.parse_args()\n',
      ),
      '? attribute',
    ],
  ]);
});

describe('options that a run of Weights & Biases gives back', () => {
  const CODE = (back: string): string =>
    `import argparse, wandb\nparser = argparse.ArgumentParser()\nparser.add_argument("--p", type=float, default=0.3)\nargs = parser.parse_args()\nwandb.init(config={"p": args.p})\nconfig = wandb.config\nargs.p = ${back}\nnn.Dropout(args.p)\n`;
  const OPTION = '0.3 here:6 unless commandLine';
  hold([
    ['by another name', CODE('config.p'), {}, OPTION],
    ['as they are', CODE('wandb.config["p"]'), {}, OPTION],
    ['another of them', CODE('config.q'), {}, '? subscript'],
    ['others', CODE('settings.p'), {}, '? ambiguous'],
  ]);
});

describe('options that the code sets as well', () => {
  const ADDED =
    'parser.add_argument("--data", default="acm")\nparser.add_argument("--big", action="store_true")\n';
  const PARSED = `import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--p", type=float, default=0.1)\n${ADDED}args = parser.parse_args()\n`;
  const OTHERS = PARSED.replace(/.*--p.*\n/, '');
  const READ = 'nn.Dropout(args.p)\n';
  const BOTH = 'if args.data == "acm":\n  args.p = 0.5\nelif args.data == "dblp":\n  args.p = 0.6\n';
  const within = (code: string): string => code.replace(/^(?=.)/gm, '  ');
  const GET = `def get():\n${within(PARSED)}`;
  hold([
    ['where an option says so by default', PARSED + BOTH + READ, {}, '0.5 here:11 unless caller'],
    ['and are none of the parser', OTHERS + BOTH + READ, {}, '0.5 here:10 unless caller'],
    [
      'where no option says so by default',
      `${PARSED}if args.big:\n  args.p = 0.5\n${READ}`,
      {},
      '0.1 here:6 unless commandLine',
    ],
    ['where something else says so', `${PARSED}if given():\n  args.p = 0.5\n${READ}`, {}, '? reassigned'],
    [
      'where they say so themselves',
      `${PARSED}if args.p > 0.5:\n  args.p = 0.5\n${READ}`,
      {},
      '? reassigned',
    ],
    ['of their own', `${PARSED}args.p = args.p / 2\n${READ}`, {}, '? reassigned'],
    ['in a loop', `${PARSED}for _ in range(2):\n  args.p = 0.5\n${READ}`, {}, '? reassigned'],
    ['below', PARSED + READ + BOTH, {}, '? reassigned'],
    [
      'in the function that gives them back',
      `${GET}${within(BOTH)}  return args\nargs = get()\n${READ}`,
      {},
      '0.5 here:12 unless caller',
    ],
    [
      'after they are handed on',
      `${GET}  build(args)\n${within(BOTH)}  return args\ndef build(args):\n  ${READ}get()\n`,
      {},
      '? reassigned',
    ],
    [
      'after they are shown',
      `${GET}  print(args)\n${within(BOTH)}  return args\nargs = get()\n${READ}`,
      {},
      '0.5 here:13 unless caller',
    ],
    [
      'in one of two functions that ask for them',
      `${GET}  return args\nclass Net:\n  def __init__(self, args):\n    ${READ}def main():\n  args = get()\n  args.p = 0.5\n  Net(args)\ndef test():\n  Net(get())\n`,
      {},
      '? reassigned',
    ],
    [
      'in one of two functions that parse them',
      `${PARSED.replace('args = parser.parse_args()\n', '')}class Net:\n  def __init__(self, args):\n    ${READ}def main():\n  args = parser.parse_args()\n  args.p = 0.5\n  Net(args)\ndef test():\n  args = parser.parse_args()\n  Net(args)\n`,
      {},
      '? reassigned',
    ],
    [
      'in the only one',
      `${GET}  return args\nclass Net:\n  def __init__(self, args):\n    ${READ}def main():\n  args = get()\n  args.p = 0.5\n  Net(args)\n`,
      {},
      '0.5 here:17',
    ],
  ]);
});

describe('texts and paths that are options of a parser of another file', () => {
  const ADDED =
    'parser.add_argument("--data", default="acm")\nparser.add_argument("--config", default="conf/a.yaml")\n';
  const PARSER = `import argparse\nparser = argparse.ArgumentParser()\n${ADDED}`;
  const FUNCTIONS = `${PARSER.replace('parser =', 'def get_parser():\n  parser =').replace(/^parser\.add/gm, '  parser.add')}  return parser\ndef get_args():\n  return get_parser().parse_args()\n`;
  const BRANCH = 'if args.data == "acm":\n  p = 0.5\nelse:\n  p = 0.6\nnn.Dropout(p)\n';
  const FILE = 'import yaml\ncfg = yaml.safe_load(open(args.config))\nnn.Dropout(cfg["p"])\n';
  const FILES = { 'conf/a.yaml': 'p: 0.15\n', 'conf/b.yaml': 'p: 0.45\n' };
  const ways: readonly (readonly [string, string, string])[] = [
    ['that is imported', 'from opts import parser\nargs = parser.parse_args()\n', PARSER],
    [
      'that a function makes',
      'from opts import get_parser\nparser = get_parser()\nargs = parser.parse_args()\n',
      FUNCTIONS,
    ],
    [
      'that a function makes there',
      'from opts import get_parser\nargs = get_parser().parse_args()\n',
      FUNCTIONS,
    ],
    ['that a function asks', 'from opts import get_args\nargs = get_args()\n', FUNCTIONS],
    ['that a function of a module asks', 'import opts\nargs = opts.get_args()\n', FUNCTIONS],
    ['that was asked', 'from opts import args\n', `${PARSER}args = parser.parse_args()\n`],
  ];
  const READ =
    'def build(args):\n  if args.data == "acm":\n    p = 0.5\n  else:\n    p = 0.6\n  nn.Dropout(p)\n';
  const KEPT =
    'P = {"acm": 0.5, "dblp": 0.6}\nclass Trainer:\n  def __init__(self, args):\n    self.args = args\n    nn.Dropout(P[self.args.data])\n';
  const RUN = 'from pkg.model import *\nfrom opts import get_args\n';
  hold([
    ...ways.map(
      ([name, code, opts], i) =>
        [
          name,
          code + BRANCH,
          { 'opts.py': opts },
          `0.5 here:${[7, 8, 7, 7, 7, 6][i]} unless caller`,
        ] as const,
    ),
    ...ways.map(
      ([name, code, opts]) =>
        [`${name}, to a file`, code + FILE, { ...FILES, 'opts.py': opts }, '0.15 conf/a.yaml:1'] as const,
    ),
    [
      'that all callers hand on',
      READ,
      { 'opts.py': FUNCTIONS, 'run.py': `${RUN}build(get_args())\n` },
      '0.5 here:6 unless caller',
    ],
    [
      'that an object keeps',
      KEPT,
      { 'opts.py': FUNCTIONS, 'run.py': `${RUN}Trainer(get_args())\n` },
      '0.5 here:4 unless caller',
    ],
    [
      'that another caller does not',
      READ,
      {
        ...{ 'opts.py': FUNCTIONS, 'run.py': `${RUN}build(get_args())\n` },
        'other.py': `from pkg.model import *\n${PARSER.replace('acm', 'dblp')}build(parser.parse_args())\n`,
      },
      '? reassigned',
    ],
    [
      'in a folder of whoever runs it',
      `import os, yaml\nnn.Dropout(yaml.safe_load(open(os.path.join(os.environ["HOME"], "conf/a.yaml")))["p"])\n`,
      FILES,
      '? subscript',
    ],
    [
      'in a folder that the environment names',
      `import os, yaml\nnn.Dropout(yaml.safe_load(open(os.path.join(os.environ.get("DIR"), "conf/a.yaml")))["p"])\n`,
      FILES,
      '0.15 conf/a.yaml:1',
    ],
  ]);
});

describe('options of one of several parsers', () => {
  const parser = (name: string, p: number, also = ''): string =>
    `def ${name}():\n  parser = argparse.ArgumentParser()\n  parser.add_argument("--p", type=float, default=${p})\n  args = parser.parse_args()\n${also}  return args\n`;
  const BOTH = `import argparse\n${parser('acm', 0.1)}${parser('dblp', 0.2)}`;
  const READ = 'nn.Dropout(args.p)\n';
  const TAKEN = (data: string): string =>
    `data = ${data}\nif data == "acm":\n  args = acm()\nelse:\n  args = dblp()\n`;
  hold([
    ['by its function', `${BOTH}args = dblp()\n${READ}`, {}, '0.2 here:12 unless commandLine'],
    ['in the branch that is taken', `${BOTH}${TAKEN('"dblp"')}${READ}`, {}, '0.2 here:12 unless commandLine'],
    ['in one of two branches', `${BOTH}${TAKEN('name()')}${READ}`, {}, '? ambiguous'],
    [
      'that agree',
      `${BOTH.replace('0.2', '0.1')}${TAKEN('name()')}${READ}`,
      {},
      '0.1 here:7 unless commandLine',
    ],
    [
      'that alone is set',
      `import argparse\n${parser('acm', 0.1)}${parser('dblp', 0.2, '  args.p = 0.4\n')}args = acm()\n${READ}`,
      {},
      '0.1 here:7 unless commandLine',
    ],
    [
      'to which another function adds some',
      `import argparse\ndef more(parser):\n  parser.add_argument("--p", type=float, default=0.3)\n${parser('acm', 0.1).replace(/.*--p.*\n/, '  more(parser)\n')}args = acm()\n${READ}`,
      {},
      '0.3 here:6 unless commandLine',
    ],
  ]);
});

describe('a function that is called like a parser’s own', () => {
  const OPTS =
    'import argparse\ndef parse_args():\n  parser = argparse.ArgumentParser()\n  parser.add_argument("--p", type=float, default=0.3)\n';
  const CODE = 'from opts import parse_args\nargs = parse_args()\nnn.Dropout(args.p)\n';
  const OTHER = { 'other.py': 'config = {"p": 0.7}\n' };
  hold([
    [
      'in another file',
      CODE,
      { ...OTHER, 'opts.py': `${OPTS}  return parser.parse_args()\n` },
      '0.3 opts.py:4 unless commandLine',
    ],
    [
      'and does more than ask it',
      CODE,
      {
        ...OTHER,
        'opts.py': `${OPTS}  args = parser.parse_args()\n  if check(args):\n    return changed(args)\n  return args\n`,
      },
      '0.3 opts.py:4 unless commandLine',
    ],
    [
      'a dictionary of each of several branches',
      `from opts import parse_args\nargs = parse_args()\nif name() == "a":\n  config = {"n": 1, "p": args.p}\nelse:\n  config = {"n": 2, "p": args.p}\n${NET}):\n    nn.Dropout(config["p"])\n`,
      { 'opts.py': `${OPTS}  return parser.parse_args()\n` },
      '0.3 opts.py:4 unless commandLine',
    ],
    [
      'a dictionary of each of several branches that differ',
      `${NET}):\n    nn.Dropout(config["p"])\nif name() == "a":\n  config = {"n": 1, "p": 0.1}\nelse:\n  config = {"n": 2, "p": 0.2}\n`,
      {},
      '? ambiguous',
    ],
  ]);
});

describe('what a function is given that runs in a process or thread of its own', () => {
  const CODE = (start: string): string =>
    `import torch.multiprocessing as mp\nfrom threading import Thread\ndef run(rank, world, p):\n  nn.Dropout(p)\ndef work(p):\n  return p\nclass Process:\n  def __init__(self, p):\n    pass\n${start}\n`;
  hold([
    ['of several processes', CODE('mp.spawn(run, args=(4, 0.3), nprocs=4)'), {}, '0.3 here:13 unless caller'],
    ['in their place', CODE('mp.spawn(run, (4, 0.3), 4)'), {}, '0.3 here:13 unless caller'],
    ['of one', CODE('mp.Process(target=run, args=(0, 4, 0.3)).start()'), {}, '0.3 here:13 unless caller'],
    ['of a thread', CODE('Thread(target=run, args=(0, 4, 0.3)).start()'), {}, '0.3 here:13 unless caller'],
    ['of another function', CODE('Thread(target=work, args=(0.3,)).start()'), {}, '? parameter'],
    ['that is put together', CODE('mp.spawn(run, args=given())'), {}, '? incomplete'],
  ]);
});

describe('options that are the fields of a class', () => {
  const ARGS = 'from tap import Tap\nclass Args(Tap):\n  n: int = 3\n  p: float = 0.2\n';
  const made = (call: string, methods = ''): string =>
    `${ARGS}${methods}args = ${call}\nnn.Dropout(args.p)\n`;
  const METHOD = '  def configure(self):\n    self.';
  hold([
    ['have what these say', made('Args().parse_args()'), {}, '0.2 here:7 unless caller'],
    [
      'of a class derived from it',
      `${ARGS}class More(Args):\n  q: int = 1\nargs = More(underscores_to_dashes=True).parse_args(known_only=True)\nnn.Dropout(args.p)\n`,
      {},
      '0.2 here:7 unless caller',
    ],
    [
      'of a class of another file, whatever others stand elsewhere',
      GIVEN,
      {
        'pkg/opts.py': ARGS,
        'pkg/train.py':
          'from pkg.model import Net\nfrom pkg.opts import Args\nargs = Args().parse_args()\nNet(2, args.p)\n',
        'other/params.py': 'params = {"n": 1, "p": 0.0}\n',
      },
      '0.2 pkg/opts.py:4 unless caller',
    ],
    ['have what words say', made('Args().parse_args(["--p", "0.4"])'), {}, '0.4 here:8'],
    [
      'or these, where nobody can read the words',
      made('Args().parse_args(words)'),
      {},
      '0.2 here:7 unless caller',
    ],
    [
      'but for one that is added with a default',
      made('Args().parse_args()', `${METHOD}add_argument("--p", default=0.4)\n`),
      {},
      '0.4 here:9 unless commandLine',
    ],
    [
      'and one that is added without',
      made('Args().parse_args()', `${METHOD}add_argument("-p", "--p")\n`),
      {},
      '0.2 here:7 unless caller',
    ],
    [
      'or that is set when all is read',
      made('Args().parse_args()', '  def process_args(self):\n    if found():\n      self.p = 0.4\n'),
      {},
      '? reassigned',
    ],
    [
      'which is settings, too, where others are found by name',
      'def make(args):\n  nn.Dropout(args.p)\n',
      { 'pkg/opts.py': ARGS, 'other/params.py': 'params = {"n": 1, "p": 0.0}\n' },
      '0.2? pkg/opts.py:4 unless caller',
    ],
  ]);
});

describe('a setting that is known by its name alone', () => {
  hold([
    [
      'is none that is told by what is laid over it elsewhere',
      'def make(args):\n  nn.Dropout(args.p)\n',
      { 'other/params.py': 'params = {"n": 1, "p": 0.0}\nlarge = dict(params)\nlarge |= {"p": 0.5}\n' },
      '? ambiguous',
    ],
    [
      'is what all say',
      'def make(args):\n  nn.Dropout(args.p)\n',
      { 'other/params.py': 'params = {"n": 1, "p": 0.0}\nlarge = dict(params)\nlarge |= {"p": 0.0}\n' },
      '0.0 other/params.py:1 unless caller',
    ],
  ]);
});

describe('an option of a model of fairseq’s', () => {
  const MODEL = (filled: string): string =>
    `from fairseq.models import register_model, register_model_architecture\nfrom pkg.model import Net\n@register_model("net")\nclass Model(Base):\n  @staticmethod\n  def add_args(parser):\n    parser.add_argument("--pooler-dropout", type=float)\n  def head(self):\n    return Net(3, self.args.pooler_dropout)\n@register_model_architecture("net", "net_base")\ndef base(args):\n  ${filled}\n`;
  const FILLED = { 'fairseq_net.py': MODEL('args.pooler_dropout = getattr(args, "pooler_dropout", 0.2)') };
  const RUN = 'fairseq-train data --user-dir . --arch net_base';
  hold([
    ['is what the architecture fills in', GIVEN, FILLED, '0.2 fairseq_net.py:12 unless caller'],
    [
      '… where no script gives it',
      GIVEN,
      { ...FILLED, 'train.sh': RUN },
      '0.2 fairseq_net.py:12 unless caller',
    ],
    [
      'is what the scripts give it',
      GIVEN,
      { ...FILLED, 'train.sh': `${RUN} --pooler-dropout 0.3` },
      '0.3 train.sh:1 unless commandLine',
    ],
    [
      'is a guess where nothing fills it in',
      GIVEN,
      { 'fairseq_net.py': MODEL('args.pooler_dropout = 0.2') },
      '0.2? fairseq_net.py:12 unless commandLine',
    ],
    [
      'is unknown where architectures differ',
      GIVEN,
      {
        'fairseq_net.py': `${FILLED['fairseq_net.py']}@register_model_architecture("net", "net_big")\ndef big(args):\n  args.pooler_dropout = getattr(args, "pooler_dropout", 0.4)\n`,
      },
      '? ambiguous',
    ],
  ]);
});

describe('options of a script that takes over what another was given', () => {
  const SCRIPT = (options: string, more = ''): string =>
    `import argparse\nfrom pkg.model import Net\nparser = argparse.ArgumentParser()\n${options}args = parser.parse_args()\n${more}Net(args)\n`;
  const RATE = (rate: number): string => `parser.add_argument("--drop_rate", type=float, default=${rate})\n`;
  const OVER = 'for k, v in past().items():\n  setattr(args, k, v)\n';
  const READ = `${NET}, args):\n    self.d = nn.Dropout(args.drop_rate)\n`;
  hold([
    [
      'are those of the other',
      READ,
      { 'train.py': SCRIPT(RATE(0.3)), 'eval.py': SCRIPT('parser.add_argument("--folder")\n', OVER) },
      '0.3 train.py:4 unless commandLine',
    ],
    [
      '… and its own, where it has it as well',
      READ,
      { 'train.py': SCRIPT(RATE(0.3)), 'eval.py': SCRIPT(RATE(0.2)) },
      '? ambiguous',
    ],
  ]);
});
