import torch
import torch.nn as nn

class MyDropout(nn.Module):
    def __init__(self, p: float = 0.5):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError(f"p must be in [0, 1], got {p}")
        self.p = p

    def forward(self, x):
        if self.training and self.p > 0:
            binomial = torch.distributions.binomial.Binomial(probs=1 - self.p)
            return x * binomial.sample(x.size()) * (1.0 / (1 - self.p))
        return x

class BernoulliDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.bernoulli(torch.full_like(x, 1 - self.p))
        return x * mask / (1 - self.p)

    def extra_repr(self):
        return f"p={self.p}"

torch.manual_seed(11)
layer = BernoulliDropout(0.25)
print(layer)
print(layer(torch.ones(3, 4)))
layer.eval()
print(layer(torch.ones(3, 4)))
try:
    MyDropout(1.5)
except ValueError as e:
    print("error:", e)
