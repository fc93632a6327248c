import assert from 'node:assert/strict';
import { script } from './sites';

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';
const FORWARD = '    def forward(self, x):\n        return F.dropout(x, self.p, self.training)\n';

/** The p of the first call of `F.dropout`, with what is told beside it. */
function pOf(code: string): string {
  const { p } = script(IMPORTS + code).sites.find(({ form }) => form === 'function') ?? assert.fail(code);
  if (!p.known) return `? ${p.reason}`;
  const beside = p.beside.map(({ code: kind, text }) => `, ${kind} ${text}`).join('');
  return `${p.number.value}${p.unless === undefined ? '' : ` unless ${p.unless}`}${beside}`;
}

describe('the p of a class that is derived from a dropout layer', () => {
  const CASES: readonly [title: string, code: string, expected: string][] = [
    ['the layer’s default', `class Mine(nn.Dropout):\n${FORWARD}`, '0.5 unless caller'],
    [
      'that of what torch derives its layers from',
      `from torch.nn.modules.dropout import _DropoutNd\nclass Mine(_DropoutNd):\n    def __init__(self, p=0.3):\n        super().__init__(p=p)\n${FORWARD}`,
      '0.3 unless caller',
    ],
    [
      'what all callers pass',
      `class Mine(nn.Dropout):\n${FORWARD}Mine(0.2)\nMine(p=0.2)\n`,
      '0.2 unless caller, default 0.5',
    ],
    [
      'what some callers pass',
      `class Mine(nn.Dropout2d):\n${FORWARD}Mine(0.2)\nMine()\n`,
      '0.5 unless caller, passed 0.2',
    ],
    [
      'what its __init__ hands on',
      `class Mine(nn.Dropout):\n    def __init__(self, rate=0.3):\n        super().__init__(p=rate)\n${FORWARD}`,
      '0.3 unless caller',
    ],
    [
      'what its __init__ hands on, as callers pass it',
      `class Mine(nn.Dropout):\n    def __init__(self, rate):\n        super().__init__(rate)\n${FORWARD}Mine(0.4)\n`,
      '0.4 unless caller',
    ],
    [
      'a number that its __init__ hands on',
      `class Mine(nn.Dropout):\n    def __init__(self):\n        super().__init__(0.1)\n${FORWARD}`,
      '0.1',
    ],
    [
      'nothing that its __init__ hands on',
      `class Mine(nn.Dropout):\n    def __init__(self):\n        super().__init__()\n${FORWARD}`,
      '0.5',
    ],
    [
      'a class between them',
      `class Base(nn.Dropout):\n    def __init__(self, rate=0.3):\n        super().__init__(rate)\nclass Mine(Base):\n${FORWARD}`,
      '0.3 unless caller',
    ],
    [
      'of a recurrent layer, its default',
      `class Mine(nn.LSTM):\n${FORWARD.replace('self.p', 'self.dropout')}`,
      '0 unless caller',
    ],
    [
      'of a recurrent layer, what its __init__ hands on',
      `class Mine(nn.GRU):\n    def __init__(self, n, rate=0.3):\n        super().__init__(n, n, num_layers=2, dropout=rate)\n${FORWARD.replace('self.p', 'self.dropout')}`,
      '0.3 unless caller',
    ],
    [
      'of what recurrent layers are derived from, what its __init__ hands on',
      `class Mine(nn.RNNBase):\n    def __init__(self, n, rate=0.3):\n        super().__init__('LSTM', n, n, dropout=rate)\n${FORWARD.replace('self.p', 'self.dropout')}`,
      '0.3 unless caller',
    ],
    [
      'of such a one, its default',
      `class Mine(nn.RNNBase):\n${FORWARD.replace('self.p', 'self.dropout')}Mine('GRU', 1, 1, 1, True, False)`,
      '0 unless caller',
    ],
    [
      'handed on as it comes by a class between them',
      `class Base(nn.RNNBase):\n    def __init__(self, *args, **kwargs):\n        super().__init__('LSTM', *args, **kwargs)\nclass Mine(Base):\n    def __init__(self, n, dropout=0.2):\n        super().__init__(n, n, dropout=dropout)\n${FORWARD.replace('self.p', 'self.dropout')}`,
      '0.2 unless caller',
    ],
    [
      'not handed on by a class between them',
      `class Base(nn.LSTM):\n    def __init__(self, *args, **kwargs):\n        super().__init__(*args, **kwargs)\nclass Mine(Base):\n    def __init__(self, n):\n        super().__init__(n, n)\n${FORWARD.replace('self.p', 'self.dropout')}`,
      '0',
    ],
    [
      'of attention, what all callers pass',
      `class Mine(nn.MultiheadAttention):\n${FORWARD.replace('self.p', 'self.dropout')}Mine(8, 2, 0.2)\nMine(4, 2, dropout=0.2)\n`,
      '0.2 unless caller, default 0.0',
    ],
    [
      'of a transformer’s layer, which keeps another layer under that name',
      `class Mine(nn.TransformerEncoderLayer):\n${FORWARD.replace('self.p', 'self.dropout')}`,
      '? attribute',
    ],
    ['its own attribute', `class Mine(nn.Dropout):\n    p = 0.7\n${FORWARD}`, '0.7'],
    ['no layer', `class Mine(nn.Module):\n${FORWARD}`, '? attribute'],
    ['another attribute', `class Mine(nn.Dropout):\n${FORWARD.replace('self.p', 'self.q')}`, '? attribute'],
  ];
  for (const [title, code, expected] of CASES) it(title, () => assert.equal(pOf(code), expected));
});

