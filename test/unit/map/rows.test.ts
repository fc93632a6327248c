import assert from 'node:assert/strict';
import {
  EVERYTHING,
  type Filter,
  fileRow,
  type FileRow,
  type Row,
  rowLabel,
  summary,
  tableOf,
  worst,
} from '../../../src/map/rows';
import { mappedCall, previews, toldProblem } from '../../../src/previews';
import type { MappedFile } from '../../../src/protocol/reading';
import { analyze, RULES, siteNames } from '../../../src/python';

const IMPORTS = 'from torch import nn\nimport torch.nn.functional as F\n';

/** What the mapper tells of a file or notebook. */
function mapped(uri: string, ...texts: string[]): MappedFile {
  const notebook = uri.endsWith('.ipynb');
  const analysis = analyze(
    texts.map((text, i) => (i === 0 ? IMPORTS : '') + text),
    { notebook, uri, rules: RULES },
  );
  const names = siteNames(analysis);
  return {
    ...{ uri, cells: notebook ? texts.map((_, i) => 2 * i) : undefined },
    calls: analysis.sites.map((site, i) => mappedCall(site, names[i] ?? { owner: '', name: '' })),
    problems: analysis.problems.map(toldProblem),
  };
}

const MODEL = `P = 0.1
class Block(nn.Module):
    def __init__(self, late):
        super().__init__()
        self.out = nn.Dropout(0.5)
        self.drop = nn.Dropout(P)
        self.late = nn.Dropout(late)
        self.rnn = nn.LSTM(8, 16, dropout=0.3)
        self.none = nn.Dropout(0)
        self.plain = nn.Dropout()
    def forward(self, x):
        x = self.plain(self.none(self.late(self.drop(self.out(x)))))
        x = F.dropout(x, 0.3)
        return F.dropout(self.rnn(x)[0], 0.3, self.training)
class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(P)
    def forward(self, x):
        return x
drop = nn.Dropout(50)
`;

function rowsOf(
  file: MappedFile,
  filter: Filter = EVERYTHING,
  severityOf: Parameters<typeof fileRow>[1]['severityOf'] = ({ severity }) => severity,
): FileRow | undefined {
  return fileRow(file, { path: file.uri.replace('file:///w/', ''), filter, severityOf });
}

/** Rows as a reader sees them, those below others indented. */
function drawn(row: Row | undefined, depth = 0): string[] {
  if (row === undefined) return [];
  const { label, description } = rowLabel(row);
  const line = `${'  '.repeat(depth)}${label}${description === '' ? '' : ` — ${description}`}`;
  const mark = worst(row)?.severity;
  const own = mark === undefined ? line : `${line} [${mark}]`;
  return [own, ...('children' in row ? row.children.flatMap((child) => drawn(child, depth + 1)) : [])];
}

const model = mapped('file:///w/src/model.py', MODEL);

describe('the rows of the map', () => {
  it('are files, classes and calls, with p, where it is from, the verdict and what is wrong', () =>
    assert.deepEqual(drawn(rowsOf(model)), [
      'src/model.py — 10 calls [error]',
      '  Block — 8 calls [warning]',
      '    out — p = 0.5 · off in eval()',
      '    drop — p = 0.1 from line 3 · off in eval()',
      '    late — p unknown: it has no default · off in eval()',
      '    rnn — p = 0.3 · drops nothing: it has one layer [warning]',
      '    none — p = 0',
      '    plain — p = 0.5 (default) · off in eval()',
      '    forward: F.dropout — p = 0.3 · stays on in eval() [warning]',
      '    forward: F.dropout — p = 0.3 · off in eval()',
      '  Head — 1 call [hint]',
      '    drop — p = 0.1 from line 3 · self.drop is never used [hint]',
      '  drop — p = 50 is no probability [error]',
    ]));

  it('say of a notebook which cell it is', () =>
    assert.deepEqual(
      drawn(rowsOf(mapped('file:///w/n.ipynb', 'a = nn.Dropout(0.5)', 'P = 0.1', 'b = nn.Dropout(P)'))),
      [
        'n.ipynb — 2 calls',
        '  a — p = 0.5 · cell 1 · off in eval()',
        '  b — p = 0.1 from another cell, line 1 · cell 5 · off in eval()',
      ],
    ));

  it('say what is wrong beside calls', () => {
    const file = mapped('file:///w/m.py', 'drop = nn.Dropout(0.5)\n');
    const [alone] = model.problems;
    assert.ok(alone !== undefined);
    const problem = { ...alone, site: undefined };
    assert.deepEqual(drawn(rowsOf({ ...file, calls: [], problems: [problem] })), [
      'm.py — 0 calls [warning]',
      '  Dropout stays on in eval(): pass training=self.training [warning]',
    ]);
  });

  it('have ids of their own', () => {
    const ids: string[] = [];
    const gather = (row: Row): void => {
      ids.push(row.id);
      if ('children' in row) row.children.forEach(gather);
    };
    for (const row of [rowsOf(model)]) if (row !== undefined) gather(row);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length > 12);
  });

  it('are as serious as the reader says', () => {
    const row = rowsOf(model, EVERYTHING, ({ rule }) => (rule === 'always-on' ? 'information' : undefined));
    assert.deepEqual(
      drawn(row).filter((line) => line.endsWith(']')),
      [
        'src/model.py — 10 calls [information]',
        '  Block — 8 calls [information]',
        '    forward: F.dropout — p = 0.3 · stays on in eval() [information]',
      ],
    );
  });
});

