import assert from 'node:assert/strict';
import { ReplayLensProvider, replayedSites, Replays } from '../../../../src/editor/replay';
import { documentOf } from '../documentOf';
import { readingHere } from '../replayed';
import { UNCANCELLED } from '../../../../src/services/uncancelled';

const IMPORTS =
  'import torch\nfrom torch import nn\nimport torch.nn.functional as F\ntorch.manual_seed(0)\nx = torch.ones(1, 2, 2)\n';

/** A call, which starts where the code names dropout, and whether all that replay says there is said with it. */
const CASES: readonly [call: string, isSaidWithIt: boolean][] = [
  ['nn.Dropout(0.5)(x)', true],
  ['F.dropout(x, 0.5)', true],
  ['F.scaled_dot_product_attention(x, x, x, dropout_p=0.5)', true],
  ['nn.LSTM(2, 3, 2, dropout=0.5)(x)', true],
  // Its parts have names, which the lenses of the call do not tell.
  ['nn.Sequential(nn.Dropout(0.5))(x)', false],
];

describe('what replay says of a call that the code has lenses for', () => {
  for (const [call, isSaidWithIt] of CASES)
    it(`${isSaidWithIt ? 'is said with it' : 'is said apart'}: ${call}`, async () => {
      const replays = new Replays(readingHere, () => ({ resamples: 0, backend: 'cpu' }));
      const document = documentOf(`${IMPORTS}y = ${call}`);
      const replayed = await replays.of(document, UNCANCELLED);
      assert.ok(replayed);
      const from = document.getText().lastIndexOf(call);
      const site = replayedSites(document, replayed).get(from);
      assert.equal(site?.isCertain, isSaidWithIt ? true : undefined);
      assert.equal(site?.asked(true).shown.call.call, isSaidWithIt ? 1 : undefined);
      const provider = new ReplayLensProvider(replays, () => Promise.resolve(new Set([from])));
      assert.equal((await provider.provideCodeLenses(document, UNCANCELLED)).length, isSaidWithIt ? 0 : 2);
      replays.dispose();
    });
});
