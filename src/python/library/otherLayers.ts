/*
 * Layers of `torch.nn` beside those that are native or have a file of their own: how they are made, what they draw for their
 * parameters, and how they print. What most of them compute is not modelled.
 */

const identity = `
from torch.nn import Module
class Identity(Module):
    def __init__(self, *args, **kwargs): super().__init__()
    def forward(self, input): return input
`;

const activation = `
import torch
from torch.nn import Module, Parameter
import torch.nn.functional as F
def _tensor(value, name):
    if not isinstance(value, torch.Tensor): raise TypeError(doubtful(f"{name}(): argument 'input' (position 1) must be Tensor, not {type(value).__name__}", 'what a kernel says'))
def _result(self, value): return beyond('an activation in place') if self.inplace else value
class Hardtanh(Module):
    def __init__(self, min_val=-1.0, max_val=1.0, inplace=False):
        super().__init__()
        self.min_val = min_val
        self.max_val = max_val
        self.inplace = inplace
        if self.max_val <= self.min_val: raise AssertionError(f'max_val ({self.max_val}) must be greater than min_val ({self.min_val})')
    def forward(self, input): return _result(self, unknown('Hardtanh'))
    def extra_repr(self): return f'min_val={self.min_val}, max_val={self.max_val}' + (', inplace=True' if self.inplace else '')
class ReLU6(Hardtanh):
    def __init__(self, inplace=False): super().__init__(0.0, 6.0, inplace)
    def forward(self, input): return F.relu6(input, self.inplace)
    def extra_repr(self): return 'inplace=True' if self.inplace else ''
class Hardsigmoid(Module):
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace
    def forward(self, input): return _result(self, unknown('Hardsigmoid'))
class Hardswish(Module):
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace
    def forward(self, input): return _result(self, unknown('Hardswish'))
class Mish(Module):
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace
    def forward(self, input): return _result(self, unknown('Mish'))
    def extra_repr(self): return 'inplace=True' if self.inplace else ''
class PReLU(Module):
    def __init__(self, num_parameters=1, init=0.25):
        if type(num_parameters) is not int or num_parameters < 1 or type(init) is not float: beyond('this PReLU')
        self.num_parameters = num_parameters
        super().__init__()
        self.init = init
        self.weight = Parameter(torch.full((num_parameters,), init))
    def reset_parameters(self): torch.nn.init.constant_(self.weight, self.init)
    def forward(self, input):
        _tensor(input, 'prelu')
        if self.weight.numel() > 1: return F.prelu(input, self.weight)
        if input.dtype is not self.weight.dtype: beyond('this PReLU')
        weight = self.weight if input.dim() > 0 else self.weight.reshape(())
        return _kernel(input * torch.where(input > 0, 1.0, weight), 'PreluKernelBackward0', roundings=0)
    def extra_repr(self): return f'num_parameters={self.num_parameters}'
class GLU(Module):
    def __init__(self, dim=-1):
        super().__init__()
        self.dim = dim
    def forward(self, input): return unknown('GLU')
    def extra_repr(self): return f'dim={self.dim}'
class LogSigmoid(Module):
    def forward(self, input): return unknown('LogSigmoid')
class Softsign(Module):
    def forward(self, input): return input / (1 + input.abs())
class Tanhshrink(Module):
    def forward(self, input): return input - input.tanh()
`;

