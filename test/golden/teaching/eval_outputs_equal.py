import torch
import torch.nn as nn
import torch.nn.functional as F

class SimpleNet(nn.Module):
    def __init__(self, dropout=0.5):
        super().__init__()
        self.fc1 = nn.Linear(10, 20)
        self.fc2 = nn.Linear(20, 2)
        self.dropout = dropout

    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = F.dropout(x, p=self.dropout, training=self.training)
        return self.fc2(x)

torch.manual_seed(0)
model = SimpleNet()
x = torch.randn(1, 10)
model.eval()
a = model(x)
b = model(x)
print("eval outputs equal:", torch.equal(a, b))
model.train()
a = model(x)
b = model(x)
print("train outputs equal:", torch.equal(a, b))
print(torch.allclose(a, b))
print(model)
print(sum(p.numel() for p in model.parameters()))
print(a.shape, a.dtype)
