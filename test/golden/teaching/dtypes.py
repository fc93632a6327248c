import torch
torch.manual_seed(0)
for dtype in (torch.float32, torch.float64, torch.float16, torch.bfloat16):
    x = torch.ones(4, dtype=dtype)
    print(torch.nn.functional.dropout(x, 0.1))
print(torch.tensor([1, 2, 3]).dtype, torch.tensor([1., 2]).dtype, torch.tensor([True]).dtype)
print(torch.ones(2, dtype=torch.long) / 2)
print(torch.arange(3) * 0.5, torch.arange(3) // 2, torch.arange(5) % 3)
x = torch.tensor([1.5, -2.5])
print(x.int(), x.long(), x.double(), x.half(), x.bool())
print(x.type(), x.to(torch.float64).dtype, x.abs(), x.round(), x.floor())
