import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { replay } from '../../../golden/traces';

interface Cell {
  readonly cell_type: string;
  readonly source: string;
  readonly outputs?: readonly { readonly text?: string; readonly data?: { readonly 'text/plain': string } }[];
}

const notebook = JSON.parse(
  readFileSync(new URL('../../../../media/example/dropout.ipynb', import.meta.url), 'utf8'),
) as { readonly cells: readonly Cell[] };
const cells = notebook.cells.filter(({ cell_type }) => cell_type === 'code');

describe('the example notebook', () => {
  const values = replay(cells.map(({ source }) => source));

  it('shows what is stored in it, wherever its numbers are certain', () => {
    for (const [index, { outputs = [] }] of cells.entries()) {
      const stored = outputs.map(({ text, data }) => text?.trimEnd() ?? data?.['text/plain']).join('\n');
      const own = values.filter(({ cell }) => cell === index);
      if (own.every(({ exact }) => exact)) assert.equal(own.map(({ text }) => text).join('\n'), stored);
    }
  });

  it('is in doubt of nothing but what is drawn without a seed', () => {
    const doubted = values.filter(({ exact }) => !exact);
    assert.deepEqual(
      doubted.map(({ cell, reason }) => [cell, reason]),
      [[cells.length - 1, 'line 1: no seed is set, so every run draws other numbers']],
    );
    assert.ok(values.length > 9);
  });
});
