import type { Program } from './randomPrograms';

/*
 * Programs whose pieces were grown: repeated up to a million times, nested up to 20,000 deep, or shared so that there are
 * more ways to a thing than things.
 */

type Random = () => number;

/** The longest text of a cell, in characters. */
const LONGEST = 1_000_000;
const DEEPEST = 20_000;

function pick<T>(random: Random, values: readonly [T, ...T[]]): T {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

/** What stands in a text, with two blanks or a line break between one and the next. */
function listed(text: string): readonly [string, ...string[]] {
  const [first = '', ...rest] = text.trim().split(/ {2}|\n/);
  return [first, ...rest];
}

/** A whole number from 1 to a limit, each order of magnitude as likely as another. */
function upTo(random: Random, limit: number): number {
  return Math.floor(Math.exp(random() * Math.log(limit + 1)));
}

/** What is put before and behind an expression, or around it, so often. */
const NESTS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['(', ')'],
  ['[', ']'],
  ['(', ',)'],
  ['{', '}'],
  ['{0: ', '}'],
  ['f(', ')'],
  ['str(', ')'],
  ['-', ''],
  ['not ', ''],
  ['lambda: ', ''],
  ['lambda x=', ': x'],
  ['', '.a'],
  ['', '()'],
  ['', '[0]'],
  ['', ' + 1'],
  ['1 + ', ''],
  ['1 if 1 else ', ''],
  ['', ' if 1 else 1'],
  ['', ' and 1'],
  ['1 < ', ''],
  ['2 ** ', ''],
  ['(x := ', ')'],
  ['[', ' for _ in [0]]'],
  ['[0 for _ in ', ']'],
  ['f"{', '}"'],
  ['*', ''],
  ['"a" ', ''],
  ['await ', ''],
  ['"%s" % ', ''],
];

const STATEMENT_NESTS: readonly [string, ...string[]] = [
  'if 1:',
  'for _ in [0]:',
  'while 1:',
  'try:',
  'with torch.no_grad():',
  'def f():',
  'class A:',
  'else:',
];

/** Lines that are repeated as they stand. */
const LINES: readonly [string, ...string[]] = [
  'x = 1',
  'x += 1',
  'print(1)',
  'x = x',
  'pass;',
  '@f',
  'import a as b',
  'from a import b',
  'if 1: pass',
  'elif 1: pass',
  'try: pass',
  'except: pass',
  'def f(): pass',
  'class A: pass',
  'del x',
  'global x',
  '# comment',
  '"""',
  '\\',
  '%magic',
  '!ls',
  'm = torch.nn.Dropout(0.5)',
  'm(torch.ones(3))',
  'torch.manual_seed(0)',
];

/** What stands in a list of its kind again and again. */
const ITEMS: readonly [readonly [string, string, string], ...(readonly [string, string, string])[]] = [
  ['x = [', '1, ', ']'],
  ['x = (', '1, ', ')'],
  ['x = {', '1, ', '}'],
  ['x = {', '1: 1, ', '}'],
  ['x = {', '**x, ', '}'],
  ['x = [', '*x, ', ']'],
  ['f(', '1, ', ')'],
  ['f(', '*x, ', ')'],
  ['f(', 'a=1, ', ')'],
  ['print(', '1, ', ')'],
  ['def f(', 'a=1, ', '): pass'],
  ['', 'x, ', '= 1'],
  ['', 'x = ', '1'],
  ['x = "', 'a', '"'],
  ['x = "', '\\n', '"'],
  ['x = "', '\\N{DIGIT ONE}', '"'],
  ['x = f"', '{1}', '"'],
  ['x = f"', '{{', '"'],
  ['x = ', '9', ''],
  ['x = 0x', 'f', ''],
  ['x = 1.', '0', ''],
  ['import ', 'a, ', 'b'],
  ['import ', 'a.', 'b'],
  ['del ', 'x, ', 'x'],
  ['with ', 'a as b, ', 'c: pass'],
  ['x = 1', ' + 1', ''],
  ['x = 1', ' < 2', ''],
  ['x = 1', ' and 1', ''],
  ['x', '.a', ''],
  ['x', '[0]', ''],
  ['x = [1', ' for i in x', ']'],
  ['x = [1 for i in x', ' if 1', ']'],
  ['', ' ', 'x = 1'],
  ['', '\t', 'x = 1'],
  ['x', ' ', '= 1'],
  ['class A(', 'B, ', '): pass'],
  ['print("', '%s ', '" % x)'],
  ['print("', '{} ', '".format(x))'],
  ['print("{:', '0', '}".format(x))'],
  ['torch.tensor([', '1., ', '])'],
];

