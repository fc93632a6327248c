import torch
x = torch.arange(12).view(3, 4)
print(x[0], x[:, 1], x[1:, ::2], x[-1, -1], x[..., 0])
print(x.t(), x.T.shape, x.permute(1, 0).is_contiguous())
print(x.sum(), x.sum(0), x.sum(dim=1, keepdim=True), x.float().mean(0))
print(x[x > 5], x[[0, 2]], x[torch.tensor([1, 0])])
print(x.unsqueeze(0).shape, x.view(-1).shape, x.reshape(2, 6)[0], x.flatten())
a, b = x.split(2, dim=1)
print(a, b)
print(torch.cat([a, b], dim=0), torch.stack([x[0], x[1]]))
print(x.max(), x.argmax(), x.max(dim=0))
for row in x:
    print(row.tolist(), row.sum().item())
x[1] = 0
x[:, 0] += 10
print(x)
print(torch.eye(3), torch.linspace(0, 1, 5), torch.full((2, 2), 3))
print(torch.zeros(2, 0), torch.tensor([]), torch.tensor(3.14))
print(x + torch.tensor([1, 2, 3, 4]), x * 2, x / 4, 2 ** torch.arange(4), x.float() ** 2)
