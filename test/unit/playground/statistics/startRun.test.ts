import assert from 'node:assert/strict';
import { finishRun, INITIAL_STATE, type PlaygroundState } from '../../../../src/playground';
import { startRun, type StatisticsSnapshot } from '../../../../src/playground/statistics';

function runOf(state: PlaygroundState, calls: number) {
  return startRun({ state, calls }) ?? assert.fail('it draws nothing');
}

describe('a run of many calls', () => {
  it('reports what it came to every now and then, and at the end', () => {
    const reports: StatisticsSnapshot[] = [];
    let time = 0;
    // By this clock every call takes 20 milliseconds.
    finishRun(
      runOf(INITIAL_STATE, 10),
      (snapshot) => reports.push(snapshot),
      () => (time += 20),
    );
    const calls = reports.map((report) => report.calls);
    assert.ok(calls.length > 2 && calls.length < 10, `${calls.length} reports`);
    assert.equal(calls.at(-1), 10);
    assert.ok(reports.every(({ requested }) => requested === 10));
  });

  it('is of the session’s own generator and seed', () => {
    const dropped = (state: PlaygroundState): number[] => {
      const reports: StatisticsSnapshot[] = [];
      finishRun(
        runOf(state, 5),
        (snapshot) => reports.push(snapshot),
        () => 0,
      );
      return [...(reports.at(-1)?.timesDropped ?? [])];
    };
    const cpu = dropped(INITIAL_STATE);
    assert.deepEqual(cpu, [3, 3, 0, 4, 4, 3, 2, 1, 4, 2, 2, 3, 3, 3, 2]);
    assert.notDeepEqual(dropped({ ...INITIAL_STATE, seed: '1' }), cpu);
    assert.notDeepEqual(dropped({ ...INITIAL_STATE, generator: 'cpu-mkl' }), cpu);
    assert.notDeepEqual(dropped({ ...INITIAL_STATE, generator: 'cuda:T4' }), cpu);
  });

  it('is none where nothing is drawn', () => {
    const p = { type: 'int', value: 0 } as const;
    assert.equal(
      startRun({ state: { ...INITIAL_STATE, layer: { ...INITIAL_STATE.layer, p } }, calls: 5 }),
      undefined,
    );
    assert.equal(startRun({ state: { ...INITIAL_STATE, shape: [0] }, calls: 5 }), undefined);
  });
});
