import { RandomChoices } from './randomChoices';
import type { Program } from './randomPrograms';

/*
 * Programs in which a number decides that replay takes for another than it is, and says so: which of two ways a program
 * goes, how often, on what, with what. Whatever comes of it is never certain.
 */

/** `n` is 1, and 0 for replay; what follows is what can be changed. */
const SETUP = `import torch, math, random
import torch.nn as nn
import torch.nn.functional as F
import numpy as np
n = len(torch.__version__) % 3
torch.manual_seed(0)
random.seed(0)
np.random.seed(0)
x = torch.arange(6.).reshape(2, 3)
w = torch.ones(3, requires_grad=True)
drop = nn.Dropout(0.5)
net = nn.Sequential(nn.Linear(3, 2), nn.Dropout(0.5), nn.BatchNorm1d(2))
opt = torch.optim.SGD(net.parameters(), lr=0.1)
a = [1, 2, 3]
d = {'k': 1}
s = 'abc'
class M(nn.Module):
    def __init__(self, n=0):
        super().__init__()
        self.drop = nn.Dropout(0.5)
        self.n = n
        self.seen = []
    def forward(self, x, k=1):
        self.seen.append(k)
        if self.n:
            x = x * 2
        return self.drop(x)
m = M()
it = iter([1, 2, 3])
def geny():
    a.append('g')
    yield 1
    drop.eval()
    yield 2
gen = geny()
def f(): drop.eval()
def f2(v=a): v.append('f2')
import contextlib, functools, collections
@contextlib.contextmanager
def cmf():
    drop.eval()
    yield
    drop.train()
cm = cmf()
class Obj:
    count = []
    flag = 0
    def __init__(self): self.v = [1]
    def go(self): self.v.append(2)
    @property
    def prop(self): return self.v
    @prop.setter
    def prop(self, q): self.v.append(q)
obj = Obj()
h = m.register_forward_hook(lambda *r: a.append('hook'))
sch = torch.optim.lr_scheduler.StepLR(opt, 1)
@functools.lru_cache
def cache(v):
    a.append(v)
    return v
dq = collections.deque([1], maxlen=3)
cnt = collections.Counter('a')
ss = {1, 2}
arr = np.array([3., 1., 2.])
pl = nn.ParameterList([])
ml = nn.ModuleList([])
md = nn.ModuleDict({'a': nn.Dropout(0.1)})
gg = torch.Generator().manual_seed(1)
dl = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.arange(4.)), batch_size=2, shuffle=True)
y = 0`;