const loss = `
import torch
from torch.nn import Module
import torch.nn.functional as F
from torch.nn.modules.activation import _kernel
def _reduced(each, reduction):
    if reduction == 'none': return each
    return each.mean() if reduction == 'mean' else each.sum() if reduction == 'sum' else beyond('this reduction')
def _compared(input, target):
    if input.shape != target.shape or target.requires_grad or not input.dtype is target.dtype is torch.float32: beyond('this target')
    z = (input - target).abs()
    # The sign of a gradient that is 0 is not that of these steps.
    if input.requires_grad and (z == 0).any(): return unknown('a loss at a difference of 0')
    return z
class _Loss(Module):
    def __init__(self, size_average=None, reduce=None, reduction='mean'):
        super().__init__()
        if size_average is not None or reduce is not None: beyond('this reduction')
        self.reduction = reduction
class L1Loss(_Loss):
    def forward(self, input, target): return F.l1_loss(input, target, reduction=self.reduction)
class MSELoss(_Loss):
    def forward(self, input, target): return F.mse_loss(input, target, reduction=self.reduction)
class _WeightedLoss(_Loss):
    def __init__(self, weight=None, size_average=None, reduce=None, reduction='mean'):
        super().__init__(size_average, reduce, reduction)
        self.register_buffer('weight', weight)
class NLLLoss(_WeightedLoss):
    def __init__(self, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'):
        super().__init__(weight, size_average, reduce, reduction)
        self.ignore_index = ignore_index
    def forward(self, input, target):
        return F.nll_loss(input, target, weight=self.weight, ignore_index=self.ignore_index, reduction=self.reduction)
class CrossEntropyLoss(_WeightedLoss):
    def __init__(self, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0):
        super().__init__(weight, size_average, reduce, reduction)
        self.ignore_index = ignore_index
        self.label_smoothing = label_smoothing
    def forward(self, input, target):
        return F.cross_entropy(input, target, weight=self.weight, ignore_index=self.ignore_index, reduction=self.reduction, label_smoothing=self.label_smoothing)
class BCELoss(_WeightedLoss):
    def forward(self, input, target): return F.binary_cross_entropy(input, target, weight=self.weight, reduction=self.reduction)
class BCEWithLogitsLoss(_Loss):
    def __init__(self, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None):
        super().__init__(size_average, reduce, reduction)
        self.register_buffer('weight', weight)
        self.register_buffer('pos_weight', pos_weight)
    def forward(self, input, target):
        return F.binary_cross_entropy_with_logits(input, target, self.weight, pos_weight=self.pos_weight, reduction=self.reduction)
class SmoothL1Loss(_Loss):
    def __init__(self, size_average=None, reduce=None, reduction='mean', beta=1.0):
        super().__init__(size_average, reduce, reduction)
        self.beta = beta
    def forward(self, input, target):
        z, beta = _compared(input, target), self.beta
        if not beta > 0: return beyond('this beta')
        each = torch.where(z < beta, 0.5 * z * z / beta, z - 0.5 * beta)
        return _kernel(_reduced(each, self.reduction), 'SmoothL1LossBackward0', roundings=4)
class HuberLoss(_Loss):
    def __init__(self, reduction='mean', delta=1.0):
        if not isinstance(delta, (float, int)): raise TypeError(f'delta must be a float or int, got: {type(delta)}')
        super().__init__(reduction=reduction)
        self.delta = delta
    def forward(self, input, target):
        z, delta = _compared(input, target), self.delta
        if not delta > 0: return beyond('this delta')
        each = torch.where(z <= delta, 0.5 * z * z, delta * (z - 0.5 * delta))
        return _kernel(_reduced(each, self.reduction), 'HuberLossBackward0', roundings=4)
class KLDivLoss(_Loss):
    def __init__(self, size_average=None, reduce=None, reduction='mean', log_target=False):
        super().__init__(size_average, reduce, reduction)
        self.log_target = log_target
    def forward(self, input, target): return F.kl_div(input, target, reduction=self.reduction, log_target=self.log_target)
class CosineEmbeddingLoss(_Loss):
    def __init__(self, margin=0.0, size_average=None, reduce=None, reduction='mean'):
        super().__init__(size_average, reduce, reduction)
        self.margin = margin
    def forward(self, input1, input2, target):
        return F.cosine_embedding_loss(input1, input2, target, margin=self.margin, reduction=self.reduction)
class MarginRankingLoss(_Loss):
    def __init__(self, margin=0.0, size_average=None, reduce=None, reduction='mean'):
        super().__init__(size_average, reduce, reduction)
        self.margin = margin
    def forward(self, input1, input2, target):
        return F.margin_ranking_loss(input1, input2, target, margin=self.margin, reduction=self.reduction)
class TripletMarginLoss(_Loss):
    def __init__(self, margin=1.0, p=2.0, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean'):
        super().__init__(size_average, reduce, reduction)
        if margin <= 0: raise ValueError(f'TripletMarginLoss: expected margin to be greater than 0, got {margin} instead')
        self.margin = margin
        self.p = p
        self.eps = eps
        self.swap = swap
    def forward(self, anchor, positive, negative):
        return F.triplet_margin_loss(anchor, positive, negative, margin=self.margin, p=self.p, eps=self.eps, swap=self.swap, reduction=self.reduction)
class CTCLoss(_Loss):
    def __init__(self, blank=0, reduction='mean', zero_infinity=False):
        super().__init__(reduction=reduction)
        self.blank = blank
        self.zero_infinity = zero_infinity
    def forward(self, log_probs, targets, input_lengths, target_lengths):
        return F.ctc_loss(log_probs, targets, input_lengths, target_lengths, self.blank, self.reduction, self.zero_infinity)
`;

