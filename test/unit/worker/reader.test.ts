// The reader by itself, without a worker around it.
import assert from 'node:assert/strict';
import {
  type CellFacts,
  changedFacts,
  converse,
  type Port,
  READER_QUESTIONS,
  type ReaderQuestions,
  type ReadTogether,
} from '../../../src/protocol/reading';
import { checked } from '../../../src/worker/checked';
import { type Host, Reader } from '../../../src/worker/reader';
import { NO_PACKAGES, PATIENT, treeOf } from './tree';

const ROOT = 'file:///work';
const MODEL = `${ROOT}/model.py`;

/** A module whose p its callers may pass. */
const NET =
  'import torch\nclass Net(torch.nn.Module):\n  def __init__(self, p=0.5):\n    self.d = torch.nn.Dropout(p)\n';

/** A reader over files, and what it asked of the host. */
function readerOver(files: Readonly<Record<string, string>>, patience = PATIENT, mostParsed?: number) {
  const asked: string[][] = [];
  const said: string[] = [];
  const host: Host = {
    listFiles: () => Promise.resolve(Object.keys(files).map((name) => `${ROOT}/${name}`)),
    readFiles: async (uris) => {
      asked.push(uris.map((uri) => uri.slice(ROOT.length + 1)).sort());
      const texts = uris.map((uri) => files[uri.slice(ROOT.length + 1)]);
      await Promise.resolve();
      return texts;
    },
    ...NO_PACKAGES,
    begins: (key) => said.push(`begins ${key.slice(ROOT.length + 1)}`),
    filesRead: () => said.push('files read'),
  };
  const reader = new Reader(host, patience, mostParsed);
  return { reader, asked, said };
}

function together(version: number, ...uris: string[]): ReadTogether {
  return {
    key: uris[0] ?? '',
    notebook: uris.length > 1,
    cells: uris.map((uri) => ({ uri, version, known: undefined })),
    root: ROOT,
  };
}

/** What the reader says of documents of which the host knows nothing yet. */
async function factsOf(reader: Reader, asked: ReadTogether): Promise<readonly CellFacts[]> {
  const facts = await reader.facts(asked);
  return facts.map((cell) => ('base' in cell ? assert.fail('nothing to build on') : cell));
}

/** The numbers that are known of a file's calls, each with its line: `3: 0.5`. */
async function numbersIn(reader: Reader, asked: ReadTogether): Promise<string[]> {
  const facts = await factsOf(reader, asked);
  return facts.flatMap(({ sites }) =>
    sites.map(({ line, p }) => `${line}: ${p.known ? p.number.value : p.reason}`),
  );
}

