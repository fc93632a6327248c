import assert from 'node:assert/strict';
import { readGoldens } from '../../golden/goldens';
import { agreeWithin, answerNormals } from '../../golden/normals';
import { answerPrinting, answerSequence, withoutWarningsOfErrors } from '../../golden/steps';

describe('dropout of every dtype and layout, bit for bit against PyTorch', () => {
  const { cases } = readGoldens('tensors');
  const calls = cases.flatMap(([{ steps }]) => steps);

  it(`agrees in ${cases.length} sequences of ${calls.length} calls`, () => {
    assert.ok(calls.length > 1500);
    for (const [sequence, answer] of cases) {
      assert.deepEqual(answerSequence(sequence), withoutWarningsOfErrors(answer), JSON.stringify(sequence));
    }
  });

  it('has every form, dtype and layout among its cases', () => {
    const dropouts = calls.filter((step) => step.call === 'dropout');
    const inputs = dropouts.map(({ input }) => input);
    for (const form of ['module', 'functional', 'operator']) {
      for (const dtype of ['float32', 'float64', 'float16', 'bfloat16', 'int64', 'bool']) {
        assert.ok(
          dropouts.some((step) => step.form === form && step.input.dtype === dtype),
          `${form} of ${dtype}`,
        );
      }
    }
    assert.ok(inputs.some(({ strides }) => strides?.includes(0)));
    assert.ok(inputs.some(({ offset = 0 }) => offset > 0));
    assert.ok(dropouts.some(({ inplace, input }) => inplace === true && input.strides));
  });
});

describe('repr of every dtype and suffix, character for character against PyTorch', () => {
  const { cases } = readGoldens('reprs');

  it(`agrees in ${cases.length} cases`, () => {
    assert.ok(cases.length >= 700);
    for (const [printing, text] of cases) {
      assert.equal(answerPrinting(printing), text, JSON.stringify(printing));
    }
  });

  it('meets every suffix, on the line and on a line of its own', () => {
    const texts = cases.map(([, text]) => text);
    for (const suffix of ["device='cpu'", 'size=(', 'dtype=torch.', 'grad_fn=<', 'requires_grad=True']) {
      assert.ok(
        texts.some((text) => text.includes(`, ${suffix}`)),
        suffix,
      );
    }
    for (const suffix of ["device='cpu'", 'dtype=torch.', 'grad_fn=<']) {
      assert.ok(
        texts.some((text) => text.includes(`,\n       ${suffix}`)),
        suffix,
      );
    }
  });
});

describe('the other functions that draw, bit for bit against PyTorch', () => {
  const { cases } = readGoldens('random');
  const calls = cases.flatMap(([{ steps }]) => steps);

  it(`agree in ${cases.length} sequences of ${calls.length} calls, mixed with dropout`, () => {
    assert.ok(calls.length > 1500);
    for (const [sequence, answer] of cases) {
      assert.deepEqual(answerSequence(sequence), withoutWarningsOfErrors(answer), JSON.stringify(sequence));
    }
  });

  it('are all among the cases', () => {
    const counts = new Map<string, number>();
    for (const { call } of calls) counts.set(call, (counts.get(call) ?? 0) + 1);
    assert.equal(counts.size, 12);
    for (const [call, count] of counts) assert.ok(count > 50, call);
  });
});

describe('normal values, against PyTorch, within the bounds that are given for them', () => {
  const { cases } = readGoldens('normals');
  const answers = cases.map(([normals]) => answerNormals(normals));
  const values = answers.flatMap((answer) => Array.from(answer.values));
  const errors = answers.flatMap((answer) => Array.from(answer.errors));

  it(`agree: ${values.length}`, () => {
    assert.ok(values.length > 2000);
    for (const [i, [normals, theirs]] of cases.entries()) {
      const own = answers[i];
      assert.ok(own && agreeWithin(own, theirs), JSON.stringify(normals));
    }
  });

  it('leave none of the decimals open that repr prints', () => {
    const open = values.filter((value, i) => {
      const error = errors[i] ?? NaN;
      return (value - error).toFixed(4) !== (value + error).toFixed(4) && Math.abs(value) < 1e4;
    });
    assert.deepEqual(open, []);
  });
});
