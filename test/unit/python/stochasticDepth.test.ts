import assert from 'node:assert/strict';
import { analyze } from '../../../src/python';
import { inWords, script } from './sites';

const IMPORTS = 'import torch\nfrom torch import nn\n';

/** A `DropPath` with these lines as its computation, and one way to call it. */
const layer = (computation: string, call = 'DropPath(0.1)'): string => `${IMPORTS}
class DropPath(nn.Module):
    def __init__(self, drop_prob=0.0, scale_by_keep=True):
        super().__init__()
        self.drop_prob = drop_prob
        self.scale_by_keep = scale_by_keep

    def forward(self, x):
${computation
  .split('\n')
  .map((line) => `        ${line}`)
  .join('\n')}

${call}
`;

const BERNOULLI = `if self.drop_prob == 0. or not self.training:
    return x
keep_prob = 1 - self.drop_prob
shape = (x.shape[0],) + (1,) * (x.ndim - 1)  # any number of dimensions
random_tensor = x.new_empty(shape).bernoulli_(keep_prob)
if keep_prob > 0.0 and self.scale_by_keep:
    random_tensor.div_(keep_prob)
return x * random_tensor`;

/** The same with another way to draw what is kept. */
const drawn = (draw: string): string => `if self.drop_prob == 0. or not self.training:
    return x
keep_prob = 1 - self.drop_prob
shape = (x.shape[0],) + (1,) * (x.ndim - 1)
mask = ${draw}
return x * mask / keep_prob`;

/** A mask by a comparison, as a layer may make it. */
const compared = (comparison: string): string => `if (not self.drop_prob) or (not self.training):
    return x
random_tensor = torch.rand(x.shape[0], 1, 1, 1).to(x.device)
binary_mask = ${comparison}
x = x.div(1 - self.drop_prob)
return x * binary_mask`;

const helper = (name: string, body: string): string =>
  `def ${name}(x, drop_prob: float = 0., training: bool = False):\n${body
    .replaceAll('self.', '')
    .replaceAll(' and scale_by_keep', '')
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;

const RAND = `if self.drop_prob == 0. or not self.training:
    return x
keep_prob = 1 - self.drop_prob
shape = (x.shape[0],) + (1,) * (x.ndim - 1)
random_tensor = keep_prob + torch.rand(shape, dtype=x.dtype, device=x.device)
random_tensor.floor_()
return x.div(keep_prob) * random_tensor`;

const TIME_FIRST = BERNOULLI.replace(/shape = .*\n/, '').replace('(shape)', '(1, x.size(1), 1)');

const byHelper = (body: string, call: string): string => `${IMPORTS}
${helper('drop_path', body)}
class BeitDropPath(nn.Module):
    """Drop paths (Stochastic Depth) per sample."""
    def __init__(self, drop_prob: float = None) -> None:
        super().__init__()
        self.drop_prob = drop_prob

    def forward(self, hidden_states):
        return drop_path(hidden_states, self.drop_prob, self.training)

${call}
`;

/** What is found at the last line that has something. */
function lastOf(text: string): string[] {
  const { sites } = script(text);
  const last = Math.max(...sites.map(({ line }) => line), 0);
  return sites
    .filter(({ line }) => line === last)
    .map((site) => `${inWords(site)}${site.drawsOtherwise ? ', otherwise' : ''}`);
}

describe('a builder that is given a type', () => {
  const MMCV = 'from mmcv.cnn.bricks.drop import build_dropout\n';
  const REGISTRY = `${IMPORTS}
from mmcv.utils import Registry, build_from_cfg
DROPOUT_LAYERS = Registry('drop out layers')

@DROPOUT_LAYERS.register_module()
class Dropout(nn.Dropout):
    def __init__(self, drop_prob=0.5, inplace=False):
        super().__init__(p=drop_prob, inplace=inplace)

${layer(RAND, '').replace(IMPORTS, '').replace('class DropPath', '@DROPOUT_LAYERS.register_module()\nclass DropPath')}
class Other(nn.Dropout):
    def __init__(self, drop_prob=0.5):
        super().__init__(p=drop_prob)

def build_dropout(cfg, default_args=None):
    return build_from_cfg(cfg, DROPOUT_LAYERS, default_args)

