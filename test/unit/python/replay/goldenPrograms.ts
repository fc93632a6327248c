import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Program } from '../../../golden/randomPrograms';
import { contradicted, replayed, type Shown } from '../../../golden/replayPrograms';

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

  it(`claims nothing that ${judge} contradicts, in ${goldens.length} programs`, function () {
    this.timeout(300_000);
    for (const [program, shown] of goldens) {
      assert.equal(contradicted(replayed(program), shown), undefined, program.cells.join('\n# %%\n'));
    }
  });

  it(`knows at least ${share * 100} % of what they show`, function () {
    this.timeout(300_000);
    let exact = 0;
    let all = 0;
    for (const [program, shown] of goldens) {
      exact += replayed(program).filter((value) => value.exact).length;
      all += shown?.length ?? 0;
    }
    assert.ok(exact >= share * all, `${exact} of ${all}`);
  });
}
