import torch
import torch.nn as nn
import torch.optim as optim

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 1))
criterion = nn.MSELoss()
optimizer = optim.SGD(model.parameters(), lr=0.1)
X = torch.randn(16, 2)
y = X.sum(dim=1, keepdim=True)
model.train()
for epoch in range(3):
    optimizer.zero_grad()
    out = model(X)
    loss = criterion(out, y)
    loss.backward()
    optimizer.step()
    print(epoch, out.shape)
model.eval()
with torch.no_grad():
    print(model(X[:2]).shape)
torch.manual_seed(1)
print(nn.Dropout(0.5)(torch.ones(5)))
