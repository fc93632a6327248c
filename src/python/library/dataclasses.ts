/** `dataclasses` (Lib/dataclasses.py); `field`, `_process`, `_fields`, `_comparable` and `_hashing` are native. */
export const dataclasses = `
import operator
from copy import deepcopy
class FrozenInstanceError(AttributeError): pass
def _refusing(verb):
    def refuse(self, name, *value): raise FrozenInstanceError(f'cannot {verb} field {name!r}')
    return refuse
def _comparing(compare, key):
    return lambda self, other: compare(key(self), key(other)) if type(self) is type(other) else NotImplemented
def _orders(key):
    return {f'__{one.__name__}__': _comparing(one, key) for one in (operator.lt, operator.le, operator.gt, operator.ge)}
def _made(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only):
    fields = _process(cls, init, frozen, kw_only)
    shown, compared = [one.name for one in fields if one.repr], [one.name for one in fields if one.compare]
    def key(self): return _comparable(tuple([getattr(self, name) for name in compared]))
    def text(self): return f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"
    methods = {}
    if repr: methods['__repr__'] = text
    if eq: methods['__eq__'] = _comparing(operator.eq, key)
    if order and not eq: raise ValueError('eq must be true if order is true')
    if order: methods.update(_orders(key))
    if unsafe_hash or (eq and frozen): methods['__hash__'] = _hashing(key)
    if frozen: methods.update(__setattr__=_refusing('assign to'), __delattr__=_refusing('delete'))
    for name, method in methods.items():
        if not own(cls, name): setattr(cls, name, method)
        elif name not in ('__repr__', '__eq__', '__hash__'):
            raise TypeError(doubtful(f'Cannot overwrite attribute {name} in class {cls.__name__}', 'the text of this error'))
    return cls
def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False):
    if not match_args: return beyond('match_args')
    options = init, repr, eq, order, unsafe_hash, frozen, kw_only
    return _made(cls, *options) if cls is not None else lambda cls: _made(cls, *options)
def fields(class_or_instance):
    found = _fields(class_or_instance)
    if found is None: raise TypeError('must be called with a dataclass type or instance')
    return found
def is_dataclass(obj): return _fields(obj) is not None
def _checked(obj, name):
    if isinstance(obj, type) or _fields(obj) is None:
        raise TypeError(f'{name}() should be called on dataclass instances')
def _inner(obj, as_dict):
    if type(obj) is list: return [_inner(one, as_dict) for one in obj]
    if type(obj) is tuple: return tuple([_inner(one, as_dict) for one in obj])
    if type(obj) is dict: return {_inner(name, as_dict): _inner(one, as_dict) for name, one in obj.items()}
    if isinstance(obj, type) or _fields(obj) is None: return deepcopy(obj)
    parts = {one.name: _inner(getattr(obj, one.name), as_dict) for one in _fields(obj)}
    return parts if as_dict else tuple(parts.values())
def asdict(obj, *, dict_factory=dict):
    _checked(obj, 'asdict')
    return _inner(obj, True) if dict_factory is dict else unknown('dict_factory')
def astuple(obj, *, tuple_factory=tuple):
    _checked(obj, 'astuple')
    return _inner(obj, False) if tuple_factory is tuple else unknown('tuple_factory')
def replace(obj, /, **changes):
    _checked(obj, 'replace')
    for one in _fields(obj):
        if one.init and one.name not in changes: changes[one.name] = getattr(obj, one.name)
        elif not one.init and one.name in changes:
            raise ValueError(f'field {one.name} is declared with init=False, it cannot be specified with replace()')
    return obj.__class__(**changes)
`;
