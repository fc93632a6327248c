import torch, torch.nn as nn, torch.nn.functional as F
torch.manual_seed(0)
class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 8); self.n = nn.LayerNorm(8); self.b = nn.Linear(8, 2); self.d = nn.Dropout(0.5)
    def forward(self, x):
        return self.b(self.d(F.gelu(self.n(torch.tanh(self.a(x))))))
m = M().eval(); x = torch.randn(3, 4)
a, b = m(x), m(x)
print(torch.equal(a, b), torch.allclose(a, b), (a == b).all(), (a - b).abs().max().item(), (a != b).sum(), torch.isclose(a, b).all())
with torch.no_grad():
    c, d = m(x), m(x)
print(torch.equal(c, d), torch.allclose(c, a))
m.train()
e, f = m(x), m(x)
print(torch.equal(e, f), (e == f).all().item(), torch.allclose(e, f))
m.eval()
print((m(x) - m(x)).norm(), torch.equal(m(x), m(x * 1)), torch.equal(m(x), m(x + 1)))
g = m(x)
m.b.weight.data.mul_(2)
print(torch.equal(g, m(x)))
h = m(x)
with torch.no_grad(): m.a.bias += 1
print(torch.equal(h, m(x)), torch.equal(m(x)[0], m(x)[1]), torch.equal(m(x)[:1], m(x)[:1]))
outs = torch.stack([m(x) for _ in range(3)])
print(outs.std(0).shape, all(torch.equal(outs[0], o) for o in outs))
y1 = F.softmax(x, 0); y2 = F.softmax(x, 1)
print(torch.equal(y1, y2), torch.equal(x.exp(), x.exp()), torch.equal(x.exp() * 2, x.exp() * 3))
assert torch.equal(m(x), m(x)), 'differs'
if torch.allclose(m(x), m(x)): print('deterministic')
x[0] = 0
print(torch.equal(h, m(x)))
bn = nn.BatchNorm1d(4); z = torch.rand(5, 4)
print(torch.equal(bn(z), bn(z)), bn.eval()(z).equal(bn(z)), torch.equal(nn.LayerNorm(4)(z), nn.LayerNorm(4, eps=1.)(z)))