const FILTERS: readonly [what: string, filter: Filter, names: readonly string[]][] = [
  ['problems', { show: 'problems', name: '' }, ['rnn', 'forward: F.dropout', 'drop', 'drop']],
  ['unknown p', { show: 'unknown', name: '' }, ['late']],
  ['a class', { show: 'all', name: 'head' }, ['drop']],
  ['a layer', { show: 'all', name: 'lstm' }, ['rnn']],
  ['a rule', { show: 'all', name: 'always-on' }, ['forward: F.dropout']],
  ['a name and problems', { show: 'problems', name: 'RNN' }, ['rnn']],
  ['a file', { show: 'unknown', name: 'src/' }, ['late']],
  ['nothing', { show: 'all', name: 'no such' }, []],
];

describe('the filter of the map', () => {
  for (const [what, filter, names] of FILTERS)
    it(`lets through ${what}`, () => {
      const row = rowsOf(model, filter);
      const calls = (one: Row): string[] =>
        one.type === 'call' ? [one.call.name] : 'children' in one ? one.children.flatMap(calls) : [];
      assert.deepEqual(row === undefined ? [] : calls(row), names);
    });
});

describe('the map, copied', () => {
  const copied = (format: 'markdown' | 'csv', shown: readonly FileRow[]): string =>
    previews.mapTable({ ...tableOf(shown), format });
  const rows = [rowsOf(model, { show: 'problems', name: '' })].flatMap((row) => row ?? []);

  it('is added up', () => {
    assert.deepEqual(summary(rows), { text: '4 calls in 1 file · 3 problems', problems: 3 });
    assert.deepEqual(summary([]), { text: '0 calls in 0 files', problems: 0 });
  });

  it('is a table in Markdown', () =>
    assert.equal(
      copied('markdown', rows),
      [
        '4 calls in 1 file · 3 problems',
        '',
        '| File | Cell | Line | Class | Name | Call | p | From | eval() | Problems |',
        '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
        '| src/model.py |  | 10 | Block | rnn | torch.nn.LSTM | 0.3 |  | drops nothing: it has one layer | single-layer-rnn |',
        '| src/model.py |  | 15 | Block | forward: F.dropout | torch.nn.functional.dropout | 0.3 |  | stays on in eval() | always-on |',
        '| src/model.py |  | 20 | Head | drop | torch.nn.Dropout | 0.1 | line 3 | off in eval() | unused-layer |',
        '| src/model.py |  | 23 |  | drop | torch.nn.Dropout | 50 |  | off in eval() | p-out-of-range |',
        '',
      ].join('\n'),
    ));

  it('is comma-separated', () => {
    const file = mapped('file:///w/=a,"b".ipynb', 'a = nn.Dropout(0.5)', 'b = nn.Dropout(-1)');
    const row = rowsOf(file) ?? assert.fail();
    assert.equal(
      copied('csv', [row]),
      [
        'File,Cell,Line,Class,Name,Call,p,From,eval(),Problems',
        `"'=a,""b"".ipynb",1,3,,a,torch.nn.Dropout,0.5,,off in eval(),`,
        `"'=a,""b"".ipynb",3,1,,b,torch.nn.Dropout,-1,,off in eval(),p-out-of-range`,
        '',
      ].join('\r\n'),
    );
  });

  it('has nothing in it that Markdown reads', () => {
    const file = mapped('file:///w/a_b|*c*.py', 'x["`|`"] = nn.Dropout(0.5)');
    const row = rowsOf(file) ?? assert.fail();
    assert.match(copied('markdown', [row]), /\| a\\_b\\\|\\\*c\\\*\.py \|.*\| x\\\["\\`\\\|\\`"\\\] \|/);
  });
});
