import assert from 'node:assert/strict';
import { beginning, INITIAL_STATE, PlaygroundStore, type PlaygroundState } from '../../../src/playground';

const seeded = (seed: string): PlaygroundState => ({ ...INITIAL_STATE, seed });

describe('the store', () => {
  it('tells of what changes, and only of that', () => {
    const store = new PlaygroundStore();
    const seen: string[] = [];
    const subscription = store.onDidChange(({ seed }) => void seen.push(seed));
    assert.equal(store.dispatch({ type: 'setSeed', seed: '1' }), true);
    assert.equal(store.dispatch({ type: 'setSeed', seed: '1' }), false);
    store.undo();
    store.undo();
    store.redo();
    subscription.dispose();
    store.dispatch({ type: 'setSeed', seed: '2' });
    assert.deepEqual(seen, ['1', '0', '1']);
  });

  it('goes on with the latest session that earlier windows left, as long as nothing is done', () => {
    const store = new PlaygroundStore();
    store.begin(seeded('9'));
    assert.equal(store.changedAt, 0);
    assert.ok(store.restore(beginning(seeded('2')), 200));
    assert.ok(!store.restore(beginning(seeded('1')), 100));
    assert.deepEqual([store.state.seed, store.changedAt, store.canUndo], ['2', 200, false]);
    store.dispatch({ type: 'resample' });
    assert.ok(!store.restore(beginning(seeded('3')), 300));
    assert.equal(store.state.seed, '2');
  });

  it('moves examples on without making the session anybody’s', () => {
    const store = new PlaygroundStore();
    const seen: number[] = [];
    store.onDidResample(() => seen.push(store.state.resamples));
    store.dispatch({ type: 'moveExamples' });
    assert.deepEqual([seen, store.changedAt, store.canUndo, store.state.calls.length], [[1], 0, false, 1]);
    assert.ok(store.restore(beginning(seeded('2')), 200));
    store.dispatch({ type: 'moveExamples' });
    assert.equal(store.changedAt, 200);
  });

  it('keeps its history where a webview that comes back has stored the present state', () => {
    const store = new PlaygroundStore();
    store.dispatch({ type: 'setSeed', seed: '1' });
    assert.ok(!store.restore(beginning(seeded('1')), store.changedAt));
    assert.ok(store.canUndo);
  });

  it('takes a webview that is ahead of what the window kept as a step further', () => {
    const store = new PlaygroundStore();
    const history = { past: [seeded('1')], present: seeded('2'), future: [seeded('3')] };
    assert.ok(store.restore(history, 200));
    assert.ok(!store.restore(beginning(seeded('2')), 201), 'the same state');
    assert.deepEqual([store.canUndo, store.canRedo], [true, true]);
    assert.ok(store.restore(beginning(seeded('4')), 300));
    assert.deepEqual([store.state.seed, store.changedAt, store.canRedo], ['4', 300, false]);
    store.undo();
    store.undo();
    assert.equal(store.state.seed, '1');
  });

  it('is led by the cursor without a step, but for the first, which gives back what was there', () => {
    const store = new PlaygroundStore();
    const lead = (seed: string, isStep: boolean): void =>
      store.lead(
        {
          kind: 'Dropout',
          inplace: false,
          generator: 'cpu',
          seed,
          origin: { label: 'a.py:1', illustrative: false },
        },
        isStep,
      );
    lead('1', true);
    lead('2', false);
    lead('3', false);
    assert.deepEqual([store.state.seed, store.history.last], ['3', undefined]);
    store.undo();
    assert.deepEqual([store.state.seed, store.canUndo], ['0', false]);
  });

  it('begins anew without forgetting that something was done', () => {
    const store = new PlaygroundStore();
    store.restore({ past: [seeded('1')], present: seeded('2'), future: [] }, 200);
    store.begin({ ...store.state, generator: 'cpu-mkl' });
    assert.deepEqual([store.state.seed, store.canUndo, store.changedAt], ['2', false, 200]);
  });
});
