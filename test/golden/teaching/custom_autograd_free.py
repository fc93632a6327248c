import torch
import torch.nn as nn
import math

class GaussianDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.alpha = p / (1 - p)

    def forward(self, x):
        if self.training:
            noise = torch.randn_like(x) * math.sqrt(self.alpha) + 1
            return x * noise
        return x

class WordDropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        mask = x.new_empty(x.size(0), x.size(1), 1).bernoulli_(1 - self.p)
        return x * mask.expand_as(x)

torch.manual_seed(0)
print(GaussianDropout(0.2)(torch.ones(2, 3)))
print(WordDropout(0.5)(torch.ones(2, 3, 2)))
