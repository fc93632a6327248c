import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Program } from '../../../golden/randomPrograms';
import { contradicted, replayed, type Shown } from '../../../golden/replayPrograms';
import { type ReplayValue, trace } from '../../../golden/traces';

/**
 * Holds replay to what programs really showed: whatever it calls exact is that, and it is exact for most.
 *
 * @param file the goldens, in test/golden
 * @param judge who showed it
 * @param share of the values shown that replay knows at least
 */
export function itAgreesWith(file: string, judge: string, share: number): void {
  const goldens = JSON.parse(readFileSync(new URL(`../../../golden/${file}`, import.meta.url), 'utf8')) as [
    Program,
    Shown,
  ][];

  let told: readonly (readonly ReplayValue[])[] = [];
  before(function () {
    this.timeout(300_000);
    told = goldens.map(([program]) => replayed(program));
  });

  it(`claims nothing that ${judge} contradicts, in ${goldens.length} programs`, () => {
    for (const [index, [program, shown]] of goldens.entries())
      assert.equal(contradicted(told[index] ?? [], shown), undefined, program.cells.join('\n# %%\n'));
  });

  it(`knows at least ${share * 100} % of what they show`, () => {
    const exact = told.flat().filter((value) => value.exact).length;
    const all = goldens.reduce((sum, [, shown]) => sum + (shown?.length ?? 0), 0);
    assert.ok(exact >= share * all, `${exact} of ${all}`);
  });

  it('says the same of what it has read before', () => {
    const some = goldens.filter((_, index) => index % 16 === 0);
    for (const [{ cells, notebook }] of some) {
      // So that nothing of it was ever read.
      const anew = cells.map((cell) => `${cell}\n# once more`);
      const [first, second] = [1, 2].map(() => trace(anew, { notebook }));
      assert.deepEqual(second, first, cells.join('\n# %%\n'));
    }
  });
}
