import torch
x = torch.ones(5, requires_grad=True)
torch.manual_seed(0)
y = torch.nn.functional.dropout(x, p=0.5)
print(y)
y.sum().backward()
print(x.grad)
print((x.grad == 0).sum().item())
print(torch.equal(x.grad, y.detach()))
