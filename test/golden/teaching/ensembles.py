import torch
import torch.nn as nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(10, 20), nn.ReLU(), nn.Dropout(0.5), nn.Linear(20, 1))
x = torch.randn(1, 10)

def predict_mc(model, x, n=5):
    model.train()
    with torch.no_grad():
        outs = torch.cat([model(x) for _ in range(n)], dim=0)
    return outs.mean(), outs.std(), outs

mean, std, outs = predict_mc(model, x)
print(outs)
print(f"mean {mean:.3f} std {std:.3f}")
model.eval()
with torch.no_grad():
    print(model(x))
    print(torch.equal(model(x), model(x)))
