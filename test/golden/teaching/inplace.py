import torch
import torch.nn as nn
torch.manual_seed(8)
x = torch.ones(6)
y = nn.Dropout(0.5, inplace=True)(x)
print(x, y, x is y)
z = torch.arange(6.)
w = nn.Dropout(0.5)(z)
print(z, w, z is w)
v = nn.Dropout(0.5).eval()(z)
print(v is z)
