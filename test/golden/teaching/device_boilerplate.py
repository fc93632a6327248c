import torch
import torch.nn as nn
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
print("Using device:", device)
torch.manual_seed(0)
x = torch.ones(3).to(device)
model = nn.Dropout(0.5).to(device)
print(model(x))
print(torch.rand(2))
torch.manual_seed(0)
print(torch.rand(2))
