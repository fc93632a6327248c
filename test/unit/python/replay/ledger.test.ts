import assert from 'node:assert/strict';
import { trace } from '../../../golden/traces';
import { excess, ReplayCosts } from '../../../golden/replayCosts';

/** What binds `x` to something of a size, and what goes through all of it. */
const OPERATIONS: readonly (readonly [make: (size: string) => string, ...operations: string[]])[] = [
  [
    (size) => `x = 'a' * ${size}`,
    'x.upper()',
    'x.title()',
    'x.swapcase()',
    'x.split()',
    'x.split("b")',
    'x.rsplit("b", 1)',
    'x.splitlines()',
    'x.strip("a")',
    'x.replace("b", "c")',
    'x.replace(x, "c")',
    'x.find("b")',
    'x.rfind("b")',
    'x.rfind("b" + x)',
    'x.count("b")',
    'x.partition("b")',
    'x.rpartition("b")',
    'x.startswith((x, x, x))',
    'x.isalpha()',
    'x.isprintable()',
    'x.join("bcd")',
    '",".join(x)',
    'x.center(len(x) + 1)',
    'x.format()',
    '"{}".format(x)',
    '"%s" % x',
    'f"{x}"',
    'f"{x:>9}"',
    'x + "b"',
    'x * 2',
    'x[::2]',
    'x[1:]',
    'x == x + "b"',
    'x < x + "b"',
    '"b" in x',
    '{x}',
    '{x: 1}',
    'repr(x)',
    'ascii(x)',
    'list(x)',
    'sorted(x)',
    'hash(x)',
    'getattr(x, x, 1)',
    'print(x)',
    '*y, = x',
    '[*x, *x]',
    '{*x}',
    'f(*x, *x)',
    'f(**{x: 1})',
  ],
  [(size) => `x = '\\U0001F600' * ${size}`, 'x[0]', 'len(x + "a")'],
  [(size) => `x = '1' * ${size}`, 'float(x)'],
  [(size) => `x = ' ' * ${size}`, 'x.strip()', 'x.isspace()'],
  [
    (size) => `x = [1] * ${size}`,
    'x + [1]',
    'x * 2',
    'x[1:]',
    'x[::-1]',
    'x[:] = x',
    'x.copy()',
    'x.count(2)',
    'x.insert(0, 1); x.pop(0)',
    'x.append(1); del x[0]',
    'x.reverse()',
    'sorted(x)',
    'sum(x)',
    'max(x)',
    'tuple(x)',
    'set(x)',
    'x == x[:] + [1]',
    'x == x[:]',
    '2 in x',
    'str(x)',
    '[*x]',
    '[*x, *x]',
    '(*x, *x)',
    '{*x}',
    '{*x, *x}',
    'print([*x, *x])',
    'print(*x)',
    'a, *b = x',
    '*a, b = x',
    '[a, *b] = x',
    'f(*x, *x)',
    'str.format("", *x)',
    'max(*x)',
    'functools.partial(f, *x)()',
    'list(zip(x, x))',
    'list(map(str, x))',
    'copy.copy(x)',
    'list(itertools.chain(x))',
    'list(itertools.pairwise(x))',
    'torch.tensor(x)',
    '(lambda *a: a)(*x)',
  ],
  [
    (size) => `x = {i: 1 for i in range(${size})}`,
    'x.copy()',
    'x | x',
    '{**x}',
    'list(x.items())',
    '2 in x.values()',
    'str(x)',
    'x == x.copy()',
    'set(x) & set()',
    'x.popitem()',
    'collections.Counter(x).most_common(1)',
    '[*x, *x]',
    '{*x}',
    '{**x, **x}',
    'a, *b = x',
    'a, *b = x.items()',
    'f(*x, *x.values())',
  ],
  [
    (size) => `x = {str(i): 1 for i in range(${size})}`,
    '{**x, **x}',
    'f(**x)',
    'f(*x, **x)',
    'dict(**x)',
    'print(**x)',
    '"".format(**x)',
    'collections.OrderedDict(**x)',
    'collections.Counter(**x)',
    'functools.partial(f, **x)()',
    'torch.nn.functional.relu(**x)',
    'torch.nn.Identity()(1, **x)',
  ],
  [
    (size) => `x = {i for i in range(${size})}`,
    'x & set()',
    'x <= x',
    'x == x.copy()',
    'frozenset(x)',
    'str(x)',
    '[*x, *x]',
    '{*x, *x}',
    'a, *b = x',
    'f(*x, *x)',
    'iter(x)',
  ],
  [
    (size) => `x = torch.ones(${size})`,
    'x + 1',
    'x + x',
    'x.sum()',
    'x.mean()',
    'x.max()',
    'x.sort()',
    'x.topk(1)',
    'x.unique()',
    'x.softmax(0)',
    'x.exp()',
    'x.double()',
    'x.clone()',
    'x.tolist()',
    'x.nonzero()',
    'x[x > 0]',
    'x.add_(1)',
    'x.normal_()',
    'x @ x',
    'x.flip(0)',
    'x.unbind()',
    'x.repeat(2)',
    'x.expand(2, -1).contiguous()',
    'torch.cat([x, x])',
    'torch.stack([x, x])',
    'torch.rand(len(x))',
    'torch.randperm(len(x))',
    'torch.nn.functional.dropout(x)',
    'torch.nn.functional.one_hot(x.long())',
    'torch.equal(x, x + 1)',
    'torch.where(x > 0, x, x)',
    '[*x, *x]',
    'a, *b = x',
    'f(*x, *x)',
  ],
  [
    (size) => `x = torch.nn.ModuleList([torch.nn.ReLU()] * (${size} // 3))`,
    'x[1:]',
    'list(x)',
    'x.insert(0, x[1])',
    'x.pop(0)',
    'torch.nn.ModuleList(x)',
    'torch.nn.Sequential(*x)',
  ],
];

