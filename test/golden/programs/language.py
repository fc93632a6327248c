x = 3; y = 2.5
print(x + y, x / 2, x // 2, -7 // 2, -7 % 3, 7 % -3, 2 ** 10, 2 ** -1, 2 ** 0.5, 1e16, 1e-5, 0.1 + 0.2, 1_000, 0xff, 0b11, 0o17)
print(f"{x:5d}|{y:8.3f}|{y!r:>6}|{x=}|{y = :.1f}|{x:,}|{1234567.891:,.2f}|{1234567:_}|{255:#x}|{255:08b}|{-5:+d}|{5:+d}|{0.5:.0%}|{1e10:g}|{12345.678:e}")
print("a" "b", 'it\'s', "tab\t|", r"\n", """multi
line""")
a, (b, *c) = 1, [2, 3, 4]
print(a, b, c)
print([1, 2, 3][::-1], "hello"[1:-1], (1,), (), [], {}, set(), {1: 'a', "k": [1, {2}]}, {3, 1, 2})
print(1 < 2 < 3, 1 == 1.0, "a" in "abc", 3 not in [1, 2], None is None, not x, x and y, 0 or "d")
print(*[1, 2], sep="-", end="!\n")
print(round(2.5), round(3.5), round(2.675, 2), round(1234, -2), round(-0.5), abs(-3), min(3, 1, 2), max([1, 5]), sum(range(5)), divmod(7, 2), pow(2, 3, 5))
print(str(1.0), repr("a'b"), int("12"), float("1e3"), bool([]), list("abc"), tuple(range(3)), dict(a=1, b=2), sorted([3, 1, 2], reverse=True))
print([i * i for i in range(5) if i % 2], {i: i ** 2 for i in range(3)}, {i % 2 for i in range(4)}, sum(i for i in range(10)))
print("%d %s %.2f %5.1f|%-5s|%05d %%" % (1, "a", 3.14159, 2.5, "ab", 42))
print("{} {1} {name}".format(1, 2, name=3) if False else "{} {} {name:>5}".format(1, 2, name=3), "{0}{1}{0}".format("a", "b"))
print(" a,b ".strip().split(","), "-".join(["a", "b"]), "abc".upper(), "Hello World".title(), "a".center(5, "*"), "42".zfill(5))
print(list(zip([1, 2], "ab")), list(enumerate("ab", 1)), list(map(str, [1, 2])), list(filter(None, [0, 1])), list(reversed([1, 2])))
print(type(1), type("a"), type([]), type(None), isinstance(True, int), len("abc"))
print(True + True, 1.5e300 * 1e10, float("inf"), float("nan"), -0.0, 10 ** 20, 123456789 * 987654321)
for i in range(3):
    if i == 1: continue
    print(i)
else:
    print("done")
while x > 0:
    x -= 1
    if x == 1: break
print(x)
def f(a, b=2, *args, k=5, **kw):
    return a, b, args, k, kw
print(f(1), f(1, 3, 4, 5, k=6, z=7))
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(25))
class A:
    n = 0
    def __init__(self, v):
        self.v = v
        A.n += 1
    def __repr__(self): return f"A({self.v})"
    def __add__(self, o): return A(self.v + o.v)
    @property
    def double(self): return self.v * 2
    @staticmethod
    def s(x): return x + 1
    @classmethod
    def c(cls, x): return cls(x)
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
    def __eq__(self, o): return self.v == o.v
class B(A):
    def __init__(self, v, w):
        super().__init__(v)
        self.w = w
    def __call__(self, x): return x + self.w
b = B(1, 2)
print(A(1) + A(2), b, b.double, A.s(1), A.c(5), A.n, len(b), b[2], b(10), A(1) == A(1), b.__class__.__name__)
try:
    1 / 0
except ZeroDivisionError as e:
    print("err", e, repr(e))
finally:
    print("fin")
try:
    [][1]
except (KeyError, IndexError) as e:
    print(type(e).__name__, e)
try:
    {}["a"]
except KeyError as e:
    print(e)
try:
    undefined_name
except NameError as e:
    print(e)
try:
    raise ValueError("bad", 1)
except Exception as e:
    print(e, e.args)
d = {"a": 1}
d["b"] = 2
d.update(c=3)
print(d, list(d.items()), d.get("z", 0), d.pop("a"), d, d.keys(), d.values())
l = [3, 1, 2]
l.append(4); l.extend([5]); l.insert(0, 0); l.sort(key=lambda v: -v)
print(l, l.index(3), l.count(1), l.pop(), l)
g = (i for i in range(3))
print(next(g), list(g))
def gen():
    for i in range(3):
        yield i * 2
print(list(gen()))
fs = [lambda: i for i in range(3)]
print([h() for h in fs])
n = 0
def inc():
    global n
    n += 1
    return n
print(inc(), inc(), n)
def outer():
    c = 0
    def inner():
        nonlocal c
        c += 1
        return c
    inner()
    return inner()
