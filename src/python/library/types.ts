/** Of `types`: the types of functions, and objects that are nothing but their attributes (Objects/namespaceobject.c). */
export const types = `
class _Some:
    def method(self): pass
FunctionType = LambdaType = kind_of(_Some.method)
MethodType = kind_of(_Some().method)
class SimpleNamespace:
    def __init__(self, **kwargs):
        for name in kwargs: setattr(self, name, kwargs[name])
    def __repr__(self):
        return 'namespace(' + ', '.join([f'{name}={value!r}' for name, value in vars(self).items()]) + ')'
    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, SimpleNamespace) else NotImplemented
    def __getattr__(self, name):
        if name.startswith('__'): return beyond(f'SimpleNamespace.{name}')
        raise AttributeError(f"'types.SimpleNamespace' object has no attribute '{name}'")
`;
