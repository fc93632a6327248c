import assert from 'node:assert/strict';
import { formatElements, reprTensor, Tensor } from '../../../src/torch';
import { assertText, readGoldens } from '../../golden/goldens';
import { decodeFloat32 } from '../../golden/encoding';

const tensors = readGoldens('printing').cases.map(([shape, encoded, text]) => {
  const values = decodeFloat32(encoded);
  const numel = shape.reduce((product, size) => product * size, 1);
  const data = Float32Array.from({ length: numel }, (_, i) => values[i % values.length] ?? NaN);
  return { t: new Tensor(data, shape), text };
});

describe('repr(tensor), character for character against PyTorch', () => {
  it(`agrees in ${tensors.length} cases`, () => {
    assert.ok(tensors.length >= 600);
    for (const { t, text } of tensors) {
      assertText(
        reprTensor(t),
        text,
        `shape [${t.shape.join(', ')}], ${Array.from(t.data.subarray(0, 8)).join(' ')}`,
      );
    }
  });

  it('meets every notation and layout', () => {
    const texts = tensors.map(({ text }) => text);
    for (const feature of [
      /\de[+-]\d/,
      /\d\.\d{4}[^e\d]/,
      /\d\.[,\])]/,
      /nan/,
      /-inf/,
      /-0\./,
      / \.\.\./,
      /size=/,
      /,\n\n\n/,
    ]) {
      assert.ok(
        texts.some((text) => feature.test(text)),
        `no case shows ${feature.source}`,
      );
    }
  });

  it('formats elements as the whole tensor prints them', () => {
    const texts = tensors.filter(({ t, text }) => t.numel <= 1000 && !text.startsWith('#'));
    assert.ok(texts.length > 500);
    for (const { t, text } of texts) {
      const printed = text.replace(/, size=.*/, '').match(/-?(?:\d[\d.e+-]*|inf|nan)/g) ?? [];
      assert.deepEqual(formatElements(t), [...printed], text);
    }
  });
});