`;
  const CASES: readonly [code: string, expected: readonly string[]][] = [
    [`${MMCV}build_dropout(dict(type='Dropout', drop_prob=0.2))`, ['Dropout 0.2 literal']],
    [`${MMCV}build_dropout({'type': 'DropPath', 'drop_prob': 0.2})`, ['DropPath 0.2 literal, otherwise']],
    [`${MMCV}build_dropout(dict(type='DropPath'))`, ['DropPath 0.1 default, otherwise']],
    [`${MMCV}cfg = dict(type='Dropout', drop_prob=0.3)\nbuild_dropout(cfg)`, ['Dropout 0.3 literal']],
    [`${MMCV}build_dropout(dict(type='Else', drop_prob=0.2))`, []],
    [`${MMCV}build_dropout(cfg)`, []],
    [`${REGISTRY}build_dropout(dict(type='Dropout', drop_prob=0.2))`, ['Dropout 0.2 literal']],
    [`${REGISTRY}build_dropout(dict(type='Dropout'))`, ['Dropout 0.5 default']],
    [`${REGISTRY}build_dropout(dict(type='DropPath', drop_prob=0.2))`, ['DropPath 0.2 literal, otherwise']],
    [`${REGISTRY}build_dropout(dict(type='Other'))`, []],
  ];
  for (const [code, expected] of CASES)
    it(code.split('\n').at(-1) ?? '', () => assert.deepEqual(lastOf(code), expected));
});

describe('stochastic depth', () => {
  const CASES: readonly [title: string, code: string, expected: readonly string[]][] = [
    ['by what a class computes', layer(BERNOULLI), ['DropPath 0.1 literal']],
    ['its default', layer(BERNOULLI, 'DropPath()'), ['DropPath 0.0 default']],
    [
      'under another name',
      layer(BERNOULLI, 'DropPath(0.1)').replaceAll('DropPath', 'Skip'),
      ['DropPath 0.1 literal'],
    ],
    ['by torch.rand, as it was', layer(RAND), ['DropPath 0.1 literal, otherwise']],
    ['by a helper', byHelper(BERNOULLI, 'BeitDropPath(0.2)'), ['DropPath 0.2 literal']],
    ['by a helper with torch.rand', byHelper(RAND, 'BeitDropPath(0.2)'), ['DropPath 0.2 literal, otherwise']],
    [
      'a default that is no number',
      byHelper(RAND, 'BeitDropPath()'),
      ['DropPath ? none drop_prob, otherwise'],
    ],
    [
      'a helper on its own',
      `${IMPORTS}${helper('drop_path', BERNOULLI)}\ndrop_path(x, 0.3, True)`,
      ['DropPath 0.3 literal'],
    ],
    [
      'a list for a shape, and a comparison',
      layer(
        'if not self.training:\n    return x\nmask = torch.rand(x.size(0), 1, 1, 1, device=x.device) >= self.drop_prob\nreturn x / (1 - self.drop_prob) * mask',
      ),
      ['DropPath 0.1 literal, otherwise'],
    ],
    ...[
      'torch.bernoulli(torch.full(shape, keep_prob, device=x.device, dtype=x.dtype))',
      'torch.bernoulli(\n    torch.full(size=(x.shape[0], 1, 1), fill_value=keep_prob)\n)',
      'torch.bernoulli(torch.ones(shape) * keep_prob)',
      'torch.bernoulli(keep_prob * x.new_ones(shape))',
      'torch.full(shape, keep_prob).bernoulli()',
      '(torch.ones(shape) * keep_prob).bernoulli()',
      'torch.distributions.Bernoulli(keep_prob).sample(shape)',
    ].map((draw): (typeof CASES)[number] => [draw, layer(drawn(draw)), ['DropPath 0.1 literal, otherwise']]),
    [
      'a mask of named chances',
      layer(
        drawn('torch.bernoulli(chances)').replace('mask =', 'chances = torch.full(shape, keep_prob)\nmask ='),
      ),
      ['DropPath 0.1 literal, otherwise'],
    ],
    // What keeps with p, and what draws for each element, is something else.
    ...[
      'torch.bernoulli(torch.full_like(x, keep_prob))',
      'torch.bernoulli(torch.full(x.shape, keep_prob))',
      'torch.bernoulli(torch.full(shape, self.drop_prob))',
      'torch.bernoulli(torch.ones(shape))',
      'torch.ones(shape).bernoulli()',
      'torch.distributions.Bernoulli(self.drop_prob).sample(shape)',
      'torch.distributions.Bernoulli(keep_prob).sample(x.shape)',
    ].map((draw): (typeof CASES)[number] => [draw, layer(drawn(draw)), []]),
    ...[
      'self.drop_prob < random_tensor',
      'self.drop_prob <= random_tensor',
      'random_tensor > self.drop_prob',
      'random_tensor <= 1 - self.drop_prob',
      '1 - self.drop_prob > random_tensor',
    ].map((mask): (typeof CASES)[number] => [
      mask,
      layer(compared(mask)),
      ['DropPath 0.1 literal, otherwise'],
    ]),
    ...[
      'self.drop_prob > random_tensor',
      'random_tensor < self.drop_prob',
      '1 - self.drop_prob < random_tensor',
    ].map((mask): (typeof CASES)[number] => [mask, layer(compared(mask)), []]),
    [
      'a mask of samples that lie along the second dimension',
      `${IMPORTS}${helper('drop_path', TIME_FIRST)}\ndrop_path(x, 0.3, True)`,
      ['DropPath 0.3 literal'],
    ],
    // By the name of the function: channels would be dropped just so.
    ['of channels', `${IMPORTS}${helper('drop_channel', TIME_FIRST)}\ndrop_channel(x, 0.3, True)`, []],
    [
      'drop connect',
      `${IMPORTS}
