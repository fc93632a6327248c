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

  it('is the signature of a function that has no annotations', () => {
    const table = [
      ['def f(x, p=0.5): ...\nf', 'f(x, p=0.5)'],
      ['def f(a, /, b, *, c=None): ...\nf', 'f(a, /, b, *, c=None)'],
      ["def f(*args, d='x', **kw): ...\nf", "f(*args, d='x', **kw)"],
      ['def f(a, /): ...\nf', 'f(a, /)'],
      ['class A:\n    def f(self): ...\nA.f', 'A.f(self)'],
      ['def f():\n    def g(): ...\n    return g\nf()', 'f.<locals>.g()'],
      ['lambda: 0', '<lambda>()'],
    ] as const;
    for (const [code, shown] of table) {
      const { text, exact } = shownOf(code);
      assert.ok(exact, code);
      assert.equal(text, `<function __main__.${shown}>`);
    }
  });

  it('is in doubt where annotations stand in it, and what else differs between versions', () => {
    const wrapped = 'import functools\n@functools.wraps(len)\ndef f(x): ...\nf';
    for (const text of ['def f(x: int): ...\nf', 'def f(x) -> str: ...\nf', wrapped, 'len', '[len]'])
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
