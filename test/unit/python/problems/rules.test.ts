import assert from 'node:assert/strict';
import { analyze, RULES } from '../../../../src/python';
import { IMPORTS, mended, problemsIn } from './problems';

const net = (forward: string, init = 'pass', rest = ''): string =>
  `class Net(nn.Module):\n  def __init__(self, p=0.1):\n    super().__init__()\n    ${init}\n  def forward(self, x):\n    ${forward}\n${rest}`;

/** One program each, and what is said of it: rule, severity (? for a hint), and the text that is underlined. */
const CASES: readonly [code: string, ...expected: string[]][] = [
  // always-on
  [net('return F.dropout(x, 0.5)'), 'always-on! F.dropout(x, 0.5)'],
  [net('return F.dropout(x, self.p)', 'self.p = p'), 'always-on! F.dropout(x, self.p)'],
  [
    net('return self.inner(x)', 'pass', '  def inner(self, x):\n    return F.dropout(x)\n'),
    'always-on! F.dropout(x)',
  ],
  [
    net('return checkpoint(self.inner, x)', 'pass', '  def inner(self, x):\n    return F.dropout(x)\n'),
    'always-on! F.dropout(x)',
  ],
  [net('return x', 'pass', '  def sample(self, x):\n    return F.dropout(x)\n')],
  [net('return F.dropout(x, 0.5, self.training)')],
  [net('return F.dropout(x, 0.5, training=True)')],
  [net('return F.dropout(x, 0.0)')],
  [net('return F.alpha_dropout(x, 0.5)')],
  [net('return F.dropout(x, 0.5) # Monte Carlo dropout')],
  [net('# stays on in eval, on purpose\n    return F.dropout(x, 0.5)')],
  [net('return F.dropout(x, 0.5) # regularise'), 'always-on! F.dropout(x, 0.5)'],
  ['class Net(nn.Module):\n  def forward(self, x, p=0.1):\n    return F.dropout(x, p)'],
  [
    'class Net(nn.Module):\n  def forward(self, x, drop=False):\n    if drop:\n      x = F.dropout(x)\n    return x',
  ],
  [
    'class Net(nn.Module):\n  def forward(self, x, drop=False):\n    if not drop:\n      return x\n    return F.dropout(x)',
  ],
  ['class Net:\n  def forward(self, x):\n    return F.dropout(x)'],
  ['class Fn(torch.autograd.Function):\n  def forward(ctx, x):\n    return F.dropout(x)'],
  ['class Net(Unread):\n  def forward(self, x):\n    return F.dropout(x)', 'always-on! F.dropout(x)'],
  ['F.dropout(torch.ones(3), 0.5)'],
  ['def f(x):\n  return F.dropout(x, 0.5)'],
  // new-layer-in-forward
  [net('return nn.Dropout(0.5)(x)'), 'new-layer-in-forward! nn.Dropout(0.5)'],
  [net('d = nn.Dropout(0.5)\n    return d(x)'), 'new-layer-in-forward! nn.Dropout(0.5)'],
  [net('self.d = nn.Dropout(0.5)\n    return self.d(x)'), 'new-layer-in-forward! nn.Dropout(0.5)'],
  [net('if self.d is None:\n      self.d = nn.Dropout(0.5)\n    return self.d(x)')],
  [net('d = nn.Dropout(0.5)\n    d.train(self.training)\n    return d(x)')],
  [net('d = nn.Dropout(0.5).eval()\n    return d(x)')],
  [net('return nn.Dropout(0.5).train(self.training)(x)')],
  [net('if self.training:\n      x = nn.Dropout(0.5)(x)\n    return x')],
  [
    net('return x', 'self.d = self.make(p)', '  def make(self, p):\n    return nn.Dropout(p)\n').replace(
      'return x',
      'return self.d(x)',
    ),
  ],
  ['y = nn.Dropout(0.5)(torch.ones(3))'],
  // unguarded-attention
  [net('return F.scaled_dot_product_attention(x, x, x, dropout_p=0.1)'), 'unguarded-attention! 0.1'],
  [
    net('return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p)', 'self.p = p'),
    'unguarded-attention! self.p',
  ],
  [net('return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p)'), 'unguarded-attention? self.p'],
  [net('return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p if self.training else 0.0)')],
  [net('return F.scaled_dot_product_attention(x, x, x)')],
  [
    'class A(nn.Module):\n  def forward(self, x, p):\n    return F.scaled_dot_product_attention(x, x, x, dropout_p=p)',
  ],
  [
    'class A(nn.Module):\n  def forward(self, x, config):\n    return F.scaled_dot_product_attention(x, x, x, dropout_p=config.p)',
  ],
  ['F.scaled_dot_product_attention(x, x, x, dropout_p=0.1)'],
  // discarded-result
  [
    net('F.dropout(x, 0.5, self.training)\n    return x'),
    'discarded-result! F.dropout(x, 0.5, self.training)',
  ],
  [net('F.dropout(x, 0.5)\n    return x'), 'discarded-result! F.dropout(x, 0.5)'],
  [net('self.d(x)\n    return x', 'self.d = nn.Dropout(p)'), 'discarded-result! self.d(x)'],
  [net('self.d(x)\n    return x', 'self.d = nn.Dropout(p, inplace=True)')],
  [net('self.d(x)\n    return x', 'self.d = nn.Dropout(p, self.inplace)')],
  [net('self.d(x)\n    return x', 'self.d = nn.Linear(1, 1)')],
  [net('F.dropout(x, 0.5, self.training, inplace=True)\n    return x')],
  [net('F.dropout_(x, 0.5, self.training)\n    return x')],
  ['d = nn.Dropout(0.5)\nd(torch.ones(3))'],
  // flag-as-p
  [net('return F.dropout(x, self.training)'), 'flag-as-p! self.training'],
  [net('return F.dropout(x, p=True, training=self.training)'), 'flag-as-p! True'],
  [net('return F.dropout(x, not self.training)'), 'flag-as-p! not self.training'],
  ['def f(x, training):\n  return F.dropout(x, training)', 'flag-as-p! training'],
  ['nn.Dropout(False)', 'flag-as-p! False'],
  ['train = 0.3\nF.dropout(x, train)'],
  ['F.dropout(x, self.training, False)'],
  ['nn.LSTM(1, 1, 2, dropout=True)', 'flag-as-p! True'],
  ['def f(x, rate):\n  return F.dropout(x, rate)'],
  // p-out-of-range
  ['nn.Dropout(50)', 'p-out-of-range! 50'],
  ['nn.Dropout2d(p=-0.1)', 'p-out-of-range! -0.1'],
  ["nn.Dropout('0.5')", "p-out-of-range! '0.5'"],
  ['F.dropout(x, p=(None))', 'p-out-of-range! (None)'],
  ['nn.LSTM(1, 1, 2, dropout=[0.5])', 'p-out-of-range! [0.5]'],
  ['nn.MultiheadAttention(8, 2, dropout=None)'],
  ['def make(p=None):\n    return nn.Dropout(p)'],
  ['class Drop(nn.Dropout):\n  def __init__(self, p=None):\n    super().__init__(p or 0.1)\nDrop(None)'],
  [
    'class Drop(nn.Module):\n  def __init__(self, p):\n    super().__init__()\n    self.p = p or 0.1\n  def forward(self, x):\n    return F.dropout(x, self.p, self.training)\nDrop(None)',
  ],
  ["def drop(x, p):\n  return F.dropout(x, float(p))\ndrop(x, '0.5')"],
  ['P = 1.5\nnn.Dropout(P)', 'p-out-of-range! P'],
  ['nn.Dropout(1)\nnn.Dropout(0)'],
  ['nn.TransformerEncoderLayer(8, 2, dropout=10)', 'p-out-of-range! 10'],
  ['nn.MultiheadAttention(8, 2, dropout=10)'],
  ['nn.LSTM(1, 1, 2, dropout=2)', 'p-out-of-range! 2'],
  ['def f(p=50):\n  return nn.Dropout(p / 100)'],
  ['def f(p=50):\n  return nn.Dropout(p)', 'p-out-of-range! p'],
  ['def f(p=-1):\n  return nn.Dropout(p)'],
  ['def f(p):\n  return nn.Dropout(p)\nf(10)', 'p-out-of-range! p'],
  ['def f(p=0.1):\n  return nn.Dropout(p)\nf(10)', 'p-out-of-range! p'],
  ['def f(p):\n  if p <= 1:\n    return nn.Dropout(p)\nf(10)'],
  // single-layer-rnn
  ['nn.LSTM(1, 1, dropout=0.5)', 'single-layer-rnn! dropout=0.5'],
  ['nn.GRU(1, 1, num_layers=1, dropout=0.5, bidirectional=True)', 'single-layer-rnn! dropout=0.5'],
  ['nn.RNN(1, 1, 1, "tanh", True, False, 0.5)', 'single-layer-rnn! 0.5'],
  ['def f(p):\n  return nn.GRU(1, 1, dropout=p)', 'single-layer-rnn? dropout=p'],
  ['nn.LSTM(1, 1, dropout=0)'],
  ['nn.LSTM(1, 1, dropout=None)', 'p-out-of-range! None'],
  ['nn.LSTM(1, 1, dropout=self.training)', 'flag-as-p! self.training'],
  ['nn.LSTM(1, 1, 2, dropout=0.5)'],
  ['def f(n=1):\n  return nn.LSTM(1, 1, n, dropout=0.5)'],
  // hidden-from-modules
  [net('return self.d[0](x)', 'self.d = [nn.Dropout(p)]'), 'hidden-from-modules! nn.Dropout(p)'],
  [net('return self.d["a"](x)', 'self.d = {"a": nn.Dropout(p)}'), 'hidden-from-modules! nn.Dropout(p)'],
  [
    net('return self.d["a"](x)', 'self.d = {}\n    self.d["a"] = nn.Dropout(p)'),
    'hidden-from-modules! nn.Dropout(p)',
  ],
  [
    net('return self.d[0](x)', 'self.d = []\n    self.d.append(nn.Dropout(p))'),
    'hidden-from-modules! nn.Dropout(p)',
  ],
  [
    net('return self.d[0](x)', 'self.d = []\n    d = nn.Dropout(p)\n    self.d.append(d)'),
    'hidden-from-modules! nn.Dropout(p)',
  ],
  [net('return self.d[0](x)', 'self.d = [nn.Dropout(p)]\n    self.m = nn.ModuleList(self.d)')],
  [net('return self.m(x)', 'self.d = [nn.Dropout(p)]\n    self.m = nn.Sequential(*self.d)')],
  [
    net(
      'return self.d[0](x)',
      'self.d = [nn.Dropout(p)]\n    for d in self.d:\n      self.add_module("d", d)',
    ),
  ],
  [net('return self.d[0](x)', 'self.d = [nn.Dropout(p)]\n    self.m = nn.ModuleList([d for d in self.d])')],
  [net('return self.d[0](x)', 'self.d = nn.ModuleList()\n    self.d.append(nn.Dropout(p))')],
  [net('return x', 'self.d = [nn.Dropout(p)]')],
  [`drop = nn.Dropout(0.5)\n${net('return drop(x)')}`, 'hidden-from-modules! nn.Dropout(0.5)'],
  // Another one of that name.
  [`drop = nn.Dropout(0.5)\n${net('return self.drop(x)', 'self.drop = nn.Dropout(p)')}`],
  [`drop = nn.Dropout(0.5)\n${net('return drop(x)', 'self.d = drop')}`],
  [`drop = nn.Dropout(0.5)\ndrop.eval()\n${net('return drop(x)')}`],
  [
    `drop = nn.Dropout(0.5)\n${net('return drop(x)', 'super().__init__()', '\nmodel = nn.Sequential(Net(), drop)\n')}`,
  ],
  ['drop = nn.Dropout(0.5)\ndef f(x):\n  return drop(x)'],
  // It is no module that calls it.
  ['drop = nn.Dropout(0.5)\nnet.eval()\nnet(drop(x))'],
  [net('return self.d(x)', 'self.__dict__["d"] = nn.Dropout(p)'), 'hidden-from-modules! nn.Dropout(p)'],
  [
    `class Block(nn.Module):\n  def __init__(self):\n    super().__init__()\n    self.drop = nn.Dropout(0.5)\n  def forward(self, x):\n    return self.drop(x)\n${net('return self.blocks[0](x)', 'self.blocks = [Block() for _ in range(3)]')}`,
    'hidden-from-modules! Block()',
  ],
  [
    `class Block(nn.Module):\n  def forward(self, x):\n    return x\n${net('return self.blocks[0](x)', 'self.blocks = [Block() for _ in range(3)]')}`,
  ],
  // unused-layer
  [net('return x', 'self.d = nn.Dropout(p)'), 'unused-layer? self.d = nn.Dropout(p)'],
  [net('return self.d(x)', 'self.d = nn.Dropout(p)')],
  [net('return getattr(self, "d")(x)', 'self.d = nn.Dropout(p)')],
  [net('return run(self, x)', 'self.d = nn.Dropout(p)')],
  [net('for m in self.children():\n      x = m(x)\n    return x', 'self.d = nn.Dropout(p)')],
  [net('return x', 'self.d = nn.Dropout(p)', 'class Other(Net):\n  pass\n')],
  ['class Net(nn.Module):\n  def __init__(self):\n    self.d = nn.Dropout(0.5)'],
  [
    'class Net(Unread):\n  def __init__(self):\n    self.d = nn.Dropout(0.5)\n  def forward(self, x):\n    return x',
  ],
  // keep-probability
  ['def f(keep_prob=0.9):\n  return nn.Dropout(keep_prob)', 'keep-probability? keep_prob'],
  [
    'def f(config):\n  return nn.Dropout(config.dropout_keep_prob)',
    'keep-probability? config.dropout_keep_prob',
  ],
  ['def f(config):\n  return nn.Dropout(config["keep_prob"])', 'keep-probability? config["keep_prob"]'],
  ['def f(keep_prob=0.9):\n  return nn.Dropout(1 - keep_prob)'],
  ['keep_prob = 1 - 0.1\nnn.Dropout(keep_prob)'],
  ['def f(keep_prob=0.9):\n  from flax.linen import Dropout\n  return Dropout(keep_prob)'],
];