const HEAD = 'import torch, math, copy, itertools, functools, collections\nf = lambda *a, **k: 0\n';
/** Enough for what is small, and for making what is big; and for doing 4,000 times what is charged less than 200 each time. */
const BUDGET = {
  steps: 3_000_000,
  elements: Infinity,
  bytes: Infinity,
  work: 800_000,
};

function isTooLarge(text: string): boolean {
  const { doubts } = trace([HEAD + text, 'print(1)'], { budget: BUDGET });
  return doubts.some((doubt) => doubt?.code === 'tooLarge');
}

describe('the ledger of a replay', () => {
  for (const [make, ...operations] of OPERATIONS)
    it(`is charged for what goes through all of ${make('n').split('\n')[0] ?? ''}`, function () {
      this.timeout(0);
      assert.equal(isTooLarge(make('3_000')), false, make('3_000'));
      for (const operation of operations)
        assert.equal(isTooLarge(`${make('3_000')}\nfor i in range(4_000): ${operation}`), true, operation);
    });

  it('is charged for the digits of integers', () => {
    for (const operation of [
      'x * x',
      'x // 3',
      'x % (x >> 9)',
      'x + 1',
      'x & 1',
      'hex(x)',
      'pow(3, x, x + 1)',
      'math.gcd(x, x - 1)',
      '{x}',
    ])
      assert.ok(isTooLarge(`x = 7 ** 3_000\nfor i in range(8_000): ${operation}`), operation);
  });

  it('is charged for arguments that are handed on by their names as for keys', () => {
    const make = 'x = {str(i): 1 for i in range(3_000)}';
    for (const operation of [
      'f(**x)',
      'dict(**x)',
      'print(**x)',
      '"".format(**x)',
      'collections.Counter(**x)',
      'functools.partial(f, **x)()',
    ])
      assert.ok(isTooLarge(`${make}\nfor i in range(24): ${operation}`), operation);
  });

  it('looks once at what is shared', () => {
    for (const operation of [
      'print(len({x}))',
      'print(len({x: 1, x: 2}))',
      'print(x == y)',
      'print(hash(x) == 0, 1)',
      'import copy\nprint(len(copy.deepcopy([x])))',
      'print(x in [y])',
      'import numpy as np\nnp.array(x)\nprint(1)',
    ]) {
      const text = `x, y = (), ()\nfor i in range(50): x, y = (x, x), (y, y)\n${operation}`;
      const { values } = trace([text], { budget: { steps: 5000 } });
      assert.notEqual(values.length, 0);
      assert.ok(!values.some(({ reason }) => reason?.includes('too large')), operation);
    }
  });

  it('names equal keys alike, whatever they hold', () => {
    const { values } = trace([
      [
        'a, b = (1, ("x", 2.0)), (1.0, ("x", True + 1))',
        'print(len({a, b}), a in {b: 1}, {a: 1}[b])',
        'print(len({(1, 2), (12,), ("1", 2), ("1,2",), ("1", "2"), ((1, 2),), (1, (2,))}))',
        'print(len({frozenset([1, 2]), frozenset([2, 1]), frozenset([12]), (1, 2)}))',
        'print(len({2 ** 70, 2 ** 70 + 1, 2.0 ** 70, -(2 ** 70), (2 ** 70,), (2.0 ** 70,)}))',
      ].join('\n'),
    ]);
    assert.deepEqual(
      values.map(({ text, exact }) => [text, exact]),
      [
        ['1 True 1', true],
        ['7', true],
        ['3', true],
        ['4', true],
      ],
    );
  });

  it('leaves a statement that lies too deep unread, and goes on with the rest', () => {
    for (const text of [
      'def f(n): return f(n + 1)\nf(0)',
      'class A:\n  def __repr__(self): return repr(self)\nA()\nrepr(A())',
      'class A: pass\nfor i in range(2000):\n  class A(A): pass',
      'f = lambda: g()\ng = lambda: f()\nf()',
      'class A:\n  def __getattr__(self, n): return getattr(self, n)\nA().x',
      'import functools\nf = print\nfor i in range(2000): f = functools.cache(f)\nf()',
    ]) {
      const { values } = trace([text, 'x = 2\nprint(x + 1)']);
      const last = values.at(-1);
      assert.equal(last?.text, '3', text);
      assert.equal(last.exact, false, text);
      assert.match(last.reason ?? '', /too large to replay/);
    }
  });
});

