import assert from 'node:assert/strict';
import { inWords, script } from './sites';

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

/** A factory of layers as MONAI has it. */
const FACTORY = `class Factory:
  def __getitem__(self, args):
    return self.get(*args)
Make = Factory('layers')
@Make.factory_function('dropout')
def dropout_factory(dim):
  types = (nn.Dropout, nn.Dropout2d, nn.Dropout3d)
  return types[dim - 1]
@Make.factory_function('linear')
def linear_factory(dim):
  return nn.Linear
Make.add_factory_class('alpha', nn.AlphaDropout)
`;

describe('dropout within other layers and functions', () => {
  const CASES: readonly [code: string, expected: readonly string[]][] = [
    ['nn.TransformerEncoderLayer(8, 2)', ['Dropout 0.1 default']],
    ['nn.TransformerEncoderLayer(8, 2, 16, 0.2)', ['Dropout 0.2 literal']],
    ['nn.TransformerDecoderLayer(8, 2, dropout=0.3)', ['Dropout 0.3 literal']],
    ['nn.Transformer()', ['Dropout 0.1 default']],
    // What is given drops by itself; what is not is made, and drops.
    ['nn.Transformer(custom_encoder=e)', ['Dropout 0.1 default']],
    ['nn.Transformer(custom_decoder=d, dropout=0.2)', ['Dropout 0.2 literal']],
    ['nn.Transformer(custom_encoder=e, custom_decoder=d)', []],
    ['nn.Transformer(8, 2, 1, 1, 16, 0.2, "relu", e, d)', []],
    ['nn.Transformer(8, 2, 1, 1, 16, 0.2, "relu", e, (None))', ['Dropout 0.2 literal']],
    ['nn.Transformer(custom_encoder=None, custom_decoder=None)', ['Dropout 0.1 default']],
    ['nn.Transformer(custom_encoder=e, **options)', ['Dropout ? unpacked options']],
    ['nn.MultiheadAttention(8, 2)', ['Dropout 0.0 default']],
    ['nn.MultiheadAttention(8, 2, 0.1)', ['Dropout 0.1 literal']],
    ['torch.nn.LSTM(8, 2)', ['Dropout 0.0 default']],
    ['nn.GRU(8, 2, 2, True, False, 0.4)', ['Dropout 0.4 literal']],
    ['nn.RNN(8, 2, 2, "relu", True, False, 0.4)', ['Dropout 0.4 literal']],
    ['F.scaled_dot_product_attention(q, k, v)', ['Dropout 0.0 default']],
    ['F.scaled_dot_product_attention(q, k, v, None, 0.1)', ['Dropout 0.1 literal']],
    [
      'from torch.nn.functional import scaled_dot_product_attention as sdpa\nsdpa(q, k, v, dropout_p=0.2)',
      ['Dropout 0.2 literal'],
    ],
    ['from torch.nn.modules.rnn import LSTM\nLSTM(8, 2, dropout=0.2, num_layers=2)', ['Dropout 0.2 literal']],
    // What is given by name is not within `*sizes`, and what comes behind it is not either.
    ['nn.LSTM(*sizes)', ['Dropout ? unpacked sizes']],
    ['nn.LSTM(*sizes, num_layers=2)', ['Dropout 0.0 default']],
    ['nn.TransformerEncoder(layer, 6)', []],
    ['nn.LSTMCell(8, 2)', []],
  ];
  for (const [code, expected] of CASES) {
    it(code, () => {
      const { sites } = script(IMPORTS + code);
      assert.deepEqual(sites.map(inWords), expected);
      assert.ok(sites.every(({ within }) => within));
    });
  }

  const LAYERS: readonly [code: string, isIdle: boolean][] = [
    ['nn.LSTM(8, 2, dropout=0.5)', true],
    ['nn.LSTM(8, 2, 1, dropout=0.5)', true],
    ['N = 1\nnn.LSTM(8, 2, num_layers=N, dropout=0.5)', true],
    ['nn.LSTM(8, 2, 2, dropout=0.5)', false],
    ['nn.LSTM(8, 2, num_layers=n, dropout=0.5)', false],
    ['def f(n=1):\n  nn.LSTM(8, 2, num_layers=n, dropout=0.5)', false],
    ['nn.LSTM(*sizes, dropout=0.5)', false],
  ];
  for (const [code, isIdle] of LAYERS) {
    it(`${isIdle ? 'drops nothing' : 'may drop'} between the layers of ${code.replaceAll('\n', '; ')}`, () =>
      assert.deepEqual(
        script(IMPORTS + code).sites.map((site) => site.isIdle),
        [isIdle],
      ));
  }
});

