class Desc:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, objtype=None): return getattr(obj, self.name)
    def __set__(self, obj, value):
        if not 0 <= value <= 1: raise ValueError(f"bad {value}")
        setattr(obj, self.name, value)
class Layer:
    p = Desc()
    def __init__(self, p): self.p = p
l = Layer(0.5)
print(l.p)
try:
    l.p = 2
except ValueError as e: print(e)
