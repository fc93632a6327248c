import torch
import torch.nn as nn
torch.manual_seed(0);
# %%
x = torch.randn(5)
x
# %%
drop = nn.Dropout(0.5)
drop
# %%
drop(x), drop.training
# %%
drop.eval()
# %%
drop(x)
# %%
x.shape
# %%
torch.manual_seed(1)
# %%
{"a": x[0], "b": [x[1:3]]}
# %%
x.mean()
# %%
None
# %%
(x == 0).sum()
