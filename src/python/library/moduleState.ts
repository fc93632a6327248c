/** Of `torch.nn.modules.module` what PyTorch's own code says best; the `own` tensors of a module are by their names. */
export const moduleState = `
from typing import NamedTuple
import torch
class _IncompatibleKeys(NamedTuple):
    missing_keys: list
    unexpected_keys: list
    def __repr__(self):
        if not self.missing_keys and not self.unexpected_keys: return '<All keys matched successfully>'
        return f'_IncompatibleKeys(missing_keys={self.missing_keys!r}, unexpected_keys={self.unexpected_keys!r})'
def get_submodule(self, target):
    if not isinstance(target, str): return beyond('this target')
    for item in target.split('.') if target else ():
        if not hasattr(self, item): raise AttributeError(f'{self._get_name()} has no attribute \`{item}\`')
        self = getattr(self, item)
        if not isinstance(self, torch.nn.Module): raise AttributeError(f'\`{item}\` is not an nn.Module')
    return self
def _unexpected(module, keys, prefix, own):
    for key in keys:
        if key.startswith(prefix):
            first, *rest = key[len(prefix):].split('.', 1)
            if first not in module._modules if rest else key not in own: yield key
    for name, child in module._modules.items():
        if child is not None: yield from _unexpected(child, keys, f'{prefix}{name}.', own)
def _quoted(keys): return ', '.join(f'"{key}"' for key in keys)
def load(module, own, given, strict):
    if any(not isinstance(key, str) for key in given): return beyond('this key')
    missing, errors = [], []
    for name, tensor in own.items():
        if name not in given:
            # What an older PyTorch has saved lacks it.
            if name.endswith('num_batches_tracked'): return beyond('this state_dict')
            missing.append(name)
            continue
        value = given[name]
        if not isinstance(value, torch.Tensor): return beyond('a state_dict of another module')
        if value.shape == tensor.shape:
            with torch.no_grad(): tensor.copy_(value)
        elif tensor.dim() == 0: return beyond('this state_dict')
        else: errors.append(f'size mismatch for {name}: copying a param with shape {value.shape} from checkpoint, the shape in current model is {tensor.shape}.')
    unexpected = list(_unexpected(module, list(given), '', own))
    if strict:
        if unexpected: errors.insert(0, f'Unexpected key(s) in state_dict: {_quoted(unexpected)}. ')
        if missing: errors.insert(0, f'Missing key(s) in state_dict: {_quoted(missing)}. ')
    if errors:
        text = '\\n\\t'.join(errors)
        raise RuntimeError(f'Error(s) in loading state_dict for {type(module).__name__}:\\n\\t{text}')
    return _IncompatibleKeys(missing, unexpected)
`;
