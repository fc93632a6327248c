import assert from 'node:assert/strict';
import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { replay } from '../../../golden/traces';
import { grown } from '../../../golden/grownPrograms';
import { mutated } from '../../../golden/mutations';
import { RandomPrograms } from '../../../golden/randomPrograms';
import { excess, ReplayCosts } from '../../../golden/replayCosts';
import { writtenPrograms } from '../../../golden/replayPrograms';

/** How many mutated programs: `REPLAY_PROGRAMS=100000 npm run test:unit` for all. */
const COUNT = Number(process.env['REPLAY_PROGRAMS'] ?? 600);
/** How many grown programs: each may take as long as a replay may. */
const GROWN = Number(process.env['REPLAY_PROGRAMS'] ?? 30);
/** Another seed gives other programs: `REPLAY_SEED=2`. */
const SEED = process.env['REPLAY_SEED'] ?? '';

function check(cells: readonly string[], notebook: boolean): void {
  for (const { cell, line, text, exact, reason } of replay(cells, { notebook, budget: { steps: 50_000 } })) {
    assert.ok(cell < cells.length && line < (cells[cell] ?? '').split(/\r\n|\r|\n/).length);
    assert.equal(typeof text, 'string');
    assert.equal(reason === undefined, exact);
  }
}

describe('replay of any text', () => {
  it(`never throws, in ${COUNT} mutated and truncated programs`, function () {
    this.timeout(0);
    const random = seedrandom(`robustness${SEED}`);
    const programs = new RandomPrograms(`robustness${SEED}`);
    const written = writtenPrograms();
    for (let i = 0; i < COUNT; i++) {
      const program = i % 10 === 0 ? (written[i % written.length] ?? programs.next()) : programs.next();
      const { cells, notebook } = mutated(program, random);
      check(cells, notebook);
    }
  });

  it(`stays within its bounds, in ${GROWN} programs with pieces grown beyond measure`, async function () {
    this.timeout(0);
    const random = seedrandom(`grown${SEED}`);
    const programs = new RandomPrograms(`grown${SEED}`);
    const costs = await ReplayCosts.start();
    const found: string[] = [];
    try {
      for (let i = 0; i < GROWN; i++) {
        const program = grown(programs.next(), random);
        const wrong = excess(await costs.of(program));
        if (wrong !== undefined)
          found.push(`${i}: ${wrong}: ${program.cells.join('\n# %%\n').slice(0, 2000)}`);
      }
    } finally {
      costs.dispose();
    }
    assert.deepEqual(found, []);
  });

  it('never throws on noise', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 3 }), (cells) => {
        check(cells, true);
      }),
      { numRuns: 500 },
    );
  });

  it('ends whatever the text', function () {
    this.timeout(60_000);
    const deep = 20_000;
    for (const text of [
      'while True: pass',
      'while True: print(1)',
      'x = [0] * 10**12',
      'x = 10**10**10',
      "x = 'a' * 10**9",
      'x = list(range(10**12))',
      'def f(): return f()\nf()',
      'def f(n): return f(n + 1) + 1\nprint(f(0))',
      'x = []\nfor i in range(10**9): x.append(x)',
      'x = [1]\nfor i in x: x.append(i)',
      'x = 1\nwhile 1: x <<= 1000',
      "x = 'a'\nfor i in range(100): x += x",
      'x = [[]]\nfor i in range(99): x = [x, x]\nprint(x)',
      'x = []\nx.append(x)\nprint(x, x == x, [x] == [x])',
      'a = []; b = [a]; a.append(b); print(a == b)',
      'print(sum(i for i in range(10**9)))',
      "print('%1000000000d' % 3, f'{3:1000000000}')",
      'import itertools\nprint(list(itertools.count()))',
      'class A:\n  def __repr__(self): return repr(self)\nprint(A())',
      'class A:\n  def __getattr__(self, n): return getattr(self, n)\nA().x',
      'f = lambda: g()\ng = lambda: f()\nf()',
      "print(int('9' * 5000))",
      `x = ${'('.repeat(deep)}1${')'.repeat(deep)}`,
      `x = ${'1 + '.repeat(deep)}1`,
      `x = ${'f('.repeat(deep)}`,
      `x = ${'[lambda: '.repeat(deep)}`,
      `x${'.a'.repeat(deep)}`,
      `x = ${'-'.repeat(deep)}1`,
      `x = ${'not '.repeat(deep)}1`,
      `x = ${'"a" '.repeat(deep)}`,
      `${Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}if 1:`).join('\n')}\n${' '.repeat(300)}pass`,
      `if 1: pass\n${'elif 1: pass\n'.repeat(deep)}`,
      `x = f"${'{f"'.repeat(500)}`,
      'x = 1 if 1 else '.repeat(deep),
      '@'.repeat(deep),
      'x = {' + '1:{'.repeat(deep),
    ]) {
      check([text, 'print(1)'], true);
    }
  });
});
