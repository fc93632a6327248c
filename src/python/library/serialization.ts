/**
 * `torch.save` and `torch.load` of what is no more than tensors, numbers and texts in containers, into a file beside the
 * script or into memory: what is saved is there again (torch/serialization.py). What else was saved nobody loads.
 */
export const serialization = `
import copy, io, torch
from collections import OrderedDict
from torch import Tensor
_files, _other = {}, object()
_State = kind_of(torch.Generator().get_state())
def _isPlain(obj):
    if obj is None or type(obj) in (bool, int, float, str): return True
    if type(obj) in (list, tuple): return all([_isPlain(one) for one in obj])
    if type(obj) in (dict, OrderedDict): return all([_isPlain(key) and _isPlain(value) for key, value in obj.items()])
    return kind_of(obj) is _State or type(obj) is Tensor and not obj.requires_grad
def _place(f):
    if isinstance(f, io.BytesIO):
        if f._at != 0: return beyond('this place in a file')
        return f
    if type(f).__name__ == 'PosixPath': f = f.as_posix()
    if not isinstance(f, str): return beyond('this file')
    name = f[2:] if f[:2] == './' else f
    return beyond('a file in a folder') if '/' in name or chr(92) in name or not name else name
def save(obj, f, *rest, **options):
    if rest or options: return beyond('torch.save')
    place = _place(f)
    _files[place] = copy.deepcopy(obj) if _isPlain(obj) else _other
    if place is f and not isinstance(f, str): f._at = 1
def load(f, map_location=None, *, weights_only=True, **others):
    place = _place(f)
    if others or place not in _files or _files[place] is _other or map_location is not None and str(map_location) != 'cpu': return beyond('torch.load')
    if place is f and not isinstance(f, str): f._at = 1
    return copy.deepcopy(_files[place])
`;
