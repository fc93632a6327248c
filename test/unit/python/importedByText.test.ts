import { GIVEN, hold, OPEN } from './forms';

describe('a class of a module that is imported by a text', () => {
  const imports = (what: string, made = 'net.Net(2, dropout=0.4)'): Record<string, string> => ({
    'train.py': `import importlib\nfrom importlib import import_module\nnet = ${what}\nmodel = ${made}\n`,
  });
  const IS_GIVEN = '0.4 train.py:4 unless caller';
  const IS_LEFT = '0.1 here:5 unless caller';
  hold([
    ['is given what is passed', GIVEN, imports('importlib.import_module("pkg.model")'), IS_GIVEN],
    ['in the place of a default', OPEN, imports("import_module('pkg.model')"), `${IS_GIVEN} | default 0.1`],
    [
      'which ends in what nobody knows',
      OPEN,
      imports('import_module("pkg." + kind)'),
      `${IS_GIVEN} | default 0.1`,
    ],
    ['or begins with it', OPEN, imports('import_module(kind + ".model")'), `${IS_GIVEN} | default 0.1`],
    ['or has it within', OPEN, imports('import_module(f"{kind}.mod{size}")'), `${IS_GIVEN} | default 0.1`],
    ['put together otherwise', OPEN, imports('import_module("pkg.%s" % kind)'), `${IS_GIVEN} | default 0.1`],
    ['of parts', OPEN, imports('import_module(".".join(["pkg", kind]))'), `${IS_GIVEN} | default 0.1`],
    ['or of a pattern', OPEN, imports('import_module("pkg.{}".format(kind))'), `${IS_GIVEN} | default 0.1`],
    [
      'is looked up there',
      OPEN,
      imports('import_module("pkg." + kind)', 'getattr(net, name)(2, dropout=0.4)'),
      `${IS_GIVEN} | default 0.1`,
    ],
    [
      'or at once',
      OPEN,
      imports('importlib.import_module("pkg.model").__dict__[name]', 'net(2, dropout=0.4)'),
      `${IS_GIVEN} | default 0.1`,
    ],
    [
      'by its own name',
      OPEN,
      imports('getattr(importlib.import_module("pkg.model"), "Net")', 'net(2, dropout=0.4)'),
      `${IS_GIVEN} | default 0.1`,
    ],
    ['of another module', OPEN, imports('import_module("pkg.other")'), IS_LEFT],
    ['of another folder', OPEN, imports('import_module("other." + kind)'), IS_LEFT],
    ['with another ending', OPEN, imports('import_module(kind + ".other")'), IS_LEFT],
    ['of which nothing is known', OPEN, imports('import_module(kind)'), IS_LEFT],
    ['by what only has that name', OPEN, imports('load_module("pkg.model")'), IS_LEFT],
    [
      'from where the code stands',
      OPEN,
      { 'pkg/train.py': imports('import_module(".model", package=__package__)')['train.py'] ?? '' },
      '0.4 pkg/train.py:4 unless caller | default 0.1',
    ],
    [
      'from a package that is named',
      OPEN,
      imports('import_module(".model", "pkg")'),
      `${IS_GIVEN} | default 0.1`,
    ],
    [
      'which a package takes over',
      OPEN,
      {
        'pkg/__init__.py': 'from .model import *\n',
        'pkg/train.py':
          imports('import_module("..pkg", package=__package__)', 'getattr(net, name)(2, dropout=0.4)')[
            'train.py'
          ] ?? '',
      },
      '0.4 pkg/train.py:4 unless caller | default 0.1',
    ],
  ]);
});
