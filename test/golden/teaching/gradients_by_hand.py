import torch
w = torch.tensor([1., 2.], requires_grad=True)
x = torch.tensor([3., 4.])
for i in range(3):
    loss = ((w * x).sum() - 10) ** 2
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
        w.grad.zero_()
    print(i, loss.item(), w)
w.data.sub_(0.5)
print(w, w.grad)
v = torch.ones(2, requires_grad=True)
h = v * w
with torch.no_grad(): w += 1
try:
    h.sum().backward()
    print('fine', v.grad)
except RuntimeError as e: print('modified')
a = torch.ones(2, requires_grad=True)
b = (a * 2).sum()
b.backward(retain_graph=True); b.backward()
print(a.grad)
c = a.detach().clone().requires_grad_(True)
d = torch.nn.functional.dropout(c * 2, 0.0).sum()
d.backward(); print(c.grad)
e = torch.ones(2, 2, requires_grad=True)
f = torch.nn.functional.kl_div(e, e)
f.backward()
print(e.grad)
