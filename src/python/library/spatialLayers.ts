/*
 * Layers of `torch.nn` that go over an input window by window: how they are made, what they draw, and how they print. What
 * they compute is native (`F.conv2d`, `F.max_pool2d` and their kin), or not modelled.
 */

/** One class for each number of dimensions; `#` stands for it. */
function forEach(dims: readonly number[], source: string): string {
  return dims.map((n) => source.replaceAll('#', String(n))).join('');
}

const conv = `
import math
import torch
import torch.nn.functional as F
from torch.nn import Module, Parameter, init
_complete = True
def _each(dims, value):
    value = (value,) * dims if type(value) is int else tuple(value) if type(value) in (list, tuple) else beyond('this size')
    return value if len(value) == dims and all(type(one) is int for one in value) else beyond('this size')
class _ConvNd(Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups, bias, padding_mode, device=None, dtype=None):
        if not all(type(one) is int for one in (in_channels, out_channels, groups)) or type(bias) is not bool: beyond('these options')
        if in_channels < 1 or out_channels < 1 or type(padding_mode) is not str: beyond('these options')
        super().__init__()
        if groups <= 0: raise ValueError('groups must be a positive integer')
        if in_channels % groups != 0: raise ValueError('in_channels must be divisible by groups')
        if out_channels % groups != 0: raise ValueError('out_channels must be divisible by groups')
        dims = len(kernel_size)
        if padding == 'same':
            if any(one != 1 for one in stride): raise ValueError("padding='same' is not supported for strided convolutions")
            ends = [(total // 2, total - total // 2) for total in (d * (k - 1) for d, k in zip(dilation, kernel_size))]
        elif isinstance(padding, str): ends = [(0, 0)] * dims if padding == 'valid' else beyond('this padding')
        else: ends = [(one, one) for one in padding]
        if padding_mode not in ('zeros', 'reflect', 'replicate', 'circular'): beyond('this padding_mode')
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.transposed = transposed
        self.output_padding = output_padding
        self.groups = groups
        self.padding_mode = padding_mode
        repeated = [one for pair in reversed(ends) for one in pair]
        self._reversed_padding_repeated_twice = repeated if isinstance(padding, str) else tuple(repeated)
        outer, inner = (in_channels, out_channels) if transposed else (out_channels, in_channels)
        self.weight = Parameter(torch.empty((outer, inner // groups, *kernel_size), device=device, dtype=dtype))
        self.register_parameter('bias', Parameter(torch.empty(out_channels, device=device, dtype=dtype)) if bias else None)
        self.reset_parameters()
    def reset_parameters(self):
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            fan_in, _ = init._calculate_fan_in_and_fan_out(self.weight)
            bound = 1 / math.sqrt(fan_in) if fan_in > 0 else 0
            init.uniform_(self.bias, -bound, bound)
    def extra_repr(self):
        s = f'{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}'
        for name, usual in (('padding', 0), ('dilation', 1), ('output_padding', 0)):
            if getattr(self, name) != (usual,) * len(self.kernel_size): s += f', {name}={getattr(self, name)}'
        if self.groups != 1: s += f', groups={self.groups}'
        if self.bias is None: s += ', bias=False'
        return s if self.padding_mode == 'zeros' else s + f', padding_mode={self.padding_mode}'
def _padding(self):
    if isinstance(self.padding, str):
        ends = self._reversed_padding_repeated_twice[::-1]
        if ends[::2] == ends[1::2]: return tuple(ends[::2])
    elif self.padding_mode == 'zeros': return self.padding
${forEach(
  [1, 2, 3],
  `class Conv#d(_ConvNd):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None):
        padding = padding if isinstance(padding, str) else _each(#, padding)
        super().__init__(in_channels, out_channels, _each(#, kernel_size), _each(#, stride), padding, _each(#, dilation), False, (0,) * #, groups, bias, padding_mode, device, dtype)
    def _conv_forward(self, input, weight, bias):
        padding = _padding(self)
        if padding is None: return unknown('this padding')
        return F.conv#d(input, weight, bias, self.stride, padding, self.dilation, self.groups)
    def forward(self, input): return self._conv_forward(input, self.weight, self.bias)
`,
)}
class _ConvTransposeNd(_ConvNd):
    def __init__(self, in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups, bias, padding_mode, device=None, dtype=None):
        if padding_mode != 'zeros': raise ValueError(f'Only "zeros" padding mode is supported for {self.__class__.__name__}')
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype)
${forEach(
  [1, 2, 3],
  `class ConvTranspose#d(_ConvTransposeNd):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None):
        super().__init__(in_channels, out_channels, _each(#, kernel_size), _each(#, stride), _each(#, padding), _each(#, dilation), True, _each(#, output_padding), groups, bias, padding_mode, device, dtype)
    def forward(self, input, output_size=None): return unknown('ConvTranspose#d')
`,
)}`;

const pooling = `
import torch.nn.functional as F
from torch.nn import Module
_complete = True
def _checked(*sizes):
    if not all(type(one) is int for size in sizes for one in (size if type(size) in (list, tuple) else (size,))): beyond('this size')
class _MaxPoolNd(Module):
    def __init__(self, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        _checked(kernel_size, self.stride, padding, dilation)
        self.padding = padding
        self.dilation = dilation
        self.return_indices = return_indices
        self.ceil_mode = ceil_mode
    def extra_repr(self):
        return f'kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, dilation={self.dilation}, ceil_mode={self.ceil_mode}'
class _AvgPoolNd(Module):
    def extra_repr(self): return f'kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}'
class _AdaptiveAvgPoolNd(Module):
    def __init__(self, output_size):
        super().__init__()
        self.output_size = output_size
    def extra_repr(self): return f'output_size={self.output_size}'
${forEach(
  [1, 2, 3],
  `class MaxPool#d(_MaxPoolNd):
    def forward(self, input):
        return F.max_pool#d(input, self.kernel_size, self.stride, self.padding, self.dilation, ceil_mode=self.ceil_mode, return_indices=self.return_indices)
class AdaptiveAvgPool#d(_AdaptiveAvgPoolNd):
    def forward(self, input): return F.adaptive_avg_pool#d(input, self.output_size)
`,
)}
def _single(value): return tuple(value) if type(value) in (list, tuple) else (value,)
class AvgPool1d(_AvgPoolNd):
    def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
        super().__init__()
        self.kernel_size = _single(kernel_size)
        self.stride = _single(kernel_size if stride is None else stride)
        self.padding = _single(padding)
        _checked(self.kernel_size, self.stride, self.padding)
        self.ceil_mode = ceil_mode
        self.count_include_pad = count_include_pad
    def forward(self, input):
        return F.avg_pool1d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad)
${forEach(
  [2, 3],
  `class AvgPool#d(_AvgPoolNd):
    def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        _checked(kernel_size, self.stride, padding)
        self.padding = padding
        self.ceil_mode = ceil_mode
        self.count_include_pad = count_include_pad
        self.divisor_override = divisor_override
    def forward(self, input):
        return F.avg_pool#d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad, self.divisor_override)
`,
)}`;

/** The sources by the names of the modules. */
export const spatialLayers = { 'torch.nn.modules.conv': conv, 'torch.nn.modules.pooling': pooling };

function named(...names: readonly string[]): string[] {
  return names.flatMap((name) => [1, 2, 3].map((n) => `${name}${n}d`));
}

/** The names of the layers by their files. */
export const SPATIAL_LAYERS = {
  conv: named('Conv', 'ConvTranspose'),
  pooling: named('MaxPool', 'AvgPool', 'AdaptiveAvgPool'),
};
