// The host's end of the workers, with real ones and with some that fail.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { converse, type Facts, type Port, type ReadTogether } from '../../src/protocol/reading';
import { askedCall } from '../../src/editor/origin';
import { Reading, type StartWorker } from '../../src/reading';
import { Settings } from '../../src/services/settings';
import { eventually } from '../eventually';
import { closeEverything, openPython, replace, startHere } from './editor';
import { UNCANCELLED } from '../../src/services/uncancelled';

type Worker = Awaited<ReturnType<StartWorker>>;

const DROPOUT = 'import torch\nlayer = torch.nn.Dropout(0.5)\n';
/** Every third ends a reader; five within a minute would turn reading off. */
const ROUNDS = 12;
const REPLAY = { notebook: false, illustration: { site: '', resamples: 0 }, backend: 'cpu' } as const;

describe('reading in workers', () => {
  let reading: Reading;
  let logged: string[];
  let started: { readonly role: string; readonly worker: Worker }[];
  /** Those that say what is shown; the others are `started`. */
  let previewers: Worker[];
  /** Stands in for the next workers but previewers, in their order; after them real ones start. */
  let instead: (() => Worker)[];

  beforeEach(() => {
    logged = [];
    started = [];
    previewers = [];
    instead = [];
    // What the test before left behind may still start a worker: that goes into its own lists.
    const own = { logged, started, previewers, instead };
    const real = startHere();
    const start: StartWorker = async (role) => {
      if (role === 'previewer') {
        const previewer = await real(role);
        own.previewers.push(previewer);
        return previewer;
      }
      const worker = own.instead.shift()?.() ?? (await real(role));
      own.started.push({ role, worker });
      return worker;
    };
    const note = (text: string): void => void own.logged.push(text);
    const log = { debug: () => undefined, warn: note, error: note };
    reading = new Reading(start, new Settings(vscode.workspace, log), log);
  });
  afterEach(async () => {
    reading.dispose();
    await closeEverything();
  });

  const namesIn = async (document: vscode.TextDocument): Promise<string[] | undefined> =>
    (await reading.documents.sitesOf(document, UNCANCELLED, { fresh: true }))?.map(({ name }) => name);
  const roles = (): string[] => started.map(({ role }) => role);

  it('starts no worker for a text that can have no dropout in it', async () => {
    const document = await openPython('import torch\nx = torch.ones(3)\n');
    assert.deepEqual(await namesIn(document), []);
    assert.deepEqual([...roles(), ...previewers], []);
    await replace(document, 'torch.ones(3)', 'torch.nn.Dropout(0.5)');
    assert.deepEqual(await namesIn(document), ['torch.nn.Dropout']);
    assert.deepEqual(roles(), ['reader']);
  });

  it('goes on after its worker died, with what was typed meanwhile', async () => {
    const document = await openPython(DROPOUT);
    assert.deepEqual(await namesIn(document), ['torch.nn.Dropout']);
    started[0]?.worker.end();
    await eventually(() => logged.length, 1);
    await replace(document, 'Dropout(0.5)', 'AlphaDropout(0.5)');
    assert.deepEqual(await namesIn(document), ['torch.nn.AlphaDropout']);
    assert.deepEqual(roles(), ['reader', 'reader']);
  });

  it('goes on after its worker died over a question', async () => {
    const document = await openPython(DROPOUT);
    instead.push(() => workerThat({}, { diesAfter: 50 }));
    assert.deepEqual(await namesIn(document), ['torch.nn.Dropout']);
    assert.deepEqual(roles(), ['reader', 'reader']);
  });

  it('leaves a text unread over which it hangs, and the others not, until it changes', async () => {
    const document = await openPython(DROPOUT);
    const other = await openPython(DROPOUT);
    const key = document.uri.toString();
    instead.push(() => workerThat({}, { begins: key }));
    const [names, others] = await Promise.all([namesIn(document), namesIn(other)]);
    assert.deepEqual([names, others], [[], ['torch.nn.Dropout']]);
    assert.ok(reading.documents.isUnread(document));
    assert.deepEqual(logged, [`${key} is not read until it changes: it does not answer`]);
    await replace(document, '0.5', '0.25');
    assert.deepEqual(await namesIn(document), ['torch.nn.Dropout']);
    assert.ok(!reading.documents.isUnread(document));
  });

  it('reads a text once more over which its worker died, and leaves it unread after the second time', async () => {
    const document = await openPython(DROPOUT);
    const key = document.uri.toString();
    const dies = () => workerThat({}, { begins: key, diesAfter: 50 });
    instead.push(dies);
    assert.deepEqual(await namesIn(document), ['torch.nn.Dropout']);
    // A worker that lives is asked at once what a change is about, so it ends before that.
    instead.push(dies, dies);
    started.at(-1)?.worker.end();
    await eventually(() => logged.length > 1, true);
    await replace(document, '0.5', '0.25');
    assert.deepEqual(await namesIn(document), []);
    assert.ok(reading.documents.isUnread(document));
  });

  it('is off once its workers died five times within a minute, says so once, and is on again when the reader wants', async () => {
    const said: string[] = [];
    const { showErrorMessage } = vscode.window;
    let answer: ((choice: string) => void) | undefined;
    const show = (text: string, choice: string) => {
      said.push(`${text} [${choice}]`);
      return new Promise((resolve) => (answer = resolve));
    };
    Object.assign(vscode.window, { showErrorMessage: show });
    try {
      const document = await openPython(DROPOUT);
      for (let i = 0; i < 5; i++) instead.push(() => workerThat({}, { diesAfter: 5 }));
      assert.equal(await namesIn(document), undefined);
      assert.equal(await namesIn(document), undefined);
      assert.equal(started.length, 5);
      assert.deepEqual(said, [
        'Dropout Playground no longer reads your code: what reads it stopped 5 times within a minute. [Try again]',
      ]);
      let changed = 0;
      reading.documents.onDidChange(() => changed++);
      answer?.('Try again');
      await eventually(() => changed, 1);
      assert.deepEqual(await namesIn(document), ['torch.nn.Dropout']);
    } finally {
      Object.assign(vscode.window, { showErrorMessage });
    }
  });

  it('shows calls where they have moved to while the reader is behind', async () => {
    const document = await openPython(DROPOUT);
    await namesIn(document);
    started[0]?.worker.end();
    await eventually(() => logged.length, 1);
    // It begins to read, and goes no further.
    instead.push(() => workerThat({}, {}));
    await replace(document, 'import torch', '# one line more\nimport torch');
    const sites = await reading.documents.sitesOf(document, UNCANCELLED);
    assert.deepEqual(
      sites?.map(({ line, from }) => [line, document.positionAt(from).line]),
      [[2, 2]],
    );
  });

  it('asks about an edited text at once, before anybody wants to show it, where it was asked about before', async () => {
    const [shown, other] = [await openPython(DROPOUT), await openPython(DROPOUT)];
    const asked: string[] = [];
    const facts = ({ cells: [cell] }: ReadTogether): Facts => {
      asked.push(`${cell?.uri} ${cell?.version}`);
      return cell ? [{ uri: cell.uri, version: cell.version, sites: [], problems: [] }] : [];
    };
    instead.push(() => workerThat({ facts, open: () => undefined, edit: () => undefined }, {}));
    await namesIn(shown);
    await replace(other, '0.5', '0.25');
    await replace(shown, '0.5', '0.25');
    await eventually(() => asked.length, 2);
    const uri = shown.uri.toString();
    assert.deepEqual(asked, [`${uri} 1`, `${uri} 2`]);
  });

  it('says what is shown of a call while the reader is busy, and after what says it died', async () => {
    const document = await openPython(DROPOUT);
    const [site] = (await reading.documents.sitesOf(document, UNCANCELLED)) ?? [];
    assert.ok(site);
    started[0]?.worker.end();
    await eventually(() => logged.length, 1);
    instead.push(() => workerThat({}, {}));
    await replace(document, 'import torch', '# one line more\nimport torch');
    void namesIn(document);
    const asked = askedCall(document, site, { resamples: 0, generator: 'cpu' });
    const request = () => reading.documents.preview((previews) => previews.openRequest(asked));
    assert.equal((await request())?.p?.value, 0.5);
    previewers[0]?.end();
    assert.equal((await request())?.p?.value, 0.5);
    assert.deepEqual([roles(), previewers.length], [['reader', 'reader'], 2]);
  });

  it('loses nothing over many edits, files and workers that are ended by force', async () => {
    const document = await openPython(`${DROPOUT}# 0\n`);
    for (let round = 1; round <= ROUNDS; round++) {
      await replace(document, `# ${round - 1}`, `torch.nn.Dropout(0.25)\n# ${round}`);
      if (round % 3 === 0) started.findLast(({ role }) => role === 'reader')?.worker.end();
      const names = await namesIn(document);
      assert.equal(names?.length, round + 1);
      const other = await vscode.workspace.openTextDocument({ language: 'python', content: DROPOUT });
      assert.deepEqual(await namesIn(other), ['torch.nn.Dropout']);
      if (round % 3 !== 0) continue;
      const abandon = new AbortController();
      const replay = reading.replayer.replay(['print(1)'], REPLAY, abandon.signal);
      abandon.abort();
      assert.equal(await replay, undefined);
    }
  });

  it('replays in one worker, while another one stands ready', async () => {
    const replay = (text: string) => reading.replayer.replay([text], REPLAY, new AbortController().signal);
    const traces = await Promise.all([replay('print(1)'), replay('print(2)')]);
    const texts = traces.map((trace) =>
      typeof trace === 'object' ? trace.values.map(({ text }) => text) : trace,
    );
    assert.deepEqual(texts, [['1'], ['2']]);
    await eventually(roles, ['replayer', 'replayer']);
  });

  it('ends the worker of a replay that nobody wants any more, and goes on with the next', async () => {
    const abandon = new AbortController();
    let begun = false;
    const replay = () => {
      begun = true;
      return new Promise<never>(() => undefined);
    };
    instead.push(() => workerThat({ ping: () => undefined, replay }, {}));
    const endless = reading.replayer.replay(['print(2)'], REPLAY, abandon.signal);
    const next = reading.replayer.replay(['print(1)'], REPLAY, new AbortController().signal);
    await eventually(() => begun, true);
    abandon.abort();
    assert.equal(await endless, undefined);
    const trace = await next;
    assert.deepEqual(typeof trace === 'object' && trace.values.map(({ text }) => text), ['1']);
    assert.deepEqual(logged, []);
  });

  it('ends a replay that overruns its time', async () => {
    instead.push(() => workerThat({ ping: () => undefined }, {}));
    const result = await reading.replayer.replay(['print(1)'], REPLAY, new AbortController().signal);
    assert.equal(result, 'tooLong');
  });

  it('gives more time to what nobody waits for, behind which nothing has to wait', async () => {
    const abandon = new AbortController();
    instead.push(() => workerThat({ ping: () => undefined }, {}));
    let ended: string | undefined = 'not yet';
    const patient = { ...REPLAY, isPatient: true };
    const hung = reading.replayer.replay(['print(2)'], patient, abandon.signal).then((result) => {
      ended = typeof result === 'object' ? 'replayed' : result;
    });
    const trace = await reading.replayer.replay(['print(1)'], REPLAY, new AbortController().signal);
    assert.deepEqual(typeof trace === 'object' && trace.values.map(({ text }) => text), ['1']);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.equal(ended, 'not yet');
    abandon.abort();
    await hung;
    assert.equal(ended, undefined);
    // Those that stand ready are no more than before.
    await eventually(() => started.length, 3);
  });

  it('replays once more what its worker died over', async () => {
    instead.push(() => workerThat({ ping: () => undefined }, { diesAfter: 200 }));
    const trace = await reading.replayer.replay(['print(1)'], REPLAY, new AbortController().signal);
    assert.deepEqual(typeof trace === 'object' && trace.values.map(({ text }) => text), ['1']);
    assert.equal(logged.length, 1);
  });

  it('holds nothing against a text when workers die that have nothing to do, and says where it is off', async () => {
    const replay = () => reading.replayer.replay(['print(1)'], REPLAY, new AbortController().signal);
    const endBoth = async (all: number): Promise<void> => {
      await eventually(() => started.length, all);
      for (const { worker } of started.slice(-2)) worker.end();
      await eventually(() => logged.length, all);
    };
    await replay();
    await endBoth(2);
    assert.equal(typeof (await replay()), 'object');
    await endBoth(4);
    for (let i = 0; i < 5; i++) instead.push(() => workerThat({}, { diesAfter: 5 }));
    await replay();
    assert.equal(await replay(), 'off');
  });
});

/**
 * A worker that answers nothing but these questions.
 *
 * @param begins what it says that it reads
 * @param diesAfter in milliseconds, and after it has said that
 */
function workerThat(
  answers: Record<string, (...args: never[]) => unknown>,
  { begins, diesAfter }: { readonly begins?: string; readonly diesAfter?: number },
): Worker {
  const { port1, port2 } = new MessageChannel();
  const hung = new Promise<never>(() => undefined);
  const own = { ping: () => hung, facts: () => hung, replay: () => hung, ...answers };
  const host = converse<{ begins(key: string): void }, typeof own>(port2 as Port, own, () => undefined);
  // The host has heard it before the end is told, however busy both are.
  const begun = begins === undefined ? Promise.resolve() : host.begins(begins).catch(String);
  return {
    port: port1 as Port,
    onEnd: (listener) => {
      if (diesAfter !== undefined) void begun.then(() => setTimeout(() => listener('died'), diesAfter));
    },
    end: () => host.$close(),
  };
}
