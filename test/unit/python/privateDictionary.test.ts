import { hold, NET } from './forms';

describe('what is put into a dictionary of a function’s own', () => {
  const ITEM = `${NET}, config):\n    nn.Dropout(config["dropout"])\n`;
  const PUT = '  kwargs["dropout"] = 0.25\n';
  const put = (head: string, end: string, before = '') => ({
    'other.py': `def student(${head}):\n${before}${PUT}  ${end}\n`,
  });
  hold([
    ['that is unpacked', ITEM, put('build, **kwargs', 'return build(**kwargs)'), '? subscript'],
    [
      'that is unpacked, of an attribute',
      ITEM.replace('["dropout"]', '.dropout'),
      put('build, **kwargs', 'return build(**kwargs)'),
      '? attribute',
    ],
    [
      'that is unpacked, beside settings',
      ITEM,
      {
        ...put('build, **kwargs', 'return build(2, **kwargs)'),
        'config.yaml': 'dropout: 0.3\n',
      },
      '0.3 config.yaml:1 unless caller',
    ],
    ['that is handed on', ITEM, put('**kwargs', 'keep(kwargs)'), '0.25? other.py:2 unless caller'],
    [
      'that is a copy and given back',
      ITEM,
      put('model', 'return kwargs', '  kwargs = model.info.copy()\n'),
      '0.25? other.py:3 unless caller',
    ],
    [
      'that is a copy and unpacked',
      ITEM,
      put('model, build', 'build(**kwargs)', '  kwargs = dict(model.info, n=2)\n'),
      '? subscript',
    ],
    [
      'that is a copy and handed on, before settings that say something else',
      ITEM,
      {
        ...put('model', 'return kwargs', '  kwargs = copy.deepcopy(model.info)\n'),
        'config.yaml': 'dropout: 0.3\n',
      },
      '0.25? other.py:3 unless caller',
    ],
    [
      'that may be its caller’s',
      ITEM,
      put('build, kwargs', 'build(**kwargs)'),
      '0.25 other.py:2 unless caller',
    ],
    ['that it makes', ITEM, put('', 'return kwargs', '  kwargs = {}\n'), '0.25 other.py:3 unless caller'],
  ]);
});
