import torch
torch.manual_seed(17)
x = torch.arange(1., 13.).reshape(3, 4)
mask = torch.empty(3, 4).bernoulli_(0.5)
print(mask)
print(x * mask)
mask2 = torch.bernoulli(torch.full((3, 4), 0.7))
print(mask2, mask2.sum())
keep = torch.rand(3, 4) > 0.5
print(keep, keep.sum().item(), keep.float().mean().item())
print(x[keep])
y = x.clone()
y[~keep] = 0
print(y)
print(torch.where(keep, x, torch.zeros_like(x)))
print(x.masked_fill(~keep, -1))
print(keep.int())
print((~keep).nonzero())
print(keep & (x > 4), keep | (x > 10))
