/** Of `typing` what is no more than what it is given (Lib/typing.py): what annotations are made of is never looked at. */
export const typing = `
TYPE_CHECKING = False
def cast(typ, val): return val
def final(f): return f
def overload(func): return unknown('an overload')
def runtime_checkable(cls):
    if not isinstance(cls, type) or Protocol not in cls.__bases__: return beyond('this protocol')
    cls._is_runtime_protocol = True
    return cls
`;
