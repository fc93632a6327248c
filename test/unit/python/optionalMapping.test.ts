import { hold } from './forms';

describe('what is unpacked of a dictionary that need not be passed', () => {
  const NET = (fallback: string, unpacked: string, before = ''): string =>
    `class Net(nn.Module):\n  def __init__(self, n, more${fallback}):\n${before}    nn.MultiheadAttention(3, 1, **${unpacked})\n`;
  const MADE = '    more = more or {}\n';
  const WAYS: readonly [way: string, code: string][] = [
    ['or an empty one', NET('=None', 'more', MADE)],
    ['or an empty one where it is unpacked', NET('=None', '(more or {})')],
    ['which is empty by default', NET('={}', 'more')],
    ['in a branch', NET('=None', 'more', '    if more is None:\n      more = dict()\n')],
    ['in a condition', NET('=None', 'more', '    more = {} if more is None else more\n')],
  ];
  const use = (calls: string): Record<string, string> => ({
    'main.py': `from pkg.model import Net\n${calls}\n`,
  });
  for (const [way, code] of WAYS)
    describe(way, () => {
      hold([
        ['where nobody makes it', code, {}, '0.0 here:4'],
        ['where nobody passes it', code, use('Net(3)\nNet(n=3)'), '0.0 here:4'],
        ['where it lacks p', code, use('Net(3, {"bias": False})\nNet(3, None)'), '0.0 here:4'],
        ['where all pass it', code, use('Net(3, {"dropout": 0.3})'), '0.3 main.py:2 unless caller'],
        ['where some pass it', code, use('Net(3, dict(dropout=0.3))\nNet(3)'), '? unpacked'],
        ['where nobody knows what is passed', code, use('Net(3, read())'), '? unpacked'],
        [
          'where the call passes it itself',
          `${code}Net(3, {"dropout": 0.3})\n`,
          {},
          `0.3 here:${3 + code.split('\n').length} unless caller`,
        ],
      ]);
    });
  hold([
    ['that is set otherwise, too', NET('=None', 'more', `${MADE}    more = read()\n`), {}, '? unpacked'],
    ['that has to be passed', NET('', 'more', MADE), {}, '? unpacked'],
    ['with p put into it', NET('=None', 'more', `${MADE}    more["dropout"] = 0.3\n`), {}, '0.3 here:7'],
    ['with p put into what is empty', NET('={}', 'more', '    more["dropout"] = 0.3\n'), {}, '0.3 here:6'],
    [
      'with p put into it by name',
      NET('=None', 'more', `${MADE}    more.update(dropout=0.3)\n`),
      {},
      '0.3 here:7',
    ],
    [
      'with p put into it in a branch',
      NET('=None', 'more', `${MADE}    if n > 3:\n      more["dropout"] = 0.3\n`),
      {},
      '? unpacked',
    ],
    ...['setdefault("dropout", 0.3)', 'update(read())', 'update({**read()})', 'update(**read())'].map(
      (put) => [`behind ${put}`, NET('=None', 'more', `${MADE}    more.${put}\n`), {}, '? unpacked'] as const,
    ),
    [
      'behind what puts all of others into it',
      NET('=None', 'more', `${MADE}    for k in OTHERS:\n      more[k] = OTHERS[k]\n`),
      {},
      '? unpacked',
    ],
    ...['update({"bias": False}, n=3)', 'setdefault("bias", False)'].map(
      (put) => [`behind ${put}`, NET('=None', 'more', `${MADE}    more.${put}\n`), {}, '0.0 here:4'] as const,
    ),
    ['that is something by default', NET('={"dropout": 0.2}', 'more'), {}, '0.2 here:4 unless caller'],
  ]);
});

