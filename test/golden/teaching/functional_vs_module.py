import torch
import torch.nn as nn
import torch.nn.functional as F

x = torch.ones(8)
torch.manual_seed(99)
a = F.dropout(x, p=0.5)
torch.manual_seed(99)
b = nn.Dropout(p=0.5)(x)
print(a)
print(b)
print(torch.equal(a, b))
print(torch.allclose(a, b))
print(F.dropout(x, p=0.5, training=False))
