import random
import numpy as np
import torch
def seed_everything(seed: int = 42) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.cuda.manual_seed_all(seed)
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False
seed_everything()
print(random.random(), np.random.rand(), torch.rand(1))
drop = torch.nn.Dropout(0.5)
x = torch.ones(3, 5)
out1 = drop(x)
seed_everything()
out2 = drop(x)
print(out1)
print(out2)
print("same:", torch.equal(out1, out2))
rows = [(p, (torch.nn.functional.dropout(torch.ones(10_000), p) == 0).float().mean().item()) for p in (0.1, 0.2, 0.5, 0.8)]
print(f"{'p':>5} | {'zeros':>8}")
print("-" * 16)
for p, z in rows:
    print(f"{p:>5} | {z:>8.4f}")
