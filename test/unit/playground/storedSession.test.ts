import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  type Action,
  beginning,
  type History,
  INITIAL_STATE,
  keptCount,
  MAX_STEPS,
  type PlaygroundState,
  PlaygroundStore,
  printedOutput,
  pythonText,
  SessionReplay,
} from '../../../src/playground';
import {
  MAX_STORED_BYTES,
  readStored,
  restoreStored,
  type RestoredSession,
  storedForm,
} from '../../../src/protocol';

/** Sessions as 0.1.0 left them, in each place where it did, with what it showed of them. They must restore for ever. */
interface Fixture {
  readonly name: string;
  readonly stored: Readonly<Record<'panel' | 'sidebar' | 'workspace', { readonly changedAt: number }>>;
  readonly expected: { readonly numbers: number[]; readonly masks: string[]; readonly last: string };
}
const FIXTURES = JSON.parse(
  readFileSync(new URL('fixtures/sessions-0.1.0.json', import.meta.url), 'utf8'),
) as Fixture[];

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function restored(stored: unknown): RestoredSession {
  const read = readStored(stored);
  return read.ok ? (read.message ?? assert.fail('nothing was stored')) : assert.fail(read.reason);
}

/** The numbers of the calls that are listed, their masks, and what the last one prints. */
function shownOf(state: PlaygroundState): Fixture['expected'] {
  const calls = new SessionReplay().calls(state, state.calls.length);
  const masks = calls.map(({ outcome }) => {
    if (!outcome.ok) return `${outcome.error.type}: ${outcome.error.message}`;
    const { mask } = outcome;
    if (mask === undefined) return 'unchanged';
    return mask.length > 100 ? String(keptCount(mask)) : mask.join('');
  });
  const last = calls.at(-1)?.outcome ?? assert.fail();
  return {
    numbers: calls.map(({ number }) => number),
    masks,
    last: last.ok ? printedOutput(last.output, state.generator) : `${last.error.type}: ${last.error.message}`,
  };
}

const RATES = [0.1, 0.25, 0.5, 0.75];
const p = (value: number): Action => ({ type: 'setProbability', p: { type: 'float', value } });
const pasted = (text: string): Action => ({ type: 'setInput', input: { type: 'pasted', text } });

/** The store after some actions, and how many of them were then undone. */
function after(actions: readonly Action[], undone = 0): PlaygroundStore {
  const store = new PlaygroundStore();
  for (const action of actions) store.dispatch(action);
  for (let i = 0; i < undone; i++) store.undo();
  return store;
}

const shown = ({ past, present, future }: History): History => ({ past, present, future });
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('a session stored by 0.1.0', () => {
  for (const { name, stored, expected } of FIXTURES)
    it(`comes back with its state and its masks: ${name}`, () => {
      for (const place of ['panel', 'sidebar', 'workspace'] as const) {
        const { history, changedAt, problem } = restored(stored[place]);
        assert.deepEqual([changedAt, problem], [stored[place].changedAt, undefined]);
        assert.deepEqual([history.past, history.future], [[], []]);
        assert.deepEqual({ ...stored[place], ...history.present }, stored[place]);
        assert.deepEqual(shownOf(history.present), expected);
        // And it is the same after this version has stored it.
        assert.deepEqual(restored(throughJson(storedForm(history, changedAt))), { history, changedAt });
      }
    });

  it('covers every kind, and what else a session can have', () => {
    const states = FIXTURES.map(({ stored }) => restored(stored.panel).history.present);
    assert.equal(new Set(states.map(({ layer }) => layer.kind)).size, 6);
    const covered: [string, (state: PlaygroundState) => boolean][] = [
      ['pasted', ({ input }) => input.type === 'pasted'],
      ['linked', ({ origin }) => origin?.call !== undefined],
      ['many calls', ({ earlier }) => earlier.total > 100],
      ['eval', ({ calls }) => calls.some(({ training }) => !training)],
      ['negative seed', ({ seed }) => seed.startsWith('-')],
      ['64-bit seed', ({ seed }) => BigInt(seed) > 2n ** 63n],
      ['CUDA', ({ generator }) => generator.startsWith('cuda:')],
    ];
    for (const [what, has] of covered) assert.ok(states.some(has), what);
  });
});

