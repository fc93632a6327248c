import torch
torch.manual_seed(7)
drop = torch.nn.Dropout(0.4)
x = torch.full((5,), 3.0)
total = torch.zeros(5)
n = 1000
for i in range(n):
    total += drop(x)
print(total / n)
print("mean", (total / n).mean())
print("expected", x.mean())
