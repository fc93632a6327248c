import torch
drop = torch.nn.Dropout(0.5)
x = torch.ones(2, 5)
for seed in [0, 1, 42, 1234]:
    torch.manual_seed(seed)
    print(seed, drop(x).tolist())
torch.manual_seed(0)
first = drop(x)
second = drop(x)
torch.manual_seed(0)
again = drop(x)
print(torch.equal(first, again), torch.equal(first, second))
print(torch.initial_seed())
