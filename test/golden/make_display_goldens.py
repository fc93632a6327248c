"""Has IPython write how it displays random values that a cell ends with: display.json.

    python -m pip install torch==2.13.0 ipython==9.18.1
    python test/golden/make_display_goldens.py > test/golden/display.json

With another seed and number, `… 2 1500`, it makes others to compare.
"""

import json
import random
import sys

from IPython.lib.pretty import pretty

PREAMBLE = """\
import collections, torch
import torch.nn as nn
class Net(nn.Module): pass
class Oops(ValueError): pass
"""
WORDS = [
    "None", "True", "int", "str", "torch.float32", "torch.Size([3, 5])", "nn.Dropout", "nn.Dropout(0.5)", "range(3)", "Net", "Net()", "Oops",
    "ValueError('x', 1)", "KeyError('k')", "Oops(1, [2])", "slice(1, 2)", "dict(a=1).keys()", "nn.Sequential(nn.Dropout(), nn.ReLU())",
]  # fmt: skip


def letters(rng, longest, of="abcxyz"):
    return repr("".join(rng.choice(of) for _ in range(rng.randrange(longest))))


def leaf(rng):
    kind = rng.randrange(6)
    if kind == 0:
        return str(rng.randrange(-(10 ** rng.randrange(1, 12)), 10 ** rng.randrange(1, 12)))
    if kind == 1:
        return repr(rng.gauss(0, 10 ** rng.randrange(-3, 5)))
    if kind == 2:
        return letters(rng, 30, "abc xyz é\n'\"")
    if kind == 3:
        return f"torch.arange({rng.randrange(1, 30)}.)"
    if kind == 4:
        return f"torch.ones({rng.randrange(1, 4)}, {rng.randrange(1, 6)})"
    return rng.choice(WORDS)


def key(rng):
    return rng.choice([str(rng.randrange(-1000, 1000)), letters(rng, 12), f"({rng.randrange(10)},)"])


def expression(rng, depth):
    if depth == 0 or rng.random() < 0.25:
        return leaf(rng)
    count = rng.choice([0, 1, 2, 3, 4, 6, 12, 30])
    items = [expression(rng, depth - 1) for _ in range(count)]
    keys = [key(rng) for _ in range(count)]
    pairs = ", ".join(f"{k}: {item}" for k, item in zip(keys, items))
    listed = ", ".join(items)
    return rng.choice([
        lambda: f"[{listed}]",
        lambda: f"[{listed}]",
        lambda: f"({listed}{',' if count else ''})",
        lambda: f"{{{pairs}}}",
        lambda: f"set({[rng.randrange(-50, 50000) for _ in keys]})",
        lambda: f"frozenset([{', '.join(letters(rng, 9) for _ in keys)}])",
        lambda: f"collections.OrderedDict([{', '.join(f'({k}, {item})' for k, item in zip(keys, items))}])",
        lambda: f"collections.defaultdict(list, {{{pairs}}})",
        lambda: f"collections.Counter({letters(rng, 2 * count + 1, 'abcdefghijklmnop')})",
    ])()  # fmt: skip


def main():
    seed, count = map(int, sys.argv[1:] or (1, 250))
    rng = random.Random(seed)
    names = {"__name__": "__main__"}
    exec(PREAMBLE, names)
    cases = []
    while len(cases) < count:
        text = expression(rng, rng.choice([1, 2, 2, 3, 4]))
        value = eval(text, names)
        shown = pretty(value)
        # None is not shown; thousands of lines are more than a replay is for.
        if value is not None and len(shown) < 5000:
            cases.append(json.dumps([text, shown]))
    sys.stdout.write(json.dumps({"preamble": PREAMBLE})[:-1] + ', "cases": [\n' + ",\n".join(cases) + "\n]}\n")


main()
