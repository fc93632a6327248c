import torch
torch.manual_seed(0)
x = torch.rand(3, 3); big = torch.tensor([1e-6, 1000.]); w = torch.rand(40); n = torch.randn(12, 12) * 1000; z = torch.zeros(3); i = torch.tensor([1., 20000., 3.])
for kw in (dict(precision=2), dict(sci_mode=False), dict(sci_mode=True), dict(precision=6, linewidth=120), dict(threshold=20, edgeitems=2), dict(profile='short'), dict(profile='full', sci_mode=False), dict(linewidth=40), dict(precision=0), dict(profile='default'), dict(precision=10)):
    torch.set_printoptions(**kw)
    print(kw)
    print(x, big, z, i); print(w); print(n[:3]); print(torch.nn.functional.dropout(x, 0.5), torch.tensor(0.5), torch.tensor([float('nan'), 1.5, float('inf')]), torch.arange(50), x.requires_grad_() * 2)
    print(f"{x[0]}", [x[0, 0].detach()])
torch.set_printoptions(profile='default')
m = torch.nn.Linear(2, 2); print(m.weight, m(torch.ones(2)), x.softmax(0), n.std())