const SIGN = { error: '!', warning: '!', hint: '?' } as const;

describe('the rules', () => {
  for (const [code, ...expected] of CASES)
    it(code.replaceAll('\n', '; '), () => {
      const text = IMPORTS + code;
      const found = problemsIn(text).map(
        ({ rule, severity, from, to }) => `${rule}${SIGN[severity]} ${text.slice(from, to)}`,
      );
      assert.deepEqual(found, expected);
    });

  it('look across the cells of a notebook', () => {
    const cells = [IMPORTS, 'drop = nn.Dropout(0.5)', net('return drop(x)')];
    assert.deepEqual(
      problemsIn(...cells).map(({ rule, cell, line }) => [rule, cell, line]),
      [['hidden-from-modules', 1, 0]],
    );
    assert.deepEqual(problemsIn(...cells, 'drop.eval()'), []);
  });

  it('say what they said, when something else changes', () => {
    const options = { notebook: true, rules: RULES };
    const cells = [IMPORTS, 'drop = nn.Dropout(0.5)', net('return drop(x)')];
    const first = analyze(cells, options);
    const with_ = (...more: string[]) => analyze([...cells, ...more], options, first).problems;
    assert.deepEqual(with_(''), first.problems);
    assert.deepEqual(with_('drop.eval()'), []);
    assert.deepEqual(with_('class A(nn.Module):\n  def __init__(self):\n    self.d = drop\n'), []);
  });
});