/** Values that have a size. */
const SIZED: readonly [(n: string) => string, ...((n: string) => string)[]] = [
  (n) => `'a' * ${n}`,
  (n) => `' ' * ${n}`,
  (n) => `'a ' * ${n}`,
  (n) => `'a\\n' * ${n}`,
  (n) => `'\\U0001F600' * ${n}`,
  (n) => `"'" * ${n}`,
  (n) => `'9' * ${n}`,
  (n) => `'{}' * ${n}`,
  (n) => `'%s' * ${n}`,
  (n) => `'{' * ${n}`,
  (n) => `'ab' * ${n} + 'c'`,
  (n) => `[0] * ${n}`,
  (n) => `[[]] * ${n}`,
  (n) => `['a' * 9] * ${n}`,
  (n) => `(1,) * ${n}`,
  (n) => `list(range(${n}))`,
  (n) => `range(${n})`,
  (n) => `[str(i) for i in range(${n})]`,
  (n) => `[[i] for i in range(${n})]`,
  (n) => `{i: i for i in range(${n})}`,
  (n) => `{i for i in range(${n})}`,
  (n) => `frozenset(range(${n}))`,
  (n) => `{str(i): [i] for i in range(${n})}`,
  (n) => `10 ** ${n}`,
  (n) => `2 ** ${n} - 1`,
  (n) => `-(7 ** ${n})`,
  (n) => `1 << ${n}`,
  (n) => `1.5 * ${n}`,
  (n) => `torch.ones(${n})`,
  (n) => `torch.rand(${n})`,
  (n) => `torch.randn(${n})`,
  (n) => `torch.arange(${n})`,
  (n) => `torch.zeros(${n}, 1)`,
  (n) => `torch.rand(${n}, 3)`,
  (n) => `torch.randint(0, 9, (${n},))`,
  (n) => `torch.rand(1).expand(${n})`,
  (n) => `torch.ones(2, int(${n} ** 0.5))`,
  (n) => `torch.rand(int(${n} ** 0.5), int(${n} ** 0.5))`,
  (n) => `torch.rand(4, 4, requires_grad=True)[:, :1].expand(4, ${n})`,
  (n) => `[torch.ones(3) for _ in range(${n})]`,
  (n) => `[torch.ones(2)] * ${n}`,
  (n) => `[A() for _ in range(${n})]`,
  (n) => `[lambda: i for i in range(${n})]`,
  (n) => `'1' * ${n} + 'x'`,
  (n) => `'1_' * ${n}`,
  (n) => `(i for i in range(${n}))`,
  (n) => `zip(range(${n}), range(${n}))`,
  (n) => `iter([1] * ${n})`,
  (n) => `torch.nn.Linear(${n}, 2)`,
  (n) => `torch.nn.Sequential(*[torch.nn.Dropout(0.5)] * ${n})`,
];

/** Things within things: `x` becomes this of itself. */
const SHARED = listed(`
(x, x)  [x, x]  (x,)  [x]  {0: x, 1: x}  {0: x}  frozenset([x])  frozenset([x, (x,)])  (x, 1, x, [x])
[*x, *x]  x + x  x * 2  {**x, 1: x}  A(x)  A(A(x), x)  lambda x=x: x  map(str, x)  zip(x, x)  iter(x)
(i for i in x)  torch.nn.Sequential(x)  torch.nn.Sequential(x, x)  torch.cat([x, x])
torch.stack([x, x])  x + 1  x.view(-1)  x.sort()  functools.partial(x)  functools.partial(f, x)
itertools.chain(x, x)  str(x)  repr(x)  f"{x!r}{x}"  x and x  slice(x, x)
collections.OrderedDict(a=x)  copy.copy(x)  x ** 2  x * x  x @ x
`);

