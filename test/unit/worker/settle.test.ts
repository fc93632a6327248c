import assert from 'node:assert/strict';
import { isTyping, settleWhileTyping, type SettledSites } from '../../../src/worker/settle';
import { inWords, script } from '../python/sites';

/** Types a series of texts, and returns after each the previews with their lines: `1 Dropout 0.5 literal`. */
function typed(...bodies: string[]): string[][] {
  let shown: SettledSites | undefined;
  let analysis: ReturnType<typeof script> | undefined;
  return bodies.map((body) => {
    const text = `from torch import nn\n${body}`;
    analysis = script(text, analysis);
    const { sites, unsettled } = analysis;
    const typing = shown !== undefined && isTyping(shown.text, text, unsettled);
    shown =
      shown !== undefined && typing ? settleWhileTyping(shown, text, sites, unsettled) : { text, sites };
    for (const { from, to, calleeTo } of shown.sites) {
      assert.ok(from >= 0 && from <= calleeTo && calleeTo <= to && to <= text.length);
    }
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

  it('stay while what they depend on is being rewritten', () => {
    const rest = '\na = nn.Dropout(P)\nb = nn.Dropout(P)';
    const shown = ['2 Dropout 0.5 constant', '3 Dropout 0.5 constant'];
    assert.deepEqual(typed(`P = 0.5${rest}`, `P = (${rest}`, `P = ${rest}`, `P = 0.1${rest}`), [
      shown,
      shown,
      shown,
      ['2 Dropout 0.1 constant', '3 Dropout 0.1 constant'],
    ]);
  });

  it('follow edits in a body whose header the grammar does not know', () => {
    const body = (line: string): string =>
      `with (open("a") as f, open("b") as g):\n    ${line}\nx = nn.Dropout(0.25)`;
    const shown = typed(
      body('d = nn.Dropout(0.5)'),
      body('d = nn.Dropout(0.9)'),
      body('d = 3'),
      body('nn.Dropout(0)'),
    );
    assert.deepEqual(
      shown.map((sites) => sites.map((site) => site.split(' ')[2])),
      [['0.5', '0.25'], ['0.9', '0.25'], ['0.25'], ['0', '0.25']],
    );
  });
});
