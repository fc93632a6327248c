import torch
import torch.nn as nn
torch.manual_seed(0)
m = nn.Dropout2d(p=0.5)
images = torch.ones(2, 4, 2, 3)
out = m(images)
print(out)
for i in range(out.size(0)):
    for c in range(out.size(1)):
        print(i, c, "dropped" if out[i, c].sum() == 0 else "kept")
print(out.sum(dim=(2, 3)))