/** Statements that hang on `n`; `¶` stands for the end of a line. */
const STATEMENTS = `torch.manual_seed(n)
torch.rand(n)
x = torch.rand(n + 1)
x = torch.ones(n + 1, 2)
x = torch.full((2,), n)
x = torch.full((2,), float(n))
x = torch.tensor(n)
x = torch.tensor([n, 1])
x = torch.zeros(2).fill_(n)
x[n] = 5
x[n, n] = 5
x[n:] = 0
x[:, n] = 7.
x[x > n] = 0
x = x[n]
x = x[n:]
x = x[:, n]
x = x.sum(dim=n)
x = x.sum(n, keepdim=True)
x = x.mean(n)
x = x.repeat(n + 1, 1)
x = x.expand(n + 1, 2, 3)
x = x.view(n + 1, -1)
x = x.reshape(6 - 5 * n, -1)
x = x.transpose(n, 1)
x = x.unsqueeze(n)
x = x.select(0, n)
x = x.narrow(1, n, 2)
x = x.roll(n)
x = x.flip(n)
x = x.cumsum(n)
x = x.index_select(0, torch.tensor([n]))
x = x.gather(1, torch.tensor([[n], [0]]))
x = torch.cat([x] * (n + 1))
x = torch.stack([x for _ in range(n + 1)])
x = torch.where(x > n, x, 0)
x = torch.clamp(x, n)
x = x.clamp(min=n)
x = x + n
x = x * n
x += n
x.add_(n)
x.mul_(n)
x = x ** n
x = x / (n + 1)
x = -x if n else x
x = x.to(torch.float64 if n else torch.float32)
x = x.double() if n else x
net.to([torch.float32, torch.float64][n])
getattr(net, ['double', 'float'][n])()
x = x.type([torch.float32, torch.float64][n])
x = torch.eye(n + 2)
x = torch.arange(n)
x = torch.arange(n, 5)
x = torch.linspace(0, 1, n + 2)
x = torch.randperm(n + 2)
x = torch.randint(0, n + 2, (3,))
x = torch.randn(n + 1)
x = torch.bernoulli(torch.full((3,), n / 2))
x = torch.multinomial(torch.ones(4), n + 1)
x = torch.normal(n, 1., (2,))
x = torch.topk(torch.arange(5.), n + 1).values
x = x.sort(dim=n).values
x = x.split(n + 1)[0]
x = x.chunk(n + 1)[0]
x = F.pad(x, (n, 0))
x = F.dropout(x, n / 4)
x = F.dropout(x, 0.5, bool(n))
x = F.dropout(x, 0.5, training=n)
x = F.dropout(x, training=n == 1)
x = F.one_hot(torch.tensor([0, 1]), n + 2)
x = F.softmax(x, dim=n)
drop = nn.Dropout(n / 4)
drop = nn.Dropout(0.5, inplace=bool(n))
drop(torch.ones(n))
drop(torch.ones(n + 1, 2))
drop.p = n / 4
drop.train(n)
drop.train(bool(n))
drop.train(n == 1)
drop.training = bool(n)
drop.inplace = bool(n)¶y = torch.ones(3)¶drop(y)
net.train(n)
net.train(not n)
net[n].train(False)
net[n].eval()
net[n]
net[1 - n].eval()
del net[n]
net = net[n:]
net = net[:n + 1]
net.append(nn.Dropout(0.1)) if n else None
if n: net.append(nn.Dropout(0.1))
if n: net.eval()
if not n: net.eval()
while n: net.eval(); n = 0
for _ in range(n): net.eval()
for _ in range(n): drop(torch.ones(3))
[drop(torch.ones(3)) for _ in range(n)]
{drop(torch.ones(3)) for _ in range(n)}
list(map(lambda _: drop(torch.ones(1)), range(n)))
any(drop(torch.ones(1)).sum() > 5 for _ in range(n))
sum(drop(torch.ones(1)).item() for _ in range(n))
n and torch.rand(1)
n or torch.rand(1)
torch.rand(1) if n else None
y = (lambda k: torch.rand(k))(n)
y = [torch.rand(1), 0][n]
y = {0: 1, 1: 2}[n]
y = {0: drop, 1: net}[n]¶y.eval()
y = (drop, net)[n]¶y.eval()
[drop, net][n].eval()
getattr(drop, ['train', 'eval'][n])()
getattr(net, 'eval' if n else 'train')()
setattr(drop, 'p' if n else 'q', 0.9)
setattr(m, ['n', 'k'][n], 5)
vars(m)['n'] = n
m.n = n
m = M(n)
m.seen.extend([0] * n)
m.seen.append(n)
m(torch.ones(2), n)
m(torch.ones(2), k=n)
m(torch.ones(n))
m(*[torch.ones(2), 3][:n + 1])
m(torch.ones(2), **{'k': n})
torch.set_grad_enabled(bool(n))
torch.set_grad_enabled(n == 1)
torch.set_default_dtype(torch.float64 if n else torch.float32)
torch.set_printoptions(precision=n + 2)
torch.set_printoptions(sci_mode=bool(n))
np.set_printoptions(precision=n + 2)
with torch.set_grad_enabled(bool(n)): y = w * 2
with torch.no_grad() if n else torch.enable_grad(): y = w * 2
y = w * 2 if n else w.detach()
w.requires_grad_(bool(n))
w.requires_grad = not n
(w * n).sum().backward()
(w * 2).sum().backward() if n else None
if n: (w * 2).sum().backward()
for _ in range(n): (w * 2).sum().backward()
w.grad = torch.ones(3) * n
(w.sum() + 1).backward(torch.tensor(float(n)))
net(torch.ones(2, 3)).sum().backward()¶if n: opt.zero_grad()
net(torch.ones(2, 3)).sum().backward()¶if n: opt.step()
opt.param_groups[0]['lr'] = n
opt.param_groups[0]['lr'] *= n
opt.zero_grad(set_to_none=bool(n))
opt = torch.optim.SGD(net.parameters(), lr=n)
opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=n / 2)
for p in net.parameters(): p.requires_grad = bool(n)
for i, p in enumerate(net.parameters()):¶    if i == n: p.requires_grad = False
for k, p in enumerate(net.modules()):¶    if k > n: p.eval()
nn.init.constant_(net[0].weight, n)
nn.init.uniform_(net[0].weight, 0, n + 1)
nn.init.zeros_(net[0].weight) if n else 0
net[0] = nn.Linear(3 - n, 2)
net = nn.Sequential(*[nn.Dropout(0.1) for _ in range(n)])
net = nn.Sequential(*([nn.Linear(3, 3)] * n))
net.apply(lambda q: q.eval() if n else None)
net.load_state_dict(net.state_dict()) if n else 0
net.register_forward_hook(lambda *r: a.append(1)) if n else 0
h = net.register_forward_hook(lambda *r: a.append(1))¶if n: h.remove()¶net(x)
h = drop.register_forward_hook(lambda mod, i, o: o * n)¶y = drop(torch.ones(3))
g = torch.Generator().manual_seed(n)¶y = torch.rand(1, generator=g)
g = torch.Generator()¶if n: g.manual_seed(3)¶else: g.manual_seed(4)¶y = torch.rand(1, generator=g)
y = torch.rand(1, generator=[torch.default_generator, torch.Generator().manual_seed(1)][n])
with torch.random.fork_rng(enabled=bool(n)): torch.rand(1)
st = torch.get_rng_state()¶torch.rand(1)¶if n: torch.set_rng_state(st)
random.seed(n)
random.shuffle(a) if n else 0
random.sample(a, n)
random.choice(a[n:])
np.random.seed(n)
np.random.rand(n)
np.random.shuffle(a[:n])
a.append(n)
a.pop(n)
a.insert(n, 9)
a[n] = 9
a[n:] = []
del a[n]
del a[:n]
a *= n
a = a[::n + 1]
a.sort(key=lambda v: v * n)
a = sorted(a, key=lambda v: -v * n)
a = sorted(a, reverse=n)
a.sort(reverse=bool(n))
a = [v for v in a if v > n]
a = list(range(n))
a = list(zip(a, range(n)))
a = a + [0] * n
a = max(a, key=lambda v: v * n)
a = min(a[n], 2)
a = list(enumerate(a, n))
a = list(filter(lambda v: v > n, a))
a, *b = range(n, 3)
d[n] = 1
d['k'] += n
d.update({n: 1})
d.setdefault(n, 2)
d.pop('k') if n else 0
d.pop(n, None)
d = {i: 1 for i in range(n)}
d = dict.fromkeys(range(n))
d = {**d, n: 2}
s = s[n]
s = s[n:]
s = s * n
s = f'{n}'
s = f'{1.234:.{n}f}'
s = '%d' % n
s = 'a,b,c'.split(',', n)
s = s.replace('a', 'z', n)
s = s.center(n + 4)
s = 'x'.join(['a'] * n)
s = str(n) + s
s = s if n else s.upper()
exec('a.append(1)') if n else 0
y = eval('n + 1')
exec('x = torch.zeros(%d)' % n)
def f(k=n): return torch.rand(k)¶y = f()
def f():¶    for i in range(n):¶        return 1¶    return 2¶y = f()
def f():¶    if n: return drop¶    return net¶y = f().eval()
def f():¶    yield 1¶    if n: drop.eval()¶    yield 2¶y = list(f())
def f():¶    global a¶    if n: a = []¶f()
try:¶    [][n]¶except IndexError:¶    drop.eval()
try:¶    1 / n¶except ZeroDivisionError:¶    drop.eval()
try:¶    [5][n]¶    a.append(1)¶except IndexError:¶    drop.eval()
try:¶    if n: raise ValueError¶    a.append(1)¶except ValueError:¶    drop.eval()¶else:¶    net.eval()
try:¶    torch.ones(2)[n + 1]¶except IndexError:¶    drop.eval()
try:¶    torch.ones(2) + torch.ones(n + 2)¶except RuntimeError:¶    drop.eval()
try:¶    nn.Dropout(n * 2)¶except ValueError:¶    drop.eval()
try:¶    x.view(n + 4, -1)¶except RuntimeError:¶    drop.eval()
try:¶    assert n¶except AssertionError:¶    drop.eval()
try:¶    assert not n¶except AssertionError:¶    drop.eval()
try:¶    int('x' * n)¶except ValueError:¶    drop.eval()
try:¶    d[n]¶except KeyError:¶    drop.eval()
try:¶    next(iter(range(n)))¶except StopIteration:¶    drop.eval()
try:¶    a.pop(n + 2)¶except IndexError:¶    drop.eval()
try:¶    getattr(drop, 'p' * n + 'q')¶except AttributeError:¶    drop.eval()
y = getattr(drop, 'p' * n, None)
y = hasattr(drop, 'p' * n)
y = isinstance(drop, (nn.Linear, nn.Dropout)[n])
match n:¶    case 0: drop.eval()¶    case _: net.eval()
match [0] * n:¶    case []: drop.eval()¶    case [_]: net.eval()
match (n, 1):¶    case (0, k): a.append(k)¶    case (k, 1): drop.eval()
it = iter(range(n))¶for v in it: drop.eval()
it = iter(a)¶for _ in range(n): next(it)¶y = next(it)
it = iter(a)¶y = [v for v in it if v > n][:1]¶a = list(it)
y = all(v > n for v in a)
import itertools¶y = list(itertools.islice(a, n))
import itertools¶y = list(itertools.repeat(1, n))
import itertools¶y = list(itertools.combinations(a, n))
import functools¶y = functools.reduce(lambda p, q: p * q, [1] * n, 7)
import functools¶y = functools.partial(torch.rand, n)()
from collections import deque¶y = deque(a, maxlen=n)
from collections import Counter¶y = Counter('aab').most_common(n)
from collections import defaultdict¶y = defaultdict(int)¶y[n] += 1
from dataclasses import dataclass¶@dataclass¶class C:¶    p: float = n / 2¶y = C()
class C:¶    if n: v = 1¶    else: v = 2¶y = C.v
class C(nn.Dropout if n else nn.Dropout1d): pass¶y = C(0.5)
class C:¶    def __len__(self): return n¶y = bool(C())
class C:¶    def __bool__(self): return bool(n)¶if C(): drop.eval()
class C:¶    def __eq__(self, o): drop.eval(); return True¶y = [1, C()][n] == 1
class C:¶    def __getattr__(self, k): drop.eval(); return 1¶y = C().z if n else 0
class C:¶    def __enter__(self): return 1¶    def __exit__(self, *e): return bool(n)¶with C(): raise ValueError
ds = torch.utils.data.TensorDataset(torch.arange(4.))¶dl = torch.utils.data.DataLoader(ds, batch_size=n + 1)¶y = [b for b, in dl]
ds = torch.utils.data.TensorDataset(torch.arange(4.))¶dl = torch.utils.data.DataLoader(ds, batch_size=2, shuffle=bool(n))¶y = [b for b, in dl]
ds = torch.utils.data.TensorDataset(torch.arange(4.))¶dl = torch.utils.data.DataLoader(ds, batch_size=3, drop_last=bool(n))¶y = len(dl)
y = torch.utils.data.random_split(range(4), [n, 4 - n])
sch = torch.optim.lr_scheduler.StepLR(opt, step_size=n + 1)¶opt.step()¶sch.step()
torch.nn.utils.clip_grad_norm_([w], n)
nn.utils.clip_grad_value_([w], n)
y = nn.Linear(n + 1, 2)
y = nn.Linear(2, 2, bias=bool(n))
y = nn.Embedding(n + 2, 2)
y = nn.LSTM(2, 2, num_layers=n + 1, dropout=0.5)
y = nn.ModuleList([nn.Dropout(0.1)] * n)
y = nn.ModuleDict({'a' * (n + 1): nn.Dropout(0.1)})
y = nn.Parameter(torch.ones(n))
m.q = nn.Parameter(torch.ones(n + 1))
m.register_buffer('b', torch.ones(n + 1))
m.add_module('x' * (n + 1), nn.Dropout(0.1))
if n: m.drop = nn.Identity()
m.drop = nn.Identity() if n else m.drop
y = len(list(m.parameters()))
y = nn.functional.mse_loss(x, x * n)
y = F.mse_loss(x, x * 2, reduction=['mean', 'sum'][n])
m.register_buffer('x' * (n + 1), torch.ones(1))
m.register_parameter('x' * (n + 1), None)
y = net.get_submodule(str(n))
y = net._modules[str(n)]
y = torch.ones(2, dtype=[torch.float32, torch.float64][n])
y = F.pad(x, (1, 1), mode=['constant', 'reflect'][n])
y = F.gelu(x, approximate=['none', 'tanh'][n])
y = x.to(['cpu', torch.float64][n])
y = nn.GELU(['none', 'tanh'][n])(x)
y = nn.MSELoss(reduction=['mean', 'sum'][n])(x, x * 2)
y = torch.equal(x, x * n)
y = torch.allclose(x, x * n)
y = x.tolist()[n]
y = x.numpy()[n]
y = x.argmax(n)
y = (x > n).sum()
y = (x > n).sum().item()
y = bool((x > n).all())
if (x > n).all(): drop.eval()
if x.sum() > n * 100: drop.eval()
while torch.rand(1) > n: break
for v in torch.ones(n): drop.eval()
for v in x[n:]: torch.rand(1)
assert n < 5
assert drop(torch.ones(3)).sum() >= n
print(drop(torch.ones(3)) if n else 0)
print(*a[:n], sep='-', end='!')
print(*[torch.rand(1) for _ in range(n)])
y = [torch.rand(1) for _ in range(n)] or torch.rand(2)
y = (torch.rand(1), n, torch.rand(1))[1]
y = n < torch.rand(1).item() < 2
y = 5 > n > torch.rand(1).item()
n = n + 1 if torch.rand(1) > 2 else n
y = (z := n) and torch.rand(1)
y = [n, *[1] * n]
y = {*a, n}
y = set(range(n))
y = frozenset(range(n)) | {5}
y = tuple(range(n)) + (1,)
y = bytes(n)
y = divmod(7, n + 1)
y = round(1.2345, n)
y = pow(2, n)
y = 1 << n
y = ~n
y = not n
y = n is True
y = n == 0
y = n in a
y = abs(n - 1)
y = complex(n, 1)
y = float(n)
y = hash(n)
y = id(n) == id(0)
y = chr(97 + n)
y = math.sqrt(n)
y = math.gcd(n, 4)
y = slice(n, 2)¶a = a[y]
y = range(n)¶for _ in y: drop.eval()
y = copy = a * n
import copy¶y = copy.deepcopy([drop, net][n])¶y.eval()
import time¶time.sleep(n * 0)¶y = 1
import warnings¶warnings.warn('x') if n else 0
import sys¶if n: sys.exit()
import contextlib¶with contextlib.suppress(ValueError):¶    if n: raise ValueError¶    drop.eval()
import os¶os.environ['A'] = str(n)¶y = os.environ['A']
torch.use_deterministic_algorithms(bool(n))
torch.set_num_threads(n + 1)
torch.backends.cudnn.deterministic = bool(n)
y = torch.vmap(lambda v: v * n)(x)
y = torch.func.grad(lambda v: v * n)(torch.tensor(2.))
y = torch.autograd.grad((w * n).sum(), w)
y = torch.einsum('ij,ij->i', x, x * n)
y = x @ torch.ones(3, n + 1)
y = torch.nn.utils.rnn.pad_sequence([torch.ones(1), torch.ones(n + 1)])
y = F.scaled_dot_product_attention(x[None], x[None], x[None], dropout_p=n / 4)
y = nn.MultiheadAttention(4, n + 1, dropout=0.5)
y = F.alpha_dropout(x, 0.5, bool(n))
y = F.feature_alpha_dropout(x[None], 0.5, bool(n))
y = F.dropout2d(torch.ones(1, 2, 2, 2), n / 4)
y = nn.Dropout2d(0.5)(torch.ones(1, n + 1, 2, 2))
torch.nn.Module.train(drop, bool(n))
drop.__dict__['training'] = bool(n)
drop.__init__(n / 4)
drop.extra = n
object.__setattr__(drop, 'p', n / 4)
nn.Dropout.forward = (lambda self, v: v) if n else nn.Dropout.forward
F.dropout = (lambda v, *r, **k: v) if n else F.dropout
torch.rand = torch.randn if n else torch.rand
M.forward = lambda self, v: v * n
type(m).k = n`.split('\n');

