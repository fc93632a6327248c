import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, CellFacts, FolderEntry, MappedFile } from '../../../src/protocol/reading';
import { mappedCall } from '../../../src/previews';
import { Mapper } from '../../../src/worker/mapper';
import { Reader } from '../../../src/worker/reader';
import { NO_PACKAGES, PATIENT } from './tree';

const IMPORTS = 'from torch import nn\nimport torch.nn.functional as F\n';
const CLEAN = `${IMPORTS}drop = nn.Dropout(0.25)\n`;
const NET = `${IMPORTS}class Net(nn.Module):\n    def forward(self, x):\n        return F.dropout(x, 0.5)\n`;
const ROOT = 'file:///w';

type Files = Record<string, string | Error>;

/** A workspace in memory. A path that ends with `@` is a link to a folder; an Error is what cannot be read. */
class Disk {
  readonly found = new Map<string, MappedFile>();
  readonly complaints: string[] = [];
  readonly progress: string[] = [];
  readonly read: string[] = [];
  readonly mapper: Mapper;

  constructor(readonly files: Files) {
    this.mapper = new Mapper({
      listFiles: () => Promise.resolve(this.#uris().filter((uri) => uri.endsWith('.py'))),
      readFiles: (uris) => Promise.resolve(uris.map((uri) => this.#text(uri))),
      foldersAt: (uris) => Promise.resolve(uris.map((uri) => this.#folder(uri))),
      environmentsOf: NO_PACKAGES.environmentsOf,
      textsOf: async (uris) => {
        // File systems answer later.
        await new Promise((resolve) => setImmediate(resolve));
        return uris.map((uri): Answer<string> => {
          this.read.push(short(uri));
          const text = this.files[short(uri)];
          return typeof text === 'string' ? { value: text } : { reason: text?.message ?? 'gone' };
        });
      },
      begins: () => undefined,
      found: (files, progress) => {
        for (const file of files)
          if (file.calls.length + file.problems.length > 0) this.found.set(short(file.uri), file);
          else
            for (const known of this.found.keys())
              if (known === short(file.uri) || known.startsWith(`${short(file.uri)}/`))
                this.found.delete(known);
        if (progress !== undefined) this.progress.push(`${progress.done} of ${progress.total}`);
      },
      complains: (uri, reason) => this.complaints.push(`${short(uri)}: ${reason}`),
    });
  }

  whole(...excluded: string[]): Promise<boolean> {
    return this.mapper.read([{ uri: ROOT, excluded }], []);
  }

  /** What is shown: `a.py: drop 0.25`. */
  get shown(): string[] {
    return [...this.found].map(([path, { calls, problems }]) =>
      [
        `${path}:`,
        ...calls.map(({ name, state, told }) => `${name} ${state === 'unknown' ? '?' : told.value}`),
        ...problems.map(({ rule }) => rule),
      ].join(' '),
    );
  }

  #uris(): string[] {
    return Object.keys(this.files).map((path) => `${ROOT}/${path}`);
  }

  #text(uri: string): string | undefined {
    const text = this.files[short(uri)];
    return typeof text === 'string' ? text : undefined;
  }

  #folder(uri: string): Answer<readonly FolderEntry[]> {
    const path = uri === ROOT ? '' : `${short(uri)}/`;
    const own = this.files[`${path}.`];
    if (own instanceof Error) return { reason: own.message };
    const entries = new Map<string, FolderEntry>();
    for (const file of Object.keys(this.files)) {
      if (!file.startsWith(path) || !uri.startsWith(ROOT)) continue;
      const [first = '', ...rest] = file.slice(path.length).split('/');
      const name = first.replace(/@$/, '');
      const kind = first.endsWith('@') ? 'link' : rest.length > 0 ? 'folder' : 'file';
      entries.set(name, { name, uri: `${ROOT}/${path}${name}`, kind });
    }
    return entries.size === 0 ? { reason: 'it is no folder' } : { value: [...entries.values()] };
  }
}

function short(uri: string): string {
  return decodeURIComponent(uri.slice(ROOT.length + 1));
}

function notebook(...cells: readonly (string | null)[]): string {
  return JSON.stringify({
    cells: cells.map((source) => ({
      cell_type: source === null ? 'markdown' : 'code',
      source: source ?? 'text',
    })),
  });
}

describe('the mapper', () => {
  it('finds dropout in files and notebooks, and tells how far it is', async () => {
    const disk = new Disk({
      'a.py': CLEAN,
      'b/net.py': NET,
      'b/n.ipynb': notebook(IMPORTS, null, 'x = nn.Dropout(0.5)'),
      'c.txt': NET,
      'd.py': 'x = 1\n',
    });
    assert.equal(await disk.whole(), true);
    assert.deepEqual(disk.shown, [
      'a.py: drop 0.25',
      'b/n.ipynb: x 0.5',
      'b/net.py: forward: F.dropout 0.5 always-on',
    ]);
    assert.deepEqual(disk.found.get('b/n.ipynb')?.cells, [0, 2]);
    assert.deepEqual(disk.progress, ['4 of 4']);
    assert.deepEqual(disk.complaints, []);
  });

  it('leaves out what settings and .gitignore leave out, and other people’s code', async () => {
    const disk = new Disk({
      '.git/HEAD': '',
      '.gitignore': 'build/\n*_gen.py\n!kept_gen.py\n',
      'build/net.py': NET,
      'a_gen.py': NET,
      'kept_gen.py': CLEAN,
      'sub/.gitignore': '/own.py\n',
      'sub/own.py': NET,
      'sub/sub/own.py': CLEAN,
      'old/net.py': NET,
      'node_modules/x/net.py': NET,
    });
    await disk.whole('**/old');
    assert.deepEqual(disk.shown, ['kept_gen.py: drop 0.25', 'sub/sub/own.py: drop 0.25']);
    // What is left out is not read at all.
    assert.deepEqual(
      disk.read.filter((path) => path.endsWith('.py')),
      ['kept_gen.py', 'sub/sub/own.py'],
    );
  });

  it('tells in a line each what cannot be read, and shows the rest', async () => {
    const deep = `${'d/'.repeat(120)}net.py`;
    const disk = new Disk({
      'a.py': CLEAN,
      'binary.py': new Error('it is no text'),
      'huge.py': new Error('it has more than 10 MB'),
      'broken.ipynb': '{"cells": [dropout',
      'none.ipynb': '{"dropout": 1}',
      'shut/.': new Error('it may not be read'),
      'round@': '',
      'long.py': `${IMPORTS}${'('.repeat(100_000)}\n`,
      [deep]: NET,
      'z.py': CLEAN,
    });
    assert.equal(await disk.whole(), true);
    assert.deepEqual(disk.shown, ['a.py: drop 0.25', 'z.py: drop 0.25']);
    assert.deepEqual(
      disk.complaints.map((line) => line.replace(/(no notebook): (?:Unexp|Expec).*/, '$1')).sort(),
      [
        'binary.py: it is no text',
        'broken.ipynb: it is no notebook',
        `${'d/'.repeat(101).slice(0, -1)}: it is too deep`,
        'huge.py: it has more than 10 MB',
        'none.ipynb: it is no notebook: it has no cells',
        'round: it links to a folder',
        'shut: it may not be read',
      ],
    );
  });

  it('keeps up with files that change, come and go', async () => {
    const disk = new Disk({ 'a.py': CLEAN, 'b/net.py': NET, 'b/c/net.py': NET });
    await disk.whole();
    disk.files['a.py'] = NET;
    await disk.mapper.changed([{ uri: `${ROOT}/a.py`, change: 'changed' }]);
    assert.equal(disk.shown[0], 'a.py: forward: F.dropout 0.5 always-on');
    disk.files['new.py'] = CLEAN;
    disk.files['x/y/z.py'] = CLEAN;
    disk.files['node_modules/n.py'] = CLEAN;
    await disk.mapper.changed(
      ['new.py', 'x', 'node_modules'].map((path) => ({ uri: `${ROOT}/${path}`, change: 'created' as const })),
    );
    assert.deepEqual([...disk.found.keys()], ['a.py', 'b/c/net.py', 'b/net.py', 'new.py', 'x/y/z.py']);
    delete disk.files['b/net.py'];
    delete disk.files['b/c/net.py'];
    delete disk.files['new.py'];
    await disk.mapper.changed([{ uri: `${ROOT}/b`, change: 'deleted' }]);
    await disk.mapper.changed([{ uri: `${ROOT}/new.py`, change: 'deleted' }]);
    assert.deepEqual([...disk.found.keys()], ['a.py', 'x/y/z.py']);
    disk.files['b/again.py'] = disk.files['a.py'] ?? '';
    await disk.mapper.changed([
      { uri: `${ROOT}/b/again.py`, change: 'created' },
      { uri: `${ROOT}/b`, change: 'deleted' },
    ]);
    assert.deepEqual([...disk.found.keys()], ['a.py', 'x/y/z.py', 'b/again.py']);
    await disk.mapper.changed([{ uri: `${ROOT}/b/again.py`, change: 'deleted' }]);
    assert.deepEqual([...disk.found.keys()], ['a.py', 'x/y/z.py', 'b/again.py']);
    delete disk.files['b/again.py'];
    await disk.mapper.changed([{ uri: `${ROOT}/b`, change: 'deleted' }]);
    disk.files['a.py'] = 'x = 1\n';
    await disk.mapper.changed([{ uri: `${ROOT}/a.py`, change: 'changed' }]);
    assert.deepEqual([...disk.found.keys()], ['x/y/z.py']);
  });

  it('keeps up with what hangs on another file', async () => {
    const disk = new Disk({
      'config.py': 'P = 0.1\n',
      'net.py': `${IMPORTS}from config import P\ndrop = nn.Dropout(P)\n`,
    });
    await disk.whole();
    assert.deepEqual(disk.shown, ['net.py: drop 0.1']);
    disk.files['config.py'] = 'P = 0.2\n';
    await disk.mapper.changed([{ uri: `${ROOT}/config.py`, change: 'changed' }]);
    while (disk.shown[0] !== 'net.py: drop 0.2') await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('lets nobody wait for what hangs on another file', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [
        `net${1000 + i}.py`,
        `${IMPORTS}from config import P\ndrop = nn.Dropout(P)\n`,
      ]),
    );
    const disk = new Disk({ 'config.py': 'P = 0.1\n', 'z.py': CLEAN, ...many });
    await disk.whole();
    disk.files['config.py'] = 'P = 0.2\n';
    await disk.mapper.changed([{ uri: `${ROOT}/config.py`, change: 'changed' }]);
    while (disk.shown[0] !== 'net1000.py: drop 0.2') await new Promise((resolve) => setTimeout(resolve, 1));
    disk.files['z.py'] = NET;
    await disk.mapper.changed([{ uri: `${ROOT}/z.py`, change: 'changed' }]);
    const left = disk.shown.filter((line) => line.endsWith(' 0.1')).length;
    assert.ok(left > 250, `${left} are left to be read`);
    while (disk.shown.some((line) => line.endsWith(' 0.1')))
      await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('shows what is typed and not saved, until the file holds again', async () => {
    const disk = new Disk({ 'a.py': CLEAN, 'n.ipynb': notebook(null, CLEAN) });
    await disk.whole();
    await disk.mapper.edited({ uri: `${ROOT}/a.py`, cells: [{ text: NET, index: 0 }] });
    await disk.mapper.edited({
      uri: `${ROOT}/n.ipynb`,
      cells: [
        { text: IMPORTS, index: 1 },
        { text: 'b = nn.Dropout(0.75)', index: 3 },
      ],
    });
    assert.deepEqual(disk.shown, ['a.py: forward: F.dropout 0.5 always-on', 'n.ipynb: b 0.75']);
    assert.deepEqual(disk.found.get('n.ipynb')?.cells, [1, 3]);
    // Reading all anew changes nothing about that.
    await disk.whole();
    assert.equal(disk.shown[0], 'a.py: forward: F.dropout 0.5 always-on');
    await disk.mapper.edited({ uri: `${ROOT}/a.py` });
    assert.equal(disk.shown[0], 'a.py: drop 0.25');
  });

  it('stops when it is told to, with what it has found, and does not read over what it hung', async () => {
    const files = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`m${1000 + i}.py`, CLEAN]));
    const disk = new Disk(files);
    const reading = disk.whole();
    while (disk.found.size === 0) await new Promise((resolve) => setImmediate(resolve));
    disk.mapper.cancel();
    assert.equal(await reading, false);
    assert.ok(disk.found.size < 200, String(disk.found.size));
    disk.found.clear();
    assert.equal(await disk.mapper.read([{ uri: ROOT, excluded: [] }], [`${ROOT}/m1007.py`]), true);
    assert.deepEqual([disk.found.size, disk.found.has('m1007.py')], [199, false]);
  });

  it('knows the folders of a workspace apart, and a file in two of them once', async () => {
    const disk = new Disk({ 'a/x.py': CLEAN, 'a/b/y.py': CLEAN });
    const roots = [`${ROOT}/a`, `${ROOT}/a/b`].map((uri) => ({ uri, excluded: [] }));
    await disk.mapper.read(roots, []);
    assert.deepEqual([...disk.found.keys()], ['a/b/y.py', 'a/x.py']);
    assert.equal(disk.read.length, 2);
  });

  it('finds what the editor finds', async () => {
    const folder = join(import.meta.dirname, '../python/problems/reading');
    const files = Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name.endsWith('.py'))
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
    const disk = new Disk(files);
    await disk.whole();
    const reader = new Reader(
      {
        listFiles: () => Promise.resolve(Object.keys(files).map((name) => `${ROOT}/${name}`)),
        readFiles: (uris) => Promise.resolve(uris.map((uri) => files[short(uri)])),
        ...NO_PACKAGES,
        begins: () => undefined,
        filesRead: () => undefined,
      },
      PATIENT,
    );
    let count = 0;
    for (const [name, text] of Object.entries(files)) {
      const uri = `${ROOT}/${name}`;
      reader.open({ uri, version: 1, text });
      const cells = [{ uri, version: 1, known: undefined }];
      const [facts] = (await reader.facts({ key: uri, notebook: false, cells, root: ROOT })) as CellFacts[];
      const { calls = [], problems = [] } = disk.found.get(name) ?? {};
      const seen = facts?.sites.map((site, i) => mappedCall(site, calls[i] ?? { owner: '', name: '' }));
      assert.deepEqual([calls, problems], [seen, facts?.problems], name);
      count += problems.length;
    }
    assert.ok(count > 10);
  });
});