print(outer())
if (m := 10) > 5: print(m)
print([1, 2] + [3], [0] * 3, "ab" * 2, (1, 2) + (3,), [1, 2] == [1, 2], (1, 2) < (1, 3), "a" < "b")
x = [1, 2, 3, 4, 5]
x[1:3] = [9]
del x[0]
print(x, x[-1], x[::2])
print(1 if x else 2, [*x, *(1, 2)], {**d, "q": 1})
print(bin(5), hex(255), ord("a"), chr(98), "é", "\u00e9", '"', "\\")
print(3.0, 3.10, 1e100, 123456789012345678.0, 1.0e-10, 100000000000000000000.0, 5e-324, 1.7976931348623157e308)
x
###
import math, functools, itertools
from collections import Counter, defaultdict, OrderedDict, namedtuple
from dataclasses import dataclass, field
print(math.sqrt(2), math.exp(1), math.log(10), math.log2(8), math.log10(1000), math.sin(1), math.cos(0.5), math.tan(1), math.pi, math.e)
print(2 ** 0.5, 10 ** -3, 0.9 ** 10, 1.1 ** 2, math.exp(-0.5), math.log(2), [round(math.exp(i / 3), 4) for i in range(5)])
print(f"{math.tanh(0.5):.4f} {math.atan(1):.6f}", math.floor(2.7), math.ceil(2.1), math.factorial(10), math.comb(5, 2), math.gcd(12, 18), math.prod([1, 2, 3]), math.isclose(0.1 + 0.2, 0.3), math.inf, math.nan, math.fsum([0.1] * 10))
print(Counter("abracadabra"), Counter([1, 1, 2]).most_common(1), OrderedDict(a=1), defaultdict(int, {"a": 1}))
P = namedtuple("P", "x y")
p = P(1, 2)
print(p, p.x, p[1], p == (1, 2))
@dataclass
class Config:
    lr: float = 0.1
    layers: list = field(default_factory=list)
    name: str = "a"
c = Config(name="z")
print(c, c.lr, c == Config(0.1, [], "z"))
print(list(itertools.product([1, 2], "ab")), list(itertools.combinations(range(4), 2)), list(itertools.chain([1], [2, 3])), list(itertools.islice(itertools.count(), 3)))
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]))
def deco(f):
    @functools.wraps(f)
    def w(*a, **k):
        print("call", f.__name__)
        return f(*a, **k)
    return w
@deco
def g(x): return x + 1
print(g(1), g.__name__)
d = defaultdict(list)
d["a"].append(1)
print(d, dict(d))
class Ctx:
    def __enter__(self): print("in"); return 5
    def __exit__(self, *a): print("out", a[0]); return True
with Ctx() as v:
    print(v)
    raise ValueError("x")
print("after")
try:
    int("abc")
except ValueError as e:
    print(e)
try:
    [1, 2].foo
except AttributeError as e:
    print(e)
try:
    "a" + 1
except TypeError as e:
    print(e)
try:
    1 + "a"
except TypeError as e:
    print(e)
try:
    len(5)
except TypeError as e:
    print(e)
def f(a, b): pass
for call in ():
    try:
        call()
        print("fine")
    except Exception as e:
        print(type(e).__name__, "|", e)
