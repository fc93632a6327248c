/** Of `torch.nn.utils` what clips gradients (torch/nn/utils/clip_grad.py), and what joins parameters. */
const utils = `
import torch
def _gradients(parameters):
    if isinstance(parameters, torch.Tensor): parameters = [parameters]
    return [one.grad for one in parameters if one.grad is not None]
@torch.no_grad()
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, **options):
    if options or norm_type != 2: return beyond('this norm')
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
def parameters_to_vector(parameters): return torch.cat([one.view(-1) for one in parameters])
`;

export const nnUtils = {
  'torch.nn.utils': utils,
  'torch.nn.utils.rnn': `
class PackedSequence:
    def __init__(self, *args, **keywords): beyond('PackedSequence')
`,
};
