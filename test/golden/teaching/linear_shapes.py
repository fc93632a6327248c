import torch
import torch.nn as nn
torch.manual_seed(0)
linear = nn.Linear(3, 2)
print(linear.weight)
print(linear.bias)
print(linear.weight.shape, linear.bias.shape)
print(linear(torch.ones(3)))
print(linear(torch.ones(2, 3)))
print(linear(torch.ones(1, 2, 3)))
print(nn.Linear(3, 2, bias=False)(torch.ones(2, 3)))
with torch.no_grad():
    print(linear(torch.ones(2, 3)))
    linear.weight.fill_(0.5)
    linear.bias.zero_()
print(linear(torch.ones(2, 3)))
print(linear.state_dict())
