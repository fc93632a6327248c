/** Of `pickle` what comes back of plain values, tensors and PyTorch's own modules; the bytes between are not known. */
export const pickle = `
import copy
import torch
HIGHEST_PROTOCOL = 5
def _copied(value):
    kind = type(value)
    if kind in (int, float, bool, str, type(None)): return value
    if kind in (list, tuple, set): return kind([_copied(one) for one in value])
    if kind is dict: return {_copied(key): _copied(one) for key, one in value.items()}
    isPlain = kind is torch.Tensor and not value.requires_grad
    if isinstance(value, torch.nn.Module):
        isPlain = all([type(one).__module__.startswith('torch.nn.modules.') for one in value.modules()])
    return copy.deepcopy(value) if isPlain else beyond('pickle of this')
class _Type(type):
    def __repr__(cls): return beyond('bytes')
class bytes(metaclass=_Type):
    def __init__(self, value): self._value = value
    def __eq__(self, other): return beyond('bytes')
    def __repr__(self): return beyond('bytes')
    def __getattr__(self, name): return beyond(f'bytes.{name}')
def dumps(obj, protocol=None): return bytes(_copied(obj))
def loads(data, /): return _copied(data._value) if type(data) is bytes else beyond('pickle.loads')
def __getattr__(name): return beyond(f'pickle.{name}')
`;
