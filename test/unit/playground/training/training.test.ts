import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finishRun } from '../../../../src/playground';
import {
  EnsembleRun,
  INITIAL_SETTINGS,
  MEASURED_EVERY,
  STEPS,
  TrainingRun,
  type TrainingSnapshot,
} from '../../../../src/playground/training';
import { type Matrix, matrixOf, multiply, transposed } from '../../../../src/playground/training/matrix';

const SMALL = { ...INITIAL_SETTINGS, points: 10, width: 8 };

function finished(probabilities: readonly number[], settings = SMALL): TrainingSnapshot {
  const run = new TrainingRun({ settings, probabilities });
  while (!run.isDone) run.advance();
  return run.snapshot();
}

describe('matrix products', () => {
  it('are those of their definition, whatever the sizes', () => {
    const size = fc.integer({ min: 1, max: 11 });
    fc.assert(
      fc.property(size, size, size, fc.integer(), (rows, columns, inner, seed) => {
        let state = seed | 0;
        const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) | 0) / 2 ** 31;
        const filled = (count: number): Float64Array =>
          Float64Array.from({ length: count }, () => Math.fround(next()));
        const one = filled(rows * inner);
        const other = filled(inner * columns);
        // Each as it is, and as a view of what lies the other way.
        const lefts = [matrixOf(rows, inner, one), transposed(matrixOf(inner, rows, one))];
        const rights = [matrixOf(inner, columns, other), transposed(matrixOf(columns, inner, other))];
        const bias = filled(columns);
        for (const a of lefts)
          for (const b of rights) {
            const out = matrixOf(rows, columns);
            multiply(a, b, bias, out);
            assert.deepEqual(out.values, productOf(a, b, bias));
          }
      }),
    );
  });
});

/** `a @ b + bias`, element by element. */
function productOf(a: Matrix, b: Matrix, bias: Float64Array): Float64Array {
  const at = ({ values, rowStep, columnStep }: Matrix, row: number, column: number): number =>
    values[row * rowStep + column * columnStep] ?? NaN;
  return Float64Array.from({ length: a.rows * b.columns }, (_, i) => {
    const [row, column] = [Math.floor(i / b.columns), i % b.columns];
    let sum = bias[column] ?? 0;
    for (let k = 0; k < a.columns; k++) sum += at(a, row, k) * at(b, k, column);
    return Math.fround(sum);
  });
}

describe('a run of networks that learn', () => {
  it('comes to the same for the same seed, and to something else for others', () => {
    const first = finished([0.5]);
    assert.deepEqual(finished([0.5]), first);
    const loss = (one: TrainingSnapshot): number => one.networks[0]?.unseen.at(-1) ?? NaN;
    assert.notEqual(loss(finished([0.5], { ...SMALL, seed: 1 })), loss(first));
    assert.notEqual(loss(finished([0.5], { ...SMALL, dataSeed: 1 })), loss(first));
  });

  it('comes to the same for a network whatever learns beside it', () => {
    const [, beside] = finished([0, 0.5]).networks;
    assert.deepEqual(finished([0.5]).networks[0], beside);
  });

  it('reports on the way, and has a band only at the end', () => {
    const run = new TrainingRun({ settings: SMALL, probabilities: [0, 0.5] });
    const reports: TrainingSnapshot[] = [];
    let time = 0;
    finishRun(
      run,
      (snapshot) => reports.push(snapshot),
      () => (time += 0.5),
    );
    assert.ok(reports.length > 5);
    assert.deepEqual(
      reports.slice(0, -1).filter(({ networks }) => networks.some(({ spread }) => spread !== undefined)),
      [],
    );
    const last = reports.at(-1);
    assert.equal(last?.step, STEPS);
    assert.equal(last.networks[1]?.unseen.length, STEPS / MEASURED_EVERY + 1);
    assert.ok(last.networks[1].spread && last.networks[0]?.spread === undefined);
  });

  it('drops all and so gives the same everywhere with p = 1', () => {
    const [network] = finished([1]).networks;
    assert.equal(new Set(network?.spread?.thinned[0]).size, 1);
    assert.deepEqual(new Set(network?.spread?.deviation), new Set([0]));
    assert.deepEqual([...(network?.kept[0] ?? [])], Array(8).fill(0));
  });
});

describe('all thinned networks of a small one', () => {
  const ensembleOf = (p: number) => {
    const run = new EnsembleRun({ settings: INITIAL_SETTINGS, p });
    while (!run.isDone) run.advance();
    return run.snapshot();
  };

  for (const p of [0.1, 0.5, 0.8]) {
    it(`are on average the whole one in eval mode, with one hidden layer alone (p = ${p})`, () => {
      const { thinned, shallow, deep } = ensembleOf(p);
      assert.equal(thinned.length, 16);
      assert.ok(Math.abs(thinned.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-12);
      assert.ok(shallow.difference < 1e-6, `${shallow.difference}`);
      assert.ok(deep.difference > 1e-4, `${deep.difference}`);
      // What squares lose by averaging they gain here (Jensen).
      assert.ok(shallow.losses.average <= shallow.losses.one);
    });
  }

  it('are none but the whole one with p = 0', () => {
    const { thinned, shallow } = ensembleOf(0);
    assert.deepEqual(
      thinned.map(({ weight }) => weight),
      [1, ...Array<number>(15).fill(0)],
    );
    assert.equal(shallow.difference, 0);
  });
});
