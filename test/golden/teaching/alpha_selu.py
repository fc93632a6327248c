import torch
import torch.nn as nn
torch.manual_seed(2)
x = torch.randn(3, 5)
m = nn.AlphaDropout(p=0.2)
y = m(x)
print(y)
print(x.mean().item(), y.mean().item())
net = nn.Sequential(nn.Linear(5, 5), nn.SELU(), nn.AlphaDropout(0.1))
print(net)
print(net(x))
m.eval()
print(torch.equal(m(x), x))