/** What is done with big things `x` and `y`. */
const USES = listed(`
print(x)  x  print(x, y)  str(x)  repr(x)  f"{x}"  f"{x!a:>{len(y)}}"  "%s %r" % (x, y)
"{} {!r}".format(x, y)  hash(x)  {x}  {x: y}  {x, y}  x == y  x != y  x < y  x is y  x in y  x in [y]
x + y  y + x  x += y  x * 3  x *= 3  x * x  x ** 2  x // 7  x % y  x / y  x >> 3  x & y  -x  not x
len(x)  sum(x)  max(x)  min(x, y)  sorted(x)  sorted(x, key=str)  list(x)  tuple(x)  set(x)  dict(x)
dict(zip(x, y))  list(zip(x, y))  list(map(str, x))  list(enumerate(x))  list(reversed(x))  any(x)
all(x)  int(x)  int(str(x))  float(x)  bool(x)  abs(x)  round(x)  round(x, -9)  hex(x)  bin(x)
pow(x, y, x)  divmod(x, y)  math.gcd(x, y)  math.lcm(x, y)  math.factorial(len(x))  math.sqrt(x)
math.fsum(x)  math.prod(x)  x[0]  x[-1]  x[1:]  x[::-1]  x[::2]  x[0] = y  x[1:] = y  x[::2] = []
del x[0]  del x[:]  x.append(x)  x.insert(0, y)  x.pop(0)  x.pop()  x.extend(x)  x.extend(y)
x.remove(y)  x.index(1)  x.count(y)  x.reverse()  x.sort()  x.copy()  x.clear()  x.items()
x.popitem()  x.update(y)  x.union(y)  x.add(y)  x | y  x - y  x ^ y  x.strip()  x.strip(y)  x.split()
x.split(y)  x.split("a")  x.rsplit(None, 1)  x.splitlines()  x.replace("a", "bb")  x.replace("", "b")
x.replace(y, x)  x.find(y)  x.rfind(y)  x.rfind("b" + x[2:])  x.find("b" + x[2:])  x.count("aa")
x.startswith(y)  x.partition(y)  x.rpartition("b" + x)  x.upper()  x.title()  x.swapcase()
x.capitalize()  x.center(len(x) + 9)  x.zfill(99999)  x.isdigit()  x.isspace()  x.isidentifier()
x.isprintable()  x.join(y)  ",".join(x)  x.join("abc")  x.format(*y)  x % 1  x % tuple(y)  ascii(x)
a, *b = x  *a, b = x  a, b = x  [*x, *y]  (*x, *x)  {*x, *y}  {**x, **y}  f(*x)  f(*x, *y)  print(*x)
print([*x, *x])  f(**x)  dict(**x)  "".format(**x)  functools.partial(f, *x)()  functools.partial(f, **x)()
for i in x: pass
for i in x: print(i)  for i in x: y = (y, i)  [i for i in x]  [(i, j) for i in x for j in x]
{i: j for i, j in zip(x, x)}  copy.copy(x)  copy.deepcopy(x)  np.array(x)  plt.plot(x, y)  unknown(x)
isinstance(x, (list, tuple))  isinstance(1, x)  list(itertools.product(x, x))
list(itertools.permutations(x))  list(itertools.combinations(x, 5))  list(itertools.chain(x, *y))
list(itertools.zip_longest(x, y))  list(itertools.accumulate(x))  list(itertools.pairwise(x))
list(itertools.islice(itertools.cycle(x), 99999))  next(itertools.combinations(x, 500))
functools.reduce(lambda a, b: a + b, x)  collections.Counter(x)  collections.Counter(x).most_common(3)
collections.namedtuple("P", x)  collections.defaultdict(list, x)  getattr(x, y)  getattr(A(), x)
setattr(A, x, y)  type(x)  torch.tensor(x)  torch.tensor([x, x])  torch.stack(x)  torch.cat(x)
torch.cat([x, x])  x.sort()  x.sort(dim=0)  x.argsort()  x.topk(3)  x.unique()  x.median()
x.kthvalue(2)  x.quantile(0.5)  x.sum()  x.sum(0)  x.mean()  x.std()  x.var(0)  x.cumsum(0)
x.softmax(0)  x.softmax(-1)  x.log_softmax(0)  x.max()  x.max(0)  x.argmax()  x.norm()  x.exp()
x.sin()  x.pow(3)  x.sqrt()  x.sigmoid()  x.clamp(0, 1)  x.float()  x.double()  x.half()  x.long()
x.bool()  x.tolist()  x.item()  x.numpy()  x.t()  x @ x  x @ x.t()  x.t() @ x
x.unsqueeze(0) * x.unsqueeze(1)  x[:, None] + x[None, :]  x.repeat(3)  x.repeat(1000)
x.repeat(len(x))  x.expand(1000, -1)  x.expand(9, *x.shape).contiguous()  x.view(-1)  x.reshape(-1, 2)
x.flip(0)  x.roll(1)  x.split(1)  x.chunk(999999)  x.unbind()  x.diag()  x.tril()  x.nonzero()
x[x > 0.5]  x[x > 0.5] = 0  x[[0] * 99999]  x[torch.arange(len(x))]  x.add_(1)  x.copy_(y)  x.zero_()
x.normal_()  x.uniform_()  x.bernoulli_(0.5)  x.clone().detach()  x.bincount()  x.allclose(y)
x.equal(y)  torch.where(x > 0, x, y)  torch.equal(x, y)  torch.outer(x, x)  torch.cdist(x, x)
torch.nn.functional.one_hot(x)  torch.nn.functional.one_hot(x.long(), 1000)
torch.nn.functional.dropout(x)  torch.nn.functional.linear(x, x)
torch.nn.functional.cross_entropy(x, x)  torch.nn.functional.mse_loss(x, x)
torch.nn.functional.pad(x, (999, 999))  torch.nn.functional.conv1d(x[None, None], x[None, None])
torch.nn.functional.max_pool1d(x[None, None], 99)  torch.nn.functional.layer_norm(x, x.shape)
torch.nn.functional.softmax(x, 0)  torch.nn.Dropout(0.5)(x)  torch.nn.Linear(len(x), len(x))(x)
torch.nn.Embedding(len(x), 99)  torch.nn.Conv2d(len(x), len(x), 9)  torch.nn.LSTM(len(x), len(x))
torch.nn.TransformerEncoderLayer(len(x), 1)  torch.nn.MultiheadAttention(len(x), 1)
torch.utils.data.DataLoader(x, batch_size=2)  list(torch.utils.data.DataLoader(x, shuffle=True))
torch.randperm(len(x))  torch.bernoulli(x)  torch.multinomial(x, 9)
torch.set_printoptions(threshold=10**9)  torch.set_printoptions(precision=99999)
torch.set_printoptions(linewidth=10**9)  x(x)  x(y)  x.parameters()  x.state_dict()
x.requires_grad_()  (x * x).sum().backward()  x.backward()  x.grad  x.dtype  x.shape  x.eval()
`);

