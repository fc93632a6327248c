import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Program } from '../../../golden/randomPrograms';
import { contradicted, replayed, type Shown } from '../../../golden/replayPrograms';

const goldens = JSON.parse(
  readFileSync(new URL('../../../golden/torchReplay.json', import.meta.url), 'utf8'),
) as [Program, Shown][];

describe('programs with PyTorch', () => {
  it(`claims nothing that PyTorch contradicts, in ${goldens.length} programs`, function () {
    this.timeout(60_000);
    for (const [program, shown] of goldens) {
      assert.equal(contradicted(replayed(program), shown), undefined, program.cells.join('\n# %%\n'));
    }
  });

  it('knows most of what they show', function () {
    this.timeout(60_000);
    let exact = 0;
    let all = 0;
    for (const [program, shown] of goldens) {
      exact += replayed(program).filter((value) => value.exact).length;
      all += shown?.length ?? 0;
    }
    assert.ok(exact >= 0.88 * all, `${exact} of ${all}`);
  });
});
