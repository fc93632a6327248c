import torch
from torch import nn

torch.manual_seed(3)
model = nn.Sequential(
    nn.Linear(8, 16),
    nn.ReLU(),
    nn.Dropout(0.25),
    nn.Linear(16, 4),
)
print(model)
x = torch.rand(2, 8)
out = model(x)
print(out.shape)
print(out)
model.eval()
print(model(x))
print(sum(p.numel() for p in model.parameters()))
for name, param in model.named_parameters():
    print(name, tuple(param.shape), param.requires_grad)
print(model[2], len(model))
