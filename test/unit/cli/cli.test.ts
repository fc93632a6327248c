import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkTaken, type Outcome, type Task } from '../../../src/cli/check';
import { run } from '../../../src/cli/run';
import { Reader } from '../../../src/worker/reader';
import { NO_PACKAGES, PATIENT } from '../worker/tree';
import { pathToFileURL } from 'node:url';
import type { CellFacts } from '../../../src/protocol/reading';

const IMPORTS = 'from torch import nn\nimport torch.nn.functional as F\n';
const NET = `${IMPORTS}class Net(nn.Module):\n    def forward(self, x):\n        return F.dropout(x, 0.5)\n`;
const CLEAN = `${IMPORTS}drop = nn.Dropout(0.25)\n`;

function notebook(...cells: readonly (string | null)[]): string {
  return JSON.stringify({
    cells: cells.map((source) => ({
      cell_type: source === null ? 'markdown' : 'code',
      metadata: {},
      source: (source ?? 'text').split(/(?<=\n)/),
    })),
  });
}

describe('the command line', () => {
  let folder = '';
  const before = process.cwd();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropout-cli-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  function write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }

  /** The second thread, which here takes all that it can get before the first one begins. */
  let helper = (task: Task): Promise<readonly Outcome[]> => Promise.resolve(checkTaken(task));

  async function ran(args: string, stdin = ''): Promise<{ status: number; out: string; err: string }> {
    let [out, err] = ['', ''];
    const status = await run(args.split(' '), {
      out: (text) => (out += text),
      err: (text) => (err += text),
      readStdin: () => Buffer.from(stdin),
      version: () => '1.2.3',
      helper,
    });
    return { status, out, err };
  }

  it('says what is wrong, and ends with 1', async () => {
    write({ 'b/model.py': NET, 'a.py': CLEAN, 'c.txt': NET });
    assert.deepEqual(await ran('check'), {
      status: 1,
      out: 'b/model.py:5:16: warning: Dropout stays on in eval(): pass training=self.training [always-on]\n1 problem in 1 file.\n',
      err: '',
    });
    assert.equal((await ran('check a.py')).status, 0);
    assert.equal((await ran('check --exit-zero')).status, 0);
    assert.equal((await ran('check --ignore always-on,unused-layer')).status, 0);
    assert.equal((await ran('check --select unused-layer --select flag-as-p')).status, 0);
    assert.equal((await ran('check --select always-on b a.py b/model.py')).status, 1);
  });

  it('has a JSON that counts as editors do', async () => {
    write({
      'model.py': NET.replace('return F', '"𝄞"; return F'),
      'n.ipynb': notebook(IMPORTS, null, `P = 0.1\n\n  \nnn.Dropout(P)\nnn.Dropout(50)\n`),
    });
    const { out } = await ran('check --format json');
    assert.deepEqual(JSON.parse(out), {
      version: 1,
      files: [
        {
          path: 'model.py',
          calls: [
            {
              ...{ line: 5, column: 22, name: 'torch.nn.functional.dropout' },
              ...{ p: { value: 0.5 }, from: 'model.py:5', eval: 'on', problems: ['always-on'] },
            },
          ],
          problems: [
            {
              ...{ line: 5, column: 22, endLine: 5, endColumn: 39, rule: 'always-on', severity: 'warning' },
              message: 'Dropout stays on in eval(): pass training=self.training',
            },
          ],
        },
        {
          path: 'n.ipynb',
          calls: [
            {
              ...{ cell: 2, line: 4, column: 1, name: 'torch.nn.Dropout' },
              ...{ p: { value: 0.1 }, from: 'n.ipynb:2:1', eval: 'off' },
            },
            {
              ...{ cell: 2, line: 5, column: 1, name: 'torch.nn.Dropout' },
              ...{ p: { value: 50 }, from: 'n.ipynb:2:5', eval: 'off', problems: ['p-out-of-range'] },
            },
          ],
          problems: [
            {
              ...{ cell: 2, line: 5, column: 12, endLine: 5, endColumn: 14 },
              ...{ rule: 'p-out-of-range', severity: 'error' },
              message:
                'PyTorch refuses this p: ValueError: dropout probability has to be between 0 and 1, but got 50',
            },
          ],
        },
      ],
    });
  });

  it('lists where dropout is', async () => {
    write({
      'config.py': 'class NetConfig:\n    drop = 0.1\n',
      'model.py': `${IMPORTS}from config import NetConfig\nnn.Dropout(NetConfig.drop)\nnn.Dropout()\nnn.Dropout(q)\nnn.Dropout(self.training)\n`,
      'net.py': `${IMPORTS}def f(p=0):\n    nn.Dropout(p)\nf()\nf(0.3)\nf(0.4)\n`,
    });
    assert.deepEqual(await ran('list'), {
      status: 0,
      out: [
        'model.py:4:1: torch.nn.Dropout, p = 0.1 from config.py:2, off in eval()',
        'model.py:5:1: torch.nn.Dropout, p = 0.5 by default, off in eval()',
        'model.py:6:1: torch.nn.Dropout, p unknown: q is not defined in this file, off in eval()',
        'model.py:7:1: torch.nn.Dropout, p is a truth value: self.training, off in eval() [flag-as-p]',
        'net.py:4:5: torch.nn.Dropout, p = 0 from net.py:3 (callers pass 0.3, 0.4), off in eval()\n',
      ].join('\n'),
      err: '',
    });
  });

  it('speaks to GitHub', async () => {
    write({ 'a,b.py': NET, 'n.ipynb': notebook(NET) });
    assert.deepEqual((await ran('check --format github')).out.split('\n'), [
      '::warning file=a%2Cb.py,line=5,endLine=5,col=16,endColumn=33,title=dropout%3A always-on::Dropout stays on in eval(): pass training=self.training',
      '::warning file=n.ipynb,title=dropout%3A always-on::cell 0, line 5: Dropout stays on in eval(): pass training=self.training',
      '',
    ]);
  });

  it('writes SARIF as its schema has it', async () => {
    write({ 'a b/model.py': NET, 'n.ipynb': notebook(NET, 'nn.Dropout(50)') });
    const log: unknown = JSON.parse((await ran('check --format sarif')).out);
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, 'sarif-schema-2.1.0.json'), 'utf8'),
    ) as object;
    const ajv = new Ajv({ strict: false });
    const isValid = ajv.compile(schema);
    assert.ok(isValid(log), ajv.errorsText(isValid.errors));
    assert.equal(isValid({ version: '2.1.0', runs: [{}] }), false);
    const { results } = (log as { runs: { results: { ruleId: string }[] }[] }).runs[0] ?? assert.fail();
    assert.deepEqual(
      results.map(({ ruleId }) => ruleId),
      ['always-on', 'always-on', 'p-out-of-range'],
    );
  });

  it('reads the standard input', async () => {
    assert.equal((await ran('check -', NET)).out.split(':')[0], 'stdin.py');
    assert.equal(
      (await ran('check --stdin-filename x/n.ipynb -', notebook(NET))).out.split(':')[1],
      'cell 0',
    );
    assert.equal((await ran('check -', CLEAN)).status, 0);
  });

  it('tells in a line each what cannot be read, does the rest, and ends with 2', async () => {
    write({
      'model.py': NET,
      'binary.py': Buffer.from([100, 114, 111, 112, 0, 1]),
      'broken.ipynb': '{"cells": [dropout',
      'none.ipynb': '{"dropout": 1}',
      'latin.py': Buffer.from(`# caf\xe9\n${CLEAN}`, 'latin1'),
      'empty.py': '',
    });
    // Windows lets few people make links.
    const hasLinks = process.platform !== 'win32';
    if (hasLinks) {
      symlinkSync(folder, join(folder, 'around'));
      symlinkSync('nowhere.py', join(folder, 'lost.py'));
      symlinkSync('loop.py', join(folder, 'loop.py'));
    }
    const { status, out, err } = await ran('check . gone.py');
    assert.equal(status, 2);
    assert.match(out, /^model\.py:5:16.*\n1 problem in 1 file\.\n$/);
    assert.deepEqual(
      err.split('\n').map((line) => line.replace(/: (it is no notebook): .*/, ': $1')),
      [
        'gone.py: there is no such file',
        'binary.py: it is no text',
        'broken.ipynb: it is no notebook',
        ...(hasLinks ? ['loop.py: it links to itself', 'lost.py: there is no such file'] : []),
        'none.ipynb: it is no notebook',
        '',
      ],
    );
  });

  it('does all by itself where there is no helper', async () => {
    write(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`m${i}.py`, NET])));
    const before = helper;
    const all = await ran('check');
    helper = (task) => {
      // It takes some, and is lost with them.
      Atomics.add(new Int32Array(task.taken), 0, 40);
      return Promise.reject(new Error('no thread'));
    };
    try {
      assert.deepEqual(await ran('check'), all);
      assert.match(all.out, /400 problems in 400 files/);
    } finally {
      helper = before;
    }
  });

  it('shares many files with a helper, in their order', async () => {
    write(
      Object.fromEntries(
        Array.from({ length: 400 }, (_, i) => [`m${1000 + i}.py`, i % 50 === 0 ? NET : CLEAN]),
      ),
    );
    write({ 'm1399.py': Buffer.from([0]) });
    const { status, out, err } = await ran('check');
    assert.deepEqual([status, err], [2, 'm1399.py: it is no text\n']);
    const found = out.split('\n').map((line) => line.split(':')[0]);
    assert.deepEqual(
      found.slice(0, 8),
      [0, 50, 100, 150, 200, 250, 300, 350].map((i) => `m${1000 + i}.py`),
    );
  });

  it('leaves out what is not the reader’s own', async () => {
    write({
      '.gitignore': 'build/\n*_gen.py\n!kept_gen.py\n',
      '.git/HEAD': '',
      'build/model.py': NET,
      'a_gen.py': NET,
      'kept_gen.py': NET,
      'sub/.gitignore': '/own.py\n',
      'sub/own.py': NET,
      'sub/sub/own.py': NET,
      'node_modules/x/model.py': NET,
    });
    const files = (JSON.parse((await ran('check --format json')).out) as { files: { path: string }[] }).files;
    assert.deepEqual(
      files.map(({ path }) => path),
      ['kept_gen.py', 'sub/sub/own.py'],
    );
    process.chdir(join(folder, 'sub'));
    assert.equal((await ran('check')).out.split(':')[0], 'sub/own.py');
    // What is named is checked.
    assert.equal((await ran('check own.py')).status, 1);
  });

  const WRONG: readonly [args: string, message: string][] = [
    ['chek', 'there is no command chek'],
    ['check --format xml', 'there is no format xml of check'],
    ['list --format sarif', 'there is no format sarif of list'],
    ['check --select always-on,of', 'there is no rule of'],
    ['check --select ,', '--select names no rule'],
    ['check --bar', "Unknown option '--bar'"],
  ];
  for (const [args, message] of WRONG)
    it(`refuses ${args}`, async () => {
      const { status, out, err } = await ran(args);
      assert.deepEqual([status, out], [2, '']);
      assert.ok(
        err.startsWith(`dropout-playground: ${message}`) && err.trimEnd().split('\n').length === 1,
        err,
      );
    });

  it('looks into the project that a file is part of, and no other', async () => {
    const model = `${IMPORTS}def build(args):\n    return nn.Dropout(args.dropout)\n`;
    const options = (p: number): string =>
      `from net import model\nparser.add_argument("--dropout", default=${p})\n`;
    write({
      ...{ 'one/net/model.py': model, 'one/train.py': options(0.1), 'one/README.md': '' },
      ...{ 'two/net/model.py': model, 'two/train.py': options(0.2), 'two/.git/HEAD': '' },
    });
    const told = async (args: string): Promise<readonly string[]> =>
      Array.from((await ran(args)).out.matchAll(/p = (\S+)|p (unknown)/g), ([, p, none]) => p ?? none ?? '');
    // What is a repository stands for itself.
    assert.deepEqual(await told('list two'), ['0.2']);
    assert.deepEqual(await told('list two/net/model.py'), ['0.2']);
    assert.deepEqual(await told('list one'), ['0.1']);
    // From elsewhere it is what was asked for.
    mkdirSync(join(folder, 'other'));
    process.chdir(join(folder, 'other'));
    assert.deepEqual(await told('list ../one'), ['0.1']);
    assert.deepEqual(await told('list ../two/net'), ['0.2']);
    process.chdir(join(folder, 'one'));
    assert.deepEqual(await told('list net'), ['0.1']);
  });

  it('finds what the editor finds', async () => {
    const reading = join(import.meta.dirname, '../python/problems/reading');
    process.chdir(reading);
    const { files } = JSON.parse((await ran('check --format json')).out) as {
      files: { path: string; problems: { line: number; rule: string }[] }[];
    };
    const reader = new Reader(
      {
        listFiles: () => Promise.resolve(files.map(({ path }) => pathToFileURL(join(reading, path)).href)),
        readFiles: (uris) => Promise.resolve(uris.map((uri) => readFileSync(new URL(uri), 'utf8'))),
        ...NO_PACKAGES,
        begins: () => undefined,
        filesRead: () => undefined,
      },
      PATIENT,
    );
    assert.ok(files.length > 10);
    for (const { path, problems } of files) {
      const uri = pathToFileURL(join(reading, path)).href;
      reader.open({ uri, version: 1, text: readFileSync(join(reading, path), 'utf8') });
      const cells = [{ uri, version: 1, known: undefined }];
      const root = pathToFileURL(reading).href;
      const [facts] = (await reader.facts({ key: uri, notebook: false, cells, root })) as CellFacts[];
      assert.deepEqual(
        problems.map(({ line, rule }) => [line, rule]),
        facts?.problems.map(({ line, rule }) => [line + 1, rule]),
      );
    }
  });
});
