import torch
import torch.nn as nn
from torch.optim.lr_scheduler import StepLR
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Dropout(0.1), nn.Linear(4, 1))
opt = torch.optim.Adam(model.parameters(), lr=0.01)
sched = StepLR(opt, step_size=2, gamma=0.5)
print(opt)
x, y = torch.randn(8, 2), torch.randn(8, 1)
for epoch in range(6):
    opt.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    opt.step()
    sched.step()
    print(epoch, f"{loss.item():.3f}", opt.param_groups[0]["lr"], sched.get_last_lr())
