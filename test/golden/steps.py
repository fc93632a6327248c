"""Makes the calls of a sequence with real PyTorch. steps.ts makes the same calls with src/torch.

A sequence is plain JSON: a seed, then steps, each a call that may draw. Both sides give the same answer
to it, also plain JSON: what every step returned, and the next draw after the last one.
"""

import base64
import hashlib
import math
import struct
import warnings

import torch
import torch.nn.functional as F

RULES = {
    "ones": lambda i: 1.0,
    "arange": float,
    "ramp": lambda i: (i * 7919 % 10007 - 5003) / 64,
    "special": lambda i: SPECIALS[i % len(SPECIALS)],
}

SPECIALS = [
    0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 0.1, -2.5, 1 / 3, 1e-45, -1e-45, 1.1754942e-38, 6e-8, -3e-8, 65504.0,
    65519.0, -65520.0, 2.0**-14, 2.0**-15 * 1.0009765625, 3.4028234663852886e38, -(2 - 2**-8) * 2.0**127, 1e-5, 12345.678, -99999.5,
    5e-324, -1e-310, 1.7976931348623157e308, 0.30000000000000004,
]  # fmt: skip


def brief(data, limit):
    """Bytes as base64 and text as it is, but their digest where they are long."""
    raw = data if isinstance(data, bytes) else data.encode()
    if len(raw) > limit:
        return "#" + hashlib.sha256(raw).hexdigest()[:32]
    return base64.b64encode(raw).decode() if isinstance(data, bytes) else data


def dtype_of(case):
    return getattr(torch, case.get("dtype", "float32"))


def storage(spec):
    """The memory of a tensor: the numbers of a rule, or float64 bytes, rounded to the dtype."""
    rule, count = spec["values"], spec["numel"]
    if rule in RULES:
        values = [RULES[rule](i) for i in range(count)]
    else:
        values = [v for (v,) in struct.iter_unpack("<d", base64.b64decode(rule))]
    if dtype_of(spec) == torch.int64:
        values = [int(v) for v in values]
        return torch.tensor(values, dtype=torch.int64)
    return torch.tensor(values, dtype=torch.float64).to(dtype_of(spec))


def tensor_of(spec):
    memory = storage(spec)
    if "strides" in spec:
        return memory, memory.as_strided(spec["shape"], spec["strides"], spec.get("offset", 0))
    return memory, memory.reshape(spec["shape"])


def raw(t):
    """The elements in row-major order as bytes, little-endian, 16-bit floats as float32, every nan the same."""
    values = t.detach().reshape(-1).tolist()
    if t.dtype == torch.int64:
        return struct.pack(f"<{len(values)}q", *values)
    if t.dtype == torch.bool:
        return bytes(values)
    if t.dtype == torch.float64:
        return b"".join(struct.pack("<Q", 0x7FF8000000000000) if v != v else struct.pack("<d", v) for v in values)
    return b"".join(struct.pack("<I", 0x7FC00000) if v != v else struct.pack("<f", v) for v in values)


def number_of(step):
    if "p" in step:
        text = step["p"]
        return int(text) if text.lstrip("-").isdigit() else float(text)
    return 0.5


def dropout(step):
    p, x = number_of(step), tensor_of(step["input"])
    memory, x = x
    if step["form"] == "module":
        layer = getattr(torch.nn, step["name"])(p, inplace=step.get("inplace", False)).train(step["training"])
        call = lambda: layer(x)  # noqa: E731
    elif step["form"] == "functional":
        named = {} if "training" not in step else {"training": step["training"]}
        named |= {} if "p" not in step else {"p": p}
        named |= {} if "inplace" not in step else {"inplace": step["inplace"]}
        call = lambda: getattr(F, step["name"])(x, **named)  # noqa: E731
    else:
        name = step["name"] + ("_" if step.get("inplace") else "")
        call = lambda: getattr(torch, name)(x, p, step["training"])  # noqa: E731
    output = call()
    return {
        **shown(output),
        "strides": [stride for stride, size in zip(output.stride(), output.shape) if size > 1],
        "same": output.numel() > 0 and output.data_ptr() == x.data_ptr(),
        "memory": brief(raw(memory), 24),
    }


