import torch
import torch.nn as nn
torch.manual_seed(0)
results = {}
for p in [0.0, 0.25, 0.5, 0.75, 1.0]:
    layer = nn.Dropout(p)
    out = layer(torch.ones(4, 4))
    results[p] = out.sum().item()
print(results)
for p, total in results.items():
    print(f"{p:<6} {total:>8.2f}")
best = max(results, key=results.get)
print(best, sorted(results.values()))
rates = torch.tensor(list(results.keys()))
print(rates)