/** Expressions that change something. */
const CHANGES = `torch.rand(1)
torch.manual_seed(5)
torch.seed()
torch.randn(2)
torch.randperm(3)
drop(torch.ones(3))
net(x)
m(torch.ones(2))
m(torch.ones(2), k=7)
F.dropout(x)
F.dropout(x, inplace=True)
F.relu_(x)
x.add_(1)
x.zero_()
x.fill_(3)
x[0].mul_(2)
x.T.add_(1)
x.view(-1)[0].add_(1)
x.resize_(2, 2)
x.squeeze_()
x.t_()
x.requires_grad_()
x.normal_()
x.uniform_()
x.bernoulli_()
x.copy_(x * 2)
x.index_fill_(0, torch.tensor([0]), 9.)
x.masked_fill_(x > 1, 0.)
x.data.add_(1)
x.numpy().fill(4)
x.detach().zero_()
torch.add(x, 1, out=x)
torch.nn.init.zeros_(x)
(w * 2).sum().backward()
net(x).sum().backward()
torch.autograd.backward((w * 2).sum())
opt.step()
opt.zero_grad()
opt.param_groups[0].update(lr=5)
opt.add_param_group({'params': [w]})
net.zero_grad()
drop.eval()
net.eval()
m.eval()
net.train(False)
net.requires_grad_(False)
net.double()
net.half()
net.to(torch.float64)
net[0].reset_parameters()
net[1].eval()
net.apply(lambda q: q.eval())
net.append(nn.Dropout(0.3))
net.pop(1)
net.insert(0, nn.Dropout(0.3))
net.add_module('z', nn.Dropout(0.3))
net.register_buffer('buf', torch.ones(1))
net.load_state_dict({k: v * 0 for k, v in net.state_dict().items()})
net.register_forward_hook(lambda *r: a.append(1))
m.register_forward_pre_hook(lambda *r: a.append(1))
drop.register_forward_hook(lambda mod, i, o: o * 0)
w.register_hook(lambda g: g * 5)
nn.init.constant_(net[0].weight, 5.)
nn.utils.clip_grad_norm_([w], 0.1)
nn.utils.parametrizations.weight_norm(net[0])
setattr(drop, 'p', 0.9)
setattr(m, 'n', 5)
delattr(m, 'n')
object.__setattr__(m, 'n', 5)
m.__dict__.update(n=5)
vars(m).update(n=5)
m.seen.append(3)
m._modules.clear()
net._modules.popitem()
m._buffers.update(b=torch.ones(1))
drop.__init__(0.9)
a.append(5)
a.extend([5])
a.insert(0, 5)
a.pop()
a.remove(2)
a.clear()
a.sort(reverse=True)
a.reverse()
a.__setitem__(0, 5)
a.__iadd__([4])
list.append(a, 5)
d.update(k=5)
d.pop('k')
d.clear()
d.setdefault('z', 3)
d.__setitem__('k', 3)
d.popitem()
random.random()
random.seed(3)
random.shuffle(a)
random.choice(a)
np.random.rand(2)
np.random.seed(4)
np.random.shuffle(a)
torch.set_grad_enabled(False)
torch.set_default_dtype(torch.float64)
torch.set_printoptions(precision=2)
torch.set_rng_state(torch.Generator().manual_seed(9).get_state())
torch.default_generator.manual_seed(9)
torch.random.manual_seed(9)
np.set_printoptions(precision=2)
exec('a.append(1)')
exec('x = 5')
eval('drop.eval()')
globals().update(x=5)
globals().__setitem__('a', 5)
list(map(a.append, [1]))
[a.append(v) for v in [1]]
sorted([1, 2], key=lambda v: a.append(v) or v)
sum(drop(torch.ones(1)).item() for _ in range(2))
any(a.append(v) for v in [1])
next(it)
list(it)
it.__next__()
next(gen)
gen.send(None)
list(gen)
gen.close()
f()
f2()
cm.__enter__()
obj.go()
obj.v.append(3)
obj.__class__.count.append(1)
setattr(type(obj), 'flag', 5)
print('hi')
print(drop(torch.ones(2)))
h.remove()
sch.step()
setattr(nn.Dropout, 'forward', lambda self, v: v)
setattr(F, 'dropout', lambda v, *r, **k: v)
setattr(torch, 'rand', torch.ones)
a.__init__([9])
d.__init__(q=1)
cache(3)
dq.append(3)
cnt.update('b')
ss.add(7)
ss.discard(1)
ss.clear()
arr.fill(7)
arr.sort()
np.add(arr, 1, out=arr)
np.copyto(arr, 9)
arr.__setitem__(0, 9)
pl.append(nn.Parameter(torch.ones(1)))
ml.append(nn.Dropout(0.1))
md.update({'q': nn.Dropout(0.1)})
md.pop('a')
gg.manual_seed(3)
torch.rand(1, generator=gg)
next(iter(dl))
list(dl)`.split('\n');