describe('what is unpacked where a dictionary is passed', () => {
  const use = (calls: string, others = ''): Record<string, string> => ({
    'main.py': `from pkg.model import Net\n${calls}\n`,
    'other.py': `from pkg.model import Net\n${others}\n`,
  });
  const NET = (test: string, before = ''): string =>
    `class Net(nn.Module):\n  def __init__(self, n, more=None):\n${before}    if ${test}:\n      nn.MultiheadAttention(3, 1, **more)\n`;
  for (const test of ['more', 'more is not None'])
    describe(`if ${test}`, () => {
      const code = NET(test);
      hold([
        ['by nobody', code, {}, '? unpacked'],
        ['by none who calls it', code, use('Net(3)\nNet(3, None)'), '? unpacked'],
        ['which lacks p', code, use('Net(3, {"bias": False})\nNet(3)'), '0.0 here:4'],
        ['of several, each without p', code, use('Net(3, {"n": 3})', 'Net(4, {"n": 4})'), '0.0 here:4'],
        ['of several, one with p', code, use('Net(3, {"n": 3})', 'Net(4, {"dropout": 0.4})'), '? unpacked'],
        ['by some', code, use('Net(3, {"dropout": 0.3})\nNet(3)'), '0.3 main.py:2 unless caller'],
        ['of which nobody knows', code, use('Net(3, {"dropout": 0.3})\nNet(3, read())'), '? unpacked'],
        [
          'into which p is put',
          NET(test, '    if more:\n      more["dropout"] = 0.3\n'),
          use('Net(3, {"n": 3})'),
          '? unpacked',
        ],
      ]);
    });
  hold([['or there is something else', NET('more or n > 3'), use('Net(3, {"n": 3})\nNet(4)'), '? unpacked']]);

  const MANAGER = `import argparse
class Manager:
  def __init__(self, config=None, command=None):
    p = argparse.ArgumentParser()
    p.add_argument("--p", type=float, default=0.1)
    p.add_argument("--n", type=int, default=3)
    if config:
      p.set_defaults(**config)
    if command is not None:
      args = vars(p.parse_args(command))
    else:
      args = vars(p.parse_args())
    for k, v in args.items():
      if not k.startswith("__"):
        setattr(self, k, v)
`;
  const RUN = (...configs: readonly string[]): Record<string, string> => ({
    'pkg/manager.py': MANAGER,
    ...Object.fromEntries(
      configs.map((config, i) => [
        `pkg/run${i}.py`,
        `from pkg.manager import Manager\nfrom pkg.model import Net\nNet(Manager(${config}))\n`,
      ]),
    ),
  });
  const OF = 'class Net(nn.Module):\n  def __init__(self, manager):\n    self.d = nn.Dropout(manager.p)\n';
  hold([
    ['as other defaults of a script', OF, RUN('{"n": 4}'), '0.1 pkg/manager.py:5 unless commandLine'],
    ['as those of two', OF, RUN('{"n": 4}', '{"n": 5}'), '0.1 pkg/manager.py:5 unless commandLine'],
    [
      'as those of two of three',
      OF,
      RUN('{"n": 4}', '{"n": 5}', 'command=["--n", "4"]'),
      '0.1 pkg/manager.py:5 unless commandLine',
    ],
    ['as those of two, one of p', OF, RUN('{"n": 4}', '{"n": 5, "p": 0.4}'), '? attribute'],
    ['as those of one of two, of p', OF, RUN('', '{"n": 5, "p": 0.4}'), '? attribute'],
  ]);
});

