import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INITIAL_STATE, reduce, SessionReplay } from '../../../src/playground';
import { reprTensor } from '../../../src/torch';

interface Output {
  text?: string | string[];
  data?: { 'text/plain': string | string[] };
}
interface Notebook {
  cells: { cell_type: string; source: string | string[]; outputs?: Output[] }[];
}

const path = join(import.meta.dirname, '../../../media/example/dropout.ipynb');
const { cells } = JSON.parse(readFileSync(path, 'utf8')) as Notebook;
const joined = (text: string | string[] | undefined): string =>
  Array.isArray(text) ? text.join('') : (text ?? '');

/** The code cells with what running them printed. The outputs are real PyTorch's. */
const code = cells
  .filter((cell) => cell.cell_type === 'code')
  .map(({ source, outputs = [] }) => ({
    source: joined(source),
    output: outputs.map(({ text, data }) => joined(text ?? data?.['text/plain'])).join(''),
  }));

describe('the example notebook', () => {
  it('tells the story of dropout, with what PyTorch printed', () => {
    const ones =
      'tensor([[1., 1., 1., 1., 1.],\n        [1., 1., 1., 1., 1.],\n        [1., 1., 1., 1., 1.]])';
    const tensor = /^tensor\(\[\[[02]\., .*\]\]\)$/s;
    const story: readonly [source: RegExp, output: string | RegExp][] = [
      [/^import torch\n\ntorch\.manual_seed\(0\)\n\np = 0\.5\nlayer = torch\.nn\.Dropout\(p\)$/, ''],
      [/^layer\.training$/, 'True'],
      [/^input = torch\.ones\(3, 5\)\ninput$/, ones],
      [/^layer\(input\)$/, tensor],
      [/^layer\(input\)$/, tensor],
      [/^layer\(input\)$/, tensor],
      [/^1 \/ \(1 - p\)$/, '2.0'],
      [/^layer\.eval\(\)$/, 'Dropout(p=0.5, inplace=False)'],
      [/^layer\(input\)$/, ones],
      [/^layer\(input\)$/, ones],
      [/^torch\.seed\(\)\nlayer\.train\(\)\nlayer\(input\)$/, tensor],
    ];
    assert.equal(code.length, story.length);
    story.forEach(([source, output], i) => {
      assert.match(code[i]?.source ?? '', source);
      if (typeof output === 'string') assert.equal(code[i]?.output, output);
      else assert.match(code[i]?.output.trimEnd() ?? '', output);
    });
    assert.equal(new Set(code.slice(3, 6).map(({ output }) => output)).size, 3);
  });

  it('stores what the playground shows for its seed, call after call, and something else without one', () => {
    const calls = new SessionReplay().calls(reduce(INITIAL_STATE, { type: 'resample', times: 2 }), 3);
    const printed = calls.map(({ outcome }) => (outcome.ok ? reprTensor(outcome.output) : ''));
    assert.deepEqual(
      code.slice(3, 6).map(({ output }) => output),
      printed,
    );
    assert.ok(!printed.includes(code.at(-1)?.output ?? ''));
  });
});
