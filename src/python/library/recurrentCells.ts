/** Of `torch.nn.modules.rnn` the cells: one step each (aten/src/ATen/native/RNN.cpp). */
export const recurrentCells = `
import math
import torch
from torch.nn import Module, Parameter, init
from torch.nn.functional import linear
class RNNCellBase(Module):
    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        if device is not None or dtype is not None: beyond('a cell of another device or dtype')
        if not all(isinstance(size, int) and size > 0 for size in (input_size, hidden_size)): beyond('these sizes')
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        rows = num_chunks * hidden_size
        self.weight_ih = Parameter(torch.empty(rows, input_size))
        self.weight_hh = Parameter(torch.empty(rows, hidden_size))
        for name in ('bias_ih', 'bias_hh'): self.register_parameter(name, Parameter(torch.empty(rows)) if bias else None)
        self.reset_parameters()
    def extra_repr(self):
        s = f'{self.input_size}, {self.hidden_size}'
        if self.bias is not True: s += f', bias={self.bias}'
        if getattr(self, 'nonlinearity', 'tanh') != 'tanh': s += f', nonlinearity={self.nonlinearity}'
        return s
    def reset_parameters(self):
        stdv = 1.0 / math.sqrt(self.hidden_size)
        for weight in self.parameters(): init.uniform_(weight, -stdv, stdv)
    def _gates(self, input, hx):
        return linear(input, self.weight_ih, self.bias_ih), linear(hx, self.weight_hh, self.bias_hh)
    def _started(self, input, states):
        for one in (input, *states):
            if not isinstance(one, torch.Tensor) or one.dim() not in (1, 2): beyond('this input of a cell')
        batched = input.dim() == 2
        if not batched: input = input.unsqueeze(0)
        zeros = torch.zeros(input.size(0), self.hidden_size, dtype=input.dtype)
        states = [one if batched else one.unsqueeze(0) for one in states] or [zeros, zeros]
        if input.size(1) != self.input_size or any(one.shape != zeros.shape for one in states): beyond('this input of a cell')
        return batched, input, states
class RNNCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, nonlinearity='tanh', device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity
    def forward(self, input, hx=None):
        batched, input, states = self._started(input, [] if hx is None else [hx])
        if self.nonlinearity not in ('tanh', 'relu'): raise RuntimeError(f'Unknown nonlinearity: {self.nonlinearity}')
        own, last = self._gates(input, states[0])
        ret = torch.tanh(last + own) if self.nonlinearity == 'tanh' else torch.relu(last + own)
        return ret if batched else ret.squeeze(0)
class LSTMCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)
    def forward(self, input, hx=None):
        if hx is not None and (not isinstance(hx, (tuple, list)) or len(hx) != 2): beyond('these states of a cell')
        batched, input, (hidden, cell) = self._started(input, hx or [])
        own, last = self._gates(input, hidden)
        ingate, forgetgate, cellgate, outgate = (last + own).chunk(4, 1)
        cell = torch.sigmoid(forgetgate) * cell + torch.sigmoid(ingate) * torch.tanh(cellgate)
        ret = torch.sigmoid(outgate) * torch.tanh(cell), cell
        return ret if batched else (ret[0].squeeze(0), ret[1].squeeze(0))
class GRUCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)
    def forward(self, input, hx=None):
        batched, input, states = self._started(input, [] if hx is None else [hx])
        own, last = [gates.chunk(3, 1) for gates in self._gates(input, states[0])]
        reset = torch.sigmoid(last[0] + own[0])
        update = torch.sigmoid(last[1] + own[1])
        new = torch.tanh(own[2] + last[2] * reset)
        ret = (states[0] - new) * update + new
        return ret if batched else ret.squeeze(0)
`;