describe('what is laid over settings of a dictionary that need not be passed', () => {
  const LAID = (display: string, fallback = '=None', before = ''): string =>
    `BASE = {"n": 3, "p": 0.2}\ndef build(n, more${fallback}):\n${before}  cfg = ${display}\n  return nn.Dropout(float(cfg["p"]))\n`;
  const OR = '{**BASE, **(more or {})}';
  const use = (calls: string): Record<string, string> => ({
    'main.py': `from pkg.model import build\n${calls}\n`,
  });
  for (const [way, code, open = '? subscript'] of [
    ['or an empty one', LAID(OR)],
    ['in a call', LAID('dict(BASE, **(more or {}))'), '? unpacked'],
    ['which is empty by default', LAID('{**BASE, **more}', '={}')],
    ['in a branch', LAID('{**BASE, **more}', '=None', '  if more is None:\n    more = {}\n')],
  ] as readonly (readonly [way: string, code: string, open?: string])[])
    describe(way, () => {
      hold([
        ['where nobody calls it', code, {}, '0.2 here:4 unless caller'],
        ['where nobody passes it', code, use('build(3)\nbuild(n=3)'), '0.2 here:4 unless caller'],
        ['where it lacks p', code, use('build(3, {"n": 4})\nbuild(3, None)'), '0.2 here:4 unless caller'],
        ['where the only call passes it', code, use('build(3, {"p": 0.3})'), '0.3 main.py:2 unless caller'],
        ['where some pass it', code, use('build(3, {"p": 0.3})\nbuild(3)'), open],
        ['where nobody knows what is passed', code, use('build(3, read())'), open],
      ]);
    });
  hold([
    ['where it hands itself on', `${LAID(OR)}def again(cfg):\n  build(3, cfg)\n`, {}, '? subscript'],
    [
      'where it calls itself with what it laid over',
      LAID(OR).replace('  return', '  build(3, cfg)\n  return'),
      {},
      '0.2 here:4 unless caller',
    ],
    ['which is None where none is passed', LAID('{**BASE, **more}'), {}, '? subscript'],
    [
      'into which p is put',
      LAID(OR, '=None', '  more = more or {}\n  more["p"] = 0.3\n'),
      {},
      '? reassigned',
    ],
    [
      'into which p is put in a branch',
      LAID(OR, '=None', '  more = more or {}\n  if n > 3:\n    more["p"] = 0.3\n'),
      {},
      '? reassigned',
    ],
    [
      'where all pass the same',
      LAID('{**BASE, **more}', '={}'),
      use('MINE = {"p": 0.3}\nbuild(3, MINE)\nbuild(4, MINE)'),
      '0.3 main.py:2 unless caller',
    ],
    [
      'below what is written behind it',
      LAID('{**(more or {}), "p": 0.4}'),
      use('build(3, read())'),
      '0.4 here:6',
    ],
  ]);
});

describe('what the keywords of a call have that are taken together', () => {
  const NET =
    'class Net(nn.Module):\n  def __init__(self, n, dropout=0.1):\n    self.d = nn.Dropout(dropout)\n';
  const RUN = (build: string): string =>
    `class Run:\n  def __init__(self, **params):\n    self.${build}(**params["model"])\n  def ${build}(self, **model):\n    self.net = Net(**model)\n`;
  const CONF = 'config.yaml';
  const use = (call: string, config: string): Record<string, string> => ({
    'main.py': `import yaml\nfrom pkg.model import Run\nconfig = yaml.safe_load(open("config.yaml"))\n${call}\n`,
    [CONF]: config,
    'other/config.yaml': 'model:\n  dropout: 0.7\n',
  });
  const OWN = 'model:\n  n: 3\n  dropout: 0.3\n';
  for (const build of ['build', '__build'])
    describe(`by ${build}`, () => {
      const code = `${NET}${RUN(build)}`;
      hold([
        ['of a file', code, use('Run(**config)', OWN), `0.3 ${CONF}:3 unless caller | default 0.1`],
        [
          'of a part of a file',
          code,
          use('Run(**config["a"])', `a:\n${OWN.replace(/^/gm, '  ')}`),
          `0.3 ${CONF}:4 unless caller | default 0.1`,
        ],
        [
          'given by name',
          code,
          use('Run(model={"n": 3, "dropout": 0.4})', OWN),
          '0.4 main.py:4 unless caller | default 0.1',
        ],
        [
          'of two calls',
          code,
          use('Run(**config)\nRun(**read())', OWN),
          '0.1 here:5 unless caller | passed **params["model"]',
        ],
        ['of nobody', code, use('', OWN), '0.1 here:5 unless caller | passed **params["model"]'],
      ]);
    });
});
