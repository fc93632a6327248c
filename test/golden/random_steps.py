"""Random sequences and tensors for the goldens: the same ones at every run."""

import math
import random
import struct

import torch
from steps import RULES, answer_normals, answer_printing, answer_sequence, brief

DTYPES = ["float32", "float64", "float16", "bfloat16"]
P = ["0.5", "0.1", "0.2", "0.25", "0.3", "0.7", "0.9", "0.99", "0.999999", "1e-05", "1e-17", "0", "1", "0.0", "1.0", "0.99999"]
SEEDS = [0, 1, 42, 123, 1234, 2**31, 2**32 + 7, 2**63, -1]
MODULES = ["Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "FeatureAlphaDropout"]
FUNCTIONS = ["dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout"]
OPERATORS = ["dropout", "feature_dropout", "alpha_dropout", "feature_alpha_dropout"]


def shape_of(rng, numel, dims=(0, 1, 1, 2, 2, 2, 3, 3, 4, 5)):
    shape = [1 + rng.randrange(max(1, int(numel ** (1 / 2)))) for _ in range(rng.choice(dims))]
    while math.prod(shape) > numel:
        largest = shape.index(max(shape))
        shape[largest] = max(1, shape[largest] // 2)
    if shape and rng.random() < 0.03:
        shape[rng.randrange(len(shape))] = 0
    return shape


def tensor_spec(rng, numel, dtype, rule=None, strided=0.4):
    """A tensor as plain data: often a permuted, sliced or expanded view of its memory."""
    shape = shape_of(rng, numel)
    spec = {"dtype": dtype, "shape": shape, "values": rule or rng.choice([*RULES, "ramp"])}
    if dtype in ("int64", "bool") and spec["values"] == "special":
        spec["values"] = "arange"
    if dtype == "int64" and spec["values"] == "ramp":
        spec["values"] = "arange"
    if not shape or 0 in shape or rng.random() > strided:
        return {**spec, "numel": math.prod(shape)}
    order = list(range(len(shape)))
    rng.shuffle(order)
    kind = rng.choice(["permuted", "permuted", "sliced", "expanded"])
    strides, stride = [0] * len(shape), 1
    for dim in order:
        if kind == "sliced" and rng.random() < 0.5:
            stride *= rng.choice([2, 3])
        if kind == "expanded" and rng.random() < 0.4:
            continue
        strides[dim] = stride
        stride *= shape[dim] + (rng.randrange(2) if kind == "sliced" else 0)
    offset = rng.randrange(3) if rng.random() < 0.3 else 0
    last = offset + sum((size - 1) * step for size, step in zip(shape, strides))
    return {**spec, "strides": strides, "offset": offset, "numel": last + 1 + rng.randrange(2)}


def dropout_step(rng):
    form = rng.choice(["module", "functional", "operator"])
    dtype = rng.choice([*DTYPES, *DTYPES, *DTYPES, "int64", "bool"])
    step = {"call": "dropout", "form": form, "name": rng.choice({"module": MODULES, "functional": FUNCTIONS, "operator": OPERATORS}[form])}
    step["input"] = tensor_spec(rng, rng.choice([4, 20, 60, 400]), dtype)
    step["p"] = rng.choice(P) if rng.random() < 0.6 else repr(rng.random())
    step["training"] = rng.random() < 0.93
    if rng.random() < 0.25:
        step["inplace"] = True
    if form == "functional":
        for key in ("p", "training"):
            if rng.random() < 0.15:
                del step[key]
    return step


def random_step(rng):
    """Another call that draws."""
    dtype = rng.choice(DTYPES)
    shape = shape_of(rng, rng.choice([8, 15, 16, 17, 40, 300, 700]))
    call = rng.choice(["rand", "uniform_", "randn", "randn", "normal_", "randint", "randperm", "bernoulli", "bernoulli_", "linear", "conv", "loader"])
    step = {"call": call, "dtype": dtype, "shape": shape}
    if call == "uniform_":
        low, high = sorted(rng.choice([rng.uniform(-10, 10), rng.randrange(-3, 4), 10 ** rng.uniform(-6, 6)]) for _ in range(2))
        step |= {"from": low, "to": high}
    elif call == "normal_":
        step |= {"mean": rng.choice([0, rng.gauss(0, 5)]), "std": rng.choice([0, 1, 0.02, rng.random() * 10])}
    elif call == "randint":
        low = rng.choice([0, 0, -5, rng.randrange(-(2**40), 2**40)])
        low, high = (low, low + rng.choice([1, 2, 10, 100, 2**28 - 1, 2**28, 2**32, 2**40, rng.randrange(1, 2**60)]))
        step = {"call": call, "shape": shape, "low": str(low), "high": str(high)}
    elif call == "randperm":
        step = {"call": call, "n": rng.choice([0, 1, 2, 5, 10, 100, rng.randrange(1, 1000)])}
    elif call == "bernoulli":
        spec = tensor_spec(rng, rng.choice([4, 40]), dtype, "ones", strided=0)
        values = [rng.choice([0, 1, 0.5, rng.random(), rng.random()]) for _ in range(spec["numel"])]
        step = {"call": call, "input": {**spec, "values": packed(values)}}
    elif call == "bernoulli_":
        step |= {"prob": rng.choice([0, 1, 0.5, rng.random()])}
    elif call == "linear":
        step = {"call": call, "dtype": dtype, "in": rng.choice([1, 2, 3, 5, 10, 33]), "out": rng.choice([1, 2, 4, 7, 30]), "bias": rng.random() < 0.8}
    elif call == "conv":
        dims = rng.choice([1, 2, 3])
        groups = rng.choice([1, 1, 2])
        name = f"Conv{'Transpose' if rng.random() < 0.3 else ''}{dims}d"
        kernel = [rng.choice([1, 2, 3]) for _ in range(dims)]
        step = {"call": call, "dtype": dtype, "name": name, "in": groups * rng.choice([1, 2, 3]), "out": groups * rng.choice([1, 2, 4]),
                "kernel": kernel, "groups": groups, "bias": rng.random() < 0.8}  # fmt: skip
    elif call == "loader":
        step = {"call": call, "n": rng.choice([1, 5, 10]), "batch": rng.choice([1, 2, 3]), "shuffle": rng.random() < 0.5}
    return step


def packed(values):
    import base64

    return base64.b64encode(struct.pack(f"<{len(values)}d", *values)).decode()


def sequences(seed, count, steps):
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        seed_text = str(rng.choice(SEEDS) if rng.random() < 0.5 else rng.randrange(-(2**63), 2**64))
        case = {"seed": seed_text, "steps": [rng.choice(steps)(rng) for _ in range(rng.choice([1, 1, 2, 3]))]}
        made.append([case, answer_sequence(case)])
    return {"cases": made}


def normals(seed, count):
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        calls = [
            {
                "dtype": rng.choice(["float64", "float64", "float64", "float32", "float16", "bfloat16"]),
                "numel": rng.choice([1, 3, 15, 16, 17, 40]),
                "mean": rng.choice([0, 0, 1, rng.gauss(0, 100)]),
                "std": rng.choice([1, 1, 0.02, 10 ** rng.uniform(-6, 6)]),
            }
            for _ in range(rng.choice([1, 2, 3]))
        ]
        case = {"seed": str(rng.randrange(-(2**63), 2**64)), "calls": calls}
        made.append([case, answer_normals(case)])
    return {"cases": made}


def printed_numbers(rng, count, dtype):
    if dtype == "int64":
        digits = rng.randrange(1, 19)
        return [rng.choice([0, 1, -1, rng.randrange(-(10**digits), 10**digits), rng.randrange(10)]) for _ in range(count)]
    if dtype == "bool":
        return [rng.randrange(2) if rng.random() < 0.8 else 1 for _ in range(count)]
    low, high = sorted(rng.uniform(-9, 9) for _ in range(2))
    if dtype == "float64" and rng.random() < 0.3:
        low, high = sorted(rng.uniform(-320, 307) for _ in range(2))
    maker = rng.choice([
        lambda: rng.randrange(0, 10), lambda: rng.randrange(-10**rng.randrange(1, 9), 10**8), rng.random, lambda: rng.gauss(0, 1),
        lambda: 10 ** rng.uniform(low, high), lambda: -(10 ** rng.uniform(low, high)),
        lambda: (2 * rng.randrange(0, 3000) + 1) / 32, lambda: (2 * rng.randrange(50000, 99999) + 1) / 2 * 10.0 ** rng.randrange(-3, 6),
    ])  # fmt: skip
    special = rng.choice([0, 0, 0.2, 0.6])
    return [rng.choice([0.0, -0.0, math.nan, math.inf, -math.inf]) if rng.random() < special else maker() for _ in range(count)]


def printing(seed, count):
    rng = random.Random(seed)
    made = []
    for i in range(count):
        dtype = rng.choice(["float64", "float16", "bfloat16", "int64", "bool", "float32"])
        spec = tensor_spec(rng, rng.choice([4, 4, 12, 40, 200, 1200]) if i % 20 else 3000, dtype)
        if spec["values"] in RULES and spec["numel"] <= 60 and rng.random() < 0.85:
            values = printed_numbers(rng, spec["numel"], dtype)
            if dtype == "int64":
                values = [v if abs(v) < 2**53 else v // 2**12 for v in values]
            spec["values"] = packed(values)
        case = {"tensor": spec}
        if dtype in DTYPES and rng.random() < 0.3:
            case["requiresGrad"] = True
        elif dtype in DTYPES and rng.random() < 0.3:
            case["gradFn"] = "MulBackward0"
        if rng.random() < 0.3:
            case["device"] = "cpu"
        made.append([case, answer_printing(case)])
    return {"cases": made}
