import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { connectToHost, type HostConnection } from '../../../media/playground/host';
import { KeptSession } from '../../../src/services/keptSession';
import { beginning, INITIAL_STATE, PlaygroundStore } from '../../../src/playground';
import { INITIAL_SETTINGS } from '../../../src/playground/training';
import { storedForm } from '../../../src/protocol';
import { hostEnd, sent } from '../playground/conversations';

const KEY = 'playground';
const NEWER = { version: 2, session: { something: 'else' } };

interface Window {
  readonly store: PlaygroundStore;
  readonly kept: KeptSession;
  readonly logged: string[];
  readonly writes: () => number;
}

/** A window on a workspace's storage. */
async function windowOn(storage: Map<string, unknown>): Promise<Window> {
  const logged: string[] = [];
  let writes = 0;
  const memento = {
    get: (key: string): unknown => storage.get(key),
    update: async (key: string, value: unknown) => {
      writes++;
      storage.set(key, JSON.parse(JSON.stringify(value)));
      await Promise.resolve();
    },
  };
  const store = new PlaygroundStore();
  store.begin({ ...INITIAL_STATE });
  const kept = new KeptSession(memento as unknown as vscode.Memento, store, {
    warn: (text) => void logged.push(text),
  });
  await kept.restore();
  return { store, kept, logged, writes: () => writes };
}

describe('the session that a workspace keeps', () => {
  it('comes back with its history in the next window, and in the one after that', async () => {
    const storage = new Map<string, unknown>();
    const first = await windowOn(storage);
    for (const seed of ['1', '2', '3']) first.store.dispatch({ type: 'setSeed', seed });
    first.store.undo();
    // The window closes before the last change has come to rest.
    first.kept.dispose();
    const second = await windowOn(storage);
    assert.deepEqual(
      [second.store.state.seed, second.store.canUndo, second.store.canRedo],
      ['2', true, true],
    );
    second.store.undo();
    second.kept.dispose();
    const { store, kept } = await windowOn(storage);
    assert.equal(store.state.seed, '1');
    store.redo();
    store.redo();
    assert.equal(store.state.seed, '3');
    kept.dispose();
  });

  it('is written at once, and what follows at once after it together', async () => {
    const { store, kept, writes } = await windowOn(new Map());
    store.dispatch({ type: 'setSeed', seed: '1' });
    assert.equal(writes(), 1);
    for (const seed of ['2', '3', '4']) store.dispatch({ type: 'setSeed', seed });
    while (writes() === 1) await new Promise((resolve) => setTimeout(resolve, 10));
    kept.dispose();
    assert.equal(writes(), 2);
  });

  it('is told of, and left as it is until something is done, where a newer version stored it', async () => {
    const storage = new Map<string, unknown>([[KEY, NEWER]]);
    const { store, kept, logged } = await windowOn(storage);
    assert.deepEqual(store.state, INITIAL_STATE);
    assert.equal(logged.length, 1);
    assert.match(logged[0] ?? '', /another version of the extension stored it, in the form 2/);
    store.begin({ ...INITIAL_STATE, generator: 'cpu-mkl' });
    kept.dispose();
    assert.deepEqual(storage.get(KEY), NEWER);
    const later = await windowOn(storage);
    later.store.dispatch({ type: 'resample' });
    later.kept.dispose();
    assert.equal((storage.get(KEY) as { version: number }).version, 1);
  });

  it('starts afresh, and says so, where it cannot be read', async () => {
    const { store, kept, logged } = await windowOn(new Map([[KEY, { version: 1, session: 7 }]]));
    assert.deepEqual([store.state, logged.length], [INITIAL_STATE, 1]);
    kept.dispose();
  });
});

describe('what a webview stores', () => {
  const real = { window: globalThis.window, document: globalThis.document };
  const page = globalThis as Record<string, unknown>;
  let stored: unknown;
  let receive: (event: { data: unknown }) => void;
  let host: ReturnType<typeof hostEnd>;

  /** The webview's page, with what it had stored. */
  function open(before: unknown): HostConnection {
    stored = before;
    host = hostEnd();
    page['acquireVsCodeApi'] = () => ({
      postMessage: (message: unknown) => host.talk.receive(message),
      getState: () => stored,
      setState: (value: unknown) => void (stored = JSON.parse(JSON.stringify(value))),
    });
    const listeners = {
      addEventListener: (type: string, listener: typeof receive): void => {
        if (type === 'message') receive = listener;
      },
    };
    page['window'] = listeners;
    page['document'] = { addEventListener: () => undefined, hasFocus: () => false };
    const connection = connectToHost(() => undefined);
    connection.start();
    // As whoever opens a webview does.
    host.talk.begin();
    return connection;
  }

  /** What the extension has sent arrives. */
  const deliver = (): void => {
    for (const data of host.posted.splice(0)) receive({ data: sent(data) });
  };

  afterEach(() => {
    Object.assign(globalThis, real);
    delete page['acquireVsCodeApi'];
  });

  it('is the state, in the same form as the workspace’s, with the reader’s view', () => {
    const connection = open(undefined);
    host.store.restore(beginning({ ...INITIAL_STATE, seed: '5' }), 70);
    deliver();
    const expected = storedForm(beginning({ ...INITIAL_STATE, seed: '5' }), 70);
    const view = {
      ...{ tab: 'calls', uniforms: false, input: false, inside: '', scaled: true },
      ...{ training: INITIAL_SETTINGS, sweep: false, opened: [] },
    };
    assert.deepEqual(stored, { ...JSON.parse(JSON.stringify(expected)), view });
    connection.setView({ tab: 'code' });
    assert.deepEqual((stored as { view: unknown }).view, { ...view, tab: 'code' });
    // The extension is told, for a page that is saved.
    assert.deepEqual(sent(host.views), [view, { ...view, tab: 'code' }]);
  });

  it('stays as a newer version stored it until something is done', () => {
    for (const before of [NEWER, undefined, 'broken']) {
      const connection = open(before);
      deliver();
      connection.setView({ tab: 'network' });
      const { view, ...rest } = stored as Record<string, unknown>;
      assert.deepEqual(
        [rest, (view as { tab: string }).tab],
        [before === NEWER ? NEWER : { version: 1 }, 'network'],
      );
      host.store.restore(beginning({ ...INITIAL_STATE, seed: '5' }), 70);
      deliver();
      assert.ok('session' in (stored as object) && (stored as { version: number }).version === 1);
    }
  });
});