describe('the reader', () => {
  it('finds the calls of a document, in the version that it has', async () => {
    const { reader } = readerOver({});
    reader.open({ uri: MODEL, version: 3, text: 'import torch\ntorch.nn.Dropout(0.5)\n' });
    const [facts] = await factsOf(reader, together(3, MODEL));
    assert.deepEqual([facts?.version, facts?.sites.map(({ name }) => name)], [3, ['torch.nn.Dropout']]);
  });

  it('follows edits, several of which may come in one step', async () => {
    const { reader } = readerOver({});
    const text = 'import torch\ntorch.nn.Dropout(0.5)\ntorch.nn.Dropout(0.5)\n';
    reader.open({ uri: MODEL, version: 1, text });
    const first = text.indexOf('0.5');
    const second = text.lastIndexOf('0.5');
    const changes = [
      { from: first, to: first + 3, text: '0.125' },
      { from: second, to: second + 3, text: '0.25' },
    ];
    reader.edit({ uri: MODEL, version: 2, changes });
    assert.deepEqual(await numbersIn(reader, together(2, MODEL)), ['1: 0.125', '2: 0.25']);
  });

  it('answers with the newest text, whatever it was asked about', async () => {
    const { reader } = readerOver({});
    reader.open({ uri: MODEL, version: 1, text: 'import torch\ntorch.nn.Dropout(0.5)\n' });
    const asked = together(1, MODEL);
    reader.edit({ uri: MODEL, version: 2, changes: [{ from: 0, to: 0, text: '\n' }] });
    const [facts] = await factsOf(reader, asked);
    assert.deepEqual([facts?.version, facts?.sites[0]?.line], [2, 2]);
  });

  it('reads nothing twice, and says what it begins with', async () => {
    const { reader, said } = readerOver({});
    reader.open({ uri: MODEL, version: 1, text: 'import torch\ntorch.nn.Dropout(0.5)\n' });
    await reader.facts(together(1, MODEL));
    await reader.facts(together(1, MODEL));
    assert.deepEqual(said, ['begins model.py']);
  });

  it('waits until the folder is listed only where other files may change what is found', async () => {
    let list = (): void => undefined;
    const listed = new Promise<string[]>((resolve) => {
      list = () => resolve([`${ROOT}/a.py`]);
    });
    const reader = new Reader(
      {
        ...{ listFiles: () => listed, readFiles: () => Promise.resolve(['RATE = 0.125\n']) },
        ...{ ...NO_PACKAGES, begins: () => undefined, filesRead: () => undefined },
      },
      PATIENT,
    );
    const own = 'import torch\ntorch.nn.Dropout(0.5)\n';
    reader.open({ uri: MODEL, version: 1, text: own });
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['1: 0.5']);

    reader.open({ uri: MODEL, version: 2, text: `${own}from a import RATE\ntorch.nn.Dropout(RATE)\n` });
    let isAnswered = false;
    const answer = numbersIn(reader, together(2, MODEL)).finally(() => (isAnswered = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(!isAnswered);
    list();
    assert.deepEqual(await answer, ['1: 0.5', '3: 0.125']);
  });

  it('asks for other files once a level', async () => {
    const { reader, asked } = readerOver({
      'a.py': 'from b import RATE as A\nfrom c import RATE as C\n',
      'b.py': 'from d import RATE\n',
      'c.py': 'from d import RATE\n',
      'd.py': 'RATE = 0.125\n',
    });
    const text = 'import torch\nfrom a import A, C\ntorch.nn.Dropout(A)\ntorch.nn.Dropout(C)\n';
    reader.open({ uri: MODEL, version: 1, text });
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['2: 0.125', '3: 0.125']);
    assert.deepEqual(asked, [['a.py'], ['b.py', 'c.py'], ['d.py']]);
  });

  it('says at once what is known without many other files, and goes on with these whenever it is asked', async () => {
    const called = 'from model import Net\nNet(0.25)\n';
    const files = Object.fromEntries(Array.from('abcd', (name) => [`${name}.py`, called]));
    const text = NET;
    const { reader, said } = readerOver({ ...files, 'model.py': text }, 0);
    reader.open({ uri: MODEL, version: 1, text });
    const asked = together(1, MODEL);
    const answers: string[] = [];
    for (let isOutdated = true; isOutdated && answers.length < 50;) {
      const before = said.filter((each) => each === 'files read').length;
      answers.push(...(await numbersIn(reader, asked)));
      // What it reads it may still be reading.
      await new Promise((resolve) => setTimeout(resolve, 5));
      isOutdated = said.filter((each) => each === 'files read').length > before;
    }
    assert.deepEqual([answers[0], answers.at(-1)], ['3: 0.5', '3: 0.25']);
  });

  it('tells who types of that first, and looks into other files when it is asked again', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `${i}.py`);
    const files = Object.fromEntries(names.map((name) => [name, 'from model import Net\nNet(0.25)\n']));
    const text = NET;
    const { reader, asked } = readerOver({ ...files, 'model.py': text }, 0);
    reader.open({ uri: MODEL, version: 1, text });
    let known: CellFacts | undefined;
    let version = 1;
    for (; version < 50; version++) {
      const cells = [{ uri: MODEL, version, known: known?.version }];
      const [facts] = await reader.facts({ ...together(version, MODEL), cells });
      known = facts && changedFacts(known, facts);
      assert.equal(known?.version, version);
      const p = known.sites[0]?.p;
      if (p?.known === true && p.number.value === 0.25) break;
      // What it reads it may still be reading.
      await new Promise((resolve) => setTimeout(resolve, 5));
      const typed = { from: text.length, to: text.length, text: '\n' };
      reader.edit({ uri: MODEL, version: version + 1, changes: [typed] });
    }
    assert.deepEqual(asked.flat().length, 2 * names.length + 1);
    // A keystroke waits for one of them at most.
    assert.ok(version > names.length && version < 50, String(version));
  });

  it('keeps what was known until all that it hangs on has been looked into again', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `${i}.py`);
    const files = Object.fromEntries(
      names.map((name) => [name, 'from model import Net\nMAKE = Net\nMAKE(0.25)\n']),
    );
    const text = NET;
    const { reader, said } = readerOver({ ...files, 'model.py': text }, 0);
    reader.open({ uri: MODEL, version: 1, text });
    let known: CellFacts | undefined;
    const ask = async (version: number): Promise<number | undefined> => {
      const cells = [{ uri: MODEL, version, known: known?.version }];
      const [facts] = await reader.facts({ ...together(version, MODEL), cells });
      known = facts && changedFacts(known, facts);
      const p = known?.sites[0]?.p;
      return p?.known === true ? p.number.value : undefined;
    };
    const first = await ask(1);
    for (let asked = 0; (await ask(1)) !== 0.25 && asked < 200; asked++)
      await new Promise((resolve) => setTimeout(resolve, 1));
    const added = { from: text.length, to: text.length, text: '    self.size = 1\n' };
    reader.edit({ uri: MODEL, version: 2, changes: [added] });
    said.length = 0;
    assert.deepEqual([first, await ask(2)], [0.5, 0.25]);
    // It is not all: more is told when it is asked again.
    assert.ok(said.includes('files read'));
    const written = { from: text.indexOf('0.5'), to: text.indexOf('0.5') + 3, text: '0.75' };
    reader.edit({ uri: MODEL, version: 3, changes: [written] });
    for (let asked = 0; asked < 50; asked++) assert.equal(await ask(3), 0.25);
  });

  it('forgets what it parsed for other documents where that is much, and reads it again where it is needed', async () => {
    for (const most of [0, 1000]) {
      const { reader, asked } = readerOver({ 'a.py': 'RATE = 0.125\n' }, PATIENT, most);
      const text = 'import torch\nfrom a import RATE\ntorch.nn.Dropout(RATE)\n';
      const other = `${ROOT}/other.py`;
      for (const uri of [MODEL, other]) {
        reader.open({ uri, version: 1, text });
        assert.deepEqual(await numbersIn(reader, together(1, uri)), ['2: 0.125']);
      }
      assert.deepEqual(asked, most === 0 ? [['a.py'], ['a.py']] : [['a.py']]);
      reader.edit({
        uri: MODEL,
        version: 2,
        changes: [{ from: text.length, to: text.length, text: 'torch.nn.Dropout(1 - RATE)\n' }],
      });
      assert.deepEqual(await numbersIn(reader, together(2, MODEL)), ['2: 0.125', '3: 0.875']);
      assert.equal(asked.length, most === 0 ? 2 : 1);
    }
  });

  it('reads a file again when it changed, and forgets one that is gone', async () => {
    const files: Record<string, string> = { 'a.py': 'RATE = 0.125\n' };
    const { reader, said } = readerOver(files);
    reader.open({
      uri: MODEL,
      version: 1,
      text: 'import torch\nfrom a import RATE\ntorch.nn.Dropout(RATE)\n',
    });
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['2: 0.125']);
    files['a.py'] = 'RATE = 0.25\n';
    said.length = 0;
    reader.filesChanged([{ uri: `${ROOT}/a.py`, change: 'changed' }]);
    await Promise.resolve();
    assert.deepEqual(said, ['files read']);
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['2: 0.25']);
    reader.filesChanged([{ uri: `${ROOT}/a.py`, change: 'deleted' }]);
    await Promise.resolve();
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['2: imported']);
  });

  it('lays nothing to the charge of a fix that it learns of other files meanwhile', async () => {
    // That nobody uses `spare` is known once all files are that speak of it.
    const long = `spare = 1\n${'x = 1\n'.repeat(100_000)}`;
    const others = Object.fromEntries(Array.from('abcdefgh', (name) => [`${name}.py`, long] as const));
    const lines = [
      'import torch.nn as nn, torch.nn.functional as F',
      'class Net(nn.Module):',
      '  def __init__(self):',
      '    super().__init__()',
      '    self.spare = nn.Dropout(0.5)',
      '  def forward(self, x):',
      '    return F.dropout(x, 0.5)',
    ];
    const text = lines.join('\n');
    const { reader } = readerOver({ ...others, 'model.py': text }, 0);
    reader.open({ uri: MODEL, version: 1, text });
    const edits = [{ from: text.length - 1, to: text.length - 1, text: ', self.training' }];
    assert.equal(await reader.mends(together(1, MODEL), { cell: 0, rules: ['always-on'], edits }), true);
  });

  it('puts the comment that a problem is none where one may stand', async () => {
    const before =
      'from torch import nn\nimport torch.nn.functional as F\nclass A(nn.Module):\n def forward(self, x):\n';
    const { reader } = readerOver({});
    for (const [index, [statement, at, written]] of (
      [
        ['  return F.dropout(x, 0.5)', 26, '  # dropout: ignore[always-on]'],
        ['  return F.dropout(x, 0.5)  # dropout: ignore[x]', 47, ', always-on'],
        ['  return \\\n F.dropout(x, \\\n0.5)', 0, '  # dropout: ignore[always-on]\n'],
      ] as const
    ).entries()) {
      const text = `${before}${statement}\n`;
      reader.open({ uri: MODEL, version: index, text });
      const problem = { rule: 'always-on', from: text.indexOf('F.dropout') };
      const edit = await reader.ignored(together(index, MODEL), 0, problem);
      assert.deepEqual([edit?.from, edit?.text], [before.length + at, written], statement);
    }
  });

  it('reads once more what changed while it was read', async () => {
    const texts = ['RATE = 0.125\n', 'RATE = 0.25\n'];
    const { reader, asked } = readerOver({
      get 'a.py'() {
        // The event is there before what was read is.
        const uri = `${ROOT}/a.py`;
        if (texts.length === 2) queueMicrotask(() => reader.filesChanged([{ uri, change: 'changed' }]));
        return (texts.length > 1 ? texts.shift() : texts[0]) ?? '';
      },
    });
    const text = 'import torch\nfrom a import RATE\ntorch.nn.Dropout(RATE)\n';
    reader.open({ uri: MODEL, version: 1, text });
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['2: 0.25']);
    assert.deepEqual(asked, [['a.py'], ['a.py']]);
  });

  it('says of a keystroke only what changed, where the host has the rest', async () => {
    const { reader } = readerOver({});
    const calls = Array.from({ length: 50 }, (_, i) => `torch.nn.Dropout(0.${i + 10})\n`);
    const text = `import torch\nRATE = 0.5\n${calls.join('')}torch.nn.Dropout(RATE)\n`;
    reader.open({ uri: MODEL, version: 1, text });
    const [before] = await factsOf(reader, together(1, MODEL));
    const at = text.indexOf('0.20)');
    const changes = [
      { from: at, to: at, text: 'float(\n' },
      { from: at + 4, to: at + 4, text: ')' },
    ];
    reader.edit({ uri: MODEL, version: 2, changes });
    const [change] = await reader.facts({
      ...together(2, MODEL),
      cells: [{ uri: MODEL, version: 2, known: 1 }],
    });
    if (before === undefined || change === undefined || !('shift' in change)) assert.fail('no change');
    assert.ok(change.sites.length <= 3, `${change.sites.length} parts`);
    reader.close(MODEL);
    reader.open({ uri: MODEL, version: 2, text: text.slice(0, at) + 'float(\n0.20)' + text.slice(at + 4) });
    const [anew] = await factsOf(reader, together(2, MODEL));
    assert.deepEqual(changedFacts(before, change), anew);
  });

  it('says of a keystroke in one cell nothing of others that are as they were', async () => {
    const { reader } = readerOver({});
    const cells = ['one', 'two', 'three'].map((uri) => ({ uri, version: 1, known: undefined }));
    const texts = ['from torch import nn\nRATE = 0.5\n', 'a = nn.Dropout(RATE)\n', 'b = nn.Dropout(0.1)\n'];
    for (const [i, text] of texts.entries()) reader.open({ uri: cells[i]?.uri ?? '', version: 1, text });
    const notebook = { key: 'notebook', notebook: true, root: undefined };
    const before = await factsOf(reader, { ...notebook, cells });
    const at = (texts[0] ?? '').indexOf('0.5') + 3;
    reader.edit({ uri: 'one', version: 2, changes: [{ from: at, to: at, text: '2' }] });
    const known = cells.map(({ uri }, i) => ({ uri, version: i === 0 ? 2 : 1, known: 1 }));
    const told = await reader.facts({ ...notebook, cells: known });
    assert.deepEqual(told[2], { uri: 'three', version: 1, base: 1 });
    const after = told.map((one, i) => changedFacts(before[i], one));
    assert.equal(after[2], before[2]);
    assert.notDeepEqual(after[1], before[1]);
    const anew = known.map((cell) => ({ ...cell, known: undefined }));
    assert.deepEqual(after, await factsOf(reader, { ...notebook, cells: anew }));
    assert.equal(changedFacts(undefined, { uri: 'three', version: 1, base: 1 }), undefined);
  });

  it('reads the cells of a notebook together', async () => {
    const { reader } = readerOver({});
    const cells = [`${ROOT}/a.ipynb#1`, `${ROOT}/a.ipynb#2`] as const;
    reader.open({ uri: cells[0], version: 1, text: 'from torch import nn\nRATE = 0.125' });
    reader.open({ uri: cells[1], version: 1, text: 'nn.Dropout(RATE)' });
    const facts = await factsOf(reader, together(1, ...cells));
    assert.deepEqual(
      facts.map(({ sites }) => sites.length),
      [0, 1],
    );
  });

  it('fits a script in below a call', () => {
    const { reader } = readerOver({});
    const text = 'def f(x):\n    return drop(x)\n';
    const { text: script, offset } = reader.scriptBelow({
      ...{ script: 'print(1)\n', texts: [text], below: text.indexOf('drop'), lineBreak: '\r\n' },
    });
    assert.deepEqual([script, offset], ['\r\n    print(1)', text.length - 1]);
  });

  it('refuses what is no question of its own, and goes on', async () => {
    const { port1, port2 } = new MessageChannel();
    const { reader } = readerOver({});
    const theirs = converse<object, ReaderQuestions>(
      port2 as Port,
      checked(READER_QUESTIONS, reader),
      () => undefined,
    );
    const asked = converse<ReaderQuestions, object>(port1 as Port, {}, () => undefined);
    try {
      for (const message of [
        undefined,
        'facts',
        { t: 'q' },
        { t: 's', i: 'none' },
        { t: 'q', m: 'constructor', a: [] },
      ])
        port1.postMessage(message);
      await assert.rejects(asked.facts({} as ReadTogether), /key/);
      await assert.rejects(asked.sitesIn('no list' as unknown as string[], false), /Array/);
      await assert.rejects(asked.$call('toString' as 'ping'), /not found/);
      assert.deepEqual(await asked.sitesIn([''], false), []);
    } finally {
      asked.$close();
      theirs.$close();
    }
  });
});