const HEAD = [
  'import torch, math, copy, itertools, functools, collections',
  'import numpy as np',
  'import matplotlib.pyplot as plt',
  'class A:',
  '  def __init__(self, *a): self.a = a',
  '  def __len__(self): return 3',
  'f = lambda *a, **k: a',
].join('\n');

/** Methods that lead back to themselves. */
const METHODS = listed(`
def __repr__(self): return repr(self.a)  def __repr__(self): return repr(self) + repr(self)
def __eq__(self, other): return self.a == other.a  def __hash__(self): return hash(self.a)
def __lt__(self, other): return self.a < other.a
def __getattr__(self, name): return getattr(self, name + name)
def __iter__(self): return iter(self.a)  def __iter__(self): return self
def __next__(self): return self  def __bool__(self): return self  def __len__(self): return 10 ** 9
def __getitem__(self, i): return i  def __add__(self, other): return self + other
def __call__(self, *a): return self(*a, *a)  def __contains__(self, x): return x in self
def __format__(self, spec): return format(self, spec + spec)  def __index__(self): return 10 ** 99
def __float__(self): return float(self)  def __deepcopy__(self, memo): return copy.deepcopy(self)
def __setattr__(self, name, value): setattr(self, name, value)
`);

const RECURSIONS: readonly [string, ...string[]] = [
  'def g(n): return g(n + 1)\ng(0)',
  'def g(n): return g(n - 1) + g(n - 1) if n else 1\nprint(g(30))',
  'def g(n):\n  for i in range(3): yield from g(n + 1)\nlist(g(0))',
  'def g(n): return [g(n - 1)] if n else []\nx = g(N)\nprint(x)',
  'g = lambda: h()\nh = lambda: g()\ng()',
  'def g(*a): return g(*a, *a)\ng(1)',
  'def g(**k): return g(**k, **{"a" * len(k): k})\ng()',
  'def g(x): return x(x)\ng(g)',
  'class B: pass\nfor i in range(N):\n  class B(B): pass\nprint(B())',
  'class B(torch.nn.Module):\n  def __init__(self, n):\n    super().__init__()\n    if n: self.m = B(n - 1)\nprint(B(N))',
  'def g(n):\n  try: g(n)\n  finally: g(n)\ng(1)',
  'while True:\n  try: x = [x]\n  except: x = []',
  'x = []\nfor i in range(N): x = [x]\nprint(x)',
  'x = None\nfor i in range(N): x = A(x)\nprint(copy.deepcopy(x))',
  'for i in range(N): x = torch.ones(3, requires_grad=True)\nfor i in range(N): x = x * 2\nx.sum().backward()',
  'for i in range(N): print(i)',
  'for i in range(N): print("a" * N)',
  'm = torch.nn.Dropout(0.5)\nfor i in range(N): m(torch.ones(3, 5))',
  'm = torch.nn.Dropout(0.5)\nfor i in range(N): x = m(torch.ones(N))',
  'l = []\nfor i in range(N): l.append(torch.rand(9))\nprint(torch.stack(l))',
  'l = []\nfor i in range(N): l.append((i,) * i)',
  'd = {}\nfor i in range(N): d[str(i) * 9] = [i]',
  's = ""\nfor i in range(N): s += str(i)\nprint(s)',
  's = ""\nfor i in range(N): s = "a" + s + s[-1:]\nprint(s == s[::-1])',
  'x = 1\nfor i in range(N): x = x * 3 + 1\nprint(x)',
  'x = 1\nfor i in range(1, N): x *= i\nprint(len(str(x)))',
  'l = list(range(N))\nwhile l: l.pop(0)',
  'l = []\nfor i in range(N): l.insert(0, i)',
  'd = dict.fromkeys(range(N))\nwhile d: d.popitem()',
  's = "\\U0001F600" * N\nfor i in range(N): s[i]',
  's = "a" * N\nfor i in range(N): s[i]; s.strip(); s.find("b")',
  'x = [1] * N\nfor i in range(N): x in [x]; x[:]; x == x[:]; len(x); sum(x)',
  'x = torch.ones(N)\nfor i in range(N): x = x + 1',
  'x = torch.ones(N)\nfor i in range(N): x[i] = i',
  'x = torch.ones(N)\nfor i in x: print(i)',
  'g = torch.Generator()\nl = [torch.Generator() for _ in range(N)]',
  'l = [torch.get_rng_state() for _ in range(N)]',
  'for i in range(N): torch.manual_seed(i)',
];

