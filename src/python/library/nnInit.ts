/** Of `torch.nn.init` what draws nothing, or is computed from sizes (torch/nn/init.py); what draws into a tensor is native. */
export const nnInit = `
import math
import torch
from torch.nn.init import normal_, uniform_
@torch.no_grad()
def constant_(tensor, val): return tensor.fill_(val)
def ones_(tensor): return constant_(tensor, 1.0)
def zeros_(tensor): return constant_(tensor, 0.0)
@torch.no_grad()
def eye_(tensor):
    if tensor.ndimension() != 2: raise ValueError('Only tensors with 2 dimensions are supported')
    return tensor.copy_(torch.eye(*tensor.shape))
def _calculate_fan_in_and_fan_out(tensor):
    if tensor.dim() < 2: raise ValueError('Fan in and fan out can not be computed for tensor with fewer than 2 dimensions')
    field = math.prod(tensor.shape[2:])
    return tensor.size(1) * field, tensor.size(0) * field
def calculate_gain(nonlinearity, param=None):
    if nonlinearity in ('linear', 'conv1d', 'conv2d', 'conv3d', 'sigmoid'): return 1
    if nonlinearity == 'tanh': return 5.0 / 3
    if nonlinearity == 'relu': return math.sqrt(2.0)
    if nonlinearity == 'selu': return 3.0 / 4
    if nonlinearity != 'leaky_relu': return beyond('this nonlinearity')
    if param is None: slope = 0.01
    elif type(param) in (int, float) and abs(param) < 1e150: slope = param
    elif type(param) is bool: raise ValueError(f'negative_slope {param} not a valid number')
    else: return beyond('this slope')
    return math.sqrt(2.0 / (1 + slope * slope))
@torch.no_grad()
def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
    # Where little lies between the bounds, other draws are made; else all are drawn again until each that is taken lies within.
    if not (all([isinstance(one, (int, float)) for one in (mean, std, a, b)]) and std > 0): return beyond('these bounds')
    above, below = [torch.tensor((bound - mean) / std / math.sqrt(2.0), dtype=torch.float64).erf().item() for bound in (b, a)]
    if not (above - below) / 2 > 0.301: return beyond('these bounds')
    made = torch.empty_like(tensor).normal_(mean, std, generator=generator)
    while True:
        isBeyond = (made < a) | (made > b)
        goesOn = isBeyond.any().item()
        if not sure(goesOn): return beyond('a value at these bounds')
        if not goesOn: return tensor.copy_(made)
        made = torch.where(isBeyond, torch.empty_like(tensor).normal_(mean, std, generator=generator), made)
def _xavier(tensor, gain, generator):
    if generator is not None: return beyond('this generator')
    return gain * math.sqrt(2.0 / float(sum(_calculate_fan_in_and_fan_out(tensor))))
def xavier_uniform_(tensor, gain=1.0, generator=None):
    bound = math.sqrt(3.0) * _xavier(tensor, gain, generator)
    return uniform_(tensor, -bound, bound)
def xavier_normal_(tensor, gain=1.0, generator=None): return normal_(tensor, 0.0, _xavier(tensor, gain, generator))
def _kaiming(tensor, a, mode, nonlinearity, generator):
    if generator is not None or tensor.numel() == 0 or mode not in ('fan_in', 'fan_out'): return beyond('this call of kaiming')
    fan = _calculate_fan_in_and_fan_out(tensor)[mode == 'fan_out']
    return calculate_gain(nonlinearity, a) / math.sqrt(fan)
def kaiming_uniform_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None):
    bound = math.sqrt(3.0) * _kaiming(tensor, a, mode, nonlinearity, generator)
    return uniform_(tensor, -bound, bound)
def kaiming_normal_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None):
    return normal_(tensor, 0, _kaiming(tensor, a, mode, nonlinearity, generator))
def orthogonal_(tensor, gain=1, generator=None):
    if not isinstance(tensor, torch.Tensor): return beyond('orthogonal_')
    if tensor.dim() < 2: raise ValueError('Only tensors with 2 or more dimensions are supported')
    if tensor.numel() == 0: return tensor
    # By the decomposition of a normal matrix, in which all dimensions but the first are one: what comes of it is not computed here.
    with torch.no_grad():
        drawn = tensor.new_empty((tensor.size(0), tensor.numel() // tensor.size(0))).normal_(0, 1, generator=generator)
        tensor.copy_(doubtful(drawn.reshape(tensor.shape), 'the decomposition of a matrix'))
    return tensor
`;
