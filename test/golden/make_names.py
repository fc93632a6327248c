"""Writes down which names the modules and classes of Python 3.11 and PyTorch 2.13.0 have, for replay to know what is missing.

Run it as `npm run golden`; make_goldens.py says what that needs.
"""

import argparse
import collections
import contextlib
import importlib
import inspect
import json
import math
import pathlib
import pkgutil
import re
import sys

import numpy
import torch
import torch.nn.functional
import torch.optim
import torch.utils.data
from torch import nn

FILE = pathlib.Path(__file__).parents[2] / "src/python/library/names.json"

MODULES = {
    "torch": torch,
    "torch.cuda": torch.cuda,
    "torch.nn": nn,
    "torch.nn.functional": nn.functional,
    "torch.nn.init": nn.init,
    "torch.optim": torch.optim,
    "torch.utils.data": torch.utils.data,
}

# What older versions have: PyTorch 2.7 to 2.12 named tensors, and numpy 1 some methods. Nobody can tell which of them runs a program.
OLDER = {
    "torch": {"align_tensors"},
    "Tensor": {"align_as", "align_to", "has_names", "names", "refine_names", "rename", "rename_"},
    "ndarray": {"itemset", "newbyteorder", "ptp", "tostring"},
}

# Modules of Python's own, of IPython, and of those of PyTorch that replay has no model of, from which scripts import by name.
STANDARD = (
    "IPython.display abc argparse bisect collections contextlib copy dataclasses datetime enum functools heapq io "
    "itertools json logging operator os os.path pathlib pprint random re statistics string sys time types typing warnings "
    "torch.amp torch.cuda.amp torch.distributed.fsdp torch.nn.parallel torch.utils.data.distributed"
).split()

# Those that a layer cannot be made without.
LAYERS = {
    "AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AvgPool1d AvgPool2d AvgPool3d": (2,),
    "BatchNorm1d BatchNorm2d BatchNorm3d LayerNorm MaxPool1d MaxPool2d MaxPool3d": (2,),
    "Conv1d Conv2d Conv3d": (1, 1, 1),
    "Embedding GRU LSTM Linear RNN": (2, 2),
    "GroupNorm": (1, 1),
    "MultiheadAttention TransformerDecoderLayer TransformerEncoderLayer": (2, 1),
    "TransformerDecoder": (nn.TransformerDecoderLayer(2, 1), 1),
    "TransformerEncoder": (nn.TransformerEncoderLayer(2, 2, batch_first=True), 1),
    "Unflatten": (0, (1, 1)),
    "AlphaDropout BCELoss BCEWithLogitsLoss CrossEntropyLoss Dropout Dropout1d Dropout2d Dropout3d ELU": (),
    "FeatureAlphaDropout Flatten GELU Identity L1Loss LeakyReLU LogSoftmax MSELoss ModuleDict ModuleList": (),
    "NLLLoss ParameterList ReLU ReLU6 SELU Sequential SiLU Sigmoid Softmax Softplus Tanh": (),
}

EXAMPLES = torch.utils.data.TensorDataset(torch.ones(2))


def generator():
    yield


class Class:
    def method(self):
        pass


# An object of each class, with what the names of its bases are said by.
OBJECTS = {
    "type": (type, object),
    "NoneType": (None, object),
    "int": (1, object),
    "bool": (True, object),
    "float": (1.0, object),
    "str": ("", object),
    "tuple": ((), object),
    "list": ([], object),
    "dict": ({}, object),
    "set": (set(), object),
    "frozenset": (frozenset(), object),
    "range": (range(1), object),
    "slice": (slice(1), object),
    "BaseException": (BaseException(), object),
    "generator": (generator(), object),
    "dict_values": ({}.values(), object),
    "Counter": (collections.Counter(), dict),
    "defaultdict": (collections.defaultdict(), dict),
    "OrderedDict": (collections.OrderedDict(), dict),
    "ArgumentParser": (argparse.ArgumentParser(), object),
    "nullcontext": (contextlib.nullcontext(), object),
    "dtype": (torch.float32, object),
    "Generator": (torch.Generator(), object),
    "Size": (torch.Size(), tuple),
    "no_grad": (torch.no_grad(), object),
    "enable_grad": (torch.enable_grad(), object),
    "inference_mode": (torch.inference_mode(), object),
    "set_grad_enabled": (torch.set_grad_enabled(True), object),
    "Module": (nn.Module(), object),
    "LazyLinear": (nn.LazyLinear(1), nn.Linear(1, 1)),
    "_DropoutNd": (nn.modules.dropout._DropoutNd(), nn.Module()),
    "Dataset": (torch.utils.data.Dataset(), object),
    "TensorDataset": (EXAMPLES, torch.utils.data.Dataset),
    "DataLoader": (torch.utils.data.DataLoader(EXAMPLES), object),
}

# Of these the type alone counts: an object of it may have any others.
TYPES = {
    "function": generator,
    "builtin_function_or_method": len,
    "method": Class().method,
    "module": math,
}

