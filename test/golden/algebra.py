"""Answers the cases of the tensor algebra with real PyTorch, as algebra.ts does with src/torch/algebra.

A case is plain JSON: the name of an operation, its operands (tensors as steps.py makes them, or Python numbers)
and what else it is given.
"""

import base64
import warnings

import torch
import torch.nn.functional as F
from steps import brief, raw, tensor_of


def number(spec):
    kind, text = spec["scalar"], spec["value"]
    return {"int": int, "float": float, "bool": lambda t: t == "True"}[kind](text)


def operand(spec):
    return number(spec) if "scalar" in spec else tensor_of(spec)[1]


def index_of(spec):
    if spec is None or isinstance(spec, (int, bool)):
        return spec
    if spec == "...":
        return ...
    if "slice" in spec:
        return slice(*spec["slice"])
    return tensor_of(spec)[1]


def indices_of(specs):
    return tuple(index_of(spec) for spec in specs)


def numbers(given):
    """Arguments that are written as operands are."""
    return {key: number(value) if isinstance(value, dict) and "scalar" in value and key != "values" else value for key, value in given.items()}


def nested(values):
    return [nested(value) for value in values] if isinstance(values, list) else number(values)


def dtype_in(given):
    return {**given, "dtype": getattr(torch, given["dtype"])} if "dtype" in given else given


def setitem(x, *value, indices):
    x[indices_of(indices)] = value[0]
    return x


def norm(x, p, **given):
    return torch.linalg.vector_norm(x, float(p), **given)



def seeded(name):
    def call(x, p, seed, inplace):
        torch.manual_seed(seed)
        return getattr(F, name)(x, p, True, inplace)

    return call


def moved(method):
    return lambda x, *others, **given: getattr(x, method)(*others, **given)


OPERATIONS = {
    "index": lambda x, indices: x[indices_of(indices)],
    "setitem": setitem,
    "arange": lambda start, end, step, **given: torch.arange(start, end, step, **given),
    "linspace": lambda start, end, steps, **given: torch.linspace(start, end, steps, **given),
    "full": lambda value, shape, **given: torch.full(shape, value, **given),
    "eye": lambda rows, columns, **given: torch.eye(rows, columns, **given),
    "tensor": lambda values, **given: torch.tensor(nested(values), **given),
    "cat": lambda *tensors, dim: torch.cat(tensors, dim),
    "stack": lambda *tensors, dim: torch.stack(tensors, dim),
        "norm": norm,
    "dropout": seeded("dropout"),
    "alpha_dropout": seeded("alpha_dropout"),
    "round": lambda x, **given: torch.round(x, **given),
    "clamp_tensor": lambda x, low, high: torch.clamp(x, low, high),
    "full_like": lambda x, value, **given: torch.full_like(x, value, **given),
    "T": lambda x: x.T,
    "mT": lambda x: x.mT,
    **{name: moved(name) for name in [
        "view", "reshape", "expand", "repeat", "permute", "contiguous", "clone", "to", "sigmoid", "type_as",
        "add_", "sub_", "mul_", "div_", "floor_divide_", "remainder_", "pow_", "copy_", "fill_", "zero_", "clamp_", "relu_", "neg_", "sqrt_", "exp_",
        "logical_and_", "unflatten",
    ]},
    **{name: getattr(F, name) for name in [
        "gelu", "elu", "selu", "leaky_relu", "silu", "softplus", "softmax", "log_softmax", "linear",
    ]},
    "var": lambda x, **given: torch.var(x, **given),
    "std": lambda x, **given: torch.std(x, **given),
}  # fmt: skip


def shown(t, x):
    result = {
        "out": base64.b64encode(raw(t)).decode(),
        "dtype": str(t.dtype).removeprefix("torch."),
                "shape": list(t.shape),
        "text": brief(repr(t), 0),
        "strides": [stride for stride, size in zip(t.stride(), t.shape) if size > 1 and t.numel() > 0],
    }
    if isinstance(x, torch.Tensor) and t.numel() > 0 and x.numel() > 0:
        result["view"] = t.untyped_storage().data_ptr() == x.untyped_storage().data_ptr()
        if result["view"]:
            result["offset"] = t.storage_offset()
    return result


def answer_algebra(case):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        operands = [operand(spec) for spec in case["operands"]]
        function = OPERATIONS.get(case["op"]) or getattr(torch, case["op"])
        try:
            result = function(*operands, **dtype_in(numbers(case["args"])))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
            return {"error": f"{type(error).__name__}: {str(error).splitlines()[0]}"}
    first = operands[0] if operands else None
    results = list(result) if isinstance(result, (list, tuple)) else [result]
    answer = {"results": [shown(t, first) for t in results]}
    if isinstance(first, torch.Tensor) and case["op"].endswith("_"):
        answer["memory"] = base64.b64encode(raw(torch.as_strided(first, (first.untyped_storage().nbytes() // first.element_size(),), (1,), 0))).decode()
    return answer
