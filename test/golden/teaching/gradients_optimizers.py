import torch, torch.nn as nn
for make in (lambda p: torch.optim.Adam(p, lr=0.01), lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1), lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=1e-2, nesterov=True), lambda p: torch.optim.Adam(p, weight_decay=0.01, betas=(0.8, 0.99)), lambda p: torch.optim.RMSprop(p)):
    torch.manual_seed(1)
    m = nn.Linear(3, 1)
    opt = make(m.parameters())
    x = torch.ones(2, 3) * torch.tensor([[1.], [2.]]); t = torch.tensor([[1.], [0.]])
    for i in range(4):
        opt.zero_grad(set_to_none=False)
        loss = ((m(nn.functional.dropout(x, 0.2)) - t) ** 2).mean()
        loss.backward()
        opt.step()
        print(round(loss.item(), 4), m.weight.data, m.bias.grad)