/** A program each, with the place of what the first fix puts there in `⟦…⟧`, and whether it is safe. */
const FIXES: readonly [code: string, fixed: string, safe: boolean][] = [
  [net('return F.dropout(x, 0.5)'), net('return F.dropout(x, 0.5, training=self.training)'), true],
  [net('return F.dropout(x)'), net('return F.dropout(x, training=self.training)'), true],
  [net('return F.dropout(x, p=0.5,)'), net('return F.dropout(x, p=0.5, training=self.training,)'), true],
  [
    net('return F.dropout(\n      x,\n      0.5,  # half\n    )'),
    net('return F.dropout(\n      x,\n      0.5, training=self.training,  # half\n    )'),
    true,
  ],
  [
    net('return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p)'),
    net('return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p if self.training else 0.0)'),
    true,
  ],
  [
    net('return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p or 0.1)'),
    net(
      'return F.scaled_dot_product_attention(x, x, x, dropout_p=(self.p or 0.1) if self.training else 0.0)',
    ),
    true,
  ],
  [net('F.dropout(x, 0.5, self.training)'), net('x = F.dropout(x, 0.5, self.training)'), true],
  [net('F.dropout(x, 0.5)'), net('x = F.dropout(x, 0.5, training=self.training)'), true],
  [net('self.d(x)', 'self.d = nn.Dropout(p)'), net('x = self.d(x)', 'self.d = nn.Dropout(p)'), true],
  [net('return F.dropout(x, self.training)'), net('return F.dropout(x, training=self.training)'), false],
  ['nn.LSTM(1, 1, dropout=0.5)', 'nn.LSTM(1, 1)', true],
  ['nn.LSTM(dropout=0.5, input_size=1, hidden_size=1)', 'nn.LSTM(input_size=1, hidden_size=1)', true],
  ['nn.GRU(1, 1, dropout=0.5, bias=False)', 'nn.GRU(1, 1, bias=False)', true],
  ['def f(keep_prob):\n  nn.Dropout(keep_prob)', 'def f(keep_prob):\n  nn.Dropout(1 - keep_prob)', true],
  [
    net('return nn.Dropout(0.5)(x)', 'self.p = p'),
    net('return self.dropout(x)', 'self.p = p\n    self.dropout = nn.Dropout(0.5)'),
    true,
  ],
  [
    net('return nn.Dropout(self.p)(x)', 'self.dropout = self.p = p  # rate'),
    net(
      'return self.dropout2(x)',
      'self.dropout = self.p = p  # rate\n    self.dropout2 = nn.Dropout(self.p)',
    ),
    true,
  ],
  [
    net('return self.d[0](x)', 'self.d = [nn.Dropout(p)]'),
    net('return self.d[0](x)', 'self.d = nn.ModuleList([nn.Dropout(p)])'),
    true,
  ],
  [
    net('return self.d[0](x)', 'self.d = []\n    self.d.append(nn.Dropout(p))'),
    net('return self.d[0](x)', 'self.d = nn.ModuleList([])\n    self.d.append(nn.Dropout(p))'),
    true,
  ],
  [
    net('return Own(p=0.5)(x)', 'self.p = p', 'class Own(nn.Dropout):\n  pass\n'),
    net(
      'return self.dropout(x)',
      'self.p = p\n    self.dropout = Own(p=0.5)',
      'class Own(nn.Dropout):\n  pass\n',
    ),
    false,
  ],
  [
    net('return self.d[1](self.d[0](x))', 'self.d = [nn.Linear(1, 1), nn.Dropout(p)]'),
    net('return self.d[1](self.d[0](x))', 'self.d = nn.ModuleList([nn.Linear(1, 1), nn.Dropout(p)])'),
    false,
  ],
];

