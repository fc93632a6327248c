import torch

def inverted_dropout(x, p, training=True):
    if not training:
        return x
    keep_prob = 1 - p
    mask = (torch.rand_like(x) < keep_prob).float()
    return x * mask / keep_prob

torch.manual_seed(2024)
x = torch.ones(1000)
for p in (0.1, 0.3, 0.5, 0.8):
    y = inverted_dropout(x, p)
    print(f"p={p}: mean={y.mean().item():.4f}, std={y.std().item():.4f}, kept={(y > 0).sum().item()}")
print(inverted_dropout(x[:10], 0.5))
