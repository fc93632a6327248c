/** Of `torch.nn.modules.module` what PyTorch's own code says best; the `own` tensors of a module are by their names. */
export const moduleState = `
from typing import NamedTuple
import torch
from torch.autograd.function import _recorded
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
def _get(self, target, kind, isFitting):
    if not isinstance(target, str): return beyond('this target')
    path, _, name = target.rpartition('.')
    module = self.get_submodule(path)
    if not hasattr(module, name): raise AttributeError(f'{module._get_name()} has no attribute \`{name}\`')
    found = getattr(module, name)
    if not isFitting(module, name, found): raise AttributeError(f'\`{name}\` is not {kind}')
    return found
def _joined(prefix, name): return f'{prefix}.{name}' if prefix else name
def named_modules(self, prefix, remove_duplicate, recurse, seen=None):
    seen = [] if seen is None else seen
    if not isinstance(prefix, str) or type(remove_duplicate) is not bool: beyond('these names of modules')
    if any([one is self for one in seen]): return
    if remove_duplicate: seen.append(self)
    yield prefix, self
    for name, module in self._modules.items():
        if module is not None: yield from named_modules(module, _joined(prefix, name), remove_duplicate, recurse, seen)
def _named(self, table, prefix, remove_duplicate, recurse):
    seen = []
    for path, module in named_modules(self, prefix, remove_duplicate, True) if recurse else [(prefix, self)]:
        for name, tensor in table(module).items():
            if tensor is None or any([one is tensor for one in seen]): continue
            if remove_duplicate: seen.append(tensor)
            yield _joined(path, name), tensor
def named_parameters(self, *how): return _named(self, lambda module: module._parameters, *how)
def named_buffers(self, *how): return _named(self, lambda module: module._buffers, *how)
def requires_grad_(self, requires_grad):
    for param in self.parameters(): param.requires_grad_(requires_grad)
    return self
def apply(self, fn):
    for module in self.children(): module.apply(fn)
    fn(self)
    return self
def get_parameter(self, target): return _get(self, target, 'an nn.Parameter', lambda module, name, found: isinstance(found, torch.nn.Parameter))
def get_buffer(self, target): return _get(self, target, 'a buffer', lambda module, name, found: name in module._buffers)
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
            # What an older PyTorch has saved lacks it, as does what tells no version.
            isOld = name.endswith('num_batches_tracked')
            if isOld and type(given) is not dict: return beyond('this state_dict')
            if not isOld: missing.append(name)
            continue
        value = given[name]
        if not isinstance(value, torch.Tensor): return beyond('a state_dict of another module')
        if value.shape == tensor.shape:
            with torch.no_grad(): tensor.copy_(value)
        elif tensor.dim() == 0 and value.dim() == 1: return beyond('this state_dict')
        else: errors.append(f'size mismatch for {name}: copying a param with shape {value.shape} from checkpoint, the shape in current model is {tensor.shape}.')
    unexpected = list(_unexpected(module, list(given), '', own))
    if strict:
        if unexpected: errors.insert(0, f'Unexpected key(s) in state_dict: {_quoted(unexpected)}. ')
        if missing: errors.insert(0, f'Missing key(s) in state_dict: {_quoted(missing)}. ')
    if errors:
        text = '\\n\\t'.join(errors)
        raise RuntimeError(f'Error(s) in loading state_dict for {type(module).__name__}:\\n\\t{text}')
    return _IncompatibleKeys(missing, unexpected)
class _BackwardHook:
    def __init__(self, module, hooks):
        self.module, self.hooks, self.pre, self.grads = module, [one for one, isPre in hooks if not isPre], [one for one, isPre in hooks if isPre], None
    def _through(self, tensor, backward):
        with torch.no_grad(): shown = tensor.view_as(tensor)
        return _recorded(shown, 'BackwardHookFunctionBackward', backward, [tensor], [])
    def entered(self, args):
        tensors = [i for i, one in enumerate(args) if isinstance(one, torch.Tensor)]
        self.count, self.isClosed = len(args), not (torch.is_grad_enabled() and any([args[i].requires_grad for i in tensors]))
        if self.isClosed: return args
        if len(tensors) > 1: return beyond('a backward hook of a module with several inputs')
        at = tensors[0]
        def backward(grad):
            if self.grads is None: return [grad]
            given = tuple([grad if i == at else None for i in range(self.count)])
            with torch.no_grad():
                for hook in self.hooks:
                    result = hook(self.module, given, self.grads)
                    if result is not None: given = self._checked(result, given)
            self.grads = None
            return [given[at]]
        return (*args[:at], self._through(args[at], backward), *args[at + 1:])
    def _checked(self, result, given):
        return result if isinstance(result, tuple) and len(result) == len(given) else beyond('what this backward hook gives')
    def left(self, output):
        if not isinstance(output, torch.Tensor): return beyond('a backward hook of a module with several outputs')
        if not (torch.is_grad_enabled() and output.requires_grad): return output
        def backward(grad):
            given = (grad,)
            with torch.no_grad():
                for hook in self.pre:
                    result = hook(self.module, given)
                    if result is not None: given = self._checked(result, given)
                self.grads = given
                if self.isClosed:
                    for hook in self.hooks:
                        result = hook(self.module, (None,) * self.count, given)
                        if result is not None and not (isinstance(result, tuple) and all([one is None for one in result])):
                            raise RuntimeError('Backward hook for Modules where no input requires gradient should always return None or None for all gradients.')
                    self.grads = None
            return [given[0]]
        return self._through(output, backward)
`;
