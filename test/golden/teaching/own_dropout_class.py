import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(42)

class MyDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError("p must be in [0, 1], got {}".format(p))
        self.p = p
    def forward(self, x):
        if self.training and self.p > 0:
            mask = torch.bernoulli(torch.full_like(x, 1 - self.p))
            return x * mask / (1 - self.p)
        return x
    def extra_repr(self):
        return f"p={self.p}"

drop = MyDropout(0.3)
print(drop)
x = torch.arange(1., 9.).view(2, 4)
print(x)
print(drop(x))
drop.eval()
print(drop(x))
try:
    MyDropout(1.5)
except ValueError as e:
    print("Error:", e)
zeros = (F.dropout(torch.ones(1000), p=0.3) == 0).sum().item()
print(f"{zeros} of 1000 are zero ({zeros / 1000:.1%})")
