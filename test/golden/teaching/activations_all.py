import torch
import torch.nn as nn
x = torch.linspace(-2, 2, 5)
print(x)
for layer in (nn.ReLU(), nn.LeakyReLU(), nn.ELU(), nn.SELU(), nn.GELU(), nn.SiLU(), nn.Sigmoid(), nn.Tanh(), nn.Softmax(dim=0), nn.LogSoftmax(dim=0), nn.Softplus(), nn.ReLU6(), nn.Identity()):
    print(layer, layer(x))