describe('the operators of torch itself, and other ways to say which layer', () => {
  const CASES: readonly [code: string, expected: readonly string[]][] = [
    ['torch.dropout(x, 0.1, True)', ['Dropout 0.1 literal']],
    ['torch.dropout(x, p=0.1, train=True)', ['Dropout 0.1 literal']],
    ['torch.dropout_(x, 0.1, True)', ['Dropout 0.1 literal']],
    ['torch.feature_dropout(x, 0.1, True)', ['Dropout2d 0.1 literal']],
    ['torch.alpha_dropout(x, 0.1, True)', ['AlphaDropout 0.1 literal']],
    ['torch.feature_alpha_dropout_(x, 0.1, True)', ['FeatureAlphaDropout 0.1 literal']],
    // It takes all that it needs.
    ['torch.dropout(x, 0.1)', []],
    ['from torch import *\ndropout(x, 0.1, True)', ['Dropout 0.1 literal']],
    ['from functools import partial\nD = partial(nn.Dropout, 0.1)\nD()', ['Dropout 0.1 literal']],
    ['import functools\nD = functools.partial(nn.Dropout2d, p=0.1)\nD()', ['Dropout2d 0.1 literal']],
    ['from functools import partial\nD = partial(nn.Dropout, p=0.1)\nD(p=0.2)', ['Dropout 0.2 literal']],
    ['from functools import partial\nD = partial(nn.Dropout, inplace=True)\nD(0.2)', ['Dropout 0.2 literal']],
    ['from functools import partial\nD = partial(nn.Dropout)\nD()', ['Dropout 0.5 default']],
    ['from functools import partial\nD = partial(F.dropout, p=0.3)\nD(x)', ['Dropout 0.3 literal']],
    ['from functools import partial\nD = partial(nn.Linear, 3)\nD(4)', []],
    ["getattr(nn, 'Dropout2d')(0.2)", ['Dropout2d 0.2 literal']],
    ["D = getattr(nn, 'Dropout2d')\nD(0.2)", ['Dropout2d 0.2 literal']],
    ["getattr(nn, 'Linear')(0.2)", []],
    ['getattr(nn, name)(0.2)', []],
    ["KINDS = {'a': nn.Dropout, 'b': nn.Dropout2d}\nKINDS['b'](0.2)", ['Dropout2d 0.2 literal']],
    ["KINDS = {'a': nn.Dropout, 'b': nn.Dropout2d}\nKINDS[kind](0.2)", ['Dropout 0.2 literal, perhaps']],
    ["KINDS = {'a': nn.Linear}\nKINDS['a'](0.2)", []],
    // Filled key by key.
    ["KINDS = {}\nKINDS['drop'] = nn.Dropout2d\nKINDS['drop'](0.2)", ['Dropout2d 0.2 literal']],
    ["KINDS = dict(drop=nn.Dropout3d)\nKINDS['drop'](0.2)", ['Dropout3d 0.2 literal']],
    [
      "def f(deep):\n  kinds = {}\n  if deep:\n    kinds['drop'] = nn.Dropout2d\n  else:\n    kinds['drop'] = nn.Dropout3d\n  kinds['drop'](0.2)",
      ['Dropout2d 0.2 literal, perhaps'],
    ],
    ["def f():\n  kinds = {'drop': nn.Dropout}\n  kinds['drop'] = nn.Identity\n  kinds['drop'](0.2)", []],
    [
      "def f():\n  kinds = {'drop': nn.Dropout}\n  other = kinds\n  other['drop'] = nn.Dropout2d\n  kinds['drop'](0.2)",
      ['Dropout 0.2 literal, perhaps'],
    ],
    ["KINDS = {'drop': nn.Dropout}\nother['drop'] = 0.1\nKINDS['drop'](0.2)", ['Dropout 0.2 literal']],
    [
      "def make():\n  kinds = {}\n  kinds['drop'] = nn.Dropout2d\n  kinds['options'] = {'p': 0.2}\n  return kinds\nclass Net(nn.Module):\n  def __init__(self, kinds):\n    self.d = kinds['drop'](**kinds['options'])\nNet(make())",
      ['Dropout2d 0.2 literal'],
    ],
    // Into whatever it is put: by the key alone, where that speaks of dropping.
    [
      "def fill(kinds):\n  kinds['drop_op'] = nn.Dropout3d\ndef f(kinds):\n  kinds['drop_op'](0.2)",
      ['Dropout3d 0.2 literal, perhaps'],
    ],
    ["def fill(kinds):\n  kinds['op'] = nn.Dropout3d\ndef f(kinds):\n  kinds['op'](0.2)", []],
    [
      "def fill(kinds):\n  kinds['drop_op'] = nn.Dropout3d(0.2)\ndef f(kinds):\n  kinds['drop_op'](x)",
      ['Dropout3d 0.2 literal'],
    ],
    [`${FACTORY}Make['dropout', 2](0.2)`, ['Dropout2d 0.2 literal']],
    [`${FACTORY}Make[Make.DROPOUT, 3](0.2)`, ['Dropout3d 0.2 literal']],
    [`${FACTORY}kind = Make['dropout', 1]\nkind(0.2)`, ['Dropout 0.2 literal']],
    [`${FACTORY}def f(dim=3):\n  Make['dropout', dim](0.2)`, ['Dropout3d 0.2 literal, perhaps']],
    [`${FACTORY}def f(dim):\n  Make['dropout', dim](0.2)`, ['Dropout 0.2 literal, perhaps']],
    [`${FACTORY}def f(kind=Make['dropout', 2], p=0.2):\n  kind(p)`, ['Dropout2d 0.2 parameter, perhaps']],
    [`${FACTORY}Make['alpha'](0.2)`, ['AlphaDropout 0.2 literal']],
    [`${FACTORY}Make['dropout', 9](0.2)`, ['Dropout 0.2 literal, perhaps']],
    [`${FACTORY}Make['linear', 2](0.2)`, []],
    [`${FACTORY}Make['other', 2](0.2)`, []],
    [`${FACTORY.replace('__getitem__', 'get')}Make['dropout', 2](0.2)`, []],
    ['(nn.Dropout if deep else nn.Identity)(0.2)', ['Dropout 0.2 literal, perhaps']],
    ['D = nn.Dropout if deep else nn.Identity\nD(0.2)', ['Dropout 0.2 literal, perhaps']],
    ['def f(layer=nn.Dropout):\n  layer(0.2)', ['Dropout 0.2 literal, perhaps']],
    ['def f(layer=nn.Linear):\n  layer(0.2)', []],
    ['def f(layer):\n  layer(0.2)', []],
    // Handed over by the calls of a function, or of a class.
    ['def f(drop):\n  drop(0.2)\nf(nn.Dropout2d)', ['Dropout2d 0.2 literal, perhaps']],
    [
      'from functools import partial\ndef f(drop=None):\n  drop()\nf(partial(nn.Dropout2d, p=0.3))',
      ['Dropout2d 0.3 literal, perhaps'],
    ],
    [
      'from functools import partial\ndef f(drop=None):\n  drop()\nd = partial(nn.Dropout2d, p=0.3)\nf(d)\nf()',
      ['Dropout2d 0.3 literal, perhaps'],
    ],
    [
      'class Net(nn.Module):\n  def __init__(self, drop_layer):\n    self.drop_layer = drop_layer\n    self.a = self.drop_layer(0.2)\nNet(nn.Dropout3d)',
      ['Dropout3d 0.2 literal, perhaps'],
    ],
    [
      'def f(rnn_class, p):\n  rnn_class(4, 4, 2, dropout=p)\nf(nn.GRU, 0.3)',
      ['Dropout 0.3 caller, perhaps'],
    ],
    [
      'from functools import partial\ndef f(drop):\n  drop()\nf(partial(nn.Dropout, p=0.3))\nf(partial(nn.Dropout, p=0.5))',
      ['Dropout ? ambiguous drop, perhaps'],
    ],
    [
      'from functools import partial\ndef f(drop):\n  drop()\nf(partial(nn.Dropout, p=0.3))\nf(partial(nn.Dropout, 0.3))',
      ['Dropout 0.3 literal, perhaps'],
    ],
    [
      'from functools import partial\ndef f(drop):\n  drop(0.2)\nf(partial(nn.Dropout, inplace=True))\nf(nn.Dropout)',
      ['Dropout 0.2 literal, perhaps'],
    ],
    [
      'from functools import partial\nD = partial(nn.Dropout, 0.1) if deep else partial(nn.Dropout, 0.2)\nD()',
      ['Dropout ? ambiguous D'],
    ],
    [
      'from functools import partial\nD = partial(nn.Dropout, 0.1) if deep else nn.Dropout\nD()',
      ['Dropout ? ambiguous D'],
    ],
    ['def f(x, drop):\n  drop(x)\nf(x, nn.Linear)', []],
    ['def f(x, drop):\n  drop(x)\nf(x, nn.Dropout(0.2))', ['Dropout 0.2 literal']],
    ['def f(layer):\n  layer(0.2)\nf(nn.Dropout)', []],
    [
      'class Net(nn.Module):\n  def __init__(self, drop_layer=nn.Dropout):\n    self.drop_layer = drop_layer\n    self.a = self.drop_layer(0.2)',
      ['Dropout 0.2 literal, perhaps'],
    ],
    // Recurrent layers, of which one has another order than the others.
    [
      "RNNS = {'rnn': nn.RNN, 'lstm': nn.LSTM, 'gru': nn.GRU}\nRNNS[kind](2, 3, 2, True, True, 0.3)",
      ['Dropout 0.3 literal, perhaps'],
    ],
    [
      "RNNS = {'rnn': nn.RNN, 'lstm': nn.LSTM}\ndef f(kind='rnn'):\n  RNNS[kind](2, 3, 2, 'tanh', True, True, 0.3)",
      ['Dropout 0.3 literal, perhaps'],
    ],
    ['getattr(nn, rnn_type)(2, 3, 2, dropout=0.3)', ['Dropout 0.3 literal, perhaps']],
    ['unit = getattr(nn, rnn_type.upper())\nunit(2, 3, 2, dropout=0.3)', ['Dropout 0.3 literal, perhaps']],
    ['getattr(nn, rnn_type)(2, 3, 2)', []],
    ['getattr(nn, kind)(2, 3, 2, dropout=0.3)', []],
    ['getattr(nn, kind)(2, 3, num_layers=2, dropout=0.3)', ['Dropout 0.3 literal, perhaps']],
    ['getattr(nn, kind)(2, 3, num_layers=2)', []],
    ['getattr(nn, kind)(2, 3)', []],
    ['getattr(lib, kind)(2, 3, num_layers=2, dropout=0.3)', []],
    ['getattr(torch, kind)(2, 3, num_layers=2, dropout=0.3)', []],
    ["getattr(nn, 'TransformerEncoder')(2, num_layers=2, dropout=0.3)", []],
    ['nn.__dict__[kind](2, 3, num_layers=2, dropout=0.3)', ['Dropout 0.3 literal, perhaps']],
    ['unit = getattr(nn, kind)\nunit(2, 3, num_layers=2, dropout=0.3)', ['Dropout 0.3 literal, perhaps']],
    ['unit = getattr(nn, kind)\nunit(2, 3)', []],
    [
      'class Net(nn.Module):\n  def __init__(self, kind):\n    self.unit = getattr(nn, kind)\n    self.unit(2, num_layers=2, dropout=0.3)\n    self.unit(2)',
      ['Dropout 0.3 literal, perhaps'],
    ],
    ['D = getattr(nn, kind) if other else nn.Dropout\nD(0.1)', ['Dropout 0.1 literal, perhaps']],
    ['getattr(other, rnn_type)(2, 3, 2, dropout=0.3)', []],
    [
      'class Net(nn.Module):\n  def __init__(self, kind):\n    self.rnn_cell = nn.LSTM if kind else nn.GRU\n    self.rnn = self.rnn_cell(2, 3, 2, dropout=0.3)',
      ['Dropout 0.3 literal, perhaps'],
    ],
    // What timm's own models hand on.
    ['from timm.models.vision_transformer import DropPath\nDropPath(0.2)', ['DropPath 0.2 literal']],
    // A layer, not the class.
    [
      'drop = nn.Dropout(0.2) if deep else nn.Dropout(0.3)\ndrop(x)',
      ['Dropout 0.2 literal', 'Dropout 0.3 literal'],
    ],
  ];
  for (const [code, expected] of CASES)
    it(code, () => {
      const { sites } = script(IMPORTS + code);
      assert.deepEqual(
        sites.map((site) => `${inWords(site)}${site.mayBeOther ? ', perhaps' : ''}`),
        expected,
      );
    });
});