/** A number that a program of this kind is about, written out. */
function size(random: Random, limit = 5_000_000): string {
  return String(upTo(random, limit));
}

function nested(random: Random): string {
  const depth = upTo(random, DEEPEST);
  if (random() < 0.2) {
    const levels = Math.min(depth, 1200);
    const line = pick(random, STATEMENT_NESTS);
    const indented = Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}${line}`);
    return `${indented.join('\n')}\n${' '.repeat(levels)}print(1)`;
  }
  const [before, behind] = pick(random, NESTS);
  const [otherBefore, otherBehind] = random() < 0.3 ? pick(random, NESTS) : ['', ''];
  const inner = pick(random, ['1', 'x', '', '"a"', 'torch.ones(3)']);
  const open = (otherBefore + before).repeat(depth);
  // What is half typed is not closed.
  const close = random() < 0.8 ? (behind + otherBehind).repeat(depth) : '';
  return `${pick(random, ['x = ', '', 'print(', 'def f(a=', 'for i in '])}${open}${inner}${close}`;
}

function repeatedText(random: Random): string {
  const times = upTo(random, LONGEST);
  if (random() < 0.3) {
    const line = `${pick(random, LINES)}\n`;
    return line.repeat(Math.min(times, Math.floor(LONGEST / line.length)));
  }
  const [before, item, behind] = pick(random, ITEMS);
  const numbered = item.includes('a=') && random() < 0.5;
  const count = Math.min(times, Math.floor(LONGEST / (item.length + (numbered ? 6 : 0))));
  const items = numbered
    ? Array.from({ length: count }, (_, i) => item.replace('a=', `a${i}=`)).join('')
    : item.repeat(count);
  return before + items + behind;
}

function used(random: Random): string {
  const lines: string[] = [];
  const make = (name: string): void => {
    if (random() < 0.6) lines.push(`${name} = ${pick(random, SIZED)(size(random))}`);
    else {
      const start = pick(random, [
        '1',
        '"a"',
        '[]',
        '()',
        '[1]',
        '(1, 2)',
        '{}',
        'A()',
        'torch.ones(2)',
        'str',
      ]);
      const rounds = random() < 0.7 ? upTo(random, 60) : upTo(random, DEEPEST);
      lines.push(`x = ${start}`, `for _ in range(${rounds}): x = ${pick(random, SHARED)}`, `${name} = x`);
    }
  };
  make('y');
  if (random() < 0.3) lines.push('x = y');
  else make('x');
  for (let count = upTo(random, 4); count > 0; count--) {
    const use = pick(random, USES);
    if (random() < 0.25)
      lines.push(`for _ in range(${size(random, 1_000_000)}): ${use.includes(': ') ? 'x' : use}`);
    else lines.push(random() < 0.5 && !/[=:]|del/.test(use) ? `print(${use})` : use);
  }
  return lines.join('\n');
}

/** A line of a program with something in it repeated. */
function stretched(text: string, random: Random): string {
  const from = Math.floor(random() * text.length);
  const piece = text.slice(from, from + upTo(random, 30));
  const times = Math.min(upTo(random, LONGEST), Math.floor(LONGEST / Math.max(piece.length, 1)));
  return text.slice(0, from) + piece.repeat(times) + text.slice(from + piece.length);
}

/** A program with pieces that were grown. */
export function grown({ cells, notebook }: Program, random: Random): Program {
  const texts = [...cells];
  const roll = random();
  if (roll < 0.15) {
    const cell = Math.floor(random() * texts.length);
    texts[cell] = stretched(texts[cell] ?? '', random);
  } else if (roll < 0.3) texts.push(nested(random));
  else if (roll < 0.45) texts.push(repeatedText(random));
  else {
    const method = random() < 0.4 ? `\n  ${pick(random, METHODS)}` : '';
    texts.push(HEAD.replace('\nf =', `${method}\nf =`));
    const body =
      roll < 0.85 ? used(random) : pick(random, RECURSIONS).replace(/\bN\b/g, () => size(random, 1_000_000));
    texts.push(body);
  }
  texts.push('print(1)');
  return { cells: notebook ? texts : [texts.join('\n')], notebook };
}
