import torch
import torch.nn as nn
torch.manual_seed(0)
layer = nn.TransformerEncoderLayer(d_model=8, nhead=2, dim_feedforward=16, dropout=0.1, batch_first=True)
print(layer)
print(torch.rand(2))
mha = nn.MultiheadAttention(4, 2)
print(torch.rand(2))
x = torch.rand(2, 3, 8)
layer.eval()
print(layer(x).shape)
