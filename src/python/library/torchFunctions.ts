/** Functions of PyTorch that are made of others: sampling by weights, joining, and a loss. */
export const torchFunctions = `
import torch
def _is_drawn(weights):
    # Where it is in doubt what they are, that they are refused is not taken to be.
    good, total = ((weights >= 0) & (weights < float('inf'))).all().item(), (weights.sum(-1) > 0).all().item()
    return [not sure(good) or good, not sure(total) or total]
def multinomial(input, num_samples, replacement=False, *, generator=None, out=None):
    if out is not None or type(num_samples) is not int or type(replacement) is not bool or type(input) not in (torch.Tensor, torch.nn.Parameter): return beyond('torch.multinomial')
    if input.dim() not in (1, 2): raise RuntimeError('prob_dist must be 1 or 2 dim')
    weights, count = input.detach(), input.size(-1)
    if weights.dtype not in (torch.float32, torch.float64) or not weights.is_contiguous() or count > 1000: return beyond('torch.multinomial')
    if num_samples <= 0: raise RuntimeError('cannot sample n_sample <= 0 samples')
    if not replacement and num_samples > count: raise RuntimeError('cannot sample n_sample > prob_dist.size(-1) samples without replacement')
    if weights.numel() == 0: return beyond('torch.multinomial')
    isGood, isPositive = _is_drawn(weights)
    races = not replacement or num_samples == 1
    if not isGood:
        if not races: return beyond('torch.multinomial')
        raise RuntimeError('probability tensor contains either \`inf\`, \`nan\` or element < 0')
    if not isPositive: raise RuntimeError('invalid multinomial distribution (sum of probabilities <= 0)')
    if races:
        # Whichever of exponential times, sped up by the weights, comes first.
        times = -(-torch.rand(weights.shape, generator=generator, dtype=torch.float64)).log1p()
        speeds = weights / times.to(weights.dtype)
        return speeds.argmax(-1, keepdim=True) if num_samples == 1 else speeds.topk(num_samples).indices
    drawn = torch.rand((*weights.shape[:-1], num_samples), generator=generator, dtype=torch.float64)
    sums = [weights[..., 0]]
    for i in range(1, count): sums.append(sums[-1] + weights[..., i])
    bounds = torch.stack([one / sums[-1] for one in sums[:-1]], -1).double() if count > 1 else weights.double()[..., :0]
    return (bounds[..., None, :] < drawn[..., None]).sum(-1)
def _joined(name, tensors, out, low, dim):
    if out is not None or type(tensors) not in (list, tuple) or len(tensors) == 0 or any([type(one) is not torch.Tensor for one in tensors]): return beyond(f'torch.{name}')
    least = min([one.dim() for one in tensors])
    # Those of fewer dimensions are reshaped first.
    if least < low: return beyond(f'torch.{name}')
    return torch.cat(tensors, dim if least > 1 else 0)
def hstack(tensors, *, out=None): return _joined('hstack', tensors, out, 1, 1)
def vstack(tensors, *, out=None):
    if type(tensors) in (list, tuple) and out is None and all([type(one) is torch.Tensor and one.dim() == 1 for one in tensors]): tensors = [one.unsqueeze(0) for one in tensors]
    return _joined('vstack', tensors, out, 2, 0)
def broadcast_shapes(*shapes):
    if any([type(one) not in (int, tuple, list, torch.Size) for one in shapes]): return beyond('torch.broadcast_shapes')
    sizes = [(one,) if type(one) is int else tuple(one) for one in shapes]
    if any([type(size) is not int or size < 0 for one in sizes for size in one]): return beyond('torch.broadcast_shapes')
    result = [1] * max([len(one) for one in sizes], default=0)
    for one in sizes:
        for i in range(-len(one), 0):
            if one[i] == 1 or one[i] == result[i]: continue
            if result[i] != 1: return beyond('torch.broadcast_shapes')
            result[i] = one[i]
    return torch.Size(result)
def broadcast_tensors(*tensors):
    if not tensors or any([type(one) not in (torch.Tensor, torch.nn.Parameter) for one in tensors]): return beyond('torch.broadcast_tensors')
    shape = broadcast_shapes(*[one.shape for one in tensors])
    return tuple([one if one.shape == shape else one.expand(shape) for one in tensors])
def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    if out is not None: return beyond('normalize(out=…)')
    return input / input.norm(p, dim, keepdim=True).clamp_min(eps).expand_as(input)
def norm(A, ord=None, dim=None, keepdim=False, **options):
    isVector = isinstance(A, torch.Tensor) and (type(dim) is int or dim is None and keepdim is False and (ord is None or A.dim() == 1))
    if options or not isVector or type(ord) not in (int, float) and ord is not None: return unknown('torch.linalg.norm')
    return A.norm(2 if ord is None else ord, dim, keepdim)
def vector_norm(x, ord=2, dim=None, keepdim=False, **options):
    if options or not isinstance(x, torch.Tensor) or dim is None and keepdim is not False or type(ord) not in (int, float): return unknown('torch.linalg.vector_norm')
    return x.norm(ord, dim, keepdim)
def is_inference_mode_enabled(): return torch.ones(0).is_inference()
def one_hot(tensor, num_classes=-1):
    if not isinstance(tensor, torch.Tensor) or tensor.dtype is not torch.int64 or tensor.numel() == 0 or type(num_classes) is not int: return beyond('this one_hot')
    least, most = tensor.min().item(), tensor.max().item()
    if sure(most) and (least < 0 or num_classes != -1 and num_classes <= most): return beyond('this one_hot')
    return (tensor.unsqueeze(-1) == torch.arange(num_classes if num_classes > -1 else most + 1)).long()
def _averaged(input, output_size, dims):
    sizes = (output_size,) * dims if type(output_size) is int else output_size
    isFit = type(sizes) in (list, tuple) and len(sizes) == dims and all([one is None and dims > 1 or type(one) is int and one > 0 for one in sizes])
    if not isFit or not isinstance(input, torch.Tensor) or not input.is_floating_point() or input.dim() not in (dims + 1, dims + 2) or input.numel() == 0: return beyond('this pooling')
    if any([one != 1 for one in sizes]) or input.dim() == dims + 1: return unknown('this pooling')
    return input.mean(tuple(range(-dims, 0)), keepdim=True) if dims > 1 else input.unsqueeze(-2).mean((-2, -1), keepdim=True).squeeze(-2)
def adaptive_avg_pool1d(input, output_size): return _averaged(input, output_size, 1)
def adaptive_avg_pool2d(input, output_size): return _averaged(input, output_size, 2)
def adaptive_avg_pool3d(input, output_size): return _averaged(input, output_size, 3)
def interpolate(input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False):
    if not isinstance(input, torch.Tensor) or input.dim() not in (3, 4, 5) or not input.is_floating_point(): return beyond('this interpolation')
    if type(recompute_scale_factor) not in (bool, type(None)): return beyond('this interpolation')
    if mode != 'nearest' or align_corners is not None or recompute_scale_factor or antialias: return unknown('this interpolation')
    if size is not None and scale_factor is not None: raise ValueError('only one of size or scale_factor should be defined')
    if size is None and scale_factor is None: raise ValueError('either size or scale_factor should be defined')
    dims, given, kinds = input.dim() - 2, size if scale_factor is None else scale_factor, (int,) if scale_factor is None else (int, float)
    parts = list(given) if type(given) in (list, tuple, torch.Size) else [given] * dims
    if len(parts) != dims or not all([type(one) in kinds and one > 0 for one in parts]): return beyond('this interpolation')
    result = input.clone()
    for dim, part in enumerate(parts, 2):
        count = input.size(dim)
        length = part if scale_factor is None else int(count * part)
        if count < 1 or length < 1: return beyond('this interpolation')
        if length % count == 0:
            result = result.unsqueeze(dim + 1).expand(*result.shape[:dim + 1], length // count, *result.shape[dim + 1:]).flatten(dim, dim + 1)
            continue
        step = count / length if scale_factor is None else 1 / part
        places = [min(int(i * step), count - 1) for i in range(length)]
        # Kernels differ in whether they step in floats or in doubles.
        rough = (torch.arange(length).float() * torch.tensor(step)).long().clamp(max=count - 1)
        if rough.tolist() != places: return unknown('this interpolation')
        result = result.index_select(dim, rough)
    from torch.nn.modules.activation import _kernel
    return _kernel(result, f'UpsampleNearest{dims}DBackward0', roundings=0) if result.requires_grad else result
def pad(input, pad, mode='constant', value=None):
    known = isinstance(input, torch.Tensor) and input.is_floating_point() and type(pad) in (list, tuple) and all([type(one) is int for one in pad])
    if not known or len(pad) % 2 or len(pad) > 2 * input.dim() or (value is not None and type(value) not in (int, float)): return beyond('this padding')
    if mode != 'constant' or any([one < 0 for one in pad]): return unknown('this padding')
    result = input.clone()
    for i in range(len(pad) // 2):
        dim = input.dim() - 1 - i
        ends = [result.new_full((*result.shape[:dim], size, *result.shape[dim + 1:]), 0 if value is None else value) for size in pad[2 * i:2 * i + 2]]
        result = torch.cat([ends[0], result, ends[1]], dim)
    from torch.nn.modules.activation import _kernel
    return _kernel(result, 'ConstantPadNdBackward0', roundings=0) if result.requires_grad else result
def histc(input, bins=100, min=0, max=0, *, out=None):
    if out is not None or type(input) is not torch.Tensor or input.dtype is not torch.float32 or input.numel() == 0: return beyond('torch.histc')
    if type(bins) is not int or not 0 < bins <= 1000 or type(min) not in (int, float) or type(max) not in (int, float) or min > max: return beyond('torch.histc')
    x = input.detach().reshape(-1, 1)
    low, high = (x.min().item(), x.max().item()) if min == max else (min, max)
    if low == high: low, high = low - 1, high + 1
    edges = torch.linspace(low, high, bins + 1)
    passed = torch.where(x[:, 0] == edges[-1], bins, (x >= edges).sum(1))
    return torch.stack([(passed == i + 1).sum() for i in range(bins)]).float()
def smoothed_cross_entropy(input, target, reduction, label_smoothing):
    if type(label_smoothing) not in (int, float): return beyond('this label_smoothing')
    if not label_smoothing > 0: return torch.nn.functional.cross_entropy(input, target, reduction=reduction)
    if not label_smoothing <= 1.0: raise RuntimeError(f'label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing:g}')
    if input.dim() != 2 or not isinstance(target, torch.Tensor) or target.dim() != 1 or target.dtype is not torch.int64: return beyond('this target')
    logs = input.log_softmax(1)
    each = torch.nn.functional.nll_loss(logs, target, reduction=reduction)
    others = -logs.sum(1)
    if reduction != 'none': others = others.mean() if reduction == 'mean' else others.sum()
    return each * (1 - label_smoothing) + others * (label_smoothing / input.size(1))
def kl_div(input, target, size_average=None, reduce=None, reduction='mean', log_target=False):
    if size_average is not None or reduce is not None or reduction not in ('none', 'batchmean', 'sum', 'mean') or type(log_target) is not bool: return beyond('kl_div')
    if type(input) is not torch.Tensor or type(target) is not torch.Tensor or input.shape != target.shape or not input.dtype is target.dtype is torch.float32: return beyond('kl_div')
    if log_target: each = target.exp() * (target - input)
    else:
        isPositive = (target > 0).all().item()
        if not (sure(isPositive) and isPositive): return unknown('kl_div')
        each = target * target.log() - target * input
    if reduction == 'none': return each
    if reduction == 'mean': return each.mean()
    return each.sum() if reduction == 'sum' else each.sum() / input.size(0)
`;
