import assert from 'node:assert/strict';
import { mayDrop } from '../../../src/protocol/reading';

const DROPS: readonly string[] = [
  'nn.Dropout(0.5)',
  'nn.Dropout2d (0.5)',
  'Dropout()',
  'from torch.nn import Dropout as D',
  'from torch.nn import (\n  Dropout as D,\n)',
  'class Mine(nn.Dropout):',
  'class Mine(Dropout): pass',
  'D = nn.Dropout\n',
  'MyDropout(0.1)',
  'F.dropout(x)',
  'torch.nn.functional.alpha_dropout (x)',
  'from torch.nn.functional import dropout as d',
  'dropout(x)',
  'drop = F.dropout',
  'nn.TransformerEncoderLayer(512, 8)',
  'TransformerDecoderLayer(512, 8)',
  'nn.Transformer()',
  'x = MultiheadAttention(8, 2)',
  '(LSTM(1, 1, 2, dropout=0.1))',
  'nn.GRU (1, 1)',
  'from torch.nn import RNN as R',
  'F.scaled_dot_product_attention(q, k, v)',
  'attend = F.scaled_dot_product_attention',
  'multi_head_attention_forward(q)',
  'layers = [nn.Dropout]',
  "layer = getattr(nn, 'Dropout2d')(0.2)",
  'x = torch.feature_dropout_(x, 0.1, True)',
  'drop = torch.dropout',
];

const DOES_NOT: readonly string[] = [
  '',
  'frame.drop(columns)',
  'frame.dropna()',
  'DataLoader(data, drop_last=True)',
  'def f(dropout=0.1):\n  return g(dropout=dropout)',
  'self.dropout = dropout',
  '# a Transformer with attention, LSTM or dropout',
  'TransformerModel(config)',
  'self.attention(x)',
];

describe('whether a text may have dropout in it', () => {
  for (const text of DROPS) it(`${JSON.stringify(text)}: may`, () => assert.ok(mayDrop(text)));
  for (const text of DOES_NOT) it(`${JSON.stringify(text)}: may not`, () => assert.ok(!mayDrop(text)));
});
