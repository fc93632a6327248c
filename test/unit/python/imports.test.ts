import assert from 'node:assert/strict';
import { inWords, notebook, script } from './sites';

const TORCH: readonly [imports: string, call: string, kind: string][] = [
  ['import torch', 'torch.nn.Dropout(0.5)', 'Dropout'],
  ['import torch.nn', 'torch.nn.Dropout(0.5)', 'Dropout'],
  ['import torch as th', 'th.nn.Dropout2d(0.5)', 'Dropout2d'],
  ['import torch.nn as nn', 'nn.Dropout3d(0.5)', 'Dropout3d'],
  ['import os, torch.nn as nn, sys', 'nn.Dropout(0.5)', 'Dropout'],
  ['from torch import nn', 'nn.AlphaDropout(0.5)', 'AlphaDropout'],
  ['from torch import nn as N', 'N.FeatureAlphaDropout(0.5)', 'FeatureAlphaDropout'],
  ['from torch import (\n  nn,\n  optim as o,\n)', 'nn.Dropout1d(0.5)', 'Dropout1d'],
  ['from torch.nn import Dropout', 'Dropout(0.5)', 'Dropout'],
  ['from torch.nn import Linear, Dropout as D', 'D(0.5)', 'Dropout'],
  ['from torch.nn import *', 'Dropout(0.5)', 'Dropout'],
  ['from torch.nn.modules import Dropout', 'Dropout(0.5)', 'Dropout'],
  ['from torch.nn.modules.dropout import Dropout2d', 'Dropout2d(0.5)', 'Dropout2d'],
  ['import torch.nn.functional as F', 'F.dropout(x, 0.5)', 'Dropout'],
  ['from torch.nn import functional as F', 'F.alpha_dropout(x, 0.5)', 'AlphaDropout'],
  ['from torch.nn import functional', 'functional.dropout3d(x, 0.5)', 'Dropout3d'],
  ['from torch.nn.functional import dropout', 'dropout(x, 0.5)', 'Dropout'],
  ['from torch.nn.functional import feature_alpha_dropout as d', 'd(x, 0.5)', 'FeatureAlphaDropout'],
  ['import torch', 'torch.nn.functional.dropout2d(x, 0.5)', 'Dropout2d'],
  ['from torch.functional import F', 'F.dropout(x, 0.5)', 'Dropout'],
  ['from torch.nn.modules.activation import F as f', 'f.alpha_dropout(x, 0.5)', 'AlphaDropout'],
  ['', 'torch.nn.Dropout(0.5)', 'Dropout'],
  ['', 'torch.relu(nn.Dropout2d(0.5)(x))', 'Dropout2d'],
  ['', 'F.alpha_dropout(torch.ones(3), 0.5)', 'AlphaDropout'],
  ['import torch\nnn = torch.nn', 'nn.Dropout(0.5)', 'Dropout'],
  ['import torch\nDrop = torch.nn.Dropout', 'Drop(0.5)', 'Dropout'],
  ['try:\n  import torch.nn as nn\nexcept ImportError:\n  nn = None', 'nn.Dropout(0.5)', 'Dropout'],
  ['if True:\n  from torch import nn', 'nn.Dropout(0.5)', 'Dropout'],
  ['from torch import nn\nfrom torch import nn', 'nn.Dropout(0.5)', 'Dropout'],
  ['import flax.linen as nn\nimport torch.nn as nn', 'nn.Dropout(0.5)', 'Dropout'],
  ['import torch as nn\nfrom torch import nn', 'def make():\n  return nn.Dropout(0.5)', 'Dropout'],
  ['import flax.linen as nn\nimport torch.nn as nn', 'def make():\n  return nn.Dropout(0.5)', 'Dropout'],
  ['from torch.nn import *\nfrom torch.nn.functional import *', 'Dropout(0.5)', 'Dropout'],
  ['from torch.nn import *\nfrom torch.nn.functional import *', 'dropout(x, 0.5)', 'Dropout'],
  ['from keras.layers import *\nfrom torch.nn import *', 'Dropout(0.5)', 'Dropout'],
  ['from torch.nn import Dropout\nfrom torch.nn.init import *', 'Dropout(0.5)', 'Dropout'],
  ['from torch.nn import Dropout\nfrom torch.utils.data import *', 'Dropout(0.5)', 'Dropout'],
  ['from torch.nn import Dropout\nfrom time import *', 'Dropout(0.5)', 'Dropout'],
  ['from torch.nn import Module, Dropout\nfrom mine import *', 'Dropout(0.5)', 'Dropout'],
  ['import torch\nfrom fastai.vision.all import *', 'torch.nn.Dropout(0.5)', 'Dropout'],
  ['from fastai.vision.all import *', 'nn.Dropout(0.5)', 'Dropout'],
  ['from fastai import *\nfrom fastai.text import *', 'F.dropout(x, 0.5)', 'Dropout'],
  ['from torch.nn.functional import dropout', 'dropout = dropout(x, 0.5)', 'Dropout'],
  ['def get():\n  import torch\n  return torch\nth = get()\nnn = th.nn', 'nn.Dropout(0.5)', 'Dropout'],
  [
    'from torch import nn\nif not hasattr(nn, "Dropout1d"):\n  nn.Dropout1d = nn.Dropout',
    'nn.Dropout1d(0.5)',
    'Dropout1d',
  ],
  [
    'from torch import nn\nif (hasattr(nn, "Dropout1d")):\n  pass\nelse:\n  nn.Dropout1d = nn.Dropout',
    'nn.Dropout1d(0.5)',
    'Dropout1d',
  ],
  [
    'from torch import nn\nnn.Dropout1d = getattr(nn, "Dropout1d", nn.Dropout)',
    'nn.Dropout1d(0.5)',
    'Dropout1d',
  ],
  [
    'def load():\n  try:\n    import torch\n    return torch\n  except ImportError:\n    return None\ndef get():\n  return load()\nth = get()',
    'th.nn.Dropout(0.5)',
    'Dropout',
  ],
];

