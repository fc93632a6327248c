"""Prints programs for replay, which real Python is to run as well: `survey_programs.py docstrings` those in the docstrings
of the installed torch, a cell for each example; `… operators` every operator, builtin and method on values of every type;
`… calls SEED COUNT` calls of functions, methods, layers and optimizers of torch, numpy and Python with arguments that they may not
be made for.

A program is a list of cells; all are printed as one line of JSON.
"""

import builtins
import collections
import copy
import doctest
import functools
import inspect
import itertools
import json
import math
import operator
import random
import statistics
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

DOCUMENTED = [
    torch, torch.Tensor, torch.nn, torch.nn.functional, torch.nn.init, torch.nn.utils, torch.optim, torch.optim.lr_scheduler,
    torch.utils.data, torch.autograd, torch.distributions, torch.linalg, torch.special, torch.fft, torch.random,
]  # fmt: skip
# What leaves the machine, other processes, other devices, or does not end.
OUTSIDE = ("distributed", "multiprocessing", "hub", "cuda", "xpu", "mps", "download", "open(", "save(", "load(", "DataParallel", "rpc", "compile")
PREAMBLE = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\nimport math\nfrom torch import optim\ntorch.manual_seed(0);\n"


def docstring_programs():
    found = {}
    parser = doctest.DocTestParser()
    for module in DOCUMENTED:
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
    """Each cell for itself: it makes the values that it uses. What an error says is compared as well."""
    cells = [SETUP.replace("return type(error).__name__", "return type(error).__name__ + ' ' + str(error).split(' at 0x')[0]")]
    for left in VALUES:
        cells += [f"print(said(lambda: (lambda x: {form})({left})))" for form in unary_forms()]
        for operator in BINARY:
            # 10**20 to the power of itself has no end.
            rights = [right for right in VALUES if operator not in ("**", "<<") or "10**20" not in (left, right)]
            cells += [f"print(said(lambda: {left} {operator} {right}))" for right in rights]
    return cells