describe('a stored session', () => {
  it('comes back with its history', () => {
    const store = after(
      [p(0.25), { type: 'resample' }, { type: 'setTraining', training: false }, p(0.75)],
      2,
    );
    const { history, changedAt } = store;
    const back = restored(throughJson(storedForm(history, changedAt)));
    assert.deepEqual(back, { history: shown(history), changedAt });
    assert.equal(back.history.past.length, 2);
    assert.equal(back.history.future.length, 2);
  });

  it('comes back from any actions as it was, and goes on alike', () => {
    const action = fc.oneof<fc.Arbitrary<Action>[]>(
      fc.constantFrom(...RATES).map(p),
      fc.boolean().map((training): Action => ({ type: 'setTraining', training })),
      fc.integer().map((seed): Action => ({ type: 'setSeed', seed: String(seed) })),
      fc.constantFrom('[[1.0, 2.0]]', "[float('nan'), -0.0]").map(pasted),
      fc.constantFrom([], [2, 3], [0, 1]).map((shape): Action => ({ type: 'setShape', shape })),
      fc.integer({ min: 1, max: 100 }).map((times): Action => ({ type: 'resample', times })),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), fc.nat(8), (actions, undone) => {
        const { history, changedAt } = after(actions, undone);
        if (changedAt === 0) return;
        const stored = storedForm(history, changedAt);
        assert.ok(bytesOf(stored) <= MAX_STORED_BYTES);
        assert.deepEqual(restored(throughJson(stored)), { history: shown(history), changedAt });
      }),
      { numRuns: 60 },
    );
  });

  it('has states share what they shared, so that all follow the call in the code', () => {
    const call = { uri: 'file:///a.py', from: 0, key: 'drop', line: 'drop = nn.Dropout()', head: 'drop =' };
    const origin = { label: 'a.py:1', illustrative: true, call };
    const store = after([
      { type: 'open', request: { kind: 'Dropout', inplace: false, generator: 'cpu', origin } },
      p(0.25),
    ]);
    const later = new PlaygroundStore();
    later.restore(restored(throughJson(storedForm(store.history, 1))).history, 1);
    const moved = { ...origin, label: 'a.py:2' };
    later.dispatch({ type: 'follow', call: { origin: moved } });
    later.undo();
    assert.equal(later.state.origin?.label, 'a.py:2');
  });

  it('stores each input once', () => {
    const [big, small] = [pythonText(Array.from({ length: 4096 }, (_, i) => i / 7)), '[1.0]'];
    assert.ok(big.length > 60_000);
    const toggles = Array.from({ length: 20 }, (_, i) => pasted(i % 2 === 0 ? big : small));
    const { history } = after(toggles);
    const stored = storedForm(history, 1);
    assert.ok(bytesOf(stored) < 2 * big.length, String(bytesOf(stored)));
    assert.deepEqual(restored(throughJson(stored)).history, shown(history));
  });

  it('leaves out the oldest steps where all of them have no room', () => {
    const inputs = Array.from({ length: 12 }, (_, n) =>
      pasted(pythonText(Array.from({ length: 3000 }, (_, i) => i / 7 + n))),
    );
    const { history } = after(inputs, 1);
    const stored = storedForm(history, 1);
    const bytes = bytesOf(stored);
    assert.ok(bytes <= MAX_STORED_BYTES && bytes > 0.7 * MAX_STORED_BYTES, String(bytes));
    const { past, present, future } = restored(throughJson(stored)).history;
    assert.deepEqual([present, future], [history.present, history.future]);
    assert.ok(past.length > 1 && past.length < history.past.length, String(past.length));
    assert.deepEqual(past, history.past.slice(-past.length));
  });

  it('counts bytes, not characters', () => {
    const origin = { label: '漢字é🎲'.repeat(150), illustrative: true };
    const many = Array.from({ length: 100 }, (_, i): Action => ({
      type: 'open',
      request: {
        ...{ kind: 'Dropout', inplace: false, generator: 'cpu', seed: String(i) },
        origin: { ...origin, label: `${i} ${origin.label}` },
      },
    }));
    const { history } = after(many);
    const stored = storedForm(history, 1);
    assert.ok(bytesOf(stored) <= MAX_STORED_BYTES, String(bytesOf(stored)));
    assert.ok(JSON.stringify(stored).length < 0.6 * MAX_STORED_BYTES);
  });

  it('keeps the present state even if it alone is larger', () => {
    const label = 'x'.repeat(2 * MAX_STORED_BYTES);
    const large: PlaygroundState = { ...INITIAL_STATE, origin: { label, illustrative: false } };
    const { session } = storedForm({ past: [INITIAL_STATE], present: large, future: [] }, 1);
    assert.deepEqual(
      [session?.past, Object.keys(session?.present ?? {}).length],
      [[], Object.keys(large).length],
    );
  });

  it('has room for the longest history of long sessions', () => {
    const actions = Array.from({ length: MAX_STEPS + 5 }, (_, i): Action =>
      i % 2 === 0 ? { type: 'resample', times: 99 } : p(RATES[i % 4] ?? 0.3),
    );
    const { history } = after(actions);
    assert.equal(history.past.length, MAX_STEPS);
    assert.equal(restored(throughJson(storedForm(history, 1))).history.past.length, MAX_STEPS);
  });
});