const NOT_TORCH: readonly [imports: string, call: string][] = [
  ['', 'nn.Dropout(0.5)'],
  ['', 'Dropout(0.5)'],
  ['', 'torch.relu(Dropout(0.5)(x))'],
  ['', 'torch.relu(N.Dropout(0.5)(x))'],
  ['from mine import *', 'torch.nn.Dropout(0.5)'],
  ['nn = mine()', 'torch.relu(nn.Dropout(0.5)(x))'],
  ['from flax import linen as nn', 'nn.Dropout(0.5)'],
  ['import flax.linen as nn', 'nn.Dropout(rate=0.5)'],
  ['from tensorflow.keras.layers import Dropout', 'Dropout(0.5)'],
  ['from mxnet.gluon import nn', 'nn.Dropout(0.5)'],
  ['import paddle.nn as nn', 'nn.Dropout(0.5)'],
  ['import paddle.nn.functional as F', 'F.dropout(x, 0.5)'],
  ['import torch.nn as nn\nimport flax.linen as nn', 'nn.Dropout(0.5)'],
  ['from torch.nn import *\nfrom mine import *', 'Dropout(0.5)'],
  ['from torch.nn import Dropout\nclass Dropout: pass', 'Dropout(0.5)'],
  ['from torch.nn import Dropout\ndef Dropout(p): pass', 'Dropout(0.5)'],
  ['from torch.nn import Dropout\nfrom keras.layers import *', 'Dropout(0.5)'],
  ['from .torch import nn', 'nn.Dropout(0.5)'],
  ['def get(name):\n  import torch\n  return torch\nth = get("jax")', 'th.nn.Dropout(0.5)'],
  ['def get():\n  import torch, jax\n  if a: return torch\n  return jax\nth = get()', 'th.nn.Dropout(0.5)'],
  ['def get():\n  return get()\nth = get()', 'th.nn.Dropout(0.5)'],
  ['from fastai.vision.all import *\nfrom mine import *', 'nn.Dropout(0.5)'],
  ['from fastai.vision.all import *', 'layers.Dropout(0.5)'],
  ['from torch.nn import Dropout\nfrom keras.layers import *', 'Dropout(0.5)'],
  ['from torch.nn import Dropout\nfrom torch.ao.nn.quantized import *', 'Dropout(0.5)'],
  ['from keras.layers import *\nif a:\n  from torch.nn import *', 'Dropout(0.5)'],

  ['from torch import nn\nnn.Dropout = nn.Identity', 'nn.Dropout(0.5)'],
  ['from torch import nn\nif hasattr(nn, "Dropout"):\n  nn.Dropout = nn.Identity', 'nn.Dropout(0.5)'],
  ['from torch import nn\nif not hasattr(nn, "Dropout1d"):\n  nn.Dropout = nn.Identity', 'nn.Dropout(0.5)'],
  ['from torch import nn\nif not hasattr(torch, "Dropout"):\n  nn.Dropout = nn.Identity', 'nn.Dropout(0.5)'],
  [
    'from torch import nn\nif not hasattr(nn, "Dropout"):\n  pass\nelse:\n  nn.Dropout = nn.Identity',
    'nn.Dropout(0.5)',
  ],
  [
    'from torch import nn\nif not hasattr(nn, "Dropout") or mine:\n  nn.Dropout = nn.Identity',
    'nn.Dropout(0.5)',
  ],
  ['from torch import nn\nnn.Dropout = getattr(nn, "Identity", nn.Dropout)', 'nn.Dropout(0.5)'],
  [
    'from torch import nn\nif not hasattr(nn, "Dropout"):\n  nn.Dropout = nn.Identity\nnn.Dropout = nn.Identity',
    'nn.Dropout(0.5)',
  ],
  ['import torch', 'torch.dropout(x, 0.5)'],
  ['from torch import F', 'F.dropout(x, 0.5)'],
  ['from torch import nn\nif jax:\n  from flax import linen as nn', 'nn.Dropout(0.5)'],
  ['import torch.nn as nn\nimport flax.linen as nn', 'def make():\n  return nn.Dropout(0.5)'],
  ['import torch.nn as nn\ndef make():\n  return nn.Dropout(0.5)', 'import flax.linen as nn'],
  ['import flax.linen as nn\nif x:\n  import torch.nn as nn', 'def make():\n  return nn.Dropout(0.5)'],
  ['import torch', 'torch.nn.Linear(5, 5)'],
  ['import torch', 'torch.nn.Dropout'],
  ['import torch', '# torch.nn.Dropout(0.5)'],
  ['import torch', '"torch.nn.Dropout(0.5)"'],
  ['import torch', 'x.torch.nn.Dropout(0.5)'],
  ['import torch', 'torch[0].nn.Dropout(0.5)'],
  ['import torch', 'torch().nn.Dropout(0.5)'],
];