/** Other statements that do. */
const CHANGING = `x = torch.zeros(2)
x += 1
x[0] = 5
x.data = torch.zeros(2)
x.grad = torch.zeros(2, 3)
w.grad = torch.ones(3)
w.data[0] = 3
w.requires_grad = False
del w.grad
drop.p = 0.9
drop.training = False
drop.inplace = True
drop = nn.Dropout(0.9)
del drop.p
m.n = 5
m.drop = nn.Identity()
del m.drop
m.drop.p = 0.9
net[1] = nn.Identity()
net[1].p = 0.9
del net[1]
net[0].weight = nn.Parameter(torch.ones(2, 3))
net[0].weight.data.zero_()
net += nn.Sequential(nn.Dropout(0.2))
a = []
a[0] = 5
a += [1]
a[:] = []
del a[0]
del a
d['k'] = 5
del d['k']
d |= {'z': 1}
s += 'z'
opt.param_groups[0]['lr'] = 5
for p in net.parameters(): p.requires_grad = False
for q in net.modules(): q.training = False
for a in [[1], [2]]: pass
with torch.no_grad(): w.add_(1)
with torch.no_grad(): net[0].weight.zero_()
with open('z') as a: pass
import math as a
from random import random as a
class a: pass
def a(): pass
def drop(v): return v
a, d = d, a
a = d = 5
(a := 5)
nn.Dropout = nn.Identity
nn.Dropout.forward = lambda self, v: v
nn.Module.__call__ = lambda self, v: 5
F.dropout = lambda *r, **k: 5
torch.rand = torch.ones
M.forward = lambda self, v, k=1: v
M.k = 5
obj.v = 5
obj.v[0] = 5
obj.prop = 5
type(obj).count = 5
obj.count += [5]
arr[0] = 9
arr += 1
raise ValueError
assert False
1 / 0
[][0]
a.nope
undefined
torch.nope
torch.ones(2) + torch.ones(3)
drop.nope
pass`.split('\n');

