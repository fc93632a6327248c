import torch
import torch.nn as nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.Dropout(0.5))
activations = {}
def hook(module, inputs, output):
    activations["drop"] = output.detach()
handle = net[1].register_forward_hook(hook)
out = net(torch.ones(1, 2))
print(activations["drop"], out)
handle.remove()
opt = torch.optim.Adam(net.parameters(), lr=1e-3)
out.sum().backward()
opt.step()
opt.zero_grad()
print(out.requires_grad, out.shape)
