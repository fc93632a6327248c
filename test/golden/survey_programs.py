"""Prints programs for replay, which real Python is to run as well: `survey_programs.py docstrings` those in the docstrings
of the installed torch, a cell for each example; `… operators` every operator, builtin and method on values of every type.

A program is a list of cells; all are printed as one line of JSON.
"""

import builtins
import doctest
import json
import sys

import torch

MODULES = [
    torch, torch.Tensor, torch.nn, torch.nn.functional, torch.nn.init, torch.nn.utils, torch.optim, torch.optim.lr_scheduler,
    torch.utils.data, torch.autograd, torch.distributions, torch.linalg, torch.special, torch.fft, torch.random,
]  # fmt: skip
# What leaves the machine, other processes, other devices, or does not end.
OUTSIDE = ("distributed", "multiprocessing", "hub", "cuda", "xpu", "mps", "download", "open(", "save(", "load(", "DataParallel", "rpc", "compile")
PREAMBLE = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\nimport math\nfrom torch import optim\ntorch.manual_seed(0);\n"


def docstring_programs():
    found = {}
    parser = doctest.DocTestParser()
    for module in MODULES:
        for name in dir(module):
            text = getattr(getattr(module, name, None), "__doc__", None)
            if not isinstance(text, str) or ">>>" not in text:
                continue
            try:
                examples = parser.get_examples(text)
            except ValueError:
                continue
            cells = [example.source for example in examples]
            if not any(word in cell for cell in cells for word in OUTSIDE):
                found.setdefault(text, [PREAMBLE, *cells])
    return list(found.values())


VALUES = [
    "None", "True", "0", "3", "-2", "10**20", "0.0", "2.5", "float('nan')", "1j", "''", "'ab'", "b'ab'", "()", "(1, 2)", "[]", "[1, 2]", "{}",
    "{'a': 1}", "set()", "{1, 2}", "frozenset([1])", "range(3)", "slice(1, 2)", "int", "len", "lambda x=1: x", "...", "iter([1])", "object()",
    "ValueError('x')", "Point(1, 2)", "Thing()", "Mine([1])", "Config()", "OrderedDict(a=1)", "Counter('aab')", "defaultdict(int)", "torch.Size([2])",
    "torch.tensor(2)", "torch.tensor([1., 2.])", "torch.ones(2, 2)", "torch.tensor([True, False])", "torch.tensor([1, 2], dtype=torch.float16)", "torch.float32",
    "torch.device('cpu')", "torch.Generator()", "nn.Dropout(0.5)", "nn.Linear(2, 2)", "nn.Sequential(nn.ReLU())", "nn.ModuleList([nn.ReLU()])", "nn.Parameter(torch.ones(2))", "torch",
    "np.array([1., 2.])", "np.array([[1, 2], [3, 4]])", "np.array([True, False])", "np.float64(2.5)", "np.int64(3)", "np", "torch.tensor([3, 4]).int()", "Settled(1)", "random.Random(1)",
]  # fmt: skip
BINARY = "+ - * / // % ** @ & | ^ << >> == != < <= in is and".split()
METHODS = "append pop keys get count index upper split add copy size dim sum item train eval parameters".split()
SETUP = """\
import torch, math, copy, random
import numpy as np
import torch.nn as nn
from collections import OrderedDict, Counter, defaultdict, namedtuple
from dataclasses import dataclass
Point = namedtuple('Point', 'x y')
class Thing:
    x = 1
class Mine(list):
    pass
@dataclass
class Config:
    p: float = 0.5
@dataclass(frozen=True, order=True)
class Settled:
    p: int
def said(make):
    try:
        value = make()
    except Exception as error:
        return type(error).__name__
    text = repr(value)
    return type(value).__name__ if ' at 0x' in text else text
"""


def unary_forms():
    forms = ["-x", "+x", "~x", "not x", "x[0]", "x[1:]", "x['a']", "x[...]", "x()", "x(1)", "x.x", "f'{x}'", "f'{x:>8}'", "f'{x:.2f}'", "'%s' % x", "'%d' % x", "[*x]", "{**x}"]
    unsafe = {"input", "breakpoint", "open", "exec", "eval", "compile", "help", "exit", "quit", "copyright", "credits", "license", "id", "hash", "globals", "locals", "vars", "dir", "print", "memoryview", "aiter", "anext"}
    names = sorted(name for name, value in vars(builtins).items() if callable(value) and name[0].islower() and name not in unsafe)
    forms += [f"{name}(x)" for name in names]
    forms += [f"x.{name}()" for name in METHODS] + [f"hasattr(x, '{name}')" for name in METHODS]
    return forms + ["copy.copy(x)", "copy.deepcopy(x)", "torch.tensor(x)", "torch.is_tensor(x)", "math.sqrt(x)", "nn.Dropout(x)", "nn.Dropout(0.5).eval()(x)"]


def operator_program():
    """Each cell for itself: it makes the values that it uses."""
    cells = [SETUP]
    for left in VALUES:
        cells += [f"print(said(lambda: (lambda x: {form})({left})))" for form in unary_forms()]
        for operator in BINARY:
            # 10**20 to the power of itself has no end.
            rights = [right for right in VALUES if operator not in ("**", "<<") or "10**20" not in (left, right)]
            cells += [f"print(said(lambda: {left} {operator} {right}))" for right in rights]
    return cells


def main():
    programs = docstring_programs() if sys.argv[1] == "docstrings" else [operator_program()]
    print(json.dumps(programs))


main()
