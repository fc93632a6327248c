import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)

class MCNet(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.fc1 = nn.Linear(4, 16)
        self.dropout = nn.Dropout(p)
        self.fc2 = nn.Linear(16, 2)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = self.dropout(x)
        return self.fc2(x)

def enable_dropout(model):
    for m in model.modules():
        if m.__class__.__name__.startswith('Dropout'):
            m.train()

model = MCNet()
model.eval()
enable_dropout(model)
x = torch.ones(1, 4)
with torch.no_grad():
    preds = torch.stack([model(x) for _ in range(10)])
print(preds.shape)
print(preds.mean(dim=0))
print(preds.std(dim=0))
print(model.training, model.dropout.training)