def shown(t):
    return {"out": brief(raw(t), 48), "text": brief(repr(t), 200)}


def linear(step):
    layer = torch.nn.Linear(step["in"], step["out"], bias=step["bias"], dtype=dtype_of(step))
    return [shown(p.detach()) for p in layer.parameters()]


def conv(step):
    layer = getattr(torch.nn, step["name"])(
        step["in"], step["out"], step["kernel"], groups=step["groups"], bias=step["bias"], dtype=dtype_of(step)
    )
    return [shown(p.detach()) for p in layer.parameters()]


def normal(t):
    """float64 hangs on the last bits of C's log, sin and cos: seven digits are compared."""
    if t.dtype != torch.float64:
        return shown(t)
    return {"out": brief(" ".join(f"{v:.6e}" for v in t.reshape(-1).tolist()), 48), "text": brief(repr(t), 200)}


CALLS = {
    "dropout": dropout,
    "linear": linear,
    "conv": conv,
    "rand": lambda s: shown(torch.rand(s["shape"], dtype=dtype_of(s))),
    "uniform_": lambda s: shown(torch.empty(s["shape"], dtype=dtype_of(s)).uniform_(s["from"], s["to"])),
    "randn": lambda s: normal(torch.randn(s["shape"], dtype=dtype_of(s))),
    "normal_": lambda s: normal(torch.empty(s["shape"], dtype=dtype_of(s)).normal_(s["mean"], s["std"])),
    "randint": lambda s: shown(torch.randint(int(s["low"]), int(s["high"]), s["shape"])),
    "randperm": lambda s: shown(torch.randperm(s["n"])),
    "bernoulli": lambda s: shown(torch.bernoulli(tensor_of(s["input"])[1])),
    "bernoulli_": lambda s: shown(torch.empty(s["shape"], dtype=dtype_of(s)).bernoulli_(s["prob"])),
    "loader": lambda s: [i.tolist() for i in torch.utils.data.DataLoader(range(s["n"]), batch_size=s["batch"], shuffle=s["shuffle"])],
}


def answer_step(step):
    with warnings.catch_warnings(record=True) as issued:
        warnings.simplefilter("always")
        try:
            result = {"result": CALLS[step["call"]](step)}
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
            result = {"error": f"{type(error).__name__}: {str(error).splitlines()[0]}"}
    if issued:
        result["warnings"] = [brief(str(w.message), 60) for w in issued]
    return result


def answer_sequence(case):
    torch.manual_seed(int(case["seed"]))
    steps = [answer_step(step) for step in case["steps"]]
    return {"steps": steps, "next": str(torch.empty(1, dtype=torch.int64).random_(-(2**63), None).item() % 2**64)}


def answer_normals(case):
    """All the values that the calls of normals.ts draw, as float64 bytes."""
    torch.manual_seed(int(case["seed"]))
    drawn = [torch.empty(c["numel"], dtype=dtype_of(c)).normal_(c["mean"], c["std"]) for c in case["calls"]]
    values = [v for t in drawn for v in t.tolist()]
    return base64.b64encode(struct.pack(f"<{len(values)}d", *values)).decode()


def answer_printing(case):
    """repr(tensor) with what may follow the elements. No GPU is at hand: a default device of another name makes repr say `cpu`."""
    t = tensor_of(case["tensor"])[1]
    if case.get("requiresGrad") or case.get("gradFn"):
        t = t.clone(memory_format=torch.contiguous_format).requires_grad_()
    if case.get("gradFn"):
        t = t * 1
    default_device = torch._C._get_default_device
    if case.get("device"):
        torch._C._get_default_device = lambda: "cuda"
    try:
        return brief(repr(t), 1200)
    finally:
        torch._C._get_default_device = default_device
