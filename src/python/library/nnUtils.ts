/** Of `torch.nn.utils` what clips gradients (torch/nn/utils/clip_grad.py), what joins parameters, and what pads sequences. */
const utils = `
import torch
def _gradients(parameters):
    if isinstance(parameters, torch.Tensor): parameters = [parameters]
    return [one.grad for one in parameters if one.grad is not None]
@torch.no_grad()
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, **options):
    if options or type(norm_type) not in (int, float) or norm_type != 2 or type(max_norm) not in (int, float): return beyond('this norm')
    gradients = _gradients(parameters)
    if not gradients: return torch.tensor(0.0)
    total = torch.stack([one.norm() for one in gradients]).norm()
    factor = (float(max_norm) / (total + 1e-6)).clamp(max=1.0)
    for one in gradients: one.mul_(factor)
    return total
@torch.no_grad()
def clip_grad_value_(parameters, clip_value, **options):
    gradients = list(_gradients(parameters))
    # Versions differ in whether they refuse that there is none.
    if options or not gradients: return beyond('clip_grad_value_')
    for one in gradients: one.clamp_(-float(clip_value), float(clip_value))
def vector_to_parameters(vec, parameters):
    if not isinstance(vec, torch.Tensor): raise TypeError(f'expected torch.Tensor, but got: {torch.typename(vec)}')
    pointer = 0
    for one in parameters:
        one.data = vec[pointer:pointer + one.numel()].view_as(one).data
        pointer += one.numel()
def parameters_to_vector(parameters): return torch.cat([one.view(-1) for one in parameters])
`;

export const nnUtils = {
  'torch.nn.utils': utils,
  'torch.nn.utils.rnn': `
import torch
def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side='right'):
    if not isinstance(sequences, (list, tuple)) or padding_side != 'right': return beyond('pad_sequence')
    if not isinstance(batch_first, bool): raise TypeError(f"pad_sequence(): argument 'batch_first' (position 2) must be bool, not {type(batch_first).__name__}")
    if isinstance(padding_value, (str, list, tuple, dict, type(None))): raise TypeError(f"pad_sequence(): argument 'padding_value' (position 3) must be float, not {type(padding_value).__name__}")
    if not isinstance(padding_value, (bool, int, float)) or not sequences or any([not isinstance(one, torch.Tensor) or one.dim() == 0 or one.requires_grad for one in sequences]):
        return beyond('pad_sequence')
    first, most, count = sequences[0], max([len(one) for one in sequences]), len(sequences)
    if any([one.shape[1:] != first.shape[1:] or one.dtype != first.dtype for one in sequences]): return beyond('pad_sequence')
    sizes = (count, most) if batch_first else (most, count)
    padded = first.new_full((*sizes, *first.shape[1:]), padding_value)
    for i, one in enumerate(sequences):
        if batch_first: padded[i, :len(one)] = one
        else: padded[:len(one), i] = one
    return padded
def pack_padded_sequence(*args, **keywords): return beyond('pack_padded_sequence')
def pad_packed_sequence(*args, **keywords): return beyond('pad_packed_sequence')
def pack_sequence(*args, **keywords): return beyond('pack_sequence')
def unpad_sequence(*args, **keywords): return beyond('unpad_sequence')
class PackedSequence:
    def __init__(self, *args, **keywords): beyond('PackedSequence')
`,
};
