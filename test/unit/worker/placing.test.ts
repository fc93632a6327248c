// Where calls are shown while the newer text is still being read.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changedFacts, changeOf, movedSite } from '../../../src/protocol/reading';
import { analyze, type DropoutSite } from '../../../src/python';
import { changedRegion, lineAt, lineStarts } from '../../../src/text';

const PROGRAM = `import torch
from torch import nn
import torch.nn.functional as F

RATE = 0.25


class Config:
    drop = 0.3


class Net(nn.Module):
    def __init__(self, config: Config, rate=RATE):
        super().__init__()
        self.a = nn.Dropout(rate)
        self.b = nn.Dropout(config.drop, inplace=True)
        self.c = nn.LSTM(4, 4, num_layers=2, dropout=0.5)

    def forward(self, x):
        return F.dropout(self.a(x), p=RATE, training=self.training)


net = Net(Config())
`;

function sitesIn(text: string): readonly DropoutSite[] {
  return analyze([text], { notebook: false }).sites;
}

/** The calls of an earlier text, moved into a newer one. */
function moved(before: string, after: string): readonly DropoutSite[] {
  const edit = changedRegion(before, after);
  const starts = lineStarts(after);
  const sites = sitesIn(before);
  return edit === null
    ? sites
    : sites.map((site) => {
        const one = movedSite(site, edit, (offset) => lineAt(starts, offset));
        const lines = starts.length - lineStarts(before).length;
        const isNowhere = (offset: number): number => (offset >= edit.toAfter ? NaN : lineAt(starts, offset));
        // A place of its p may stand behind the edit, too.
        if (one.p.known && one.p.steps.length + one.p.beside.length === 0)
          assert.deepEqual(movedSite(site, { ...edit, lines }, isNowhere), one);
        return one;
      });
}

describe('a call in an edited text', () => {
  it('has all the positions that reading it anew gives, wherever lines come and go', () => {
    const starts = lineStarts(PROGRAM).slice(0, -1);
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.array(fc.constantFrom('# a note', '', '#'), { minLength: 1 }),
        (at, lines) => {
          const text = `${PROGRAM.slice(0, at)}${lines.join('\n')}\n${PROGRAM.slice(at)}`;
          assert.deepEqual(moved(PROGRAM, text), sitesIn(text));
          assert.deepEqual(moved(text, PROGRAM), sitesIn(PROGRAM));
        },
      ),
    );
  });

  it('is the same by what changed, whatever is edited', () => {
    const piece = fc.constantFrom(
      '\n',
      '# a note\n',
      '0',
      ')',
      ', p=0.5',
      'RATE',
      '    ',
      'x = nn.Dropout(RATE)\n',
    );
    fc.assert(
      fc.property(fc.nat(PROGRAM.length), fc.nat(20), piece, (from, length, inserted) => {
        const text = PROGRAM.slice(0, from) + inserted + PROGRAM.slice(from + length);
        const [before, now] = [PROGRAM, text].map((one, version) => ({
          ...{ uri: 'a.py', version, text: one, sites: sitesIn(one), problems: [] },
        }));
        if (before === undefined || now === undefined) return;
        const { uri, version, sites } = now;
        assert.deepEqual(changedFacts(before, changeOf(before, now)), { uri, version, sites, problems: [] });
      }),
    );
  });

  it('takes in what is typed within it', () => {
    const after = PROGRAM.replace('config.drop,', 'config.dropout,');
    const [, site] = moved(PROGRAM, after);
    assert.equal(after.slice(site?.from, site?.to), 'nn.Dropout(config.dropout, inplace=True)');
    assert.equal(after.slice(site?.argument?.from, site?.argument?.to), 'config.dropout');
  });
});
