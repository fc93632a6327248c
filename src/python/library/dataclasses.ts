/** What `dataclasses` does with objects; `_fields` and `_converted` are native. */
export const dataclasses = `
def fields(class_or_instance):
    found = _fields(class_or_instance)
    if found is None: raise TypeError('must be called with a dataclass type or instance')
    return found
def is_dataclass(obj): return _fields(obj) is not None
def _checked(obj, name):
    if isinstance(obj, type) or _fields(obj) is None:
        raise TypeError(f'{name}() should be called on dataclass instances')
def asdict(obj, *, dict_factory=dict):
    _checked(obj, 'asdict')
    return _converted(obj, True) if dict_factory is dict else unknown('dict_factory')
def astuple(obj, *, tuple_factory=tuple):
    _checked(obj, 'astuple')
    return _converted(obj, False) if tuple_factory is tuple else unknown('tuple_factory')
def replace(obj, /, **changes):
    _checked(obj, 'replace')
    for one in _fields(obj):
        if one.init and one.name not in changes: changes[one.name] = getattr(obj, one.name)
        elif not one.init and one.name in changes:
            raise ValueError(f'field {one.name} is declared with init=False, it cannot be specified with replace()')
    return obj.__class__(**changes)
`;