describe('an omitted parameter', () => {
  const CASES: readonly [code: string, expected: string][] = [
    ['nn.Dropout()', 'nn.Dropout(|p)'],
    ['nn.Dropout(inplace=True)', 'nn.Dropout(inplace=True|p)'],
    ['F.dropout(x, training=t)', 'F.dropout(x, training=t|p)'],
    ['nn.LSTM(8, 2,)', 'nn.LSTM(8, 2|dropout,)'],
    ['nn.LSTM(\n  8,\n  2,  # two\n)', 'nn.LSTM(\n  8,\n  2|dropout,  # two\n)'],
    ['F.scaled_dot_product_attention(q, k, v)', 'F.scaled_dot_product_attention(q, k, v|dropout_p)'],
  ];
  for (const [code, expected] of CASES) {
    it(code, () => {
      const text = IMPORTS + code;
      const [{ omitted, argumentsTo } = assert.fail()] = script(text).sites;
      assert.equal(
        `${text.slice(IMPORTS.length, argumentsTo)}|${omitted}${text.slice(argumentsTo)}`,
        expected,
      );
    });
  }
  it('is none where p is given, or may be', () => {
    const { sites } = script(`${IMPORTS}nn.Dropout(0.1)\nnn.Dropout(p=0.1)\nnn.Dropout(*a)\nnn.Dropout(**k)`);
    assert.deepEqual(
      sites.map(({ omitted }) => omitted),
      [undefined, undefined, undefined, undefined],
    );
  });
});