/** What shows what became of it. */
const PROBES = `torch.rand(1)
x
x.shape
w
drop
drop.training
net.training
[p.requires_grad for p in net.parameters()]
net[1].p
drop.p
a
d
s
random.random()
np.random.rand()
m.training
m.n
m.seen
m(torch.ones(2)).shape
torch.is_grad_enabled()
torch.get_default_dtype()
w.grad
net[0].weight.grad is None
opt.param_groups[0]["lr"]
sorted(net.state_dict())
net[2].num_batches_tracked
len(list(net.children()))
torch.initial_seed()
drop(torch.ones(3))
(x * w).sum().item()
x.dtype
torch.tensor(0.123456)
isinstance(y, torch.Tensor)
y
list(it)
list(gen)
obj.v
obj.flag
Obj.count
cache(3), a
list(dq)
cnt
ss
arr
len(pl)
len(ml)
list(md)
torch.rand(1, generator=gg)
[b for b, in dl]
sch.get_last_lr()
opt.param_groups[0]["lr"]
f()¶drop.training
with cm: print(drop.training)
net
m
opt.zero_grad()¶w.grad
(w * 2).sum().backward()¶w.grad
x.add_(0).sum()
x.grad
len(opt.param_groups)
nn.Dropout
torch.rand
net[0].weight.sum().item()
hasattr(m, "n")
net(torch.ones(2, 3)).shape
F.dropout(torch.ones(4))
a is d
print(a)¶a`.split('\n');

