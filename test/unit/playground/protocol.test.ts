import assert from 'node:assert/strict';
import { INITIAL_STATE } from '../../../src/playground';
import {
  type MessageToHost,
  receiveAtHost,
  receiveAtWebview,
  receiveOpenRequest,
  receiveState,
  receiveTravelled,
  travelling,
} from '../../../src/protocol';

const action = (value: unknown): unknown => ({ type: 'action', sequence: 1, action: value });

describe('messages from the webview', () => {
  const GOOD: readonly MessageToHost[] = [
    { type: 'ready', sequence: 0 },
    { type: 'ask', part: { type: 'call', number: 3, training: false } },
    { type: 'ask', part: { type: 'numbers', number: 3, from: 8192 } },
    { type: 'action', sequence: 3, action: { type: 'resample' } },
    { type: 'action', sequence: 1, action: { type: 'resample', times: 100 } },
    { type: 'action', sequence: 1, action: { type: 'setTraining', training: false } },
    { type: 'action', sequence: 1, action: { type: 'setProbability', p: { type: 'int', value: 1 } } },
    { type: 'action', sequence: 1, action: { type: 'setSeed', seed: '-9223372036854775808' } },
    { type: 'action', sequence: 1, action: { type: 'setShape', shape: [] } },
    { type: 'action', sequence: 1, action: { type: 'setKind', kind: 'FeatureAlphaDropout' } },
    { type: 'action', sequence: 1, action: { type: 'setInput', input: { type: 'randn' } } },
    { type: 'action', sequence: 1, action: { type: 'setInput', input: { type: 'pasted', text: '[]' } } },
    { type: 'action', sequence: 1, action: { type: 'setGenerator', generator: 'cpu-mkl' } },
    { type: 'action', sequence: 1, action: { type: 'setGenerator', generator: 'cuda:RTX 4080 SUPER' } },
  ];
  for (const message of GOOD) {
    it(`takes ${JSON.stringify(message)}`, () =>
      assert.deepEqual(receiveAtHost(message), { ok: true, message }));
  }

  const BAD: readonly unknown[] = [
    undefined,
    null,
    'ready',
    {},
    [],
    { type: 'ready' },
    { type: 'ask' },
    { type: 'ask', part: { type: 'input' } },
    { type: 'ask', part: { type: 'numbers', number: 3, from: 1 } },
    { type: 'snapshot' },
    { type: 'action' },
    { type: 'action', sequence: -1, action: { type: 'resample' } },
    { type: 'action', sequence: NaN, action: { type: 'resample' } },
    action(null),
    action({ type: 'resample', times: 0 }),
    action({ type: 'resample', times: 101 }),
    action({ type: 'resample', times: 1.5 }),
    action({ type: 'restore', state: INITIAL_STATE }),
    action({ type: 'open', request: {} }),
    action({ type: 'setTraining', training: 'yes' }),
    action({ type: 'setProbability', p: 0.5 }),
    action({ type: 'setProbability', p: { type: 'float', value: 1.5 } }),
    action({ type: 'setProbability', p: { type: 'float', value: null } }),
    action({ type: 'setProbability', p: { type: 'float', value: NaN } }),
    action({ type: 'setProbability', p: { type: 'int', value: 0.5 } }),
    action({ type: 'setSeed', seed: 0 }),
    action({ type: 'setSeed', seed: '' }),
    action({ type: 'setSeed', seed: '18446744073709551616' }),
    action({ type: 'setSeed', seed: '0; import os' }),
    action({ type: 'setSeed', seed: '1_0' }),
    action({ type: 'setShape', shape: [1e6, 1e6] }),
    action({ type: 'setShape', shape: [999_999, 999_999, 999_999, 1, 0] }),
    action({ type: 'setShape', shape: [9_999_999, 0, 1] }),
    action({ type: 'setShape', shape: [-1] }),
    action({ type: 'setShape', shape: [1, 1, 1, 1, 1, 1] }),
    action({ type: 'setShape', shape: '3, 5' }),
    action({ type: 'setKind', kind: 'Linear' }),
    action({ type: 'setKind', kind: '__proto__' }),
    action({ type: 'setInput', input: 'ones' }),
    action({ type: 'setInput', input: { type: 'pasted' } }),
    action({ type: 'setInput', input: { type: 'pasted', text: 'x' } }),
    action({ type: 'setInput', input: { type: 'pasted', text: '[[1.0], [2.0, 3.0]]' } }),
    // Only as the panel writes it: it becomes part of a Python session.
    action({ type: 'setInput', input: { type: 'pasted', text: '[ 1 ]' } }),
    action({ type: 'setGenerator' }),
    action({ type: 'setGenerator', generator: 'cuda' }),
    action({ type: 'setGenerator', generator: 'cuda:T5' }),
    action({ type: 'setGenerator', generator: 'T4' }),
  ];
  for (const message of BAD) {
    it(`refuses ${JSON.stringify(message)} and says why`, () => {
      const received = receiveAtHost(message);
      assert.ok(!received.ok && received.reason !== '', JSON.stringify(received));
    });
  }
});

