import { hold } from './forms';

describe('arguments that a decorator sets as attributes of the object', () => {
  const STORE = (calls: string): string => `def store(method):
  spec = inspect.getfullargspec(method)
  names = spec.args[1:]
  @functools.wraps(method)
  def wrapper(*given, **named):
    self = given[0]
    args = dict(zip(names[-len(spec.defaults):], spec.defaults))
    args.update(zip(names, given[1:]))
    args.update(named)
${calls}  return wrapper
`;
  const AT_ONCE = '    self.__dict__.update(args)\n    return method(*given, **named)\n';
  const ONE_BY_ONE = `def store(func):
  signature = inspect.signature(func)
  def inner(self, *args, **kwargs):
    bound = signature.bind(self, *args, **kwargs)
    bound.apply_defaults()
    for name, value in bound.arguments.items():
      setattr(self, name, value)
    func(self, *args, **kwargs)
  return inner
`;
  const NET = (inner = '', more = '', base = 'nn.Module'): string =>
    `class Net(${base}):\n  @store\n  def __init__(self, n, rate=0.1, *rest):\n    super().__init__()\n${inner}    self.net = self.make()\n  def make(self):\n    return nn.Dropout(self.rate)\n${more}`;
  for (const [way, decorator] of [
    ['at once', STORE(AT_ONCE)],
    ['one by one', ONE_BY_ONE],
  ] as const)
    describe(way, () => {
      const others = { 'pkg/util.py': `import functools, inspect\n${decorator}` };
      const own = `from pkg.util import store\n`;
      hold([
        ['by default', own + NET(), others, '0.1 here:7 unless caller'],
        [
          'in the same file',
          `${decorator}${NET()}`,
          {},
          `0.1 here:${5 + decorator.split('\n').length} unless caller`,
        ],
        [
          'by its module',
          `import pkg.util as u\n${NET().replace('@store', '@u.store')}`,
          others,
          '0.1 here:7 unless caller',
        ],
        [
          'as it is passed',
          own + NET(),
          { ...others, 'main.py': 'from pkg.model import Net\nNet(3, 0.3)\n' },
          '0.3 main.py:2 unless caller | default 0.1',
        ],
        [
          'before the parameter is another',
          own + NET('    rate = 2 * rate\n'),
          others,
          '0.1 here:7 unless caller',
        ],
        ['before the method sets it', own + NET('    self.rate = 0.4\n'), others, '0.4 here:9'],
        [
          'before another method may set it',
          own + NET('', '  def reset(self):\n    self.rate = 0.4\n'),
          others,
          '? reassigned',
        ],
        [
          'before what it is in the class',
          own + NET().replace('  @store', '  rate = 0.4\n  @store'),
          others,
          '0.1 here:8 unless caller',
        ],
        [
          'before a base sets it',
          `${own}class Base(nn.Module):\n  def __init__(self):\n    self.rate = 0.4\n${NET('', '', 'Base')}`,
          others,
          '? reassigned',
        ],
        [
          'of a base',
          `${own}${NET('', 'class Own(Net):\n  def __init__(self):\n    super().__init__(3, 0.2)\nOwn()\n')}`,
          others,
          '0.2 here:14 unless caller | default 0.1',
        ],
        ['of what takes all others', own + NET().replace('self.rate', 'self.rest'), others, '? attribute'],
        ['of another name', own + NET().replace('self.rate', 'self.p'), others, '? attribute'],
        ['that is called first', own + NET().replace('@store', '@store()'), others, '? attribute'],
        ['of a class that is not decorated', own + NET().replace('  @store\n', ''), others, '? attribute'],
      ]);
    });
  const use = (decorator: string): readonly [string, Record<string, string>] => [
    `from pkg.util import store\n${NET()}`,
    { 'pkg/util.py': `import functools, inspect\n${decorator}` },
  ];
  hold([
    [
      'after the method has run',
      ...use(STORE('    method(*given, **named)\n    self.__dict__.update(args)\n')),
      '? attribute',
    ],
    [
      'in a branch',
      ...use(STORE('    if named:\n      self.__dict__.update(args)\n    method(*given, **named)\n')),
      '? attribute',
    ],
    ['of another object', ...use(STORE(AT_ONCE).replace('self =', 'other =')), '? attribute'],
    [
      'that only some of them are',
      ...use(ONE_BY_ONE.replace('      setattr', '      if name in NAMES: setattr')),
      '? attribute',
    ],
    ['as something else', ...use(ONE_BY_ONE.replace('name, value)', 'name, half(value))')), '? attribute'],
    ['by other names', ...use(ONE_BY_ONE.replace('self, name,', 'self, "_" + name,')), '? attribute'],
    [
      'without a look at the method',
      ...use(ONE_BY_ONE.replace('signature(func)', 'signature(other)')),
      '? attribute',
    ],
    [
      'of a method that is not called',
      ...use(ONE_BY_ONE.replace('    func(self', '    print(self')),
      '? attribute',
    ],
  ]);
});
