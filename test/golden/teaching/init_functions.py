import torch
import torch.nn as nn
torch.manual_seed(0)
def init_weights(m):
    if isinstance(m, nn.Linear):
        nn.init.xavier_uniform_(m.weight)
        nn.init.zeros_(m.bias)
net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Dropout(0.5), nn.Linear(4, 1))
net.apply(init_weights)
print(net[0].weight)
print(net[0].bias)
w = torch.empty(3, 5)
print(nn.init.uniform_(w))
print(nn.init.normal_(w, std=0.01))
print(nn.init.constant_(w, 0.3))
print(nn.init.kaiming_normal_(w, mode='fan_out', nonlinearity='relu'))
print(nn.init.kaiming_uniform_(torch.empty(2, 2), nonlinearity='relu'))
print(nn.init.xavier_normal_(torch.empty(2, 2)))
print(net(torch.ones(2, 3)))
