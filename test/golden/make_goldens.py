"""Writes down what real PyTorch answers, for the unit tests of src/torch to compare with.

Run it as `npm run golden`. It takes the interpreter named by the environment variable PYTHON, else
python3, which needs PyTorch 2.13.0 for the CPU:

    python3 -m venv venv && venv/bin/pip install torch==2.13.0
    PYTHON=venv/bin/python npm run golden

The files are the same byte for byte at every run: every choice below comes from a generator of
Python's own with a fixed seed, and nothing depends on the machine. What the keys of the files mean
is said once, by the types in goldens.ts beside this script.
"""

import ast
import base64
import hashlib
import json
import math
import pathlib
import random
import struct
import warnings

import random_steps
import torch

EXPECTED_VERSION = "2.13.0"
FOLDER = pathlib.Path(__file__).parent

KINDS = ["Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "FeatureAlphaDropout"]

SEEDS = [
    0, 1, 2, 42, 123, 1234, 2024, 65537, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**53 + 1,
    2**63 - 1, 2**63, 2**64 - 1, -1, -2, -42, -(2**31), -(2**32), -(2**63), 0x123456789ABCDEF0,
]  # fmt: skip

BAD_SEEDS = [2**64, 2**64 + 1, -(2**63) - 1, 10**30, -(10**30)]

PROBABILITIES = [
    "0.5", "0.1", "0.2", "0.25", "0.3", "0.3333333333333333", "0.4", "0.6", "0.7", "0.75", "0.8", "0.9",
    "0.95", "0.99", "1e-9", "0.999999999", "1e-05", "0.0001", "0", "1", "0.0", "1.0", "-0.0", "5e-324",
    "1e-17", "1.1102230246251565e-16", "0.9999999999999999", "0.9999999403953552", "0.015625",
]  # fmt: skip

BAD_PROBABILITIES = [
    "1.5", "2", "2.0", "-1", "-0.1", "-1e-300", "1.0000000000000002", "inf", "-inf", "1e16", "1e22",
    "123456789", "-1e-05", "100000000000000000000", "1234567.5", "1e100",
]  # fmt: skip

SHAPES = {
    0: [()],
    1: [(0,), (1,), (2,), (5,), (10,), (16,), (311,), (312,), (313,), (624,), (1000,), (1001,), (2500,)],
    2: [(0, 3), (3, 0), (1, 1), (3, 5), (2, 3), (4, 4), (6, 6), (5, 1), (13, 24), (30, 40), (1, 7)],
    3: [(2, 0, 3), (2, 3, 4), (1, 5, 2), (3, 4, 1), (7, 11, 13), (4, 80, 2)],
    4: [(0, 1, 2, 3), (2, 3, 2, 2), (1, 2, 3, 4), (2, 3, 4, 5), (2, 200, 1, 2)],
    5: [(1, 2, 0, 2, 2), (2, 2, 2, 1, 2), (1, 3, 2, 2, 2), (2, 170, 1, 1, 2)],
    6: [(1, 2, 2, 1, 2, 1), (2, 1, 1, 2, 1, 2)],
}

SPECIALS = [
    0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 0.1, -2.5, 1 / 3, 1e-45, -1e-45, 1.1754942e-38,
    3.4028234663852886e38, -3.4028234663852886e38, 1e-5, 12345.678, -99999.5,
]  # fmt: skip


def pack(values):
    """Float32 values as bytes, little-endian, every nan the same nan: Python prints them alike."""
    return b"".join(struct.pack("<I", 0x7FC00000) if v != v else struct.pack("<f", v) for v in values)


def encode(data):
    return base64.b64encode(data).decode("ascii")


def digest(data):
    return "#" + hashlib.sha256(data).hexdigest()[:32]


def small_or_digest(data, limit):
    return encode(data) if len(data) <= limit else digest(data)


def text_or_digest(text, limit=600):
    return text if len(text) <= limit else digest(text.encode())


def input_values(rule, numel):
    if rule == "ones":
        return [1.0] * numel
    if rule == "arange":
        return [float(i) for i in range(numel)]
    if rule == "ramp":
        return [(i * 7919 % 10007 - 5003) / 64 for i in range(numel)]
    return [SPECIALS[i % len(SPECIALS)] for i in range(numel)]


def make_input(rule, shape):
    return torch.tensor(input_values(rule, math.prod(shape)), dtype=torch.float32).reshape(shape)


def number(text):
    """The Python number a p is written as: int and float stay apart."""
    return float(text) if text.strip("-") in ("nan", "inf") else ast.literal_eval(text)


def caught(action):
    try:
        return action(), None
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
        return None, [type(error).__name__, str(error)]


class Texts:
    """Long texts that return again and again, written once."""

    def __init__(self):
        self.list = []

    def index(self, text):
        if text not in self.list:
            self.list.append(text)
        return self.list.index(text)


def mask_bits(kind, p, shape, state):
    """The mask behind a call that began in this generator state: who survives where every input is 1."""
    if p == 1:
        return [0] * math.prod(shape)
    torch.set_rng_state(state)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        output = getattr(torch.nn, kind)(p)(torch.ones(shape))
    return [int(v > 0) for v in output.reshape(-1).tolist()]


def run_call(rng, texts, kind, p_text, shape, rule, training, inplace):
    p = number(p_text)
    layer = getattr(torch.nn, kind)(p, inplace=inplace).train(training)
    x = make_input(rule, shape)
    state = torch.get_rng_state()
    call = {"kind": kind, "p": p_text, "shape": list(shape), "input": rule}
    if not training:
        call["eval"] = 1
    if inplace:
        call["inplace"] = 1
    with warnings.catch_warnings(record=True) as issued:
        warnings.simplefilter("always")
        output, error = caught(lambda: layer(x))
    if issued:
        call["warnings"] = [texts.index(str(w.message)) for w in issued]
    if error:
        call["error"] = texts.index(": ".join(error))
        return call
    if output.numel() and output.data_ptr() == x.data_ptr():
        call["same"] = 1
    call["out"] = small_or_digest(pack(output.reshape(-1).tolist()), 64)
    call["text"] = text_or_digest(repr(output))
    if training and p != 0 and output.numel():
        after = torch.get_rng_state()
        bits = mask_bits(kind, p, shape, state)
        assert torch.equal(after, torch.get_rng_state()) or p == 1
        torch.set_rng_state(after)
        joined = "".join(map(str, bits))
        call["mask"] = joined if len(joined) <= 48 else digest(joined.encode())
    return call


def random_call(rng, kind):
    dim = rng.choice([0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6] if kind != "Dropout" else [0, 1, 1, 2, 2, 3, 4])
    p = rng.choice(PROBABILITIES) if rng.random() < 0.7 else repr(rng.random())
    if rng.random() < 0.01:
        p = "nan"
    rule = rng.choice(["ones", "ones", "arange", "ramp", "ramp", "special"])
    return kind, p, rng.choice(SHAPES[dim]), rule, rng.random() < 0.85, rng.random() < 0.15


def words_after():
    """The next two words, as one 64-bit draw."""
    return str(torch.empty(1, dtype=torch.int64).random_(-(2**63), None).item() % 2**64)


def dropout_goldens():
    rng = random.Random(20130)
    texts = Texts()
    sequences = []

    def sequence(seed, calls):
        torch.manual_seed(seed)
        steps = []
        for call in calls:
            if isinstance(call, int):
                # That many words drawn by something else: torch.rand takes one for each float32.
                torch.rand(call)
                steps.append(call)
            else:
                steps.append(run_call(rng, texts, *call))
        sequences.append({"seed": str(seed), "steps": steps, "next": words_after()})

    # The examples that everyone tries, then every p and every shape in turn, then whatever comes.
    for seed in SEEDS:
        sequence(seed, [("Dropout", "0.5", (3, 5), "ones", True, False)] * 2)
        sequence(seed, [("Dropout", "0.5", (10,), "arange", True, False), 1, ("Dropout", "0.1", (700,), "ramp", True, False)])
    for i, p in enumerate(PROBABILITIES):
        for rule in ("ones", "ramp", "special"):
            for kind in ("Dropout", "AlphaDropout"):
                sequence(SEEDS[i % len(SEEDS)], [(kind, p, (18,), rule, True, False)])
            for kind in ("Dropout1d", "Dropout2d", "Dropout3d", "FeatureAlphaDropout"):
                shape = {"Dropout1d": (3, 2, 3), "Dropout3d": (2, 3, 1, 2, 2)}.get(kind, (3, 2, 1, 3))
                sequence(SEEDS[i % len(SEEDS)], [(kind, p, shape, rule, True, False)])
    for kind in KINDS:
        for shapes in SHAPES.values():
            for shape in shapes:
                seed = rng.choice(SEEDS)
                sequence(seed, [(kind, "0.5", shape, "ramp", training, inplace) for training in (True, False) for inplace in (True, False)])
                sequence(seed, [(kind, p, shape, "ones", True, False) for p in ("1", "0", "0.25")])
    while len(sequences) < 1400:
        seed = rng.choice(SEEDS) if rng.random() < 0.4 else rng.randrange(-(2**63), 2**64)
        calls = []
        for _ in range(rng.choice([1, 1, 2, 3])):
            if rng.random() < 0.15:
                calls.append(rng.choice([1, 2, 3, 623]))
            calls.append(random_call(rng, rng.choice(KINDS)))
        sequence(seed, calls)
    return {"specials": encode(pack(SPECIALS)), "texts": texts.list, "cases": sequences}


def layer_goldens():
    layers = []
    for kind in KINDS:
        for p in [*PROBABILITIES, *BAD_PROBABILITIES, "nan"]:
            for inplace in (False, True):
                layer, error = caught(lambda: getattr(torch.nn, kind)(number(p), inplace=inplace))
                layers.append([kind, p, int(inplace), repr(layer) if error is None else error])
    operators = []
    for p in [*BAD_PROBABILITIES, "nan"]:
        _, error = caught(lambda: torch.dropout(torch.ones(1), number(p), True))
        operators.append([p, error])
    return {"layers": layers, "operators": operators}


def generator_goldens():
    rng = random.Random(624)
    cases = []
    for seed in [*SEEDS, *(rng.randrange(-(2**63), 2**64) for _ in range(26))]:
        torch.manual_seed(seed)
        initial = torch.initial_seed()
        words = torch.empty(700, dtype=torch.int64).random_(-(2**63), None)
        torch.manual_seed(seed)
        doubles = torch.rand(320, dtype=torch.float64)
        cases.append(
            {
                "seed": str(seed),
                "initial": str(initial),
                # The first words, then those around the first change of block.
                "words": encode(b"".join(struct.pack("<Q", w % 2**64) for w in words[[0, 1, 310, 311, 312, 313, 699]].tolist())),
                "allWords": digest(b"".join(struct.pack("<Q", w % 2**64) for w in words.tolist())),
                "uniform53": encode(struct.pack("<4d", *doubles[[0, 1, 311, 319]].tolist())),
            }
        )
    bad = [[str(seed), caught(lambda: torch.manual_seed(seed))[1]] for seed in BAD_SEEDS]
    float_seed = caught(lambda: torch.Generator().manual_seed(1.5))[1]
    return {"default": str(torch.Generator().initial_seed()), "cases": cases, "bad": bad, "floatSeed": float_seed}


LITERALS = [
    "0", "1", "-1", "+1", "00", "0_0", "007", "1_000", "1__0", "_1", "1_", "0x10", "0XfF", "0x_f", "0x", "0b101",
    "0o17", "0b2", "9007199254740992", "9007199254740994", "1_000_000_000_000_000_000_000", "-0", "0.5", ".5", "1.",
    "1.0", "-.5", "- 0.5", "+ 1", "--1", " 0.5 ", "\t1\n", "1e-3", "1E5", "1e+5", "1.e3", ".5e1", "1_0.0_1", "1_e5", "1e_5",
    "1e1_0", "1._5", "007.5", "007e1", "0e0", "-0.0", "-0e5", "1e400", "-1e400", "1e-400", "nan", "inf", "-inf", "Infinity", "NaN",
    "", " ", ".", "e5", "1e", "1e+", "+", "-", "0.5f", "1.5j", "0.1.2", "1,5", "0x1p3", "1 000", "½", "٣", "0.1+0.2",
    "123456789012345678", "1e16", "1e15", "9999999999999998.0", "1e22", "123456789.125", "0.0001", "0.00001", "1e-05", "1.5e-7", "5e-324",
    "1.7976931348623157e308", "2.2250738585072014e-308", "0.1", "0.30000000000000004", "100.0", "1234567890123456.7",
]  # fmt: skip


def literal_repr(text):
    """What Python makes of a signed numeric literal; None for any other text."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        return None
    operand = tree.operand if isinstance(tree, ast.UnaryOp) else tree
    if not isinstance(operand, ast.Constant) or type(operand.value) not in (int, float):
        return None
    return repr(eval(text.strip()))  # noqa: S307 - one literal with at most one sign


def number_goldens():
    rng = random.Random(754)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        literals = [[text, literal_repr(text)] for text in LITERALS]
    doubles = [0.0, -0.0, math.inf, -math.inf, math.nan]
    doubles += [sign * 10.0**e for e in range(-8, 24) for sign in (1, -1)]
    doubles += [2.0**e for e in range(-1074, 1024, 41)]
    doubles += [rng.random() for _ in range(60)]
    doubles += [rng.uniform(-1, 1) * 10 ** rng.uniform(-20, 20) for _ in range(120)]
    while len(doubles) < 500:
        (value,) = struct.unpack("<d", rng.randbytes(8))
        if math.isfinite(value):
            doubles.append(value)
    return {
        "literals": literals,
        "doubles": encode(struct.pack(f"<{len(doubles)}d", *doubles)),
        "reprs": [repr(v) for v in doubles],
    }


def as_float32(value):
    try:
        return struct.unpack("<f", struct.pack("<f", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def printed_values(rng, count):
    """`count` float32 values of one of the kinds that printing treats differently."""

    def bits():
        return struct.unpack("<f", rng.randbytes(4))[0]

    sign = rng.choice([lambda: 1, lambda: rng.choice([1, -1])])
    low, high = sorted(rng.uniform(-45, 38.5) for _ in range(2))
    near = rng.uniform(-5, 9)
    maker = rng.choice(
        [
            lambda: sign() * rng.randrange(0, 10),
            lambda: sign() * rng.randrange(0, 10 ** rng.randrange(1, 9)),
            lambda: sign() * rng.random(),
            lambda: rng.gauss(0, 1),
            lambda: sign() * 10 ** rng.uniform(low, high),
            lambda: sign() * 10 ** rng.uniform(near, near + 2.8),
            lambda: sign() * 10 ** rng.uniform(near, near + 3.2),
            lambda: sign() * (2 * rng.randrange(0, 3000) + 1) / 32,  # ties of .4f
            lambda: sign() * (2 * rng.randrange(50000, 99999) + 1) / 2 * 10.0 ** rng.randrange(-3, 6),  # ties of .4e
            lambda: sign() * (2 * rng.randrange(50000, 99999) + 1) * 5.0 ** rng.randrange(0, 3) * 2.0 ** rng.randrange(-8, 2),
            lambda: sign() * 10.0 ** rng.randrange(-6, 10),
            lambda: rng.choice([99999.95, 9.99995, 0.99995, 9999.99951, 99999.5, 1e8, 1e8 + 8, 1e-4, 9.9999e-5]) * sign(),
            bits,
        ]
    )
    values = [as_float32(maker()) for _ in range(count)]
    for i in range(count):
        if rng.random() < special_share:
            values[i] = rng.choice([0.0, -0.0, math.nan, math.inf, -math.inf])
    return values


special_share = 0.0


PRINTED_SHAPES = [
    (), (), (1,), (2,), (3,), (5,), (7,), (12,), (25,), (3, 5), (2, 3), (1, 1), (4, 1), (1, 12), (3, 17), (2, 2, 2), (2, 1, 3),
    (1, 1, 1, 1), (2, 2, 2, 2), (2, 1, 2, 1, 2), (3, 0), (0,), (0, 5), (2, 0, 3),
]  # fmt: skip

LONG_SHAPES = [
    (100,), (1000,), (1001,), (2000,), (10, 100), (143, 7), (7, 143), (6, 167), (167, 6), (3, 400), (400, 3), (1001, 1), (1, 1001),
    (11, 10, 10), (2, 2, 300), (7, 7, 7, 7), (6, 6, 6, 6), (8, 1, 200), (2, 3, 4, 5, 9), (1, 1, 1, 1001), (7, 3, 7, 3, 7),
]  # fmt: skip


def printing_goldens():
    global special_share
    rng = random.Random(80)
    cases = []

    def case(values, shape):
        numel = math.prod(shape)
        cycled = [values[i % len(values)] for i in range(numel)]
        text = repr(torch.tensor(cycled, dtype=torch.float32).reshape(shape))
        cases.append([list(shape), encode(pack(values)), text_or_digest(text, 1500)])

    for value in [*SPECIALS, 0.5, 2.0, 0.03125, 0.09375, 100.0, 1e8, 123456.0, 1e9, 0.0001, 2**-14]:
        case([as_float32(value)], ())
        case([as_float32(value)], (3,))
        case([as_float32(value), 1.0], (2, 2))
    # At the edges of scientific notation: a ratio of exactly 1000, a greatest value of 1e8, a least of 1e-4.
    for pair in [(1, 1000), (0.5, 500), (0.25, 250.5), (-2, 2000), (1, 1001), (1e5, 1e8), (2e5, 1e8 + 8), (0.0001, 0.05), (0.00011, 0.1)]:
        case([as_float32(v) for v in pair], (2,))
    for _ in range(640):
        special_share = rng.choice([0, 0, 0, 0.2, 0.6])
        shape = rng.choice(PRINTED_SHAPES)
        case(printed_values(rng, max(1, math.prod(shape))), shape)
    for _ in range(5):
        for shape in LONG_SHAPES:
            special_share = rng.choice([0, 0, 0.2])
            case(printed_values(rng, rng.choice([1, 2, 7, 40])), shape)
    return {"cases": cases}


def write(name, content):
    """One case a line, so that a change shows where it is."""
    parts = []
    for key, value in content.items():
        if isinstance(value, list):
            lines = ",\n".join(json.dumps(item, separators=(",", ":"), ensure_ascii=False) for item in value)
            parts.append(f'"{key}":[\n{lines}\n]')
        else:
            parts.append(f'"{key}":{json.dumps(value)}')
    path = FOLDER / f"{name}.json"
    path.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {path.stat().st_size} bytes")


def main():
    version = torch.__version__.partition("+")[0]
    if version != EXPECTED_VERSION:
        raise SystemExit(f"The goldens are PyTorch {EXPECTED_VERSION}'s; this is {version}.")
    for name, make in {
        "dropout": dropout_goldens,
        "layers": layer_goldens,
        "generator": generator_goldens,
        "numbers": number_goldens,
        "printing": printing_goldens,
        "tensors": lambda: random_steps.sequences(16, 1100, [random_steps.dropout_step]),
        "reprs": lambda: random_steps.printing(64, 700),
        "random": lambda: random_steps.sequences(53, 900, [random_steps.random_step, random_steps.random_step, random_steps.dropout_step]),
        "normals": lambda: random_steps.normals(65, 80),
    }.items():
        write(name, {"torch": EXPECTED_VERSION, **make()})


if __name__ == "__main__":
    main()
