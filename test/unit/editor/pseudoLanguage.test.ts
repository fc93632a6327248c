// What the editor says in a language in which every text is marked: what stands unmarked was never handed to translators.
// (The pages: test/e2e/page.test.ts.)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { type Said, saidOf } from './previews';
import { saidByReplay } from './replayed';

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

const texts = JSON.parse(
  readFileSync(new URL('../../../l10n/bundle.l10n.json', import.meta.url), 'utf8'),
) as Record<string, string>;

/** The words outside of all marks which the code does not have either. */
function unmarked(said: readonly string[], code: string): string[] {
  return said.flatMap((text) => {
    // A lens has room for so much; icons, and what PyTorch itself says.
    let rest = text
      .replace(/…(?= \||$)/g, '⟧⟧⟧')
      .replace(/\$\([\w-]+\)|ValueError: dropout probability .* got \S+/g, ' ');
    for (let before = ''; before !== rest;) [before, rest] = [rest, rest.replace(/⟦[^⟦⟧]*⟧/g, ' ')];
    return (rest.match(/\p{L}[\p{L}\d_]+/gu) ?? []).filter((word) => !`${code} dropout`.includes(word));
  });
}

const textsOf = ({ lenses, tooltips, hover, hints }: Said): string[] => [
  ...Object.values(lenses).flat(),
  ...tooltips,
  hover,
  ...hints,
];

/** One call each of what there is to say something else of. */
const CALLS = [
  'nn.Dropout(0.5)',
  'torch.manual_seed(0)\nnn.Dropout2d(0.25)',
  'nn.AlphaDropout()',
  'nn.Dropout(q)',
  'nn.Dropout(2)',
  'nn.Dropout(p=1.0)',
  'nn.LSTM(3, 4, dropout=0.3)',
  'nn.TransformerEncoderLayer(8, 2)',
  'nn.MultiheadAttention(8, 2, dropout=args.dropout)',
  'class Net(nn.Module):\n    def __init__(self, p=0.3):\n        self.drops = [nn.Dropout(p)]\n',
  'class Net(nn.Module):\n    def forward(self, x):\n        return F.dropout(x, 0.5)\n',
  'class Net(nn.Module):\n    def forward(self, x):\n        F.dropout(x, self.training)\n',
  'F.scaled_dot_product_attention(q, k, v, dropout_p=0.1)',
];

const RUNS = [
  'torch.manual_seed(0)\nlayer = nn.Dropout(0.5)\nlayer(torch.ones(3, 5))\n',
  'layer = nn.Dropout(0.5)\nfor _ in range(3):\n    layer(torch.ones(3, 5))\nprint(layer(torch.ones(2)))\n',
  'import mystery\ntorch.manual_seed(0)\nmystery.run()\nlayer = nn.Dropout(0.5)\ny = layer(torch.ones(3, 5))\nlayer.eval()\nlayer(y)\n',
  'net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))\nnet(torch.ones(1, 2))\n',
];

describe('in a pseudo-language the editor says nothing that translators have no text of', () => {
  before(() =>
    l10n.config({ contents: Object.fromEntries(Object.keys(texts).map((text) => [text, `⟦${text}⟧`])) }),
  );
  after(() => l10n.config({ contents: {} }));

  for (const call of CALLS)
    it(`of ${call.replace(/\n\s*/g, '; ')}`, async () => {
      const said = textsOf(await saidOf(`${IMPORTS}${call}`));
      assert.ok(said.some((text) => text.includes('⟦')));
      assert.deepEqual(unmarked(said, `${IMPORTS}${call}`), []);
    });

  for (const run of RUNS)
    it(`of the run of ${run.trim().replace(/\n\s*/g, '; ')}`, async () => {
      const { hints, lenses, masks, items, hovers } = await saidByReplay([{ code: `${IMPORTS}${run}` }]);
      const said = [...hints, ...lenses, ...masks, ...items].flatMap(({ text, tooltip }) => [text, tooltip]);
      said.push(...hovers.flatMap(({ text, pictures }) => [text, ...pictures]));
      assert.ok(said.some((text) => text.includes('⟦')));
      assert.deepEqual(unmarked(said, `${IMPORTS}${run}`), []);
    });

  it('of a cell whose output is another one', async () => {
    const code = `${IMPORTS}torch.manual_seed(0)\nnn.Dropout(0.5)(torch.ones(3))\n`;
    const { items } = await saidByReplay([{ code, result: 'tensor([2., 2., 2.])', order: 1 }], {
      notebook: true,
    });
    const said = items.flatMap(({ text, tooltip, leads }) => [text, tooltip, leads]);
    assert.ok(said.length > 0);
    assert.deepEqual(unmarked(said, `${code} dropoutPlayground.compareOutputs`), []);
  });
});