describe('the parameter of a method', () => {
  const CALL =
    'class Net(nn.Module):\n    def drop(self, x, p):\n        return F.dropout(x, p, self.training)\n';
  const CASES: readonly [title: string, code: string, expected: string][] = [
    [
      'what its object passes',
      `${CALL}    def forward(self, x):\n        return self.drop(x, 0.2)\n`,
      '0.2 unless caller',
    ],
    [
      'of a static one',
      `${CALL.replace('    def drop(self, x, p)', '    @staticmethod\n    def drop(x, p)').replace('self.training', 'True')}    def forward(self, x):\n        return self.drop(x, p=0.2)\n`,
      '0.2 unless caller',
    ],
    [
      'where its calls disagree',
      `${CALL}    def forward(self, x):\n        return self.drop(self.drop(x, 0.2), 0.3)\n`,
      '? ambiguous',
    ],
    [
      'of an object of others',
      `${CALL}    def forward(self, x):\n        return self.drop(x, 0.2)\nnet.drop(x, 0.3)\n`,
      '? ambiguous',
    ],
    [
      'of an object of others, which is given the same',
      `${CALL}    def forward(self, x):\n        return self.drop(x, 0.2)\nnet.drop(x, 0.2)\n`,
      '0.2 unless caller',
    ],
    ['that only others call', `${CALL}net.drop(x, 0.2)\n`, '? parameter'],
    ['that nobody calls', CALL, '? parameter'],
    [
      'in the place of a default',
      `${CALL.replace('p):', 'p=0.1):')}    def forward(self, x):\n        return self.drop(x, 0.2)\n`,
      '0.2 unless caller, default 0.1',
    ],
  ];
  for (const [title, code, expected] of CASES) it(title, () => assert.equal(pOf(code), expected));
});

describe('a key that may be missing', () => {
  const CASES: readonly [code: string, expected: string][] = [
    [
      'def f(x, params):\n    p = 0.1 if "dropout" not in params else params["dropout"]\n    F.dropout(x, p)',
      '0.1 unless caller',
    ],
    [
      "def f(x, params):\n    F.dropout(x, params['dropout'] if 'dropout' in params else 0.2)",
      '0.2 unless caller',
    ],
    ['params = {"dropout": 0.3}\nF.dropout(x, params["dropout"] if "dropout" in params else 0.2)', '0.3'],
    [
      'def f(x, params):\n    F.dropout(x, params["dropout"] if "dropout" in params else rate())',
      '? conditional',
    ],
    // What hangs on something else than whether it is there itself.
    ['def f(x, name):\n    F.dropout(x, 0.1 if "vit" in name else 0.3)', '? conditional'],
    ['def f(x, name):\n    F.dropout(x, 0.1 if "vit" not in name else 0.3)', '? conditional'],
    ['def f(x, name):\n    F.dropout(x, rate() if "vit" in name else 0.3)', '? conditional'],
    ['def f(x, cfg):\n    F.dropout(x, 0.1 if hasattr(cfg, "layers") else 0.3)', '? conditional'],
    [
      'def f(x, cfg):\n    F.dropout(x, float(cfg.dropout) if hasattr(cfg, "dropout") else 0.3)',
      '0.3 unless caller',
    ],
    [
      'def f(x, cfg):\n    F.dropout(x, cfg.get("dropout") if "dropout" in cfg else 0.3)',
      '0.3 unless caller',
    ],
    [
      'class C:\n  dropout = rate()\nc = C()\nF.dropout(x, c.dropout if hasattr(c, "dropout") else 0.2)',
      '? conditional',
    ],
    [
      'params = {"dropout": rate()}\nF.dropout(x, params["dropout"] if "dropout" in params else 0.2)',
      '? conditional',
    ],
  ];
  for (const [code, expected] of CASES) it(code, () => assert.equal(pOf(code), expected));
});
