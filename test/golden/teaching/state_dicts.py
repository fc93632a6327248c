import torch, torch.nn as nn
torch.manual_seed(0)
a = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5)); b = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.1))
print(b.load_state_dict(a.state_dict()))
r = b.load_state_dict(a.state_dict()); print(r.missing_keys, r.unexpected_keys, len(r), str(r), f"{r}")
# %%
b.load_state_dict(a.state_dict())
# %%
torch.equal(a[0].weight, b[0].weight), b[1].p
