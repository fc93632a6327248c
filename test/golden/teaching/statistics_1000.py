import torch
torch.manual_seed(0)
dropout = torch.nn.Dropout(p=0.3)
x = torch.ones(10)
counts = torch.zeros(10)
for _ in range(1000):
    counts += (dropout(x) == 0).float()
print(counts)
print(counts / 1000)
print((counts / 1000).mean())
samples = torch.stack([dropout(x) for _ in range(200)])
print(samples.shape, samples.mean(0), samples.mean())
print(samples.var(dim=0))
