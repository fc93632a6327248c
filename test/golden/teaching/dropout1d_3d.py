import torch
import torch.nn as nn
import torch.nn.functional as F
torch.manual_seed(5)
print(nn.Dropout1d(0.5)(torch.ones(2, 3, 4)))
print(F.dropout3d(torch.ones(1, 4, 1, 2, 2), p=0.5, training=True).flatten(1))
print(F.dropout1d(torch.ones(4, 3)))
print(nn.AlphaDropout(0.5)(torch.zeros(2, 4)))
print(nn.FeatureAlphaDropout(0.5)(torch.ones(1, 4, 2)))
print(F.alpha_dropout(torch.ones(5), p=0.5, training=True))
print(F.alpha_dropout(torch.ones(5), p=0.5))