describe('the fixes', () => {
  for (const [code, fixed, safe] of FIXES)
    it(code.replaceAll('\n', '; '), () => {
      const text = IMPORTS + code;
      const [problem, ...others] = problemsIn(text);
      const [fix] = problem?.fixes ?? [];
      assert.ok(problem !== undefined && fix !== undefined && others.length === 0);
      const after = mended(text, fix.edits);
      assert.equal(after, IMPORTS + fixed);
      assert.equal(fix.isSafe, safe);
      assert.deepEqual(problemsIn(after), []);
    });

  it('are none where what a layer is made of is known only there', () => {
    for (const code of [
      'class Net(nn.Module):\n  def __init__(self):\n    super().__init__()\n    pass\n  def forward(self, x, p):\n    return nn.Dropout(p)(x)',
      net('return nn.Dropout(0.5)(x)').replace('super().__init__()', 'pass'),
      // What else is a part of it is called, too.
      net('return super().forward(nn.Dropout(0.5)(x))').replace('nn.Module', 'nn.Sequential'),
    ])
      assert.deepEqual(
        problemsIn(IMPORTS + code).map(({ fixes }) => fixes),
        [[]],
      );
  });
});

describe('what explains a problem', () => {
  it('is where p is written, and the call beside it that does pass the mode', () => {
    const text =
      IMPORTS + net('x = F.dropout(x, self.p)\n    return F.dropout(x, self.p, self.training)', 'self.p = p');
    const [problem] = problemsIn(text);
    assert.deepEqual(
      problem?.related.map(({ code, place: { from, to } }) => [code, text.slice(from, to)]),
      [
        ['sibling', 'F.dropout(x, self.p, self.training)'],
        ['p', '0.1'],
      ],
    );
  });
});

