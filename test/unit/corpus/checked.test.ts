import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type CheckedCall, compare, type Outcome, outcomeOf } from '../../corpus/checked';
import type { Found } from '../../corpus/workspace';
import { notebook, script } from '../python/sites';

const IMPORT = 'from torch import nn\n';

/** The calls of a script, as a corpus run finds them. */
function found(file: string, text: string): Found[] {
  return script(text).sites.map((site) => ({ file, texts: [text], site }));
}

describe('what a corpus run is held against', () => {
  const call = { line: 2, column: 1 };
  const cases: readonly (readonly [string, CheckedCall, Outcome])[] = [
    ['nn.Dropout(0.1)', { ...call, p: 0.1, place: 'a.py:2' }, 'same p'],
    ['nn.Dropout(0)', { ...call, p: 0 }, 'same p'],
    ['nn.Dropout(0.1)', { ...call, p: 0.2 }, 'wrong'],
    ['nn.Dropout(0.1)', { ...call, p: null, reason: 'callers disagree' }, 'wrong'],
    ['nn.Dropout(read())', { ...call, p: null, reason: 'callers disagree' }, 'rightly unknown'],
    ['nn.Dropout(config.drop_rate)\nclass Config: drop_rate = 0.1', { ...call, p: null }, 'rightly unknown'],
    ['nn.Dropout(read())', { ...call, p: 0.1 }, 'unknown to us'],
    ['nn.Linear(2, 3)', { ...call, p: 0.1 }, 'missed'],
    ['nn.Dropout(0.1)', { ...call, p: null, library: 'Flax' }, 'wrong'],
    ['nn.Linear(2, 3)', { ...call, p: null, library: 'Flax' }, 'rightly left alone'],
  ];
  for (const [text, checked, outcome] of cases)
    it(`takes ${text} for ${outcome} where by hand it is ${checked.library ?? checked.p ?? 'no number'}`, () => {
      assert.equal(outcomeOf(checked, script(IMPORT + text).sites[0]), outcome);
    });

  const text = `${IMPORT}net = nn.Sequential(nn.Linear(2, 3), nn.Dropout(0.1), nn.Dropout(0.2))\n`;
  const file = join('/repositories', 'owner+name', 'src', 'net.py');
  const read: CheckedCall = { line: 2, column: 55, p: 0.2 };
  const repositories = [
    {
      repository: 'owner/name',
      commit: '0'.repeat(40),
      files: [{ path: 'src/net.py', blob: 'as read', calls: [read] }],
    },
  ];
  const outcomes = (folder: string, blob: string | undefined): readonly Outcome[] =>
    compare(repositories, [folder], found(file, text), (asked) => (asked === file ? blob : undefined)).map(
      ({ outcome }) => outcome,
    );

  it('finds a call by its file, line and column', () => {
    assert.deepEqual(outcomes('/repositories/owner+name', 'as read'), ['same p']);
  });

  it('finds a call of a notebook by its cell', () => {
    const cells = [IMPORT, 'a = nn.Dropout(0.1)\n', 'b = nn.Dropout(0.2)\n'];
    const sites = notebook(...cells).sites.map((site) => ({ file, texts: cells, site }));
    const calls = [{ cell: 3, line: 1, column: 5, p: 0.2 }];
    const checked = compare(
      [{ repository: 'owner/name', commit: '', files: [{ path: 'src/net.py', blob: 'as read', calls }] }],
      ['/repositories/owner+name'],
      sites,
      () => 'as read',
    );
    assert.deepEqual(
      checked.map(({ outcome }) => outcome),
      ['same p'],
    );
  });

  it('counts what is not there, or not as it was read', () => {
    assert.deepEqual(outcomes('/repositories/owner+name', 'of another commit'), ['not present']);
    assert.deepEqual(outcomes('/repositories/owner+name', undefined), ['not present']);
    assert.deepEqual(outcomes('/repositories/owner+other', 'as read'), ['not present']);
  });
});
