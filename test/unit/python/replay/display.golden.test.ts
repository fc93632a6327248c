import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { replay } from '../../../golden/traces';

interface Goldens {
  readonly preamble: string;
  readonly cases: readonly (readonly [expression: string, shown: string])[];
}

const goldens = JSON.parse(
  readFileSync(new URL('../../../golden/display.json', import.meta.url), 'utf8'),
) as Goldens;

function shownOf(...cells: readonly string[]) {
  const [last] = replay([goldens.preamble, ...cells]).slice(-1);
  return last ?? assert.fail('nothing is shown');
}

describe('what a cell ends with, as IPython displays it', () => {
  it(`is broken over lines and sorted as there, in ${goldens.cases.length} cases`, () => {
    assert.ok(goldens.cases.length >= 250);
    for (const [expression, shown] of goldens.cases) {
      const { text, exact } = shownOf(expression);
      // Addresses differ from run to run.
      const isLasting = !shown.includes(' at 0x');
      assert.equal(exact, isLasting, expression);
      if (isLasting) assert.equal(text, shown, expression);
    }
  });

  it('is in doubt where a class says itself what is displayed, and all that follows, too', () => {
    const own = 'class Shy:\n    def _repr_pretty_(self, p, cycle):\n        torch.rand(1)\nShy()';
    assert.equal(shownOf(own).exact, false);
    assert.equal(shownOf('torch.manual_seed(0);', own, 'torch.rand(1)').exact, false);
  });

  it('is in doubt where a signature stands in it', () => {
    for (const text of ['def f(x: int) -> str: ...\nf', 'len', '[len]', 'lambda: 0'])
      assert.equal(shownOf(text).exact, false, text);
  });

  it('is its beginning where a list has more than a thousand elements', () => {
    const { text, exact } = shownOf('list(range(1001))');
    assert.ok(exact && text.endsWith(' 999,\n ...]'));
  });

  it('breaks no list that stands within itself', () => {
    assert.equal(shownOf('x = [1]\nx.append(x)\nx').text, '[1, [...]]');
  });
});
