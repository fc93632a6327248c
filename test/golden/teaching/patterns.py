from dataclasses import dataclass
@dataclass
class Point:
    x: float
    y: float
def where(v):
    match v:
        case Point(x=0, y=0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y at {y}"
        case int() | float():
            return "number"
        case str(s):
            return "text " + s
        case [a, b, *rest] if len(rest) > 1:
            return f"{a} {b} and {len(rest)}"
        case (a, b):
            return "pair"
        case {"p": p, **others}:
            return f"p={p} {others}"
        case None:
            return "none"
        case _:
            return "other"
for v in (Point(0, 0), Point(0, 2.5), 3, 2.5, "hi", [1, 2, 3, 4], (1, 2), {"p": 0.5, "q": 1}, None, object):
    print(where(v))
match 5:
    case 1 | 2: print("low")
    case x if x > 3: print("high", x)