describe('classes of the reader’s own', () => {
  const CASES: readonly [what: string, code: string, expected: readonly string[]][] = [
    ['one that adds nothing', 'class D(nn.Dropout):\n  pass\nD(0.3)', ['D Dropout 0.3 literal']],
    ['one of one', 'class D(nn.Dropout2d):\n  pass\nclass E(D):\n  pass\nE()', ['E Dropout2d 0.5 default']],
    [
      'one with a default of its own',
      'class D(nn.Dropout):\n  def __init__(self, p=0.2):\n    super().__init__(p)\nD()',
      ['D Dropout 0.2 parameter'],
    ],
    [
      'one that is made with another p',
      'class D(nn.Dropout):\n  def __init__(self, p=0.2):\n    super().__init__(p)\nD(0.4)',
      ['D Dropout 0.4 constant'],
    ],
    [
      'one that makes its p',
      'class D(nn.Dropout):\n  def __init__(self, keep):\n    super().__init__(1 - keep)\nD(0.75)',
      ['D Dropout 0.25 constant'],
    ],
    [
      'one that computes otherwise',
      'class D(nn.Dropout):\n  def forward(self, x):\n    return x\nD(0.3)',
      [],
    ],
    ['one that is no dropout', 'class Dropout(nn.Module):\n  pass\nDropout(0.3)', []],
    ['one that derives from itself', 'class D(D):\n  pass\nD(0.3)', []],
  ];
  for (const [what, code, expected] of CASES) {
    it(what, () =>
      assert.deepEqual(
        script(IMPORTS + code).sites.map((site) => `${site.name} ${inWords(site)}`),
        expected,
      ),
    );
  }
});

