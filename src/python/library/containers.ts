/** `torch.nn.modules.container`, as PyTorch writes it. */
export const containers = `
from collections import OrderedDict
import torch
from torch.nn import Module, Parameter
_complete = True
def _iterable(given):
    if type(given) in (list, tuple) or isinstance(given, torch.Tensor): return True
    try: iter(given)
    except TypeError: return False
    return True
def _place(self, idx):
    idx = whole(idx)
    if not -len(self) <= idx < len(self): raise IndexError(f'index {idx} is out of range')
    return idx + len(self) if idx < 0 else idx
def _remove(self, names):
    for key in names: del self._modules[key]
    _ordered(self)
    left = list(self._modules.values())
    for key in list(self._modules): del self._modules[key]
    for i, module in enumerate(left): self._modules[str(i)] = module
def _insert(self, index, module):
    for i in range(len(self._modules), index, -1): self._modules[str(i)] = self._modules[str(i - 1)]
    self._modules[str(index)] = module
def _times(self, other):
    if not isinstance(other, int): raise TypeError(f'unsupported operand type(s) for *: {type(self)} and {type(other)}')
    if other <= 0: raise ValueError(f'Non-positive multiplication factor {other} for {type(self)}')
def _sequential(other):
    if not isinstance(other, Sequential):
        raise ValueError(f'add operator supports only objects of Sequential class, but {str(type(other))} is given.')
class Sequential(Module):
    def __init__(self, *args):
        super().__init__()
        if len(args) == 1 and isinstance(args[0], OrderedDict):
            for key, module in args[0].items(): _named(self, key, module)
        else:
            for idx, module in enumerate(args): self.add_module(str(idx), module)
    def __getitem__(self, idx):
        if isinstance(idx, slice): return self.__class__(OrderedDict(list(self._modules.items())[idx]))
        return list(self._modules.values())[_place(self, idx)]
    def __setitem__(self, idx, module): setattr(self, list(self._modules)[_place(self, idx)], module)
    def __delitem__(self, idx):
        names = list(self._modules)
        _remove(self, names[idx] if isinstance(idx, slice) else [names[_place(self, idx)]])
    def __len__(self): return len(self._modules)
    def __add__(self, other):
        _sequential(other)
        return Sequential().extend(self).extend(other)
    def pop(self, key):
        v = self[key]
        del self[key]
        return v
    def __iadd__(self, other):
        _sequential(other)
        offset = len(self)
        for i, module in enumerate(other): self.add_module(str(i + offset), module)
        return self
    def __mul__(self, other):
        _times(self, other)
        combined = Sequential()
        for _ in range(other): combined.extend(self)
        return combined
    def __rmul__(self, other): return self.__mul__(other)
    def __imul__(self, other):
        _times(self, other)
        if other > 1: beyond('a Sequential times itself')
        return self
    def __iter__(self): return iter(self._modules.values())
    def forward(self, input):
        for module in self: input = module(input)
        return input
    def append(self, module):
        self.add_module(str(len(self)), module)
        return self
    def insert(self, index, module):
        if not isinstance(module, Module): raise AssertionError(f'module should be of type: {Module}')
        n = len(self._modules)
        if not -n <= index <= n: raise IndexError(f'Index out of range: {index}')
        _insert(self, index + n if index < 0 else index, module)
        return self
    def extend(self, sequential):
        for layer in sequential: self.append(layer)
        return self
class ModuleList(Module):
    def __init__(self, modules=None):
        super().__init__()
        if modules is not None: self += modules
    def _get_abs_string_index(self, idx): return str(_place(self, idx))
    def __getitem__(self, idx):
        if isinstance(idx, slice): return self.__class__(list(self._modules.values())[idx])
        return self._modules[self._get_abs_string_index(idx)]
    def __setitem__(self, idx, module): setattr(self, self._get_abs_string_index(idx), module)
    def __delitem__(self, idx):
        _remove(self, [str(k) for k in range(len(self._modules))[idx]] if isinstance(idx, slice) else [self._get_abs_string_index(idx)])
    def __len__(self): return len(self._modules)
    def __iter__(self): return iter(self._modules.values())
    def __iadd__(self, modules): return self.extend(modules)
    def __add__(self, other):
        combined = ModuleList()
        for module in self: combined.append(module)
        for module in other: combined.append(module)
        return combined
    def __repr__(self):
        texts = [repr(item) for item in self]
        if not texts: return self._get_name() + '()'
        blocks = []
        for i, text in enumerate(texts):
            if blocks and blocks[-1][2] == text: blocks[-1][1] = i
            else: blocks.append([i, i, text])
        lines = [f'({a}): {text}' if a == b else f'({a}-{b}): {b - a + 1} x {text}' for a, b, text in blocks]
        return self._get_name() + '(\\n  ' + '\\n  '.join(line.replace('\\n', '\\n  ') for line in lines) + '\\n)'
    def insert(self, index, module): _insert(self, index, module)
    def append(self, module):
        self.add_module(str(len(self)), module)
        return self
    def pop(self, key):
        v = self[key]
        del self[key]
        return v
    def extend(self, modules):
        if not _iterable(modules):
            raise TypeError(f'ModuleList.extend should be called with an iterable, but got {type(modules).__name__}')
        offset = len(self)
        for i, module in enumerate(modules): self.add_module(str(offset + i), module)
        return self
def _named(self, key, module):
    if type(key) in (int, float, bool, tuple, type(None)):
        raise TypeError(f'module name should be a string. Got {type(key).__name__}')
    self.add_module(key, module)
def _pairs(name, given, ordered):
    if isinstance(given, ordered): yield from given.items()
    elif type(given) not in (list, tuple) and hasattr(given, 'keys'): beyond(f'{name}.update of this')
    else:
        for j, m in enumerate(given):
            if not _iterable(m):
                raise TypeError(f'{name} update sequence element #{j} should be Iterable; is{type(m).__name__}')
            if not len(m) == 2: raise ValueError(f'{name} update sequence element #{j} has length {len(m)}; 2 is required')
            yield m[0], m[1]
class ModuleDict(Module):
    def __init__(self, modules=None):
        super().__init__()
        if modules is not None: self.update(modules)
    def __getitem__(self, key): return self._modules[key]
    def __setitem__(self, key, module): _named(self, key, module)
    def __delitem__(self, key): del self._modules[key]
    def __len__(self): return len(self._modules)
    def __iter__(self): return iter(self._modules)
    def __contains__(self, key): return key in self._modules
    def clear(self):
        for key in list(self._modules): del self._modules[key]
    def pop(self, key):
        v = self[key]
        del self[key]
        return v
    def keys(self): return self._modules.keys()
    def items(self): return self._modules.items()
    def values(self): return self._modules.values()
    def update(self, modules):
        if not _iterable(modules):
            raise TypeError(f'ModuleDict.update should be called with an iterable of key/value pairs, but got {type(modules).__name__}')
        for key, module in _pairs('ModuleDict', modules, (dict, ModuleDict)): self[key] = module
def _line(key, p, kind):
    if not isinstance(p, torch.Tensor): return f'  ({key}): Object of type: {type(p).__name__}'
    device = f' ({p.device})' if p.is_cuda else ''
    sizes = 'x'.join(str(size) for size in p.size())
    return f"  ({key}): {'Parameter' if isinstance(p, Parameter) else 'Tensor'} containing: [{kind(p)} of size {sizes}{device}]"
def _kept(value): return Parameter(value) if isinstance(value, torch.Tensor) and not isinstance(value, Parameter) else value
class ParameterList(Module):
    def __init__(self, values=None):
        super().__init__()
        self._size = 0
        if values is not None: self += values
    def _get_abs_string_index(self, idx): return str(_place(self, idx))
    def __getitem__(self, idx):
        if isinstance(idx, slice):
            out = ParameterList()
            for i in range(self._size)[idx]: out.append(self[i])
            return out
        return getattr(self, self._get_abs_string_index(idx))
    def __setitem__(self, idx, param): setattr(self, self._get_abs_string_index(idx), _kept(param))
    def __len__(self): return self._size
    def __iter__(self): return iter(self[i] for i in range(len(self)))
    def __iadd__(self, parameters): return self.extend(parameters)
    def append(self, value):
        self._size += 1
        self[self._size - 1] = value
        return self
    def extend(self, values):
        if not _iterable(values) or isinstance(values, torch.Tensor):
            raise TypeError(f'ParameterList.extend should be called with an iterable, but got {type(values).__name__}')
        for value in values: self.append(value)
        return self
    def extra_repr(self): return '\\n'.join(_line(k, p, lambda one: one.dtype) for k, p in enumerate(self))
    def __call__(self, *args, **kwargs): raise RuntimeError('ParameterList should not be called.')
class ParameterDict(Module):
    def __init__(self, parameters=None):
        super().__init__()
        self._keys = {}
        if parameters is not None: self.update(parameters)
    def __getitem__(self, key): return getattr(self, self._key_to_attr(key))
    def _key_to_attr(self, key):
        if not isinstance(key, str): raise TypeError(f"Index given to ParameterDict cannot be used as a key as it is not a string (type is '{type(key).__name__}'). Open an issue on github if you need non-string keys.")
        return key
    def __setitem__(self, key, value):
        self._keys[key] = None
        setattr(self, self._key_to_attr(key), _kept(value))
    def __delitem__(self, key):
        del self._keys[key]
        if key not in self._parameters: beyond('what is no parameter')
        del self._parameters[key]
    def __len__(self): return len(self._keys)
    def __iter__(self): return iter(self._keys)
    def __contains__(self, key): return key in self._keys
    def __reversed__(self): return reversed(self._keys)
    def clear(self):
        for k in self._keys.copy(): del self[k]
    def pop(self, key):
        v = self[key]
        del self[key]
        return v
    def get(self, key, default=None): return self[key] if key in self else default
    def keys(self): return self._keys.keys()
    def items(self): return ((k, self[k]) for k in self._keys)
    def values(self): return (self[k] for k in self._keys)
    def update(self, parameters):
        if not _iterable(parameters):
            raise TypeError(f'ParametersDict.update should be called with an iterable of key/value pairs, but got {type(parameters).__name__}')
        if type(parameters) is dict: parameters = sorted(parameters.items())
        for key, parameter in _pairs('ParameterDict', parameters, (dict, ParameterDict)): self[key] = parameter
    def extra_repr(self):
        kinds = {torch.float32: 'FloatTensor', torch.float64: 'DoubleTensor', torch.int64: 'LongTensor', torch.bool: 'BoolTensor', torch.float16: 'HalfTensor', torch.bfloat16: 'BFloat16Tensor'}
        return '\\n'.join(_line(k, p, lambda one: f"torch.{'cuda.' if one.is_cuda else ''}{kinds[one.dtype]}") for k, p in self.items())
    def __call__(self, input): raise RuntimeError('ParameterDict should not be called.')
    def __getattr__(self, name):
        if name in ('copy', 'setdefault', 'popitem', 'fromkeys', '__or__', '__ror__', '__ior__'): return beyond(f'ParameterDict.{name}')
        return super().__getattr__(name)
`;
