import torch
import torch.nn as nn

torch.manual_seed(123)
drop = nn.Dropout(p=0.3)
x = torch.randn(4, 6)
print("input:", x)
print("train:", drop(x))
drop.eval()
print("eval:", drop(x))
print(torch.equal(drop(x), x))
drop.train()
y = drop(x)
print((y == 0).sum().item(), "zeros of", y.numel())
print(y[y != 0] / x[y != 0])
