import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DropoutKind, forward, Generator, ones } from '../../../src/torch';

type Case = [kind: DropoutKind, seed: string, p: number, shape: number[], outputs: string[], next: number];

const path = join(import.meta.dirname, '../../golden/mkl.json');
const cases = JSON.parse(readFileSync(path, 'utf8')) as Case[];

describe('dropout of x86 wheels up to 2.6, bit for bit against PyTorch 2.6.0', () => {
  it(`agrees in ${cases.length} sequences of three calls`, () => {
    assert.ok(cases.length >= 500);
    for (const [kind, seed, p, shape, outputs, next] of cases) {
      const generator = new Generator(BigInt(seed), 'cpu-mkl');
      const ours = outputs.map(() => {
        const layer = { kind, p: { type: 'float', value: p }, inplace: false } as const;
        const { output } = forward(layer, ones(shape), { training: true, generator });
        return Buffer.from(Float32Array.from(output.data).buffer).toString('base64');
      });
      const message = JSON.stringify([kind, seed, p, shape]);
      assert.deepEqual(ours, outputs, message);
      assert.equal(generator.random() % 2 ** 31, next, message);
    }
  });
});