TENSORS = [
    "torch.ones(2, 3)", "torch.tensor([[1., -2.], [0.5, 3.]])", "torch.arange(4)", "torch.tensor([2., 1., 2.])", "torch.tensor(3.)", "torch.tensor([1, 0])",
    "torch.zeros(2, 3, 4)", "torch.tensor([True, False])", "torch.ones(2, dtype=torch.float64)", "torch.ones(2, 2, requires_grad=True)", "torch.arange(6.).reshape(2, 3)", "torch.zeros(0)",
]  # fmt: skip
PLAIN = ["0", "1", "2", "3", "-1", "0.5", "1.5", "-0.5", "True", "False", "None", "'a'", "(2, 3)", "[2]", "torch.ones(2)", "4", "8", "'mean'", "1.0", "(1, 1)", "torch.float64"]
WORDS = ["'b'", "'%s'", "','", "[[1, 2], [3, 4]]", "[('a', 1)]", "str", "float", "lambda a, b=0: a", "min", "['x', 'y']"]
INPUTS = ["2, 4", "4", "2, 4, 3", "2, 4, 4, 4", "1, 2, 4, 4, 2", "3, 2", "1, 8", "2, 3, 8"]
KEYWORDS = "dim keepdim dtype p training inplace n size descending unbiased other value min max reduction dims alpha end step requires_grad diagonal weight eps bias".split()
PYTHON_KEYWORDS = "key=len reverse=True default=0 start=1 sep=',' base=2 strict=True maxsplit=1 k=1 repeat=2 initial=0 a=1 ndigits=1 n=1 fillvalue=0".split()
# Numbers that few expect, and what stands in a number's place; none of them asks for much memory where a size is meant.
NUMBERS = [
    "float('inf')", "-float('inf')", "float('nan')", "-0.0", "1e-45", "-0.5", "255.5", "7e4", "1e20", "1e39", "1e300", "-1", "0", "2", "True", "None", "'0.5'",
    "[0.5]", "(1,)", "torch.tensor(0.5)", "np.float32(0.5)", "np.int64(1)",
]  # fmt: skip
DTYPES = "float32 float32 float64 float16 bfloat16 int64 int32 uint8 int8 bool".split()
# What takes numbers: `a` and `b` are any, `t` is a tensor of any dtype, `x` one of floats, `v` an array.
TAKE_NUMBERS = """
F.dropout(x, a) | torch.dropout(x, a, b) | nn.Dropout(a)(x) | F.alpha_dropout(x, a, True) | nn.Dropout2d(a) | F.scaled_dot_product_attention(x, x, x, dropout_p=a, scale=b)
torch.tensor(a, dtype=t.dtype) | torch.tensor([1, a], dtype=t.dtype) | torch.full((2,), a, dtype=t.dtype) | torch.full_like(t, a) | t.new_full((1,), a) | t.clone().fill_(a)
t.masked_fill(t > 0, a) | torch.where(t > 0, t, a) | t.clone().__setitem__(0, a) | t + a | a * t | t ** a | t // a | t % a | t == a | t.clamp(a, b) | t.add(a, alpha=b) | t[a] | t[a:b]
torch.lerp(x, x, a) | F.leaky_relu(x, a) | F.elu(x, a) | F.softplus(x, a) | F.hardtanh(x, a, b) | F.threshold(x, a, b) | torch.isclose(x, x, rtol=a) | torch.quantile(x, a)
F.layer_norm(x, (2,), eps=a) | F.batch_norm(x, None, None, training=True, eps=a) | F.normalize(x, eps=a) | F.cosine_similarity(x, x, eps=a) | F.pad(x, (1, 1), value=a)
F.cross_entropy(x, torch.tensor([0, 1]), label_smoothing=a) | F.binary_cross_entropy(torch.sigmoid(x), torch.full((2, 2), a)) | F.one_hot(torch.tensor([0, 1]), a) | F.gelu(x, approximate=a)
torch.normal(a, b, (2,)) | torch.normal(torch.zeros(2), a) | torch.bernoulli(x.abs() / 9, a) | torch.randint(a, b, (3,)) | torch.zeros(3).uniform_(a, b) | torch.zeros(3).normal_(a, b)
torch.zeros(3).bernoulli_(a) | torch.zeros(3).random_(a, b) | torch.arange(0, a, b, dtype=t.dtype) | torch.linspace(a, b, 3) | x.std(correction=a) | x.norm(a) | x.round(decimals=a)
torch.optim.SGD(nn.Linear(1, 1).parameters(), lr=a, momentum=b) | torch.optim.Adam(nn.Linear(1, 1).parameters(), lr=a, eps=b) | nn.utils.clip_grad_norm_(nn.Linear(1, 1).parameters(), a)
np.array([a, b]) | np.array(a, dtype=v.dtype) | np.full(2, a) | v + a | a * v | v ** a | v // a | np.clip(v, a, b) | np.round(v, a) | np.where(v > a, a, v) | v[a] | v[[a]] | np.float32(a) + b
np.linspace(a, b, 3) | np.isclose(v, a) | np.random.normal(a, b, 2) | np.random.uniform(a, b, 2) | np.random.binomial(a, b, 2) | np.random.choice(3, 2, a) | np.random.rand(a)
random.uniform(a, b) | random.gauss(a, b) | random.randint(a, b) | random.sample(range(5), a) | round(a, b) | pow(a, b) | divmod(a, b) | math.isclose(a, b) | math.log(a, b) | math.pow(a, b)
f'{a:.3f}' | f'{a:#}' | f'{a:.17g}' | f'{a:8.2e}' | '%.1f' % a | '%d' % a | format(a, '.16e') | [1, 2, 3][a] | int(a) | float(a) | sum([a, b]) | sorted([a, b]) | range(a) | 'ab' * a
""".replace("\n", " | ").strip(" |").split(" | ")
# What leaves the machine, has no end, prints itself, reads uninitialised memory, or changes what later calls do.
ODD = (
    "load", "save", "compile", "hub", "cuda", "set_", "fork", "seed", "script", "trace", "jit", "memory", "hpu", "ipu", "xpu", "mtia", "get_num", "exit", "quit",
    "input", "open", "breakpoint", "help", "exec", "eval", "profil", "state", "from_file", "_shared", "dist", "manual", "parallel", "empty", "get_device", "vmap",
    "data_ptr", "storage", "dump", "register", "globals", "locals", "vars", "dir", "print", "id", "hash", "memoryview", "new", "resize", "strided", "vitals",
    "default", "overlap", "warn", "sym_", "count", "cycle", "repeat", "random", "deterministic", "aiter", "anext", "copyright", "credits", "license", "Lazy", "hex", "encode", "bytes",
)  # fmt: skip

