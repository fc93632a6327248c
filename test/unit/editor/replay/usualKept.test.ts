import assert from 'node:assert/strict';
import { usualKept } from '../../../../src/previews/replay/usualKept';
import { trace } from '../../../golden/traces';

/** How many elements the only evaluation of dropout in a script usually keeps: `4–11`. */
function usual(layer: string, input: string): string {
  const [call] = trace([`import torch\nfrom torch import nn\nnn.${layer}(${input})`]).calls;
  const { least, most } = usualKept(call ?? assert.fail('no call'));
  return `${least}–${most}`;
}

/** By Python’s math.comb: the least number up to which there is more than 2 %, and the greatest from which there is. */
const CASES: readonly (readonly [layer: string, input: string, usual: string])[] = [
  ['Dropout(0.5)', 'torch.ones(3, 5)', '4–11'],
  ['Dropout(0.5)', 'torch.ones(1)', '0–1'],
  ['Dropout(0.1)', 'torch.ones(10)', '7–10'],
  ['Dropout(0.9)', 'torch.ones(10)', '0–3'],
  ['Dropout(0.5)', 'torch.ones(100)', '40–60'],
  // Channels are kept or dropped as one: 1 to 5 of 6, of 4 elements each.
  ['Dropout2d(0.5)', 'torch.ones(2, 3, 2, 2)', '4–20'],
  ['AlphaDropout(0.5)', 'torch.ones(3, 5)', '4–11'],
];

describe('what a run usually keeps', () => {
  for (const [layer, input, expected] of CASES)
    it(`of ${layer}(${input})`, () => assert.equal(usual(layer, input), expected));

  it('is what most of many runs keep, and few runs more or less', () => {
    for (const [count, p] of [
      [15, 0.5],
      [40, 0.1],
      [7, 0.8],
    ] as const) {
      const runs = 800;
      const code = `import torch\nlayer = torch.nn.Dropout(${p})\nfor _ in range(${runs}):\n  layer(torch.ones(${count}))`;
      const { calls } = trace([code]);
      const [first] = calls;
      const { least, most } = usualKept(first ?? assert.fail('no call'));
      const beyond = (isBeyond: (kept: number) => boolean): number =>
        calls.filter(({ kept = 0 }) => isBeyond(kept)).length / calls.length;
      assert.equal(calls.length, runs);
      // Beyond either end lies no more than 2 %; one number further in, it would be more.
      assert.ok(beyond((kept) => kept < least) < 0.035 && beyond((kept) => kept > most) < 0.035);
      assert.ok(beyond((kept) => kept <= least) > 0.012 && beyond((kept) => kept >= most) > 0.012);
    }
  });

  it('of very many elements is the same to one, for there the normal law stands in', () => {
    const exact = usual('Dropout(0.3)', 'torch.ones(100000)').split('–').map(Number);
    const normal = usual('Dropout(0.3)', 'torch.ones(100001)').split('–').map(Number);
    exact.forEach((bound, i) =>
      assert.ok(Math.abs(bound - (normal[i] ?? NaN)) <= 2, `${exact.join()} ${normal.join()}`),
    );
  });
});
