import torch
import torch.nn as nn
import torch.nn.functional as F
torch.manual_seed(0)
pred = torch.randn(4, 3)
target = torch.tensor([0, 2, 1, 1])
print(nn.CrossEntropyLoss()(pred, target))
print(F.mse_loss(pred, torch.zeros(4, 3)))
print(F.nll_loss(F.log_softmax(pred, dim=1), target).item())
print(nn.BCEWithLogitsLoss()(pred, torch.ones(4, 3)))
print(F.softmax(pred, dim=1))
print(F.softmax(pred, dim=1).sum(1))
print(pred.argmax(dim=1), (pred.argmax(1) == target).float().mean())
