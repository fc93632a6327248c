import torch
from torch.utils.data import DataLoader, TensorDataset
torch.manual_seed(0)
X = torch.arange(10, dtype=torch.float32).unsqueeze(1)
y = torch.arange(10)
loader = DataLoader(TensorDataset(X, y), batch_size=4, shuffle=True)
print(len(loader))
for xb, yb in loader:
    print(xb.squeeze(1), yb)
for i, (xb, yb) in enumerate(DataLoader(TensorDataset(X, y), batch_size=5)):
    print(i, xb.shape, yb.tolist())
print(torch.rand(1))
drop = torch.nn.Dropout(0.5)
for xb, _ in loader:
    print(drop(xb).flatten())