# The same of numpy, and its ways to files.
NUMPY_ODD = [odd for odd in ODD if odd not in ("random", "repeat", "count", "seed", "state", "dist")] + "file fromregex txt info show test lookfor buf err include source pickle byteswap getbits".split()
NUMPY_KEYWORDS = "axis keepdims dtype out size where loc scale p replace k ddof order shape initial low high".split()
OPTIONS = "lr momentum weight_decay nesterov betas eps maximize foreach dampening alpha".split()
OPTIMIZERS = "SGD SGD Adam AdamW RMSprop Adagrad".split()
PARAMETERS = ["nn.Linear(2, 1).parameters()", "[torch.ones(2, requires_grad=True)]", "[{'params': [torch.zeros(1, requires_grad=True)]}]", "[]", "torch.ones(2)"]
MODULES = ["nn.Linear(2, 2)", "nn.Dropout(0.5)", "nn.Sequential(nn.Linear(2, 3), nn.Dropout())", "nn.BatchNorm1d(2)", "nn.ModuleList([nn.ReLU()])", "nn.LSTM(2, 2)", "nn.ModuleDict({'a': nn.Tanh()})"]
ARRAYS = ["np.array([1., 2.])", "np.array([[1, 2], [3, 4]])", "np.array([True, False])", "np.float64(2.5)", "np.int64(3)", "np.arange(6.).reshape(2, 3)", "np.ones((2, 3), dtype='float32')", "[1, 2]"]


def names_of(module, odds=ODD):
    return [name for name in dir(module) if not name.startswith("_") and not any(odd in name for odd in odds) and callable(getattr(module, name))]


def functions_of(module):
    return [name for name in names_of(module) if not inspect.isclass(getattr(module, name))]


