import assert from 'node:assert/strict';
import { INITIAL_STATE, reduce } from '../../../src/playground';
import { type Part } from '../../../src/protocol';
import { bytesOf, conversation, hostEnd } from './conversations';

const RESAMPLE = { type: 'resample' } as const;
const READY = { type: 'ready', sequence: 0 } as const;

/** The bits of a mask in rows. */
function bits({ mask }: Extract<Part, { type: 'call' }>, rows: number, columns: number): string {
  const bytes = new Uint8Array(mask ?? new ArrayBuffer(0));
  const bit = (i: number): number => ((bytes[i >> 3] ?? 0) >> (i & 7)) & 1;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => bit(row * columns + column)).join(''),
  ).join(' ');
}

describe('the extension’s side of the conversation', () => {
  it('sends the mask that PyTorch draws', () => {
    const { posted, talk } = hostEnd();
    talk.receive(READY);
    const [snapshot] = posted;
    const call = snapshot?.parts.find((part) => part.type === 'call') ?? assert.fail();
    assert.equal(bits(call, 3, 5), '00100 01101 11101');
    const numbers = snapshot?.parts.find((part) => part.type === 'numbers') ?? assert.fail();
    // torch.manual_seed(0); torch.rand(15, dtype=torch.float64)
    const [first, second, third] = new Float64Array(numbers.values);
    assert.deepEqual(
      [first, second, third].map((uniform) => uniform?.toFixed(4)),
      ['0.9701', '0.7078', '0.4594'],
    );
    assert.deepEqual([snapshot?.facts.claim, snapshot?.facts.units], ['exact', { count: 15, size: 1 }]);
  });

  it('sends only what is new', () => {
    const { store, posted, link, talk } = hostEnd();
    talk.receive(READY);
    const typesAfter = (act: () => void): string => {
      act();
      return (posted.at(-1)?.parts ?? []).map(({ type }) => type).join();
    };
    assert.equal(
      typesAfter(() => undefined),
      'call,numbers',
    );
    assert.equal(
      typesAfter(() => store.dispatch(RESAMPLE)),
      'call,numbers',
    );
    const link1 = { place: 'model.py:12', lost: false, write: { possible: true } } as const;
    link.view = link1;
    assert.equal(
      typesAfter(() => link.changed()),
      '',
    );
    assert.deepEqual([posted.at(-1)?.session, posted.at(-1)?.surroundings], [{}, { link: link1 }]);
    // Of the same uniform numbers others are dropped.
    const p = { type: 'float', value: 0.3 } as const;
    assert.equal(
      typesAfter(() => store.dispatch({ type: 'setProbability', p })),
      'call,call',
    );
    assert.equal(
      typesAfter(() => store.dispatch({ type: 'setInput', input: { type: 'rand' } })),
      'input,call,numbers',
    );
    assert.equal(
      typesAfter(() => store.dispatch(RESAMPLE)),
      'call,numbers',
    );
    assert.equal(
      typesAfter(() => store.undo()),
      '',
    );
  });

  it('sends little', () => {
    const afterResample = (shape: readonly number[]): number => {
      const { store, posted, talk } = hostEnd();
      store.begin(reduce(INITIAL_STATE, { type: 'setShape', shape }));
      talk.receive(READY);
      store.dispatch(RESAMPLE);
      return bytesOf(posted.at(-1) ?? assert.fail());
    };
    assert.ok(afterResample([3, 5]) < 1000);
    assert.ok(afterResample([512, 512]) < 40_000);
    const { store, posted, talk } = hostEnd();
    store.begin(reduce(INITIAL_STATE, { type: 'resample', times: 99 }));
    talk.receive(READY);
    store.dispatch(RESAMPLE);
    assert.ok(bytesOf(posted.at(-1) ?? assert.fail()) < 1000);
  });

  it('sends the calls that come next, one by one, as long as nothing happens', () => {
    const { store, posted, talk, moment } = hostEnd();
    talk.receive(READY);
    const types = (): string => (posted.at(-1)?.parts ?? []).map(({ type }) => type).join();
    const untilQuiet = (): number => {
      const before = posted.length;
      for (let last = -1; last !== posted.length;) {
        last = posted.length;
        moment();
      }
      return posted.length - before;
    };
    moment();
    assert.deepEqual([posted.length, types()], [2, 'call,numbers']);
    assert.equal(untilQuiet(), 7);
    store.dispatch(RESAMPLE);
    assert.equal(types(), '');
    assert.equal(untilQuiet(), 1);
    store.dispatch({ type: 'setProbability', p: { type: 'float', value: 0.3 } });
    assert.equal(types(), 'call,call');
    // What waited when something happened does nothing.
    store.dispatch({ type: 'setProbability', p: { type: 'float', value: 0.4 } });
    const before = posted.length;
    moment();
    assert.deepEqual([posted.length - before, types()], [1, 'call']);
  });

  it('sends what a page asks for, and nothing for what there is not', () => {
    const { store, posted, talk } = hostEnd();
    store.begin(reduce(INITIAL_STATE, { type: 'setShape', shape: [100, 100] }));
    talk.receive(READY);
    const answerTo = (part: object): object[] => {
      talk.receive({ type: 'ask', part });
      return (posted.at(-1)?.parts ?? []).map((sent) =>
        sent.type === 'numbers' ? { ...sent, values: sent.values.byteLength / 8 } : sent,
      );
    };
    const numbers = { type: 'numbers', number: 1, from: 8192 };
    assert.deepEqual(answerTo(numbers), [{ ...numbers, values: 10_000 - 8192 }]);
    assert.deepEqual(answerTo({ type: 'call', number: 1, training: false }), [
      { type: 'call', number: 1, training: false, warnings: [] },
    ]);
    assert.deepEqual(answerTo({ ...numbers, from: 12_288 }), []);
    assert.deepEqual(answerTo({ ...numbers, number: 7 }), []);
    assert.deepEqual(answerTo({ type: 'call', number: 7, training: false }), []);
  });

  it('takes a refused action back, and goes on', () => {
    const { host, page, deliver } = conversation();
    page.talk.start();
    deliver();
    host.talk.receive({ type: 'action', sequence: 1, action: { type: 'setSeed', seed: 'many' } });
    const last = host.posted.at(-1);
    assert.deepEqual([last?.acknowledged, last?.session, last?.parts, host.warnings.length], [1, {}, [], 1]);
    host.talk.receive({ type: 'action', sequence: 2, action: RESAMPLE });
    assert.equal(host.posted.at(-1)?.acknowledged, 2);
    assert.equal(host.store.state.calls.length, 2);
  });

  it('has no answer to what is no action at all, nor to a page that is not up', () => {
    const { store, posted, warnings, talk } = hostEnd();
    for (const value of [undefined, 'ready', { type: 'action', sequence: 'one' }, { type: 'ask', part: {} }])
      talk.receive(value);
    store.dispatch(RESAMPLE);
    assert.deepEqual([posted, warnings.length], [[], 4]);
  });

  it('tells of the link to the code when that changes, and runs what the webview asks for', () => {
    const { link, posted, commands, warnings, talk } = hostEnd();
    talk.receive(READY);
    talk.receive({ type: 'command', command: 'goToCode' });
    talk.receive({ type: 'command', command: 'deleteCode' });
    assert.deepEqual([commands, warnings.length], [['goToCode'], 1]);
    link.view = { place: 'model.py:12', lost: false, write: { possible: true } };
    link.changed();
    assert.deepEqual(posted.at(-1)?.surroundings, { link: link.view });
    link.view = undefined;
    link.changed();
    assert.deepEqual(posted.at(-1)?.surroundings, { link: null });
    talk.dispose();
    link.changed();
    assert.equal(posted.length, 3);
  });

  it('asks for a picture until it comes, and takes it once', () => {
    const { host, page, deliver } = conversation();
    const { talk } = host;
    const taken: string[] = [];
    talk.askPicture('svg', (content) => void taken.push(content));
    page.talk.start();
    deliver();
    assert.deepEqual(page.now().picture, { id: 1, format: 'svg' });
    for (const id of [2, 1, 1]) talk.receive({ type: 'picture', id, content: `picture ${id}` });
    talk.sendSnapshot();
    deliver();
    assert.deepEqual([taken, page.now().picture], [['picture 1'], undefined]);
  });

  it('answers an action that changes nothing, and says what can be undone', () => {
    const { host, page, deliver } = conversation();
    page.talk.start();
    page.talk.dispatch({ type: 'setTraining', training: true });
    deliver();
    page.talk.dispatch({ type: 'setTraining', training: true });
    deliver();
    assert.deepEqual([host.posted.at(-1)?.acknowledged, page.now().canUndo], [1, false]);
    page.talk.dispatch(RESAMPLE);
    deliver();
    assert.deepEqual([page.now().canUndo, page.now().canRedo], [true, false]);
    host.store.undo();
    deliver();
    assert.deepEqual([page.now().canUndo, page.now().canRedo], [false, true]);
    host.talk.receive({ type: 'focus' });
    assert.equal(host.focused.length, 1);
  });
});
