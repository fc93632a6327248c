import torch, torch.nn as nn
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 2))
opt = torch.optim.SGD(model.parameters(), lr=0.1)
loss_fn = nn.CrossEntropyLoss()
x = torch.randn(6, 4); y = torch.tensor([0, 1, 0, 1, 1, 0])
for epoch in range(5):
    model.train()
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.step()
    model.eval()
    with torch.no_grad():
        acc = (model(x).argmax(1) == y).float().mean()
    print(f"epoch {epoch}: loss={loss.item():.4f} acc={acc:.2f}")
print(model[0].weight[0], model[3].bias)
print(model[0].weight.grad.norm())
for n, p in model.named_parameters(): print(n, p.grad.abs().sum())
opt.zero_grad()
print(model[0].weight.grad)
print(opt.param_groups[0]['lr'], len(opt.param_groups))
for g in opt.param_groups: g['lr'] = 0.01
print(opt.param_groups[0]['lr'], list(opt.param_groups[0].keys())[:3])
