import torch
import torch.nn as nn
torch.manual_seed(0)
lstm = nn.LSTM(input_size=4, hidden_size=3, num_layers=2, batch_first=True)
print(lstm)
x = torch.randn(2, 5, 4)
out, (h, c) = lstm(x)
print(out.shape, h.shape, c.shape)
print(torch.rand(2))
drop = nn.Dropout(0.5)
print(drop(torch.ones(4)))
gru = nn.GRU(2, 3)
print(torch.rand(1))
