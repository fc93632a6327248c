import assert from 'node:assert/strict';
import {
  INITIAL_STATE,
  maskOf,
  MAX_LISTED_CALLS,
  numbersClaim,
  type PlaygroundState,
  PlaygroundStore,
  reduce,
  SessionReplay,
} from '../../../src/playground';
import { type ShownSession } from '../../../src/protocol';
import { numelOf } from '../../../src/torch';
import { RandomActions } from '../../golden/scripts';
import { conversation, pageEnd, sent } from './conversations';

const RESAMPLE = { type: 'resample' } as const;
const p = (value: number, continues = false) =>
  ({ type: 'setProbability', p: { type: 'float', value }, ...(continues ? { continues } : {}) }) as const;

/** A message before it is known to be one. */
type Spoilable = Record<string, unknown> & { parts: Record<string, unknown>[] };

/** The mask of the last call that is shown. */
function lastMask({ scene }: ShownSession): string {
  const call = scene.calls.at(-1) ?? assert.fail();
  return maskOf(call)?.join('') ?? 'none';
}

/** Fails where a session is shown as another one than it is, or otherwise than the dropout core draws it. */
function assertDrawn(shown: ShownSession, session: PlaygroundState): void {
  const { state, scene } = shown;
  assert.deepEqual([state, scene.state], [session, session]);
  const replay = new SessionReplay();
  const expected = replay.calls(state, MAX_LISTED_CALLS);
  assert.deepEqual([...scene.input.values()], [...replay.input(state).values()]);
  assert.equal(scene.claim, numbersClaim(state, replay.isInputExact(state)));
  assert.equal(scene.calls.length, expected.length);
  expected.forEach((call, index) => {
    const drawn = scene.calls[index] ?? assert.fail();
    assert.deepEqual([drawn.number, drawn.training, drawn.draws], [call.number, call.training, call.draws]);
    const { outcome } = drawn;
    if (!outcome.ok || !call.outcome.ok) {
      assert.equal(outcome.ok, call.outcome.ok);
      return;
    }
    assert.deepEqual(outcome.mask, call.outcome.mask);
    assert.deepEqual(outcome.warnings, call.outcome.warnings);
    assert.ok(
      Buffer.from(outcome.output.values().buffer).equals(Buffer.from(call.outcome.output.values().buffer)),
    );
  });
  const last = scene.calls.at(-1)?.numbers();
  const numbers = expected.at(-1)?.numbers();
  assert.deepEqual([last?.run, last?.threshold], [numbers?.run, numbers?.threshold]);
  if (numelOf(state.shape) > 0) assert.equal(last?.at(0), numbers?.at(0));
}

function connected(store?: PlaygroundStore) {
  const both = conversation(store);
  both.page.talk.start();
  both.deliver();
  return both;
}

