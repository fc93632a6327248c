import torch
import torch.nn as nn
from collections import OrderedDict

torch.manual_seed(0)
class Deep(nn.Module):
    def __init__(self, sizes, p=0.1):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:])])
        self.drops = nn.ModuleList(nn.Dropout(p) for _ in range(len(sizes) - 2))
        self.act = nn.Tanh()
    def forward(self, x):
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i < len(self.layers) - 1:
                x = self.drops[i](self.act(x))
        return x
net = Deep([3, 4, 4, 2])
print(net)
print(net(torch.ones(1, 3)))
seq = nn.Sequential(OrderedDict([("fc", nn.Linear(2, 2)), ("drop", nn.Dropout(0.9)), ("out", nn.Identity())]))
print(seq)
print(seq.drop.p, seq[1])
seq.drop.p = 0.0
print(seq)
print([type(m).__name__ for m in seq])
print(list(dict(net.named_children()).keys()))
for name, module in net.named_modules():
    if isinstance(module, nn.Dropout):
        print(name, module.p)
