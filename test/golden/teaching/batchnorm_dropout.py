import torch
import torch.nn as nn
torch.manual_seed(21)
model = nn.Sequential(nn.Linear(6, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Dropout(p=0.4), nn.Linear(5, 2))
print(model)
x = torch.randn(4, 6)
print(model(x))
print(model[1].num_batches_tracked)
print(model[1].running_mean)
model.eval()
print(model(x))
ln = nn.LayerNorm(4)
print(ln(torch.arange(8.).view(2, 4)))
