class Config:
    __slots__ = ("p", "training")
    def __init__(self, p=0.5):
        self.p = p
        self.training = True
c = Config(0.3)
print(c.p, c.training)
try:
    c.other = 1
except AttributeError as e:
    print("no", type(e).__name__)
print(c.__slots__)