/** How a statement may run, or not: `…` stands for it. */
const AROUND = [
  'if n:¶    …',
  'if not n:¶    …',
  'for _ in range(n):¶    …',
  'while n:¶    …¶    break',
  'try:¶    if n: raise KeyError¶except KeyError:¶    …',
  'try:¶    if n: raise KeyError¶    …¶except KeyError: pass',
  'try:¶    …¶except Exception: a.append(4) if n else drop.eval()',
  'with contextlib.suppress(Exception):¶    if n: raise ValueError¶    …',
  'match n:¶    case 1:¶        …',
  'def g():¶    global x, a, d, s, drop, net, w, opt¶    …¶if n: g()',
  'class K:¶    def run(self):¶        …¶[K().run, len][0]() if n else 0',
];

/** The same for expressions. */
const AROUND_VALUES = [
  '… if n else 0',
  '… if not n else 0',
  'n and …',
  '[… for _ in range(n)]',
  '[… for _ in range(1 - n)]',
  'y = (0, …)[n]',
  '(lambda: …)() if n else 0',
];

export class RandomDoubtedPrograms extends RandomChoices {
  constructor(seed: string) {
    super(`doubted programs ${seed}`);
  }

  next(): Program {
    const probes = Array.from({ length: 6 }, () => lines(this.pick(PROBES)));
    return { cells: [`${SETUP}\n${lines(this.statement())}`, ...probes], notebook: true, isDoubted: true };
  }

  private statement(): string {
    if (this.chance(0.4)) return this.pick(STATEMENTS);
    const change = this.pick(CHANGES);
    if (this.chance(0.3)) return this.pick(AROUND_VALUES).replace('…', () => change);
    const statement = this.chance(0.6) ? change : this.pick(CHANGING);
    return this.pick(AROUND).replace('…', () => statement);
  }
}

function lines(text: string): string {
  return text.replaceAll('¶', '\n');
}
