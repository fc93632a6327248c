import torch
import torch.nn as nn
torch.manual_seed(0)
lstm = nn.LSTM(input_size=4, hidden_size=6, num_layers=2, dropout=0.5)
x = torch.randn(5, 3, 4)
out, (h, c) = lstm(x)
print(out.shape, h.shape, c.shape)
print(nn.Dropout(0.5)(torch.ones(8)))
first, _ = lstm(x)
second, _ = lstm(x)
print(torch.equal(first, second))
lstm.eval()
first, _ = lstm(x)
second, _ = lstm(x)
print(torch.equal(first, second))
lstm.flatten_parameters()
gru = nn.GRU(4, 5, num_layers=3, dropout=0.2, bidirectional=True, batch_first=True)
out, h = gru(torch.ones(2, 7, 4), torch.zeros(6, 2, 5))
print(out.size(), out.stride(), h.size())
print(torch.rand(3))
rnn = nn.RNN(2, 2, nonlinearity="relu")
out, h = rnn(torch.ones(4, 2))
print(out, h)
rnn.reset_parameters()
print(rnn.weight_hh_l0)


def weight_reset(m):
    if hasattr(m, "reset_parameters"):
        m.reset_parameters()


net = nn.Sequential(nn.Embedding(3, 2, padding_idx=0), nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Dropout())
net.apply(weight_reset)
print(net[0].weight, net[1].bias)
w = nn.init.trunc_normal_(torch.empty(2, 3), std=1.5, a=-1, b=1)
print(w)
print(torch.rand(1))
