import assert from 'node:assert/strict';
import { type DropoutCall } from '../../../src/python';
import { trace } from '../../golden/traces';
import { Generator } from '../../../src/torch';

const SEEDED = 'import torch\ntorch.manual_seed(0)\nlayer = torch.nn.Dropout(0.5)\n';

function callsOf(...cells: string[]): readonly DropoutCall[] {
  return trace(cells).calls;
}

describe('what a trace notes of a dropout call', () => {
  it('is its place, its layer, its mask and the text of every element', () => {
    const [call] = callsOf(`${SEEDED}y = layer(torch.ones(2, 3))`);
    assert.ok(call);
    const { place, layer, training, seed, position, shape, isOnes, kept, total, picture } = call;
    assert.deepEqual(place, { cell: 0, line: 3, from: 68, to: 91 });
    assert.deepEqual(layer, { kind: 'Dropout', p: { type: 'float', value: 0.5 }, inplace: false });
    assert.deepEqual(
      { training, seed, position, shape, isOnes, kept, total, number: call.call },
      {
        training: true,
        seed: '0',
        position: 0,
        shape: [2, 3],
        isOnes: true,
        kept: 1,
        total: 6,
        number: 1,
      },
    );
    assert.deepEqual([...(picture?.mask ?? [])], [0, 0, 1, 0, 0, 0]);
    assert.deepEqual(picture?.elements, ['0.', '0.', '2.', '0.', '0.', '0.']);
  });

  it('is how many words went before it, from which its stream can be found again', () => {
    const calls = callsOf(
      SEEDED,
      'layer(torch.ones(3, 5))',
      'layer(torch.ones(400))',
      'layer(torch.ones(7))',
    );
    assert.deepEqual(
      calls.map(({ position }) => position),
      [0, 30, 830],
    );
    const generator = new Generator(0);
    generator.advance(830);
    assert.equal(generator.position, 830);
    const mask = new Uint8Array(7);
    generator.fillBernoulli(mask, 0.5);
    assert.deepEqual(mask, calls[2]?.picture?.mask);
  });

  it('is no mask for large tensors, and nothing kept where nothing was dropped', () => {
    const [large, unchanged] = callsOf(
      `${SEEDED}layer(torch.ones(1025))\nlayer.eval()\nlayer(torch.ones(2))`,
    );
    assert.deepEqual(
      [large?.picture?.mask, large?.picture?.elements, typeof large?.kept],
      [undefined, undefined, 'number'],
    );
    assert.deepEqual([unchanged?.kept, unchanged?.call, unchanged?.training], [undefined, 1, false]);
  });

  it('is drawn as the asked build of PyTorch draws', () => {
    const [now, before] = (['cpu', 'cpu-mkl'] as const).map((backend) =>
      trace([`${SEEDED}layer(torch.ones(3, 5))\nlayer(torch.ones(3, 5))`], { backend }),
    );
    assert.notDeepEqual(now?.calls[0]?.picture?.mask, before?.calls[0]?.picture?.mask);
    assert.deepEqual(
      before?.calls.map(({ position }) => position),
      [0, 1],
    );
  });
});

describe('what a trace notes of outputs whose digits are not all known', () => {
  it('is a doubt of the output, and none of the mask', () => {
    const encoder =
      'nn.TransformerEncoder(nn.TransformerEncoderLayer(16, 4, 32), 2, enable_nested_tensor=False)';
    const code = `import torch\nfrom torch import nn\ntorch.manual_seed(0)\n${encoder}(torch.randn(5, 2, 16))`;
    const open = callsOf(code).filter(({ picture }) => picture?.output.includes('?'));
    assert.notEqual(open.length, 0);
    for (const { doubt, maskDoubt } of open) {
      assert.match(doubt?.code ?? '', /^(?:rounding|undecided)$/);
      assert.equal(maskDoubt, undefined);
    }
  });
});

describe('what a trace notes of cells', () => {
  it('is how each value is shown, and which cells are broken', () => {
    const { forms, broken } = trace(["print('a')\nprint('b', end='')\n3", 'x = (', '4']);
    assert.deepEqual(forms, ['line', 'unended', 'result', 'result']);
    assert.deepEqual(broken, [1]);
  });

  it('is that a cell runs up to what the compiler refuses, and a script not at all', () => {
    for (const refused of ['return 3', 'break', 'yield 1', 'def f(a, a): pass', 'f(a=1, a=2)', 'x = *y']) {
      const cells = [`print(1)\n${refused}\nprint(2)`];
      const inNotebook = trace(cells, { notebook: true });
      assert.deepEqual(
        inNotebook.values.map(({ text }) => text),
        ['1'],
        refused,
      );
      assert.deepEqual(inNotebook.broken, [0], refused);
      assert.deepEqual(trace(cells, { notebook: false }).values, [], refused);
    }
  });

  it('is that a string is not closed by a quote behind a backslash, but by one behind two', () => {
    for (const open of ["'a\\'", '"a\\\\\\"', "r'a\\'", "f'a\\'", "'a' 'b\\'", "'''a\\'''"])
      assert.deepEqual(trace([open], { notebook: true }).broken, [0], open);
    for (const closed of ["'a\\\\'", "r'\\\\'", "f'{1}\\\\'", "'\\''"])
      assert.deepEqual(trace([closed], { notebook: true }).broken, [], closed);
  });
});