def drop_connect(inputs, p, training):
    assert 0 <= p <= 1, 'p must be in range of [0,1]'
    if not training:
        return inputs
    batch_size = inputs.shape[0]
    keep_prob = 1 - p
    random_tensor = keep_prob
    random_tensor += torch.rand([batch_size, 1, 1, 1], dtype=inputs.dtype, device=inputs.device)
    binary_tensor = torch.floor(random_tensor)
    return inputs / keep_prob * binary_tensor

drop_connect(x, p=0.4, training=True)`,
      ['DropPath 0.4 literal, otherwise'],
    ],
    [
      'a class derived from one',
      `${layer(BERNOULLI, '')}class Mine(DropPath):\n    pass\nMine(0.4)`,
      ['DropPath 0.4 literal'],
    ],
    // What does not multiply what is kept is another thing, and so is one that drops elements.
    ['unscaled', layer(BERNOULLI, 'DropPath(0.1, scale_by_keep=False)'), []],
    ['without a scale', layer(BERNOULLI.replace(/if keep_prob.*\n.*\n/, '')), []],
    [
      'of elements',
      layer(BERNOULLI.replace('shape = (x.shape[0],) + (1,) * (x.ndim - 1)', 'shape = x.shape')),
      [],
    ],
    [
      'of samples and places',
      layer(BERNOULLI.replace('(x.shape[0],) + (1,) * (x.ndim - 1)', '(x.shape[0], 1, x.shape[2])')),
      [],
    ],
    // Nor does it drop samples of its input what drops rows of a part of that.
    ['of parts', layer(RAND.replace('(x.shape[0],) + (1,) * (x.ndim - 1)', '(x.features.shape[0], 1)')), []],
    ['always on', layer(BERNOULLI.replace(' or not self.training', '')), []],
    [
      'only called so',
      `${IMPORTS}class DropPath(nn.Module):\n    def forward(self, x):\n        return x\nDropPath(0.1)`,
      [],
    ],
    [
      'torchvision',
      'from torchvision.ops import StochasticDepth\nStochasticDepth(0.2, "row")',
      ['DropPath 0.2 literal'],
    ],
    [
      'torchvision, of a batch',
      'import torchvision\ntorchvision.ops.StochasticDepth(p=0.2, mode="batch")',
      ['StochasticDepth 0.2 literal'],
    ],
    [
      'torchvision, of a mode that is not known',
      'import torchvision\ntorchvision.ops.StochasticDepth(0.2, mode)',
      [],
    ],
    [
      'torchvision’s function',
      'from torchvision.ops import stochastic_depth\nstochastic_depth(x, 0.2, mode="row", training=False)',
      ['DropPath 0.2 literal'],
    ],
    ['timm', 'from timm.models.layers import DropPath\nDropPath()', ['DropPath 0.0 default, otherwise']],
    [
      'timm’s function',
      'from timm.layers import drop_path\ndrop_path(x, 0.1)',
      ['DropPath 0.1 literal, otherwise'],
    ],
    ['mmcv', 'from mmcv.cnn.bricks import DropPath\nDropPath()', ['DropPath 0.1 default, otherwise']],
  ];
  for (const [title, code, expected] of CASES)
    it(`is known: ${title}`, () => assert.deepEqual(lastOf(code), expected));

  const VERDICTS: readonly [code: string, silenced: string, reason: string][] = [
    [layer(BERNOULLI), 'yes', 'layer'],
    [layer(BERNOULLI, 'def f(x):\n    return DropPath(0.1)(x)'), 'no', 'fresh'],
    ['from torchvision.ops import stochastic_depth\nstochastic_depth(x, 0.2, "row")', 'no', 'omitted'],
    ['from timm.layers import drop_path\ndrop_path(x, 0.1)', 'yes', 'off'],
    [`${IMPORTS}${helper('drop_path', BERNOULLI)}\ndrop_path(x, 0.3, True)`, 'no', 'always'],
  ];
  for (const [code, silenced, reason] of VERDICTS) {
    it(`eval() silences it: ${silenced}, ${reason}`, () => {
      const { verdict } = script(code).sites.at(-1) ?? assert.fail();
      assert.deepEqual([verdict.silenced, verdict.reason], [silenced, reason]);
    });
  }

  it('is none of the problems that torch speaks of', () => {
    const { problems } = analyze(['import torchvision\ntorchvision.ops.StochasticDepth(1.5, "row")'], {
      notebook: false,
    });
    assert.deepEqual(problems, []);
  });
});
