/** Of `enum` all but flags (Lib/enum.py). */
export const enumeration = `
class auto:
    def __init__(self, *args): args and beyond('auto(…)')
class _Members:
    def __init__(self, members): self._members = members
    def __getattr__(self, name): return beyond(f'mappingproxy.{name}')
    def __getitem__(self, name): return self._members[name]
    def __iter__(self): return iter(self._members)
    def __len__(self): return len(self._members)
    def __contains__(self, name): return name in self._members
    def __repr__(self): return f'mappingproxy({self._members!r})'
    def __str__(self): return str(self._members)
    def __eq__(self, other): return beyond('mappingproxy.__eq__')
    __hash__ = None
    def keys(self): return self._members.keys()
    def values(self): return self._members.values()
    def items(self): return self._members.items()
class EnumType(type):
    def __made__(cls, bound):
        if getattr(cls, '_members', None): raise TypeError(doubtful('an enum cannot be extended', 'the text of this error'))
        cls._members = {}
        mixed = None
        for base in (int, str, float):
            if issubclass(cls, base): mixed = base
        for name, value in bound:
            if isinstance(value, auto):
                value = max([one._value_ if isinstance(one._value_, int) else beyond('auto()') for one in cls], default=0) + 1
            known = [one for one in cls if one._value_ == value]
            given = value if isinstance(value, tuple) else (value,)
            member = known[0] if known else new_object(cls, mixed, *given) if mixed else new_object(cls)
            if not known:
                member._value_ = mixed(*given) if mixed else value
                member._name_ = name
                if defined(cls, '__init__'): cls.__init__(member, *given)
            setattr(cls, name, member)
            cls._members[name] = member
    def __check__(cls, name):
        if name in getattr(cls, '_members', {}): raise AttributeError(doubtful(f'cannot reassign member {name!r}', 'the text of this error'))
    def __iter__(cls): return iter([one for name, one in cls._members.items() if one._name_ == name])
    def __reversed__(cls): return (one for one in [*cls][::-1])
    def __len__(cls): return len([one for one in cls])
    def __getitem__(cls, name): return cls._members[name]
    def __contains__(cls, value): return isinstance(value, cls) or beyond('in of an enum')
    def __call__(cls, value, *more, **others):
        if more or others or not cls._members: beyond('an enum by a call')
        if isinstance(value, cls): return value
        for one in cls:
            if one._value_ == value: return one
        if defined(cls, '_missing_'): beyond('_missing_')
        raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
    def __repr__(cls): return f"<enum '{cls.__name__}'>"
    @property
    def __members__(cls): return _Members(cls._members)
EnumMeta = EnumType
class Enum(metaclass=EnumType):
    @property
    def name(self): return self._name_
    @name.setter
    def name(self, value): raise AttributeError("<enum 'Enum'> cannot set attribute 'name'")
    @property
    def value(self): return self._value_
    @value.setter
    def value(self, value): raise AttributeError("<enum 'Enum'> cannot set attribute 'value'")
    def __str__(self): return f'{type(self).__name__}.{self._name_}'
    def __repr__(self): return f'<{type(self).__name__}.{self._name_}: {self._value_!r}>'
    def __format__(self, spec):
        text = format(str(self), spec)
        return differing(text, format(self._value_, spec), 'the text of this member') if isinstance(self, (int, str, float)) else text
    def __deepcopy__(self, memo): return self
    def __copy__(self): return self
class IntEnum(int, Enum):
    def __str__(self): return differing(str(self._value_), Enum.__str__(self), 'the text of this member')
    def __format__(self, spec): return format(self._value_, spec)
def unique(enumeration):
    for name, one in enumeration._members.items():
        if one._name_ != name: raise ValueError(doubtful('duplicate values found', 'the text of this error'))
    return enumeration
`;