describe('a stored session that is broken', () => {
  const { history } = after([p(0.25), { type: 'resample' }, p(0.75)], 1);
  const good = (): Record<string, unknown> & { session: Record<string, unknown> } =>
    throughJson(storedForm(history, 7)) as never;
  const withPart = (change: Record<string, unknown>): unknown => {
    const stored = good();
    return { ...stored, session: { ...stored.session, ...change } };
  };

  it('comes back without its history where that is what is broken', () => {
    const { parts, past } = good().session as { parts: unknown[]; past: Record<string, number>[] };
    const seedless = { ...past[0], seed: 1000 };
    for (const change of [
      { past: undefined },
      { past: 'x' },
      { past: null },
      { past: [null] },
      { past: [seedless] },
      { past: [{ ...past[0], seed: -1 }] },
      { past: [{ ...past[0], seed: 'seed' }] },
      { past: [{}] },
      { future: [past[0], 7] },
      { future: {} },
      { past: Array.from({ length: MAX_STEPS + 1 }, () => past[0]) },
      { parts: [...parts, 'no seed'], past: [{ ...past[0], seed: parts.length }] },
    ]) {
      const { history: back, changedAt, problem } = restored(withPart(change));
      assert.deepEqual([back, changedAt], [beginning(history.present), 7], JSON.stringify(change));
      assert.ok(problem !== undefined && problem !== '');
    }
  });

  it('is refused where more than that is, and nothing changes', () => {
    for (const stored of [
      3,
      'x',
      [],
      {},
      { version: 1, session: null },
      { version: 1, session: {} },
      withPart({ changedAt: 'now' }),
      withPart({ parts: {} }),
      withPart({ parts: [] }),
      withPart({ present: {} }),
      withPart({ present: [] }),
      { version: '1' },
      { version: null },
    ]) {
      const store = new PlaygroundStore();
      const warnings: string[] = [];
      restoreStored(stored, store, (text) => void warnings.push(text));
      assert.equal(warnings.length, 1, JSON.stringify(stored));
      assert.match(warnings[0] ?? '', /^The stored playground was not restored: ./);
      assert.deepEqual([store.state, store.changedAt], [INITIAL_STATE, 0]);
    }
  });

  it('is refused, with its version, where a later version stored it', () => {
    const read = readStored({ ...good(), version: 2 });
    assert.ok(!read.ok);
    assert.equal(read.reason, 'another version of the extension stored it, in the form 2');
  });

  it('is nothing to speak of where nothing was stored', () => {
    for (const stored of [undefined, null, { version: 1 }, { version: 1, view: {} }])
      assert.deepEqual(readStored(stored), { ok: true, message: undefined });
  });
});
