import assert from 'node:assert/strict';
import { settle, type SettledSites } from '../../../src/python';
import { inWords, script } from './sites';

/** Types a series of texts, and returns after each the previews with their lines: `1 Dropout 0.5 literal`. */
function typed(...bodies: string[]): string[][] {
  let shown: SettledSites | undefined;
  let analysis: ReturnType<typeof script> | undefined;
  return bodies.map((body) => {
    const text = `from torch import nn\n${body}`;
    analysis = script(text, analysis);
    shown = settle(shown, text, analysis.sites, analysis.unsettled);
    for (const { from, to } of shown.sites) assert.ok(from >= 0 && from <= to && to <= text.length);
    return shown.sites.map((site) => `${site.line} ${inWords(site)}`);
  });
}

describe('previews while a line is half typed', () => {
  it('stay while an argument is being rewritten', () => {
    assert.deepEqual(
      typed(
        'a = nn.Dropout(0.5)',
        'a = nn.Dropout(',
        'a = nn.Dropout(0',
        'a = nn.Dropout(0.',
        'a = nn.Dropout(0.1)',
      ),
      [
        ['1 Dropout 0.5 literal'],
        ['1 Dropout 0.5 literal'],
        ['1 Dropout 0.5 literal'],
        ['1 Dropout 0.5 literal'],
        ['1 Dropout 0.1 literal'],
      ],
    );
  });

  it('do not appear before the line is finished', () => {
    assert.deepEqual(typed('a = 1', 'a = nn.Dropout(0.5', 'a = nn.Dropout(0.5)'), [
      [],
      [],
      ['1 Dropout 0.5 literal'],
    ]);
  });

  it('stay on the other lines that an open parenthesis swallows', () => {
    const before = 'a = nn.Dropout(0.1)\nb = nn.Dropout(0.2)\nc = nn.Dropout(0.3)';
    const shown = ['1 Dropout 0.1 literal', '2 Dropout 0.2 literal', '3 Dropout 0.3 literal'];
    assert.deepEqual(typed(before, before.replace('0.1)', '0.1')), [shown, shown]);
  });

  it('move with their line when a line is broken above them', () => {
    assert.deepEqual(typed('a = nn.Dropout(0.1)', '\n\na = nn.Dropout(0.1'), [
      ['1 Dropout 0.1 literal'],
      ['3 Dropout 0.1 literal'],
    ]);
  });

  it('go when their line is deleted, even beside a broken line', () => {
    assert.deepEqual(typed('x = 1\na = nn.Dropout(0.1)\nb = (', 'x = 1\nb = ('), [
      ['2 Dropout 0.1 literal'],
      [],
    ]);
  });

  it('follow an edit at once where the statement parses', () => {
    assert.deepEqual(typed('a = nn.Dropout(0.1)', 'a = nn.Dropout2d(0.1)', 'a = 1'), [
      ['1 Dropout 0.1 literal'],
      ['1 Dropout2d 0.1 literal'],
      [],
    ]);
  });
});