# These compare in a way of their own: an assignment to such a method is refused in other words than one to a new name.
COMPARED = {"device": torch.device("cpu"), "dict_keys": {}.keys(), "dict_items": {}.items()}
COMPARISONS = {"__eq__", "__ge__", "__gt__", "__hash__", "__le__", "__lt__", "__ne__"}


def words(names):
    return " ".join(sorted(names))


def public(module):
    return {name for name in dir(module) if not name.startswith("_")}


def special_or_public(kind):
    return {name for name in dir(kind) if not name.startswith("_") or name.startswith("__")}


def beside(value, base):
    return set(dir(value)) - set(dir(base))


def not_starred(module):
    names = {}
    exec(f"from {module} import *", names)
    return words(public(importlib.import_module(module)) - set(names))


def submodules(name):
    """What can be imported of a module by a dotted name; nothing of one that is no package."""
    found = {one.name for one in pkgutil.iter_modules(getattr(importlib.import_module(name), "__path__", []))}
    found |= {one.removeprefix(f"{name}.") for one in sys.modules if one.startswith(f"{name}.")}
    return words(one for one in found if "." not in one)


def within_torch():
    return [f"torch.{one.name}" for one in pkgutil.iter_modules(torch.__path__) if not one.name.startswith("_")]


def class_names():
    yield "object", dir(object)
    yield "Tensor", special_or_public(torch.Tensor) | OLDER["Tensor"]
    yield "ndarray", public(numpy.ndarray) | OLDER["ndarray"]
    for name, (value, base) in OBJECTS.items():
        yield name, beside(value, base)
    for name, value in TYPES.items():
        yield name, beside(type(value), object)
    for name, value in COMPARED.items():
        yield name, beside(value, object) | COMPARISONS
    for layers, arguments in LAYERS.items():
        for name in layers.split():
            yield name, beside(getattr(nn, name)(*arguments), nn.Module())


# They have state, whatever their schemas say: running averages, a file, what another library keeps.
STATEFUL = re.compile(r"batch_norm|instance_norm|quant|fbgemm|cudnn|miopen|mkldnn|sparse|autocast|pin_memory|from_file|initial_seed|wait")
# Functions in Python that do nothing but compute.
LOSSES = (
    "cosine_embedding_loss ctc_loss hinge_embedding_loss huber_loss kl_div l1_loss margin_ranking_loss mse_loss "
    "multi_margin_loss multilabel_margin_loss multilabel_soft_margin_loss nll_loss poisson_nll_loss smooth_l1_loss "
    "soft_margin_loss triplet_margin_loss gaussian_nll_loss local_response_norm normalize"
)


def only_reads(schemas):
    """Whether an operator neither writes nor draws, as its schemas have it: it may give a view, and raise."""
    schemas = [one for one in schemas if not any(argument.is_out for argument in one.arguments)]
    for schema in schemas:
        overloads = getattr(torch.ops.aten, schema.name.removeprefix("aten::"))
        overload = getattr(overloads, schema.overload_name or "default", None)
        if not schema.returns or torch.Tag.nondeterministic_seeded in getattr(overload, "tags", ()):
            return False
        for one in [*schema.arguments, *schema.returns]:
            if one.name == "generator" or (one.alias_info is not None and one.alias_info.is_write):
                return False
    return bool(schemas)


def readers():
    """Functions of PyTorch that are in C, and methods of tensors, that only read what they are given."""
    schemas = collections.defaultdict(list)
    for schema in torch._C._jit_get_all_schemas():
        schemas[schema.name].append(schema)
    for owner, prefix, operator in [
        (torch, "", ""),
        (torch.Tensor, "", ""),
        (nn.functional, "nn.functional.", ""),
        (torch.linalg, "linalg.", "linalg_"),
        (torch.special, "special.", "special_"),
        (torch.fft, "fft.", "fft_"),
    ]:
        for name in dir(owner):
            is_c = inspect.isroutine(value := getattr(owner, name)) and not inspect.isfunction(value)
            if is_c and re.fullmatch(r"[a-z]\w*[^\W_]", name) and not STATEFUL.search(name) and only_reads(schemas[f"aten::{operator}{name}"]):
                yield prefix + name
    yield from (f"nn.functional.{name}" for name in LOSSES.split())


def main():
    assert torch.__version__.startswith("2.13.0")
    names = {
        "modules": {"math": words(dir(math)), **{name: words(public(module) | OLDER.get(name, set())) for name, module in MODULES.items()}},
        "standard": {name: words(public(importlib.import_module(name))) for name in STANDARD},
        "notStarred": {name: not_starred(name) for name in ["math", "torch", "torch.nn.functional", "torch.nn", *STANDARD]},
        "submodules": {name: submodules(name) for name in dict.fromkeys(["math", "numpy", *within_torch(), *MODULES, *STANDARD])},
        "readers": words(set(readers())),
        "classes": {name: words(names) for name, names in sorted(class_names())},
    }
    FILE.write_text(json.dumps(names, indent=2) + "\n")


if __name__ == "__main__":
    main()
