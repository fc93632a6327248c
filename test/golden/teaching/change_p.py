import torch
from torch import nn

def set_dropout(model, p):
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = p

model = nn.Sequential(nn.Dropout(0.1), nn.Sequential(nn.Dropout(0.2)))
set_dropout(model, 0.75)
print(model)
torch.manual_seed(0)
print(model(torch.ones(2, 8)))
set_dropout(model, 0)
print(model(torch.ones(2, 3)))
