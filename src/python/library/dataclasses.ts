/** What `dataclasses` does with objects; `_fields` is native. */
export const dataclasses = `
from copy import deepcopy
def fields(class_or_instance):
    found = _fields(class_or_instance)
    if found is None: raise TypeError('must be called with a dataclass type or instance')
    return found
def is_dataclass(obj): return _fields(obj) is not None
def _checked(obj, name):
    if isinstance(obj, type) or _fields(obj) is None:
        raise TypeError(f'{name}() should be called on dataclass instances')
def _inner(value, make):
    if not isinstance(value, type) and _fields(value) is not None:
        return make([(one.name, _inner(getattr(value, one.name), make)) for one in _fields(value)])
    if type(value) is list: return [_inner(one, make) for one in value]
    if type(value) is tuple: return tuple([_inner(one, make) for one in value])
    if type(value) is dict: return {_inner(key, make): _inner(one, make) for key, one in value.items()}
    return deepcopy(value)
def asdict(obj, *, dict_factory=dict):
    _checked(obj, 'asdict')
    return _inner(obj, dict_factory)
def astuple(obj):
    _checked(obj, 'astuple')
    return _inner(obj, lambda pairs: tuple([one for _, one in pairs]))
def replace(obj, /, **changes):
    _checked(obj, 'replace')
    for one in _fields(obj):
        if one.init and one.name not in changes: changes[one.name] = getattr(obj, one.name)
        elif not one.init and one.name in changes:
            raise ValueError(f'field {one.name} is declared with init=False, it cannot be specified with replace()')
    return obj.__class__(**changes)
`;