###
for call in (lambda: f(1), lambda: 5(), lambda: [][0], lambda: (1,)[3], lambda: None.x, lambda: [1]["a"], lambda: {}[[]], lambda: int([]), lambda: "abc"[5], lambda: {1: 2}[3], lambda: 1 // 0, lambda: 1.0 % 0, lambda: max([]), lambda: "a" * 2.0, lambda: [1] + (2,), lambda: 1 < "a", lambda: a_b_c, lambda: next(iter([])), lambda: int.x, lambda: [].append(), lambda: -"a", lambda: 1 in 5, lambda: [*5], lambda: "abc".index("z"), lambda: [1].index(2), lambda: [].pop(), lambda: float("x"), lambda: round("x"), lambda: sum(["a"]), lambda: sorted([1, "a"]), lambda: "{} {}".format(1), lambda: "%d" % "a", lambda: f"{5:q}", lambda: f"{'a':d}"):
    try:
        call()
        print("fine")
    except Exception as e:
        print(type(e).__name__, "|", e)
def f(a, b, c=3, *, d): pass
for args, kw in (((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3, 4), {"d": 1}), ((1, 2), {"d": 1, "e": 2}), ((1, 2), {"a": 1, "d": 1}), ((1, 2, 3, 4), {})):
    try:
        f(*args, **kw)
        print("fine")
    except TypeError as e:
        print(e)
class A:
    def m(self, x): return x
try: A().m()
except TypeError as e: print(e)
try: A(1)
except TypeError as e: print(e)
try: A().zz
except AttributeError as e: print(e)
try: A.zz
except AttributeError as e: print(e)
try: A() + 1
except TypeError as e: print(e)
try: A()[0]
except TypeError as e: print(e)
try: A() < A()
except TypeError as e: print(e)
try:
    x, y = 1, 2, 3
except ValueError as e: print(e)
try:
    x, y = [1]
except ValueError as e: print(e)
try:
    x, *y, z = [1]
except ValueError as e: print(e)
try:
    x, y = 5
except TypeError as e: print(e)
try:
    del nope
except NameError as e: print(e)
def loc():
    print(q)
    q = 1
try: loc()
except UnboundLocalError as e: print(e)
try: assert 1 == 2, "msg"
except AssertionError as e: print(e, repr(e))
try:
    try: 1/0
    except ZeroDivisionError: raise KeyError("k")
except KeyError as e: print(e, repr(e))
class E(Exception):
    def __init__(self, a):
        super().__init__(f"E {a}")
        self.a = a
try: raise E(3)
except E as e: print(e, e.a, repr(e), e.args)
print(A.m.__name__, A().m.__name__, type(A()), type(A).__name__)
print(isinstance(E(1), Exception), issubclass(E, ValueError), callable(A), hasattr(A(), "m"), getattr(A(), "n", 5))
class Meta:
    def __getattr__(self, n): return n * 2
    def __setattr__(self, n, v): object.__setattr__(self, n, v + 1)
    def __contains__(self, x): return x == 3
    def __iter__(self): return iter([1, 2])
    def __bool__(self): return False
    def __str__(self): return "S"
    def __repr__(self): return "R"
    def __format__(self, s): return "F" + s
    def __lt__(self, o): return True
    def __hash__(self): return 1
    def __neg__(self): return "neg"
    def __radd__(self, o): return ("radd", o)
    def __iadd__(self, o): return ("iadd", o)
    def __int__(self): return 4
    def __float__(self): return 2.5
    def __index__(self): return 2
    def __abs__(self): return 9
    def __call__(self, *a, **k): return a, k
    def __delitem__(self, k): print("del", k)
    def __setitem__(self, k, v): print("set", k, v)
m = Meta()
m.z = 1
print(m.z, m.foo, 3 in m, list(m), bool(m), str(m), repr(m), f"{m} {m!r} {m:x}", [m], m < 1, -m, 5 + m, int(m), float(m), [1, 2, 3][m], abs(m), m(1, k=2))
del m[0]; m[1] = 2
m += 3
print(m)
print([x for x in range(3) for y in range(2)], [[j for j in range(i)] for i in range(3)], [(lambda: i)() for i in range(2)])
print({**{"a": 1}, "b": 2}, {k: v for k, v in zip("ab", [1, 2])}, *"ab", [*range(3), *"x"])
print("abc"[::-1], "hello world".split(), "a-b-c".split("-", 1), "x".join("abc"), "Abc".swapcase(), "abc".capitalize(), "  x ".strip() + "|", "abc".find("c"), "abcabc".replace("b", "X", 1), "abc".startswith(("a", "z")), "a,b".partition(","), "abc".isalpha(), "12".isdigit(), "A".islower(), "a\nb".splitlines())
print(f"{'x':>10}|{'x':<10}|{'x':^10}|{'x':*^9}|{3.14159:10.3f}|{42:<8}|{42:^8}|{-42:08d}|{3.0:g}|{1e-7:g}|{123456789.0:g}|{0.00001234:.3g}|{1234.5:,.1f}|{True:d}|{255:X}|{1.5:+.2f}|{2:.2f}|{1e20}|{0.1:.20f}|{1/3:.3%}")
print(f"{[1,2]!s:>10}|{None!r}|{'a' 'b'}|{{}}|{1:{5}}|{2.5:{6}.{2}}|{(lambda x: x + 1)(2)}|{ {'a': 1}['a'] }")
print(1_000_000, 1e3, .5, 5., 0xFF, 1e-3, 1E5, 0b1010, 00)
print(10 // 3, -10 // 3, 10 % -3, -10 % 3, 5.5 // 2, -5.5 % 2, 7.5 % -2, 2 ** 100, (-2) ** 3, -2 ** 2, 4 ** -1, 1 << 10, -1 >> 1, 5 & 3, 5 | 3, 5 ^ 3, ~5, True + 1, 1e308 * 10, 0.1 + 0.2 == 0.3, 1 == 1.0 == True, 3 > 2 > 1, not 0)
x = [1, 2, 3]
y = x
y.append(4)
x += [5]
print(x, y, x is y, x == y, x[1:], x[-2:], x[::2], x[5:], sum(x), max(x), min(x), len(x), sorted(x, reverse=True), x.count(1), 3 in x)
a = b = []
a.append(1)
print(b, a is b)
t = (1, [2])
t[1].append(3)
print(t, t + (4,), t * 2, len(t))
s = {1, 2, 3}
s.add(4); s.discard(1)
print(s, s & {2, 9}, s | {7}, s - {2}, s ^ {2, 5}, {1} <= {1, 2}, frozenset([1]), set("a"))
for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b)
i = 0
while True:
    i += 1
    if i % 2: continue
    if i > 6: break
    print(i, end=" ")
print()
for _ in []: pass
else: print("else")
match_ = 5
print(match_, end="")
print("x", "y", sep="")
print()
print("a", 1, None, True, 2.0, [1], (1,), {"a": None}, sep=", ")
print("no newline", end="")
print(repr("a\tb\n'\""), repr('\x00\x7f\xa0é😀'), ascii("é"), str(b"x") if False else "", "\101\x41\u0041")
