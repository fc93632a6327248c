"""Answers the cases of differential.ts with real PyTorch: a line of cases in, a line of answers out."""

import base64
import json
import struct
import sys
import warnings

import torch
from algebra import answer_algebra
from make_goldens import caught, encode, literal_repr, pack
from replay_programs import prepare, shown_by
from steps import answer_normals, answer_printing, answer_sequence


def tensor_of(case):
    data = bytearray(base64.b64decode(case["data"]))
    return torch.tensor([v for (v,) in struct.iter_unpack("<f", data)], dtype=torch.float32).reshape(case["shape"])


def dropout_step(step):
    if isinstance(step, int):
        torch.rand(step)
        return None
    (p,) = struct.unpack(">d", bytes.fromhex(step["p"]))
    if step["int"]:
        p = int(p)
    x = tensor_of(step)
    layer, error = caught(lambda: getattr(torch.nn, step["kind"])(p, inplace=step["inplace"]))
    if error:
        return {"error": ": ".join(error)}
    layer.train(step["training"])
    with warnings.catch_warnings(record=True) as issued:
        warnings.simplefilter("always")
        output, error = caught(lambda: layer(x))
    answer = {"warnings": [str(w.message) for w in issued], "layer": repr(layer)}
    if error:
        return {**answer, "error": ": ".join(error)}
    return {
        **answer,
        "out": encode(pack(output.reshape(-1).tolist())),
        "text": repr(output),
        "same": output.numel() > 0 and output.data_ptr() == x.data_ptr(),
    }


def dropout(case):
    torch.manual_seed(int(case["seed"]))
    steps = [dropout_step(step) for step in case["steps"]]
    return {"steps": steps, "next": str(torch.empty(1, dtype=torch.int64).random_(-(2**63), None).item() % 2**64)}


def printing(case):
    return repr(tensor_of(case))


def doubles(case):
    return [repr(v) for (v,) in struct.iter_unpack("<d", base64.b64decode(case["data"]))]


def literal(case):
    return literal_repr(case["text"])


def seed(case):
    value, error = caught(lambda: torch.manual_seed(int(case["text"])).initial_seed())
    return ": ".join(error) if error else str(value)


ANSWERS = {
    "dropout": dropout,
    "printing": printing,
    "doubles": doubles,
    "literal": literal,
    "seed": seed,
    "sequence": lambda case: answer_sequence(case["sequence"]),
    "normals": lambda case: answer_normals(case["normals"]),
    "algebra": lambda case: answer_algebra(case["algebra"]),
    "program": lambda case: shown_by(case["program"]),
    "repr": lambda case: answer_printing(case["printing"]),
}


def answer(case):
    try:
        return ANSWERS[case["about"]](case)
    except Exception as error:  # noqa: BLE001 - a case that cannot be asked, which a shrunk one may be
        return f"cannot ask: {error}"


warnings.simplefilter("ignore")
prepare()
print(json.dumps(torch.__version__), flush=True)
for line in sys.stdin:
    print(json.dumps([answer(case) for case in json.loads(line)]), flush=True)
