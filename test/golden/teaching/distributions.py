import torch, torch.nn as nn, torch.nn.functional as F
torch.manual_seed(0)
print(torch.ones(4).std(), torch.ones(3, 3).var(0), torch.full((5,), 0.1).std(), torch.full((5,), 0.1).var(0), torch.full((3,), 1.1111112).std(), torch.zeros(4).std(), torch.std_mean(torch.ones(4)), torch.var_mean(torch.rand(3, 4), dim=1))
print(torch.ones(1).std(), torch.ones(100000).var(), torch.full((7, 2), 2.5).std(dim=0), torch.full((4,), 1/3, dtype=torch.float64).var())
x = torch.rand(2, 3)
print(torch.logsumexp(x, 1), x.logsumexp(dim=0, keepdim=True), F.one_hot(torch.tensor([0, 2])), F.one_hot(torch.tensor([[0], [1]]), 3), F.one_hot(torch.tensor([1, 0]), num_classes=2).float())
d = torch.distributions.Bernoulli(0.7)
print(d.sample((2, 3)), d.sample(), torch.distributions.Bernoulli(probs=torch.tensor([0.1, 0.9])).sample([2]), torch.distributions.bernoulli.Bernoulli(probs=0.5).sample(torch.Size([4])))
print(torch.rand(2))
from torch.distributions import Bernoulli
print(Bernoulli(torch.full((3,), 0.5)).sample())
