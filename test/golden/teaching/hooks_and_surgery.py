import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable
torch.manual_seed(0)
x = Variable(torch.ones(6), requires_grad=True)
y = F.dropout(x, 0.5)
y.register_hook(lambda grad: print("gradient of y", grad))
y.retain_grad()
loss = (y * 3).sum()
loss.backward()
print(x.grad, y.grad)
try:
    loss.backward()
except RuntimeError as error:
    print(error)
print(torch.autograd.grad(F.dropout(x, 0.5).sum(), x))
mask = (y != 0).int()
print(mask, mask.sum(), mask.dtype, 1 - mask, mask * 0.5)
# %%
net = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 2))
net.insert(2, nn.Dropout(0.3))
net.append(nn.Softmax(dim=1))
print(net.pop(1))
del net[0]
print(net + nn.Sequential(nn.Dropout(0.1)))
for name, module in net.named_modules():
    if isinstance(module, nn.modules.dropout._DropoutNd):
        module.p = 0.9
print(net)
parts = nn.ModuleDict({"drop": nn.Dropout(0.1), "fc": nn.Linear(2, 1)})
parts.update({"act": nn.ReLU()})
print(parts.pop("drop"), list(parts.keys()))
blocks = nn.ModuleList([nn.Dropout(0.1) for _ in range(2)])
blocks.insert(0, nn.ReLU())
blocks += [nn.Tanh()]
print(blocks)
# %%
from torch.utils.data import DataLoader, TensorDataset, random_split
data = TensorDataset(torch.arange(6).float(), torch.arange(6))
train, rest = random_split(data, [4, 2], generator=torch.Generator().manual_seed(42))
print(train.indices, len(rest))
for batch, labels in DataLoader(train, batch_size=2, shuffle=True):
    print(batch, labels)
embedding = nn.Embedding.from_pretrained(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
print(nn.Dropout(0.5)(embedding(torch.tensor([0, 1, 1]))))
w = nn.Parameter(torch.ones(2))
w.grad = torch.tensor([3.0, 4.0])
nn.utils.clip_grad_value_([w], 3.5)
print(w.grad)
torch.set_default_dtype(torch.float64)
F.dropout(torch.ones(4), 0.25)
