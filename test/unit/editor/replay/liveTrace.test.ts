import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { type Known, LiveTrace, type ReadingForReplay } from '../../../../src/editor/replay/liveTrace';
import type { ReplayResult } from '../../../../src/reading';
import { trace } from '../../../../src/python';
import { documentOf } from '../documentOf';

const DONE = trace(['print(1)'], { notebook: false });
const LATE = { ...DONE, isLate: true };

/** What each try comes to, how patient the tries are that are made, and what is known in the end. */
const CASES: readonly (readonly [
  about: string,
  results: readonly ReplayResult[],
  tries: readonly boolean[],
  known: Partial<Known>,
])[] = [
  ['what is replayed', [DONE], [false], { problem: undefined, trace: DONE }],
  ['what took too long once', ['tooLong', DONE], [false, true], { problem: undefined, trace: DONE }],
  ['what the clock cut short', [LATE, DONE], [false, true], { problem: undefined, trace: DONE }],
  ['what hangs', ['tooLong', 'tooLong', DONE], [false, true], { problem: 'tooLong' }],
  ['what the clock cuts short again', [LATE, LATE, DONE], [false, true], { trace: LATE }],
  ['what has no room', ['failed', DONE], [false], { problem: 'failed' }],
  ['what is off', ['off', DONE], [false], { problem: 'off' }],
];

describe('a replay that the clock ended', () => {
  let tries: boolean[];
  let results: ReplayResult[];
  let changes: number;
  let document: ReturnType<typeof documentOf> & { version: number };
  let live: LiveTrace;
  /** Answers that are not given before they are asked for. */
  let held: (() => void)[] | undefined;
  /** The packages that are installed. */
  let there: readonly string[];

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    [tries, results, changes, held, there] = [[], [], 0, undefined, []];
    document = documentOf('print(1)');
    const replay: ReadingForReplay['replayer']['replay'] = async (_, { isPatient }, signal) => {
      tries.push(isPatient === true);
      const result = results.shift();
      await new Promise<void>((resolve) => (held === undefined ? resolve() : void held.push(resolve)));
      return signal?.aborted === true ? undefined : result;
    };
    live = new LiveTrace(
      () => ({ key: 'model.py', documents: [document], notebook: undefined }),
      () => ({ resamples: 0, backend: 'cpu' }),
      { replayer: { replay }, documents: { installed: () => Promise.resolve([...there]) } },
      () => void changes++,
    );
  });
  afterEach(() => {
    live.dispose();
    mock.timers.reset();
  });

  /** Lets time pass, and what is waited for come. */
  async function pass(milliseconds: number): Promise<void> {
    mock.timers.tick(milliseconds);
    for (let i = 0; i < 10; i++) await Promise.resolve();
  }

  for (const [about, given, made, known] of CASES)
    it(`is ${made.length > 1 ? '' : 'not '}made once more: ${about}`, async () => {
      results = [...given];
      await live.update();
      for (let i = 0; i < 10; i++) await pass(10_000);
      assert.deepEqual(tries, made);
      assert.equal(changes, made.length);
      for (const [key, value] of Object.entries(known)) assert.equal(live.known?.[key as keyof Known], value);
    });

  it('is told of at once, and made once more only later', async () => {
    results = ['tooLong', DONE];
    await live.update();
    assert.equal(live.known?.problem, 'tooLong');
    await pass(1000);
    assert.deepEqual(tries, [false]);
  });

  it('is not made once more of a text that is edited while that is waited for', async () => {
    results = ['tooLong', DONE];
    await live.update();
    document.version++;
    live.touch();
    await pass(10_000);
    assert.deepEqual(tries, [false, false]);
    assert.equal(live.known?.problem, undefined);
  });

  it('says nothing of a text that is edited while it is made once more', async () => {
    results = ['tooLong', LATE, DONE];
    await live.update();
    held = [];
    await pass(10_000);
    assert.deepEqual(tries, [false, true]);
    const [finish = assert.fail()] = held.splice(0);
    held = undefined;
    document.version++;
    live.touch();
    finish();
    await pass(0);
    assert.equal(live.known?.problem, 'tooLong');
    await pass(10_000);
    assert.deepEqual(tries, [false, true, false]);
    assert.equal(live.known.trace, DONE);
  });

  it('is made anew where other packages are installed, and not where these are the same', async () => {
    results = [DONE, DONE];
    await live.update();
    await live.checkPackages();
    await pass(10_000);
    assert.deepEqual(tries, [false]);
    there = ['pandas'];
    await live.checkPackages();
    assert.equal(live.isCurrent, false);
    await pass(10_000);
    assert.deepEqual(tries, [false, false]);
    assert.deepEqual(live.known?.request.installed, ['pandas']);
    assert.equal(live.isCurrent, true);
  });

  it('is not made once more of a file that is closed', async () => {
    results = ['tooLong', DONE];
    await live.update();
    live.dispose();
    await pass(10_000);
    assert.deepEqual(tries, [false]);
  });
});