/** Comments, and whether they silence an `always-on` on their line. */
const COMMENTS: readonly [comment: string, isSilent: boolean][] = [
  ['# dropout: ignore', true],
  ['# dropout: ignore[always-on]', true],
  ['# dropout: ignore[unused-layer, always-on]', true],
  ['# dropout: ignore[unused-layer]', false],
  ['# type: ignore  # dropout:ignore[always-on]', true],
  ['# noqa', true],
  ['# NOQA: E501, always-on', true],
  ['# noqa:always-on', true],
  ['# noqa: E501', false],
  ['# noqa : always-on', true],
  ['# a comment', false],
];

describe('a comment that silences a rule', () => {
  for (const [comment, isSilent] of COMMENTS)
    it(`${comment}: ${isSilent ? 'does' : 'does not'}`, () =>
      assert.equal(
        problemsIn(`${IMPORTS}${net(`return F.dropout(x)  ${comment}`)}`).length,
        isSilent ? 0 : 1,
      ));

  const PLACES: readonly [forward: string, isSilent: boolean][] = [
    ['# dropout: ignore[always-on]\n    return F.dropout(x)', true],
    ['# noqa: discarded-result\n    F.dropout(x, 0.5, self.training)', false],
    ['x = x + 1  # dropout: ignore\n    return F.dropout(x)', false],
    ['return F.dropout(  # dropout: ignore\n      x\n    )', true],
    ['return F.dropout(\n      x\n    )  # noqa', true],
    ['y = (\n      F.dropout(x)\n    )  # noqa\n    return y', true],
    ['return (\n      x +  # dropout: ignore\n      F.dropout(x)\n    )', false],
    ['if self.x:  # dropout: ignore\n      return F.dropout(x)', false],
  ];
  for (const [forward, isSilent] of PLACES)
    it(forward.replaceAll('\n', '; '), () =>
      assert.equal(problemsIn(IMPORTS + net(forward)).length, isSilent ? 0 : 1),
    );

  it('stands above a layer at the top level, whatever piece of the file it is in', () => {
    const code = `${'a = 1\n'.repeat(40)}# dropout: ignore\nnn.Dropout(50)\n`;
    assert.deepEqual(problemsIn(IMPORTS + code), []);
  });
});
