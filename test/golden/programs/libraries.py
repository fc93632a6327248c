import copy
import torch
import torch.nn as nn
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.5))
clone = copy.deepcopy(model)
model.eval()
print(model.training, clone.training)
clone[1].p = 0.9
print(model[1].p, clone[1].p)
print(torch.equal(model[0].weight, clone[0].weight))
x = torch.ones(2, 3)
torch.manual_seed(1)
print(clone(x))
print(model(x))
with torch.no_grad():
    clone[0].weight.zero_()
print(model[0].weight)
t = torch.ones(2)
u = copy.deepcopy(t)
u[0] = 5
print(t, u)
v = copy.copy([1, [2]])
print(v)
###
from torch import *
import torch.nn as nn
manual_seed(0)
x = ones(3, 4)
d = nn.Dropout(0.5)
print(d(x))
print(zeros(2))
###
from torch.nn import *
from torch.nn.functional import *
import torch
torch.manual_seed(0)
d = Dropout(0.3)
print(d)
print(dropout(torch.ones(4), 0.5))
print(relu(torch.tensor([-1., 1.])))
###
import argparse
from types import SimpleNamespace
import torch
parser = argparse.ArgumentParser()
parser.add_argument('--dropout', type=float, default=0.5)
parser.add_argument('--hidden', type=int, default=4)
args = parser.parse_args([])
print(args)
print(args.dropout)
cfg = SimpleNamespace(dropout=0.2, hidden=3)
print(cfg)
ns = argparse.Namespace(p=0.1)
print(ns)
torch.manual_seed(0)
d = torch.nn.Dropout(args.dropout)
print(d(torch.ones(args.hidden)))
d.p = cfg.dropout
print(d, d(torch.ones(cfg.hidden)))
print(vars(args))
###
import copy, torch
class Config:
    def __init__(self): self.p = [0.5, {'a': 1}]
c = Config(); d = copy.deepcopy(c); e = copy.copy(c)
d.p[0] = 0.1; e.p.append(3)
print(c.p, d.p, e.p, c.p is e.p)
l = torch.nn.Linear(2, 2)
torch.nn.init.constant_(l.weight, 1.)
m = torch.nn.ModuleList([copy.deepcopy(l) for _ in range(2)])
print(m, m[0].weight is m[1].weight, sum(p.numel() for p in m.parameters()))
shared = torch.zeros(2)
pair = copy.deepcopy([shared, shared])
pair[0][0] = 1
print(pair, pair[0] is pair[1], shared)
t = torch.ones(2, requires_grad=True)
u = copy.deepcopy(t)
print(u, u.is_leaf, u is t)
try:
    copy.deepcopy(t * 2)
except RuntimeError as err: print('not a leaf')
x = copy.deepcopy({'a': (1, [2])}); print(x)
s = copy.deepcopy(l.state_dict()); l.weight.data.zero_(); print(s['weight'], l.weight.data)
print(type(torch.ones), type(len))
###
import torch
print(torch.Tensor([1, 2]), torch.Tensor([[1, 2.5]]), torch.Tensor(2, 0), torch.Tensor(), torch.Tensor(2, 3).shape)
print(torch.FloatTensor([1, 2]), torch.LongTensor([3]), torch.DoubleTensor([1]), torch.BoolTensor([1, 0]))
print(torch.tensor([1]).type(torch.FloatTensor), torch.FloatTensor([1]).type(torch.LongTensor))
torch.manual_seed(0)
print(torch.nn.Dropout(0.5)(torch.Tensor([1, 2, 3])), torch.FloatTensor(3).uniform_() > 0.5)
print(torch.Tensor, isinstance(torch.Tensor([1]), torch.Tensor), torch.Tensor([True]))
###
import contextlib
from contextlib import contextmanager
import torch
@contextmanager
def mode(m, training):
    before = m.training
    m.train(training)
    try:
        yield m
    finally:
        m.train(before)
torch.manual_seed(0)
d = torch.nn.Dropout(0.5)
with mode(d, False) as e:
    print(e(torch.ones(3)), e is d, d.training)
print(d.training, d(torch.ones(3)))
with contextlib.nullcontext():
    print(d(torch.ones(2)))
with contextlib.nullcontext(5) as five: print(five)
###
import argparse
from argparse import ArgumentParser, Namespace
from types import SimpleNamespace
p = ArgumentParser(description='x')
p.add_argument('-p', '--drop-out', type=float, default='0.25', help='p')
p.add_argument('--n', type=int, default=3)
p.add_argument('--eval', action='store_true')
a = p.parse_args(['--n', '5', '-p=0.5', '--eval'])
print(a, a.drop_out, a.eval)
print(p.parse_args([]))
print(p.parse_args(args=['--drop-out', '0.75']).drop_out)
n = Namespace(a=1, b='x'); n.c = [1]
print(n, n.b)
s = SimpleNamespace(**{'p': 0.1}); s.q = n
print(s, s.p, hasattr(s, 'z'))
try: s.z
except AttributeError as e: print(e)
try: n.z
except AttributeError as e: print(e)
print(getattr(s, 'z', 'no'))
###
print(("it's" if True else "abc") is None and 5..startswith("a"))
# %%
print(float(3) * 2)
###
print(1)
exec("y = 2")
print(y)
###
import torch
import torch.nn.functional as F
for name in ('dropout1d', 'dropout2d', 'dropout3d'):
    for p in (0.5, 1.5):
        x = torch.zeros(3, 2) > 1
        try:
            getattr(F, name)(x, p, True, True)
        except Exception as error:
            print(type(error).__name__)
        print(name, p, x.shape)