describe('the reader, of packages that are installed', () => {
  const VENV = `${ROOT}/.venv`;
  const SITE = `${VENV}/lib/python3.12/site-packages`;
  const CODE =
    'from torch import nn\nfrom lib import Config\nclass Net(nn.Module):\n  def __init__(self, config: Config):\n    self.drop = nn.Dropout(config.rate)\n';

  function installed(rate: string, version = '1.0') {
    return {
      [`${VENV}/pyvenv.cfg`]: 'home = /usr/bin\n',
      [`${SITE}/lib/__init__.py`]: `class Config:\n  rate = ${rate}\n`,
      [`${SITE}/lib-${version}.dist-info/RECORD`]: '',
    };
  }

  /** A reader whose file system, and whose environments, can be others later on. */
  function readerWith(texts: Readonly<Record<string, string>>, environments: readonly string[] = [VENV]) {
    const state = { texts, environments, asked: 0, read: 0 };
    const reader = new Reader(
      {
        listFiles: () => Promise.resolve([]),
        readFiles: (uris) => treeOf(state.texts).readFiles(uris),
        foldersAt: (uris) => treeOf(state.texts).foldersAt(uris),
        environmentsOf: () => {
          state.asked++;
          return Promise.resolve(state.environments);
        },
        begins: () => undefined,
        filesRead: () => {
          state.read++;
        },
      },
      PATIENT,
    );
    reader.open({ uri: MODEL, version: 1, text: CODE });
    return { reader, state };
  }

  it('finds p where it is installed, and where that stands', async () => {
    const { reader } = readerWith(installed('0.3'));
    const [facts] = await factsOf(reader, together(1, MODEL));
    const [site] = facts?.sites ?? [];
    const place = site?.p.known === true ? site.p.steps.at(-1)?.place : undefined;
    assert.deepEqual([place?.uri, place?.line], [`${SITE}/lib/__init__.py`, 1]);
    assert.deepEqual(facts?.sites.length, 1);
  });

  it('asks for no environment where nothing is imported but torch', async () => {
    const { reader, state } = readerWith(installed('0.3'));
    reader.open({ uri: MODEL, version: 1, text: 'from torch import nn\nd = nn.Dropout(0.5)\n' });
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['1: 0.5']);
    assert.equal(state.asked, 0);
  });

  it('does without, where there is none', async () => {
    const { reader } = readerWith(installed('0.3'), []);
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['4: attribute']);
  });

  it('reads anew what has another version, and nothing that is as it was', async () => {
    const { reader, state } = readerWith(installed('0.3'));
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['4: 0.3']);
    const { read } = state;
    assert.equal(await reader.packagesChanged(), false);
    assert.equal(state.read, read);
    state.texts = installed('0.4', '1.1');
    assert.equal(await reader.packagesChanged(), true);
    assert.ok(state.read > read);
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['4: 0.4']);
    state.environments = [];
    assert.equal(await reader.packagesChanged(), true);
    assert.deepEqual(await numbersIn(reader, together(1, MODEL)), ['4: attribute']);
  });
});
