import assert from 'node:assert/strict';
import { said } from './allSaid';
import { IMPORTS, SEED } from './evaluations';

describe('what replay says once other layers and functions have dropped within themselves', () => {
  const LAYER = 'torch.nn.TransformerEncoderLayer(4, 2, 8, batch_first=True';
  const z = 'z = torch.ones(2, 2, 4)\n';
  /** Whether the last line of each draws random numbers, as tried with PyTorch 2.13. */
  const CASES: readonly (readonly [code: string, draws: boolean])[] = [
    ['net = nn.MultiheadAttention(4, 2, dropout=0.5)\nSEED\nnet(z, z, z)', true],
    ['net = nn.MultiheadAttention(4, 2, dropout=0.5).eval()\nSEED\nnet(z, z, z)', false],
    ['net = nn.MultiheadAttention(4, 2)\nSEED\nnet(z, z, z)', false],
    ['net = nn.LSTM(4, 3, 2, dropout=0.5)\nSEED\nnet(z)', true],
    ['net = nn.LSTM(4, 3, 2, dropout=0.5).eval()\nSEED\nnet(z)', false],
    ['net = nn.LSTM(4, 3, dropout=0.5)\nSEED\nnet(z)', false],
    ['SEED\nF.scaled_dot_product_attention(z, z, z, dropout_p=0.5)', true],
    ['SEED\nF.scaled_dot_product_attention(z, z, z)', false],
    [`net = ${LAYER}, dropout=0.5)\nSEED\nnet(z)`, true],
    [`net = ${LAYER}, dropout=0.0)\nSEED\nnet(z)`, false],
    [`net = ${LAYER}, dropout=0.5).eval()\nSEED\nnet(z)`, false],
    // Each layer within has a mode and a p of its own.
    [`net = ${LAYER}, dropout=0.5).eval()\nnet.dropout1.train()\nSEED\nnet(z)`, true],
    [`net = ${LAYER}, dropout=0.0)\nnet.dropout1.p = 0.5\nSEED\nnet(z)`, true],
    [`net = ${LAYER}, dropout=0.5)\nfor one in net.modules():\n  one.eval()\nSEED\nnet(z)`, false],
    [`net = nn.TransformerEncoder(${LAYER}, dropout=0.5), 2)\nSEED\nnet(z)`, true],
    [`net = nn.TransformerEncoder(${LAYER}, dropout=0.5), 2).eval()\nSEED\nnet(z)`, false],
    [
      `net = nn.TransformerEncoder(${LAYER}, dropout=0.5), 2).eval()\nfor one in net.modules():\n  if isinstance(one, nn.Dropout):\n    one.train()\nSEED\nnet(z)`,
      true,
    ],
    // And what the reader puts in may draw as well.
    [
      `net = ${LAYER}, dropout=0.0)\nnet.linear1 = nn.Sequential(net.linear1, nn.Dropout())\nSEED\nnet(z)`,
      true,
    ],
    [`net = ${LAYER}, dropout=0.0, activation=lambda y: F.dropout(y))\nSEED\nnet(z)`, true],
    [`net = ${LAYER}, dropout=0.0)\nnet.activation = lambda y: F.dropout(y)\nSEED\nnet(z)`, true],
    [
      `net = ${LAYER}, dropout=0.0)\nnet.linear1.register_forward_hook(lambda m, i, y: F.dropout(y))\nSEED\nnet(z)`,
      true,
    ],
    [
      'class Custom(nn.TransformerEncoderLayer):\n  def forward(self, y, **options):\n    return F.dropout(y)\nnet = nn.TransformerEncoder(Custom(4, 2, 8, 0.0), 2)\nSEED\nnet(z)',
      true,
    ],
  ];
  for (const [code, draws] of CASES)
    it(`counts what they drew, and is exact: ${code.replace(/\s+/g, ' ')}`, async () => {
      const program = `${IMPORTS}${z}${code.replace('SEED', 'torch.manual_seed(3)')}\nnn.Dropout(0.5)(torch.ones(3))\n`;
      const { hints, hovers } = await said([{ code: program }]);
      const last = hovers.filter(
        ({ from, to }) => program.slice(from, to) === 'nn.Dropout(0.5)(torch.ones(3))',
      );
      assert.equal(last.length, 1);
      const call = draws ? /call (?!1 )\d+ after seed 3[^]*Exactly/ : /call 1 after seed 3[^]*Exactly/;
      assert.match(last[0]?.text ?? '', call);
      assert.match(hints.at(-1)?.text ?? '', /^→/);
    });
});

describe('what replay says of what is shown', () => {
  const EXACT = 'Python prints exactly:';
  const CASES: readonly (readonly [code: string, says: string | RegExp, shows: string])[] = [
    ['print(1)', EXACT, '1'],
    ['print(x)', EXACT, 'tensor([[1., 1., 1.],\n        [1., 1., 1.]])'],
    ['for i in range(3): print(i)', EXACT, '0\n1\n2'],
    ['for i in range(3): print(i, end=" ")', EXACT, '0 1 2 '],
    ['for i in range(3): print(i, end=" ") or print("-")', EXACT, '0 -\n1 -\n2 -'],
    ['for i in range(3):\n  print(i, end=" ")\n  print("-")', EXACT, '0 \n1 \n2 '],
    ['for i in range(12): print(i)', EXACT, '0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n…'],
    ['print(nn.Dropout(0.5).p, end="")', EXACT, '0.5'],
    ['x.shape', EXACT, 'torch.Size([2, 3])'],
    [
      'if not torch.cuda.is_available():\n  print(x.sum())',
      'Python prints exactly (line 8: assumes that there is no GPU):',
      'tensor(6.)',
    ],
    [
      'print(torch.rand(1).shape, set("ab"))',
      /^Python may print something else: line 8: Python prints a set of strings in another order/,
      "torch.Size([1]) {'a', 'b'}",
    ],
    [
      'import foo\nprint(foo.bar())',
      'What Python prints here is not known: line 8: foo is a module that is not known here.',
      '',
    ],
    [
      'import foo\nfor one in [1, foo.bar()]: print(one)',
      /^Python may print something else, and what is not known stands as \?: line 8: foo is a module that/,
      '1\n?',
    ],
    // More than anybody reads there.
    [
      'print(torch.ones(20))',
      EXACT,
      'tensor([1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1.,\n        1., 1.])',
    ],
    [
      'print(torch.ones(18, 1))',
      EXACT,
      `tensor([${Array.from({ length: 16 }, () => '[1.]').join(',\n        ')},\n… 2 lines more`,
    ],
    ['for _ in range(12): print(torch.ones(2, 1))', EXACT, `${'tensor([[1.],\n        [1.]])\n'.repeat(8)}…`],
    ['print("1 " * 200)', EXACT, `${'1 '.repeat(119)}1…`],
  ];
  for (const [code, says, shows] of CASES)
    it(code.replace(/\s+/g, ' '), async () => {
      const { hovers } = await said([{ code: `${IMPORTS}${SEED}x = torch.ones(2, 3)\n${code}` }], {
        notebook: true,
      });
      const [hover] = hovers.filter(({ text }) => /^(?:What )?Python/.test(text));
      const text = hover?.text.trim() ?? '';
      if (typeof says === 'string') assert.equal(text, says);
      else assert.match(text, says);
      assert.equal(hover?.code.join(), shows);
    });
});