/** Short texts that once took long, or much memory. */
const COSTLY: readonly string[] = [
  "print(float('1' * 200000 + 'x'))",
  'x = ()\nfor i in range(20): x = (x, x)\ns = {x}',
  'import torch\nx = torch.rand(4000000).sort()',
  "x = ' ' * 3000000\nfor i in range(300): x.strip()",
  "x = 'a' * 2000000\nprint(x.rfind('b' + x[2:]), x.rpartition('b' + x))",
  "print(f'{3:0900000,}', f'{1.5:.900000f}', f'{1.5:.900000e}')",
  'import copy\nx = ()\nfor i in range(60): x = (x, x)\ncopy.deepcopy(x)',
  'import numpy as np\nx = [1] * 1000\nfor i in range(9): x = [x] * 1000\nnp.array(x)',
  'import torch\nx = [torch.ones(2)] * 1000\nfor i in range(9): x = [x] * 1000\ntorch.stack(x)',
  'import math\nx = 7 ** 20000\nfor i in range(10000): math.gcd(x, x - 1)',
  'x = 7 ** 20000\nfor i in range(10000): pow(3, x, x + 1)',
  'l = list(range(300000))\nwhile l: l.pop(0)',
  'd = dict.fromkeys(range(100000))\nwhile d: d.popitem()',
  "s = '\\U0001F600' * 1000000\nfor i in range(100000): s[i]",
  'import itertools\nnext(itertools.chain(*[[]] * 1000000), 0)',
  "x = 'a ' * 2000000\ny = x.split()",
  "x = 'a' * 4000000\ny = x.split('a')",
  "x = 'a' * 4000000\ny = x.format()",
  'x = [1] * 2000000\nprint([*x, *x])',
  'x = [1] * 4000000\na, *b = x',
  '*a, b = range(10 ** 12)',
  'x = [1] * 4000000\n(lambda *a: a)(*x, *x)',
  'x = {i for i in range(300000)}\nwhile 1: y = {*x, *x}',
  'd = {i: i for i in range(200000)}\nwhile 1: y = {**d, **d}',
  'd = {str(i): i for i in range(200000)}\nwhile 1: "".format(**d)',
  'd = {str(i): i for i in range(200000)}\nwhile 1: (lambda **k: k)(**d)',
  'import functools\nd = {str(i): i for i in range(9000)}\nl = [functools.partial(print, **d) for i in range(9000)]',
  'import torch\nx = torch.randint(0, 900000, (900000,))\ny = x.bincount()',
  'import torch\nx = torch.rand(2000000)\nfor y in x: pass',
  'import torch\nx = torch.ones(3000)\ny = x[:, None] + x[None, :]',
  'import torch\nl = [torch.Generator() for i in range(200000)]',
  'l = []\nfor i in range(600000): l.append(lambda: i)',
  'class A: pass\nl = [A() for i in range(600000)]',
  'for i in range(600000): print(i)',
  'class A: pass\nfor i in range(20000):\n  class A(A): pass',
  `f(${'a, '.repeat(200_000)})`,
  `def f(${Array.from({ length: 50_000 }, (_, i) => `a${i}=1`).join(', ')}): pass`,
  `x = [${'f("", '.repeat(150_000)}`,
  `import a${'.a'.repeat(40_000)}`,
  'import torch\nx = torch.nn.Sequential(*[torch.nn.Dropout(0.5)] * 900000)\na, b = x',
  'import torch\nx = torch.nn.ModuleList()\nfor i in range(100000): x.append(torch.nn.ReLU())',
  'import types\nx = types.SimpleNamespace(**{str(i): i for i in range(400000)})',
  `x = 2 < ${'-'.repeat(400_000)}1`,
  `x = ${'not '.repeat(120_000)}1`,
  `x = ${'lambda: '.repeat(60_000)}1`,
  `x = ${'1 ** '.repeat(90_000)}1`,
];

describe('the cost of a replay', () => {
  it('stays within bounds, whatever a short text asks for', async function () {
    this.timeout(0);
    const costs = await ReplayCosts.start();
    const found: string[] = [];
    try {
      for (const text of COSTLY) {
        const cost = await costs.of({ cells: [text, 'print(1)'], notebook: true });
        const wrong = excess(cost);
        if (wrong !== undefined) found.push(`${wrong}: ${text.slice(0, 200)}`);
      }
    } finally {
      costs.dispose();
    }
    assert.deepEqual(found, []);
  });
});