describe('which calls are torch’s dropout', () => {
  for (const [imports, call, kind] of TORCH) {
    it(`finds ${call} after ${imports.replaceAll('\n', '; ')}`, () => {
      assert.deepEqual(script(`${imports}\n${call}\n`).sites.map(inWords), [`${kind} 0.5 literal`]);
    });
  }

  for (const [imports, call] of NOT_TORCH) {
    it(`leaves ${call} alone after ${imports.replaceAll('\n', '; ') || 'no import'}`, () => {
      assert.deepEqual(script(`${imports}\n${call}\n`).sites, []);
    });
  }

  it('sees an import that stands in another cell', () => {
    const { sites } = notebook('import torch.nn as nn', 'nn.Dropout(0.5)');
    assert.deepEqual(
      sites.map((site) => [site.cell, site.line, inWords(site)]),
      [[1, 0, 'Dropout 0.5 literal']],
    );
  });

  it('keeps a function’s own import to that function', () => {
    const { sites } = script(`
def inside():
    from torch import nn
    return nn.Dropout(0.5)
nn.Dropout(0.25)
`);
    assert.deepEqual(sites.map(inWords), ['Dropout 0.5 literal']);
  });

  it('sees the module’s import from methods, classes, lambdas and comprehensions', () => {
    const { sites } = script(`
from torch import nn
class Net(nn.Module):
    drop = nn.Dropout(0.1)
    def __init__(self, make=lambda: nn.Dropout(0.2)):
        self.layers = [nn.Dropout(0.3) for _ in range(3)]
        self.more = nn.Sequential(nn.Linear(5, 5), nn.Dropout(0.4))
f"{nn.Dropout(0.5)}"
`);
    assert.deepEqual(
      sites.map(({ p }) => p.known && p.number.value),
      [0.1, 0.2, 0.3, 0.4, 0.5],
    );
  });

  it('does not take a class’s names for the names of its methods', () => {
    const { sites } = script(`
from torch import nn
class Net:
    nn = None
    def make(self):
        return nn.Dropout(0.5)
`);
    assert.equal(sites.length, 1);
  });

  it('says where a call stands and what it is called there', () => {
    const text = 'import torch\n\nlayer = torch.nn.Dropout(0.5)\n';
    const [site] = script(text).sites;
    assert.equal(site?.line, 2);
    assert.equal(text.slice(site.from, site.to), 'torch.nn.Dropout(0.5)');
    assert.equal(text.slice(site.from, site.calleeTo), 'torch.nn.Dropout');
    assert.equal(site.name, 'torch.nn.Dropout');
    assert.equal(site.form, 'module');
  });
});
