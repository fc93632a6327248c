import assert from 'node:assert/strict';
import {
  type Action,
  beginning,
  type History,
  INITIAL_STATE,
  MAX_STEPS,
  type OpenRequest,
  type Origin,
  record,
  redo,
  undo,
} from '../../../src/playground';

const p = (value: number, continues?: boolean): Action => ({
  type: 'setProbability',
  p: { type: 'float', value },
  ...(continues === undefined ? {} : { continues }),
});
const origin = (line: number): Origin => ({
  label: `model.py:${line}`,
  illustrative: false,
  call: { uri: 'file:///model.py', from: line * 10, key: '/Dropout/0', line: 'd = Dropout()', head: 'd =' },
});
const request: OpenRequest = { kind: 'Dropout', inplace: false, generator: 'cpu', origin: origin(12) };

type Step = Action | 'undo' | 'redo';
function after(...steps: readonly Step[]): History {
  return steps.reduce<History>(
    (history, step) =>
      step === 'undo' ? undo(history) : step === 'redo' ? redo(history) : record(history, step),
    beginning(INITIAL_STATE),
  );
}

/** What was done; p afterwards, and how many steps there are to undo and to do again. */
const CASES: readonly [name: string, steps: readonly Step[], seen: string][] = [
  ['nothing', [], '0.5 0 0'],
  ['nothing to undo or to do again', ['undo', 'redo'], '0.5 0 0'],
  ['a step', [p(0.3)], '0.3 1 0'],
  ['undone', [p(0.3), 'undo'], '0.5 0 1'],
  ['done again', [p(0.3), 'undo', 'redo'], '0.3 1 0'],
  ['two steps', [p(0.3), p(0.4), 'undo'], '0.3 1 1'],
  ['one drag is one step', [p(0.3), p(0.31, true), p(0.32, true)], '0.32 1 0'],
  ['a drag after a drag', [p(0.3), p(0.31, true), p(0.4), p(0.41, true), 'undo'], '0.31 1 1'],
  ['a drag that another step interrupts', [p(0.3), { type: 'resample' }, p(0.4, true)], '0.4 3 0'],
  ['a drag that an undo interrupts', [p(0.3), 'undo', p(0.4, true)], '0.4 1 0'],
  ['what changes nothing is no step', [p(0.5), { type: 'setTraining', training: true }], '0.5 0 0'],
  ['another mode is one step, with its call', [{ type: 'setTraining', training: false }], '0.5 1 0'],
  ['examples that move on are none', [p(0.3), { type: 'moveExamples' }], '0.3 1 0'],
  ['and forget nothing', [p(0.3), 'undo', { type: 'moveExamples' }], '0.5 0 1'],
  ['and forgets nothing', [p(0.3), 'undo', p(0.5)], '0.5 0 1'],
  ['another step forgets what was undone', [p(0.3), 'undo', p(0.4)], '0.4 1 0'],
  ['opening a call is a step', [{ type: 'open', request }, 'undo'], '0.5 0 1'],
  [
    'what the code does is none',
    [p(0.3), { type: 'follow', call: { origin: origin(1), p: { type: 'float', value: 0.9 } } }],
    '0.9 1 0',
  ],
];

describe('the history of the playground', () => {
  for (const [name, steps, seen] of CASES) {
    it(name, () => {
      const { past, present, future } = after(...steps);
      assert.equal(`${present.layer.p.value} ${past.length} ${future.length}`, seen);
    });
  }

  it('is bounded', () => {
    const steps = Array.from({ length: MAX_STEPS + 10 }, (): Action => ({ type: 'resample' }));
    const { past } = after(...steps);
    assert.equal(past.length, MAX_STEPS);
    assert.equal(past[0]?.calls.length, 11);
  });

  it('takes a change of mode and its call back in one step', () => {
    const steps: readonly Step[] = [
      { type: 'resample', times: 2 },
      { type: 'setTraining', training: false },
      { type: 'resample' },
    ];
    const three = [{ training: true }, { training: true }, { training: true }];
    assert.deepEqual(after(...steps, 'undo', 'undo').present.calls, three);
    assert.deepEqual(after(...steps, 'undo', 'undo', 'redo').present.calls, [...three, { training: false }]);
  });

  it('knows where the call is now in every state that was linked to it, and in no other', () => {
    const history = after(p(0.2), { type: 'open', request }, p(0.3), p(0.4), 'undo', {
      type: 'follow',
      call: { origin: origin(15) },
    });
    const labels = [...history.past, history.present, ...history.future].map((state) => state.origin?.label);
    assert.deepEqual(labels, [undefined, undefined, 'model.py:15', 'model.py:15', 'model.py:15']);
  });

  it('gives back the link that was given up', () => {
    const history = after({ type: 'open', request }, { type: 'unlink' }, 'undo');
    assert.equal(history.present.origin?.call?.key, '/Dropout/0');
  });
});