describe('messages to the webview', () => {
  const snapshot = {
    type: 'snapshot',
    serial: 0,
    acknowledged: 0,
    session: { seed: '1', calls: 'tte' },
    surroundings: { canUndo: true, link: null },
    epoch: { stream: 1, layer: 1 },
    facts: { units: { count: 15, size: 1 }, draws: true, claim: 'exact' },
    parts: [
      { type: 'input', values: new ArrayBuffer(60) },
      { type: 'call', number: 1, training: true, mask: new ArrayBuffer(2), warnings: [] },
      {
        type: 'call',
        number: 2,
        training: false,
        warnings: [],
        error: { type: 'RuntimeError', message: 'x' },
      },
      { type: 'numbers', number: 1, from: 0, values: new ArrayBuffer(120) },
    ],
  };
  it('bring what changed, and what was drawn', () => {
    assert.deepEqual(receiveAtWebview(snapshot), { ok: true, message: snapshot });
  });
  it('are refused where a part is missing, or of another kind', () => {
    for (const field of Object.keys(snapshot))
      assert.equal(receiveAtWebview({ ...snapshot, [field]: undefined }).ok, false, field);
    for (const part of snapshot.parts)
      for (const field of Object.keys(part).filter((name) => name !== 'mask' && name !== 'error'))
        assert.equal(receiveAtWebview({ ...snapshot, parts: [{ ...part, [field]: {} }] }).ok, false, field);
  });
});

describe('a session on the way', () => {
  it('comes out as it was', () => {
    const calls = [{ training: true }, { training: false }];
    const state = { ...INITIAL_STATE, calls, origin: { label: 'a.py:1', illustrative: true } };
    assert.deepEqual(receiveTravelled(JSON.parse(JSON.stringify(travelling(state))) as object), {
      ok: true,
      message: state,
    });
    assert.equal(receiveTravelled({ ...travelling(state), calls: 3 }).ok, false);
  });
});

describe('a stored state', () => {
  it('comes back as it was', () => {
    const state = { ...INITIAL_STATE, origin: { label: 'a.py:1', illustrative: true } };
    assert.deepEqual(receiveState(JSON.parse(JSON.stringify(state))), { ok: true, message: state });
  });
  it('is of the CPU and of ones where an earlier version stored it, which knew no other', () => {
    const { generator, input, ...older } = INITIAL_STATE;
    assert.deepEqual([generator, input.type], ['cpu', 'ones']);
    assert.deepEqual(receiveState(older), { ok: true, message: INITIAL_STATE });
  });
  it('comes back with pasted values, of any kind of float', () => {
    const text = "[[1.0, -0.0], [float('nan'), float('-inf')]]";
    const state = { ...INITIAL_STATE, input: { type: 'pasted', text }, shape: [2, 2] };
    assert.deepEqual(receiveState(JSON.parse(JSON.stringify(state))), { ok: true, message: state });
  });
  it('is refused where it is not one, as after an update of the extension', () => {
    for (const value of [
      undefined,
      null,
      {},
      { ...INITIAL_STATE, calls: [] },
      { ...INITIAL_STATE, seed: 7 },
      { ...INITIAL_STATE, generator: 'cuda:GeForce 256' },
      { ...INITIAL_STATE, earlier: { total: 1, training: 2 } },
      { ...INITIAL_STATE, earlier: { total: 5e7, training: 0 } },
      { ...INITIAL_STATE, shape: [64], earlier: { total: 1e6, training: 1e6 } },
      { ...INITIAL_STATE, shape: [1000, 1000], earlier: { total: 60, training: 60 } },
      { ...INITIAL_STATE, shape: [1000, 1000], calls: [{ training: true }, { training: true }] },
      { ...INITIAL_STATE, input: { type: 'zeros' } },
      { ...INITIAL_STATE, input: { type: 'pasted', text: '[[1.0, 2.0]]' } },
    ]) {
      assert.equal(receiveState(value).ok, false);
    }
  });
});

describe('the argument of the command that opens a call', () => {
  const origin = { label: 'a.py:1', illustrative: false };
  it('may leave out what is unknown', () => {
    const known = { kind: 'Dropout', inplace: false, generator: 'cpu', origin };
    assert.equal(receiveOpenRequest(known).ok, true);
    const message = { ...known, inplace: true, training: false, generator: 'cuda:L4' };
    assert.deepEqual(receiveOpenRequest(message), { ok: true, message });
    const inside = { of: 'LSTM', does: 'idle' };
    const told = { ...known, origin: { ...origin, inside, guess: { type: 'float', value: 0.2 } } };
    assert.deepEqual(receiveOpenRequest(told), { ok: true, message: told });
  });
  it('is checked, for anybody may run a command with anything', () => {
    for (const value of [
      undefined,
      3,
      {},
      { kind: 'Dropout', inplace: false, origin },
      { kind: 'Dropout', inplace: false, generator: 'cuda', origin },
      { kind: 'Dropout', inplace: false, generator: 'cpu', origin, p: { type: 'float', value: 2 } },
      { kind: 'Dropout', inplace: false, generator: 'cpu', origin, training: 'no' },
      { kind: 'Dropout', inplace: false, generator: 'cpu', origin: { ...origin, guess: 0.2 } },
      { kind: 'Dropout', inplace: false, generator: 'cpu', origin: { ...origin, inside: { of: 'LSTM' } } },
    ]) {
      assert.equal(receiveOpenRequest(value).ok, false);
    }
  });
});