const distance = `
from torch.nn import Module
import torch.nn.functional as F
class CosineSimilarity(Module):
    def __init__(self, dim=1, eps=1e-08):
        super().__init__()
        self.dim = dim
        self.eps = eps
    def forward(self, x1, x2): return F.cosine_similarity(x1, x2, self.dim, self.eps)
class PairwiseDistance(Module):
    def __init__(self, p=2.0, eps=1e-06, keepdim=False):
        super().__init__()
        self.norm = p
        self.eps = eps
        self.keepdim = keepdim
    def forward(self, x1, x2): return F.pairwise_distance(x1, x2, self.norm, self.eps, self.keepdim)
`;

const upsampling = `
import torch.nn.functional as F
from torch.nn import Module
class Upsample(Module):
    def __init__(self, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None):
        super().__init__()
        self.name = type(self).__name__
        self.size = size
        if isinstance(scale_factor, tuple): self.scale_factor = tuple(float(factor) for factor in scale_factor)
        else: self.scale_factor = float(scale_factor) if scale_factor else None
        self.mode = mode
        self.align_corners = align_corners
        self.recompute_scale_factor = recompute_scale_factor
    def forward(self, input): return F.interpolate(input, self.size, self.scale_factor, self.mode, self.align_corners, recompute_scale_factor=self.recompute_scale_factor)
    def extra_repr(self):
        info = f'size={self.size!r}' if self.scale_factor is None else f'scale_factor={self.scale_factor!r}'
        return f'{info}, mode={self.mode!r}'
`;

const pixelshuffle = `
from torch.nn import Module
import torch.nn.functional as F
class PixelShuffle(Module):
    def __init__(self, upscale_factor):
        super().__init__()
        self.upscale_factor = upscale_factor
    def forward(self, input): return F.pixel_shuffle(input, self.upscale_factor)
    def extra_repr(self): return f'upscale_factor={self.upscale_factor}'
`;

/** The sources by the names of the modules. */
export const otherLayers = {
  'torch.nn.modules.activation': activation,
  'torch.nn.modules.distance': distance,
  'torch.nn.modules.loss': loss,
  'torch.nn.modules.pixelshuffle': pixelshuffle,
  'torch.nn.modules.linear': identity,
  'torch.nn.modules.upsampling': upsampling,
};

/** The names of the layers by their files. */
export const OTHER_LAYERS = {
  activation: [
    'Hardtanh',
    'ReLU6',
    'Hardsigmoid',
    'Hardswish',
    'Mish',
    'PReLU',
    'GLU',
    'LogSigmoid',
    'Softsign',
    'Tanhshrink',
  ],
  distance: ['CosineSimilarity', 'PairwiseDistance'],
  loss: [
    ...['L1Loss', 'MSELoss', 'NLLLoss', 'CrossEntropyLoss', 'BCELoss', 'BCEWithLogitsLoss'],
    'SmoothL1Loss',
    'HuberLoss',
    'KLDivLoss',
    'CosineEmbeddingLoss',
    'MarginRankingLoss',
    'TripletMarginLoss',
    'CTCLoss',
  ],
  linear: ['Identity'],
  pixelshuffle: ['PixelShuffle'],
  upsampling: ['Upsample'],
};
