import copy
import torch
import torch.nn as nn
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.5))
clone = copy.deepcopy(model)
model.eval()
print(model.training, clone.training)
clone[1].p = 0.9
print(model[1].p, clone[1].p)
print(torch.equal(model[0].weight, clone[0].weight))
x = torch.ones(2, 3)
torch.manual_seed(1)
print(clone(x))
print(model(x))
with torch.no_grad():
    clone[0].weight.zero_()
print(model[0].weight)
t = torch.ones(2)
u = copy.deepcopy(t)
u[0] = 5
print(t, u)
v = copy.copy([1, [2]])
print(v)