describe('a page’s side of the conversation', () => {
  it('shows what the dropout core gives, whatever happens to the session', function () {
    this.timeout(60_000);
    const { host, page, deliver } = connected();
    const random = new RandomActions('conversation');
    let calls = 0;
    for (let run = 0; run < 60; run++) {
      for (const action of random.next()) {
        host.store.dispatch(action);
        if (run % 7 === 3) host.store.undo();
        deliver();
        assertDrawn(page.now(), host.store.state);
        calls += page.now().scene.calls.length;
      }
    }
    assert.ok(calls > 500);
    assert.deepEqual([page.warnings, host.warnings, page.asked()], [[], [], []]);
  });

  it('draws a resample at once, where its call has come ahead', function () {
    this.timeout(60_000);
    const { host, page, deliver } = connected();
    const random = new RandomActions('ahead');
    let [foreseen, resamples] = [0, 0];
    for (let run = 0; run < 40; run++) {
      for (const action of random.next()) {
        host.store.dispatch(action);
        deliver();
        for (let ahead = 0; ahead < run % 4; ahead++) host.moment();
        deliver();
        assertDrawn(page.now(), host.store.state);
        const before = page.now().scene;
        page.talk.dispatch(RESAMPLE);
        const { scene, state } = page.now();
        const isForeseen = scene !== before;
        if (run % 4 > 0) resamples++;
        if (run % 4 > 0 && isForeseen) foreseen++;
        if (isForeseen) assertDrawn(page.now(), state);
        deliver();
        assertDrawn(page.now(), host.store.state);
        if (isForeseen) assert.equal(page.now().scene.calls, scene.calls);
      }
    }
    // Of another generator other things may be said after the first call, and a long session starts again.
    assert.ok(foreseen > 0.9 * resamples, `${foreseen} of ${resamples}`);
    assert.deepEqual([page.warnings, host.warnings], [[], []]);
  });

  it('has the numbers of any call, and any call in its other mode, when it asks', () => {
    const store = new PlaygroundStore();
    store.begin(
      [RESAMPLE, RESAMPLE].reduce(reduce, reduce(INITIAL_STATE, { type: 'setShape', shape: [100, 90] })),
    );
    const { page, deliver } = connected(store);
    const { scene } = page.now();
    const numbers = () => page.now().scene.calls[1]?.numbers() ?? assert.fail();
    assert.deepEqual([numbers().at(5000), numbers().at(5001)], [undefined, undefined]);
    assert.equal(scene.callIn(false, 2), undefined);
    deliver();
    assert.deepEqual(page.asked(), [
      { type: 'numbers', number: 2, from: 4096 },
      { type: 'call', number: 2, training: false },
    ]);
    const expected = new SessionReplay().calls(store.state, 3)[1]?.numbers();
    assert.equal(numbers().at(5000), expected?.at(5000));
    assert.notEqual(page.now().scene.calls[1], scene.calls[1]);
    assert.equal(page.now().scene.calls[0], scene.calls[0]);
    assert.equal(page.now().scene.callIn(false, 2)?.training, false);
    assert.equal(page.now().scene.callIn(true, 2), page.now().scene.calls[1]);
  });

  it('moves p over the numbers that it has, as the extension does', function () {
    this.timeout(60_000);
    for (const generator of ['cpu', 'cpu-mkl', 'cuda:T4'] as const) {
      for (const kind of ['Dropout', 'Dropout2d', 'AlphaDropout', 'FeatureAlphaDropout'] as const) {
        const { host, page, deliver } = connected();
        for (const action of [
          { type: 'setKind', kind },
          { type: 'setGenerator', generator },
          { type: 'setInput', input: { type: 'randn' } },
          RESAMPLE,
        ] as const)
          page.talk.dispatch(action);
        deliver();
        for (const value of [0.1, 0.3, 0.5, 0.9, 0, 0.7, 1, 0.2]) {
          const { scene } = page.now();
          const call = scene.calls.at(-1) ?? assert.fail();
          const moved = scene.callWith({ type: 'float', value }, call) ?? assert.fail();
          page.talk.dispatch(p(value));
          deliver();
          const drawn = page.now().scene.calls.at(-1) ?? assert.fail();
          assert.ok(moved.outcome.ok && drawn.outcome.ok);
          assert.deepEqual(moved.outcome.mask, drawn.outcome.mask, `${generator} ${kind} ${value}`);
          assert.deepEqual(moved.outcome.output, drawn.outcome.output);
          assert.deepEqual(moved.numbers()?.threshold, drawn.numbers()?.threshold);
        }
        assert.deepEqual([host.warnings, page.warnings], [[], []]);
      }
    }
  });

  it('goes on from what it has while the extension is slow, and passes over older answers', () => {
    const { host, page, toHost, toPage, deliver } = connected();
    page.talk.dispatch(p(0.4));
    toHost();
    page.talk.dispatch(p(0.3, true));
    page.talk.dispatch(p(0.2, true));
    // Of those that follow within a frame the last is sent.
    assert.equal(toHost(), false);
    page.frame();
    const actions = page.posted.flatMap((message) => (message.type === 'action' ? [message.sequence] : []));
    assert.deepEqual(actions, [1, 3]);
    const before = page.now().scene;
    toPage();
    const { state, scene } = page.now();
    assert.deepEqual([scene === before, state.layer.p.value], [true, 0.2]);
    const moved = scene.callWith(state.layer.p, scene.calls[0] ?? assert.fail());
    deliver();
    assert.equal(page.now().state, page.now().scene.state);
    const drawn = page.now().scene.calls[0];
    assert.deepEqual(drawn && maskOf(drawn), moved && maskOf(moved));
    assert.equal(host.store.history.past.length, 1);
  });

  it('shows what an answer passed over had brought, where the next one brings nothing new', () => {
    const { host, page, toHost, toPage, deliver } = connected();
    page.talk.dispatch(p(0.4));
    toHost();
    // What is so already.
    page.talk.dispatch(p(0.4));
    toPage();
    assert.equal(page.now().scene.state.layer.p.value, 0.5);
    deliver();
    assert.deepEqual([page.now().state, page.now().scene.state], [host.store.state, host.store.state]);
    const drawn = new SessionReplay().calls(host.store.state, 1).at(-1);
    assert.equal(lastMask(page.now()), drawn && maskOf(drawn)?.join(''));
    assert.deepEqual([host.warnings, page.warnings], [[], []]);
  });

  it('keeps the list of calls where only something beside it changes', () => {
    const { host, page, deliver } = connected();
    const { calls } = page.now().scene;
    host.link.view = { place: 'model.py:12', lost: false, write: { possible: true } };
    host.link.changed();
    deliver();
    assert.deepEqual([page.now().link?.place, page.now().scene.calls === calls], ['model.py:12', true]);
  });

  it('does a movement before what follows it', () => {
    const { host, page, deliver } = connected();
    page.talk.dispatch(p(0.4));
    page.talk.dispatch(p(0.2, true));
    page.talk.dispatch(RESAMPLE);
    deliver();
    assert.deepEqual([host.store.state.layer.p.value, host.store.state.calls.length], [0.2, 2]);
    page.frame();
    deliver();
    assert.equal(host.store.state.calls.length, 2);
  });

  it('shows the mask that it is sent, though no generator draws it', () => {
    const { page, toHost, toPage } = connected();
    page.talk.dispatch(RESAMPLE);
    toHost();
    toPage(({ parts }) => {
      for (const part of parts)
        if (part.type === 'call') part.mask = Uint8Array.of(0b10101010, 0b1111).buffer;
    });
    assert.equal(lastMask(page.now()), '010101011111000');
    const last = page.now().scene.calls.at(-1)?.outcome;
    assert.equal(last?.ok && last.output.values().join(), '0,2,0,2,0,2,0,2,2,2,2,2,0,0,0');
  });

  it('refuses what does not fit, and asks for everything again', () => {
    const spoilt: readonly ((snapshot: Spoilable) => void)[] = [
      ({ parts }) => (parts[0] = { ...parts[0], mask: new ArrayBuffer(3) }),
      ({ parts }) => (parts[0] = { ...parts[0], mask: 'AAE=' }),
      ({ parts }) => (parts[0] = { ...parts[0], number: 9 }),
      ({ parts }) => (parts[0] = { ...parts[0], training: false }),
      ({ parts }) => (parts[2] = { ...parts[2], values: new ArrayBuffer(8) }),
      ({ parts }) => (parts[2] = { ...parts[2], from: 1 }),
      ({ parts }) => parts.shift(),
      ({ parts }) => parts.push({ type: 'input', values: new ArrayBuffer(4) }),
      (snapshot) => (snapshot['serial'] = 5),
      (snapshot) => (snapshot['facts'] = {}),
      (snapshot) => (snapshot['session'] = { seed: 'many' }),
      (snapshot) => (snapshot['session'] = { calls: 'ttx'.repeat(40) }),
      (snapshot) => (snapshot['surroundings'] = { canUndo: 'yes' }),
      (snapshot) => (snapshot['type'] = 'picture'),
    ];
    for (const [index, spoil] of spoilt.entries()) {
      const { page, toHost, toPage, deliver } = connected();
      page.talk.dispatch(RESAMPLE);
      toHost();
      const before = page.now().scene;
      toPage((snapshot) => spoil(snapshot));
      assert.equal(page.warnings.length, 1, `${index}`);
      assert.equal(page.now().scene, before);
      deliver();
      assert.equal(page.now().scene.calls.length, 2, `${index}`);
      assert.equal(lastMask(page.now()), '111001010100001');
      assert.equal(page.warnings.length, 1);
    }
  });

  it('asks no more than a few times for what never fits', () => {
    const page = pageEnd();
    page.talk.start();
    for (let i = 0; i < 10; i++) page.talk.receive({ type: 'snapshot', serial: 0 });
    assert.deepEqual([page.posted.length, page.warnings.length], [4, 10]);
    assert.deepEqual(page.shown, []);
  });

  it('is told the same in two pages, each with its own acknowledgement', () => {
    const first = connected();
    const second = conversation(first.host.store, first.host.drawn);
    second.page.talk.start();
    second.deliver();
    first.page.talk.dispatch(RESAMPLE);
    first.deliver();
    second.deliver();
    assert.deepEqual(first.page.now().state, second.page.now().state);
    assert.equal(lastMask(first.page.now()), lastMask(second.page.now()));
    assert.deepEqual(
      [first, second].map(({ host }) => host.posted.at(-1)?.acknowledged),
      [1, 0],
    );
  });

  it('is drawn anew for the call that comes next, and not for those that come later', () => {
    const { host, page, deliver } = connected();
    const shown: number[] = [];
    for (let i = 0; i < 10; i++) {
      host.moment();
      deliver();
      shown.push(page.shown.length);
    }
    assert.deepEqual([host.posted.length, shown], [9, new Array<number>(10).fill(2)]);
    const following = page.now().scene.calls.map((call) => page.now().scene.following(call)?.number);
    assert.deepEqual(following, [2]);
    for (let i = 0; i < 8; i++) page.talk.dispatch(RESAMPLE);
    assert.equal(page.now().scene.calls.length, 9);
  });

  it('shows what it is sent without having asked, and its like where it asks meanwhile', () => {
    for (const asks of [false, true]) {
      const { host, page, deliver } = conversation();
      host.talk.begin();
      host.moment();
      if (asks) page.talk.start();
      deliver();
      assert.equal(lastMask(page.now()), '001000110111101');
      page.talk.dispatch(RESAMPLE);
      // Its call had come ahead, and was drawn at once.
      assert.equal(lastMask(page.now()), asks ? '001000110111101' : '111001010100001');
      deliver();
      assertDrawn(page.now(), reduce(INITIAL_STATE, RESAMPLE));
      assert.deepEqual([page.warnings, page.asked()], [[], []]);
      assert.equal(page.posted.filter(({ type }) => type === 'ready').length, asks ? 1 : 0);
    }
  });

  it('holds all again after a reload, though the extension was told nothing of it', () => {
    const { host, page, toHost } = connected();
    page.talk.dispatch(RESAMPLE);
    toHost();
    const reloaded = pageEnd();
    reloaded.talk.start();
    for (const message of reloaded.posted) host.talk.receive(sent(message));
    reloaded.talk.receive(sent(host.posted.at(-1)));
    assert.equal(lastMask(reloaded.now()), '111001010100001');
    assert.deepEqual(reloaded.warnings, []);
  });
});
