import numpy as np
import torch
np.random.seed(3)
a = np.arange(6, dtype=np.float32).reshape(2, 3)
t = torch.from_numpy(a)
print(t)
a[0, 0] = 100
print(t)
t.mul_(2)
print(a)
print(a.dtype, a.shape, t.dtype)
b = t.numpy()
b += 1
print(t)
print(torch.tensor(np.array([1, 2, 3])))
print(torch.tensor(np.array([1.5, 2])))
print(torch.as_tensor(np.ones(3)))
print(np.array(t))

torch.manual_seed(0)
np.random.seed(0)
d = torch.nn.Dropout(0.5)
x = torch.ones(2, 4)
y = d(x)
print(y.numpy())
print(y.detach().numpy().mean(), (y.numpy() == 0).sum())
mask = torch.from_numpy((np.random.rand(2, 4) < 0.5).astype(np.float32))
print(x * mask / 0.5)
print(torch.tensor(np.random.rand(2)), torch.tensor(np.float64(0.5)), torch.ones(2) * np.float64(2))
w = torch.ones(2, requires_grad=True)
try:
    w.numpy()
except RuntimeError as e:
    print(e)

import torch.nn as nn
torch.manual_seed(0)
x = torch.randn(2, 3)
p = 0.5
np.random.seed(0)
mask = np.random.rand(2, 3) > p
out = x * torch.tensor(mask) / (1 - p)
print(mask)
print(out)
m = torch.tensor(mask, dtype=torch.float32)
print(m)
print(torch.from_numpy(mask))
print(torch.Tensor(np.array([1.0, 2.0])))
print(x.numpy())
print(x.numpy().shape, x.numpy().dtype)
print((nn.Dropout(0.5)(torch.ones(10)).numpy() > 0).sum())