describe('lookalikes', () => {
  const IMPORTS_OF_OTHERS: readonly string[] = [
    'from flax import linen as nn',
    'import flax.linen as nn',
    'from flax import nnx as nn',
    'import mlx.nn as nn',
    'import mindspore.nn as nn',
    'import oneflow.nn as nn',
    'from tinygrad import nn',
    'import paddle.nn as nn',
    'from mxnet.gluon import nn',
    'import haiku as nn',
    'import equinox.nn as nn',
    'from keras import layers as nn',
    'from tensorflow.keras import layers as nn',
    'import jittor.nn as nn',
    'import candle.nn as nn',
    'from . import nn',
    'from .torch import nn',
    'from mytorch import nn',
    'class nn:\n  class Dropout:\n    pass',
    'try:\n  from torch import nn\nexcept ImportError:\n  pass\nimport paddle.nn as nn',
  ];
  for (const line of IMPORTS_OF_OTHERS) {
    it(line.replaceAll('\n', '; '), () => {
      const code = `${line}\nnn.Dropout(0.5)\nnn.Dropout(rate=0.5)\nnn.LSTM(3, 4)\nnn.MultiheadAttention(8, 2)`;
      assert.deepEqual(script(code).sites, []);
    });
  }
  it('beside torch’s own', () => {
    const code = 'import torch.nn as tnn\nimport flax.linen as nn\nnn.Dropout(0.1)\ntnn.Dropout(0.2)';
    assert.deepEqual(script(code).sites.map(inWords), ['Dropout 0.2 literal']);
  });
});
