import assert from 'node:assert/strict';
import { illustrativeSeed } from '../../../src/previews/illustration';
import { keptUnits, type Preview, previewOf } from '../../../src/previews/preview';
import { analyze } from '../../../src/python';
import { forward, Generator, type GeneratorName, ones, reprTensor } from '../../../src/torch';

/** The preview of the only dropout call in a script that has torch's names. */
function preview(
  code: string,
  resamples = 0,
  document = 'file:///a.py',
  generator: GeneratorName = 'cpu',
): ReturnType<typeof previewOf> {
  const text = `import torch\nfrom torch import nn\nimport torch.nn.functional as F\n${code}`;
  const [site] = analyze([text], { notebook: false }).sites;
  return previewOf(site ?? assert.fail('no site'), document, { resamples, generator });
}

function shown(code: string, resamples = 0, document?: string, generator?: GeneratorName): Preview {
  const result = preview(code, resamples, document, generator);
  return 'output' in result ? result : assert.fail('no preview');
}

describe('the preview of a call', () => {
  it('is what PyTorch prints where the code sets a seed, and does not move', () => {
    for (const resamples of [0, 1, 2]) {
      const { output, illustrative, seed } = shown('torch.manual_seed(0)\nnn.Dropout(0.5)', resamples);
      assert.equal(illustrative, false);
      assert.equal(seed, '0');
      assert.equal(
        reprTensor(output),
        'tensor([[0., 0., 2., 0., 0.],\n        [0., 2., 2., 0., 2.],\n        [2., 2., 2., 0., 2.]])',
      );
    }
  });

  it('is an illustration where it sets none: stable for the call site, moved on by resampling', () => {
    const first = shown('nn.Dropout(0.5)');
    assert.equal(first.illustrative, true);
    assert.deepEqual(shown('x = 1\nnn.Dropout(0.5)'), first);
    const seeds = [0, 1, 2, 3, 4, 5].map((resamples) => shown('nn.Dropout(0.5)', resamples).seed);
    assert.ok(new Set(seeds).size > 1, seeds.join());
    assert.notEqual(shown('nn.Dropout(0.5)', 0, 'file:///b.py').seed, first.seed);
    // What is shown for that seed is exact for that seed.
    assert.deepEqual(shown(`torch.manual_seed(${first.seed})\nnn.Dropout(0.5)`).output, first.output);
  });

  it('is drawn by the generator of the setting', () => {
    const mkl = shown('torch.manual_seed(123)\nnn.Dropout(0.5)', 0, undefined, 'cpu-mkl');
    const expected = forward(mkl.layer, ones([3, 5]), {
      training: true,
      generator: new Generator(123, 'cpu-mkl'),
    });
    assert.deepEqual([mkl.generator, mkl.output], ['cpu-mkl', expected.output]);
    const cpu = shown('torch.manual_seed(123)\nnn.Dropout(0.5)');
    assert.notDeepEqual(mkl.mask, cpu.mask);
  });

  it('is missing where p is unknown, and PyTorch’s error where it raises', () => {
    assert.deepEqual(preview('nn.Dropout(q)'), { unknown: true });
    const refused = preview('nn.Dropout(2)');
    assert.equal(
      'error' in refused && refused.error.message,
      'dropout probability has to be between 0 and 1, but got 2',
    );
  });

  it('shows whole channels as one', () => {
    const rows = (code: string): number[][] => keptUnits(shown(code)).map((row) => [row.length]);
    assert.deepEqual(rows('nn.Dropout(0.5)'), [[5], [5], [5]]);
    assert.deepEqual(rows('nn.Dropout1d(0.5)'), [[3]]);
    assert.deepEqual(rows('nn.Dropout2d(0.5)'), [[3], [3]]);
    assert.deepEqual(rows('F.feature_alpha_dropout(x, training=True)'), [[3], [3]]);
    assert.deepEqual(keptUnits(shown('nn.Dropout(0)')).flat(), Array(15).fill(true));
    assert.deepEqual(keptUnits(shown('nn.Dropout(1)')).flat(), Array(15).fill(false));
  });
});

describe('a call that the code turns off', () => {
  it('has no mask: its output is its input', () => {
    for (const code of [
      'F.alpha_dropout(x, 0.5)',
      'F.dropout(x, 0.5, False)',
      'F.dropout(x, training=False)',
    ]) {
      const { mask, output, training } = shown(`torch.manual_seed(0)\n${code}`);
      assert.deepEqual([mask, training, [...new Set(output.data)]], [undefined, false, [1]]);
    }
  });
});

describe('seeds for illustration', () => {
  it('are small whole numbers, spread over their range', () => {
    const seeds = Array.from({ length: 2000 }, (_, i) => illustrativeSeed({ site: 'site', resamples: i }));
    assert.ok(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 10_000));
    assert.ok(new Set(seeds).size > 1700);
  });
});
