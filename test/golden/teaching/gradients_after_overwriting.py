import torch
import torch.nn.functional as F
w = torch.arange(1., 5.).view(2, 2).requires_grad_()
# A backward pass looks at the input of log and sin, and at the output of exp and relu.
y = w.log()
with torch.no_grad(): y.add_(1)
y.sum().backward(); print(w.grad)
w.grad = None; y = w * 2
with torch.no_grad(): y.zero_()
y.sum().backward(); print(w.grad)
w.grad = None; h = w * 1; y = h.exp()
with torch.no_grad(): h.add_(1)
y.sum().backward(); print(w.grad)
w.grad = None; h = w * 1; y = h.softmax(1)
with torch.no_grad(): h.add_(1)
y[:, 0].sum().backward(); print(w.grad)
w.grad = None; h = w * 1; y = h / 2 - h
with torch.no_grad(): h.add_(1)
y.sum().backward(); print(w.grad)
torch.manual_seed(0); w.grad = None; h = w * 1; y = F.dropout(h, 0.5)
with torch.no_grad(): h.add_(1)
y.sum().backward(); print(w.grad)
w.grad = None; y = (w * 1).reshape(4); y.sum().backward(); print(w.grad)
w.grad = None; y = w.t().reshape(4); y.add_(1); print(y)
w.grad = None; abs(w - 2.5).sum().backward(); print(w.grad)
w.grad = None; w.unflatten(1, (2, 1)).sum().backward(); print(w.grad)
print(w % 2, w % w, w // 2, w // w, 2 - w, torch.rsub(w, w))
print(w.split([1, 1])[0], w.clamp(min=w), torch.lerp(w, w, w))
print(2 ** w, w ** 2, w ** w, torch.pow(2, w), torch.fmod(w, 3), torch.fmod(w, w), 7 % w, 7 // w)
# %%
a = torch.ones(1, 2, 2)
y = w @ a
a.mul_(2)
try:
    y.sum().backward()
    print('not seen')
except RuntimeError:
    print('overwritten')
