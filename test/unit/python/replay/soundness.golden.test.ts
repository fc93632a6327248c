import assert from 'node:assert/strict';
import { type BorderProgram, borderPrograms, judge, type Judgement } from '../../../golden/soundness';

/** How many values replay calls exact, and that are: less means that it has fallen silent. */
const RIGHT_AT_LEAST = 10_000;

describe('programs at the borders of what replay knows', () => {
  const programs = borderPrograms('soundness.json');
  let judged: readonly (Judgement & { readonly program: BorderProgram })[] = [];
  before(function () {
    this.timeout(600_000);
    judged = programs.map((program) => ({ program, ...judge(program) }));
  });

  it(`shows nothing as exact that is not, in ${programs.length} programs`, () => {
    for (const { program, contradicted } of judged)
      assert.deepEqual(contradicted, [], `${program.source}\n${program.cells.join('\n# %%\n')}`);
  });

  it('calls no output complete that is cut short', () => {
    for (const { program, cutShort } of judged)
      assert.deepEqual(cutShort, [], `${program.source}\n${program.cells.join('\n# %%\n')}`);
  });

  it(`is certain of ${RIGHT_AT_LEAST} values at least`, () => {
    const right = judged.reduce((sum, one) => sum + one.right, 0);
    assert.ok(right >= RIGHT_AT_LEAST, String(right));
  });
});