class Calls:
    """Random calls, the same for the same seed. Torch's tell what they drew as well."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pick = self.random.choice
        self.layers = [name for name in names_of(nn) if inspect.isclass(getattr(nn, name)) and issubclass(getattr(nn, name), nn.Module)]
        kinds = {"'ab cd'": str, "[3, 1, 2]": list, "{'a': 1, 'b': 2}": dict, "{1, 2}": set, "(1, 2, 1)": tuple, "3": int, "2.5": float, "range(3)": range}
        kinds |= {"Counter('aab')": collections.Counter, "OrderedDict(a=1)": collections.OrderedDict, "defaultdict(int)": collections.defaultdict, "ValueError('x', 1)": ValueError}
        self.python = [f"({value}).{name}" for value, kind in kinds.items() for name in names_of(kind)]
        self.python += [f"{module.__name__}.{name}" for module in (math, itertools, functools, statistics, operator, copy) for name in names_of(module)]
        self.python += [name for name in names_of(builtins) if name[0].islower() and name != "object"]

    def argument(self):
        return self.pick(self.pick([TENSORS, PLAIN, PLAIN, VALUES])).replace("10**20", "7")

    def layer(self):
        name = self.pick(self.layers)
        kind = getattr(nn, name)
        parameters = inspect.signature(nn.RNNBase.__init__ if issubclass(kind, nn.RNNBase) else kind.__init__).parameters.values()
        given = [self.option(one) for one in parameters if one.name not in ("self", "mode") and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]
        made = f"nn.{name}({', '.join(one for one in given if one)})"
        x = f"torch.{self.pick(['ones', 'zeros'])}({self.pick(INPUTS)})" if self.random.random() < 0.9 else self.argument()
        more = f", {x}, {x}" if name == "MultiheadAttention" else f", {self.pick([x, *TENSORS])}" if "Loss" in name else ""
        return self.pick([made, f"{made}({x}{more})", f"{made}.eval()({x}{more})"])

    def option(self, parameter):
        """What is given for a parameter of a layer, mostly of its type."""
        if parameter.default is not parameter.empty and self.random.random() > (0.03 if parameter.name in ("device", "dtype") else 0.35):
            return None
        annotation = str(parameter.annotation)
        if self.random.random() < 0.25:
            values = [self.argument(), *PLAIN]
        elif "bool" in annotation:
            values = ["True", "False"]
        elif "str" in annotation:
            values = [repr(parameter.default), "'none'", "'sum'", "'mean'", "'tanh'", "'relu'", "'reflect'"]
        elif "float" in annotation and "int" not in annotation:
            values = ["0.5", "0", "1.0", "2.5", "-0.5", "1", "1e-5"]
        else:
            values = ["1", "2", "3", "4", "8", "0"]
        return f"{parameter.name}={self.pick(values)}"

    def tensors(self):
        prefix, module = self.pick([("torch", torch), ("F", F), ("nn.init", nn.init), ("x", torch.Tensor), ("x", torch.Tensor)])
        arguments = self.arguments(KEYWORDS)
        if prefix in ("F", "nn.init"):
            arguments.insert(0, self.pick(TENSORS))
        owner = f"({self.pick(TENSORS)})" if prefix == "x" else prefix
        return f"{owner}.{self.pick(functions_of(module))}({', '.join(arguments)})"

    def arguments(self, keywords):
        given = [self.argument() for _ in range(self.pick([0, 1, 1, 2, 2, 3, 4]))]
        if self.random.random() < 0.3:
            given.append(f"{self.pick(keywords)}={self.pick([self.argument(), *PLAIN])}")
        return given

    def module(self):
        """A method of a layer, or an optimizer with a step."""
        if self.random.random() < 0.3:
            made = f"torch.optim.{self.pick(OPTIMIZERS)}({', '.join([self.pick(PARAMETERS), *self.arguments(OPTIONS)])})"
            return self.pick([made, f"(lambda o: (o.step(), o.param_groups))({made})"])
        made = self.pick(MODULES)
        return f"({made}).{self.pick(functions_of(nn.Module))}({', '.join(self.arguments(KEYWORDS))})"

    def drawn(self):
        """Functions and methods of numpy, and what draws in Python's way or in numpy's."""
        owner, kind = self.pick([("np", np), ("np", np), ("np.random", np.random), ("random", random), ("np.random.default_rng(0)", np.random.Generator), ("random.Random(0)", random.Random), (self.pick(ARRAYS), np.ndarray)])
        name = self.pick([one for one in names_of(kind, NUMPY_ODD) if not inspect.isclass(getattr(kind, one))])
        given = self.arguments(NUMPY_KEYWORDS)
        if owner == "np":
            given.insert(0, self.pick(ARRAYS))
        return f"(np.random.seed(0), random.seed(0), {owner}.{name}({', '.join(given)}))[2:]"

    def plain(self):
        arguments = [self.pick(self.pick([VALUES, PLAIN, WORDS])) for _ in range(self.pick([0, 1, 1, 2, 2, 3]))]
        arguments = [one for one in arguments if one not in ("10**20", "object()", "1j", "b'ab'")]
        if self.random.random() < 0.15:
            arguments.append(self.pick(PYTHON_KEYWORDS))
        called = f"{self.pick(self.python)}({', '.join(arguments)})"
        return self.pick([called, f"(lambda r: list(r) if hasattr(r, '__next__') else r)({called})"])

    def taken(self):
        """What takes numbers, with any."""
        tensor = f"torch.tensor([2., -1., 0.5]).to(torch.{self.pick(DTYPES)})"
        names = f"a={self.pick(NUMBERS)}, b={self.pick(NUMBERS)}, t={tensor}, x=torch.tensor([[0.5, -1.], [2., 0.]]), v={self.pick(ARRAYS)}"
        return f"(np.random.seed(0), random.seed(0), (lambda {names}: {self.pick(TAKE_NUMBERS)})())[2:]"

    def cell(self):
        if self.random.random() < 0.35:
            return f"print(said(lambda: {self.plain()}))"
        return f"print(said(lambda: (torch.manual_seed(0), {self.pick([self.layer, self.tensors, self.tensors, self.module, self.drawn, self.taken, self.taken])()}, torch.rand(1))[1:]))"


def call_program(seed, count):
    calls = Calls(seed)
    return [SETUP + "import torch.nn.functional as F\nimport itertools, functools, statistics, operator\n", *[calls.cell() for _ in range(int(count))]]


def main():
    kind, *rest = sys.argv[1:]
    programs = docstring_programs() if kind == "docstrings" else [operator_program() if kind == "operators" else call_program(*rest)]
    print(json.dumps(programs))


main()
