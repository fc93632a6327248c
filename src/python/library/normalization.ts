/*
 * Layers of `torch.nn` that normalise: how they are made, how they print, and when they learn. What they compute is native
 * (`F.batch_norm` and its kin), but for RMSNorm.
 */

const helpers = `
import torch
import torch.nn.functional as F
from torch.nn import Module, Parameter
_complete = True
def _checked(sizes, flags, numbers, device):
    if not all(type(size) is int and size > 0 for size in sizes) or not all(type(flag) is bool for flag in flags): beyond('these options')
    if not all(type(number) in (int, float) for number in numbers) or device is not None: beyond('these options')
def _scaled(self, shape, affine, bias, dtype):
    self.register_parameter('weight', Parameter(torch.empty(shape, dtype=dtype)) if affine else None)
    self.register_parameter('bias', Parameter(torch.empty(shape, dtype=dtype)) if affine and bias else None)
def _reset(self, affine):
    if affine: torch.nn.init.ones_(self.weight)
    if affine and self.bias is not None: torch.nn.init.zeros_(self.bias)
`;

const batchNorm = `${helpers}
class _NormBase(Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True):
        _checked([num_features], [affine, track_running_stats, bias], [eps, 0.1 if momentum is None else momentum], device)
        super().__init__()
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track_running_stats = track_running_stats
        _scaled(self, num_features, affine, bias, dtype)
        self.register_buffer('running_mean', torch.zeros(num_features, dtype=dtype) if track_running_stats else None)
        self.register_buffer('running_var', torch.ones(num_features, dtype=dtype) if track_running_stats else None)
        self.register_buffer('num_batches_tracked', torch.tensor(0) if track_running_stats else None)
        self.reset_parameters()
    def reset_running_stats(self):
        if self.track_running_stats:
            self.running_mean.zero_()
            self.running_var.fill_(1)
            self.num_batches_tracked.zero_()
    def reset_parameters(self):
        self.reset_running_stats()
        _reset(self, self.affine)
    def _check_input_dim(self, input): raise NotImplementedError
    def extra_repr(self):
        return f'{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, bias={self.bias is not None}, track_running_stats={self.track_running_stats}'
class _BatchNorm(_NormBase):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True):
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)
    def forward(self, input):
        self._check_input_dim(input)
        factor = 0.0 if self.momentum is None else self.momentum
        if self.training and self.track_running_stats and self.num_batches_tracked is not None:
            self.num_batches_tracked.add_(1)
            if self.momentum is None: factor = 1.0 / float(self.num_batches_tracked)
        mean, var = self.running_mean, self.running_var
        learns = self.training or mean is None and var is None
        if self.training and not self.track_running_stats: mean = var = None
        return F.batch_norm(input, mean, var, self.weight, self.bias, learns, factor, self.eps)
def _expect(input, *dims):
    if sure(input) and input.dim() not in dims: raise ValueError(f'expected {"D or ".join(map(str, dims))}D input (got {input.dim()}D input)')
class BatchNorm1d(_BatchNorm):
    def _check_input_dim(self, input): _expect(input, 2, 3)
class BatchNorm2d(_BatchNorm):
    def _check_input_dim(self, input): _expect(input, 4)
class BatchNorm3d(_BatchNorm):
    def _check_input_dim(self, input): _expect(input, 5)
`;

const others = `${helpers}
from torch.nn.modules.activation import _kernel, _tensor
class LayerNorm(Module):
    def __init__(self, normalized_shape, eps=1e-5, elementwise_affine=True, bias=True, device=None, dtype=None):
        if isinstance(normalized_shape, int): normalized_shape = (normalized_shape,)
        elif not isinstance(normalized_shape, (tuple, list)): return beyond('this normalized_shape')
        _checked(normalized_shape, [elementwise_affine, bias], [eps], device)
        super().__init__()
        self.normalized_shape = tuple(normalized_shape)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        _scaled(self, self.normalized_shape, elementwise_affine, bias, dtype)
        self.reset_parameters()
    def reset_parameters(self): _reset(self, self.elementwise_affine)
    def forward(self, input): return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)
    def extra_repr(self):
        return f'{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}, bias={self.bias is not None}'
class GroupNorm(Module):
    def __init__(self, num_groups, num_channels, eps=1e-5, affine=True, device=None, dtype=None, *, bias=True):
        _checked([num_groups, num_channels], [affine, bias], [eps], device)
        super().__init__()
        if num_channels % num_groups != 0: raise ValueError(f'num_channels ({num_channels}) must be divisible by num_groups ({num_groups})')
        self.num_groups = num_groups
        self.num_channels = num_channels
        self.eps = eps
        self.affine = affine
        _scaled(self, num_channels, affine, bias, dtype)
        self.reset_parameters()
    def reset_parameters(self): _reset(self, self.affine)
    def forward(self, input): return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)
    def extra_repr(self):
        return f'{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}, bias={self.bias is not None}'
class RMSNorm(Module):
    def __init__(self, normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None):
        super().__init__()
        if isinstance(normalized_shape, int): normalized_shape = (normalized_shape,)
        self.normalized_shape = tuple(normalized_shape)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        self.register_parameter('weight', Parameter(torch.empty(self.normalized_shape, device=device, dtype=dtype)) if elementwise_affine else None)
        self.reset_parameters()
    def reset_parameters(self):
        if self.elementwise_affine: torch.nn.init.ones_(self.weight)
    def forward(self, x):
        _tensor(x, 'rms_norm')
        if x.dtype is not torch.float32 or x.shape[-len(self.normalized_shape):] != self.normalized_shape: beyond('this RMSNorm')
        if self.eps is not None and type(self.eps) not in (int, float): beyond('this RMSNorm')
        x = x.contiguous()
        eps = 2.0 ** -23 if self.eps is None else self.eps
        dims = tuple(range(-len(self.normalized_shape), 0))
        if self.weight is not None and self.weight.dtype is not x.dtype: beyond('this RMSNorm')
        made = _kernel(x * torch.rsqrt(x.pow(2).mean(dims, keepdim=True) + eps), 'MulBackward0', roundings=4)
        return made if self.weight is None else made * self.weight
    def extra_repr(self): return f'{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}'
`;

/** The sources by the names of the modules. */
export const normalization = {
  'torch.nn.modules.batchnorm': batchNorm,
  'torch.nn.modules.normalization': others,
};

/** The names of the layers by their files. */
export const NORMALIZATION_LAYERS = {
  batchnorm: ['BatchNorm1d', 'BatchNorm2d', 'BatchNorm3d', '_BatchNorm', '_NormBase'],
  normalization: ['LayerNorm', 'GroupNorm', 'RMSNorm'],
};
