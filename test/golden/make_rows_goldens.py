"""Has PyTorch 2.13 write what stochastic depth gives: rows.json.

    python -m pip install torch==2.13.0 torchvision==0.28.0
    python test/golden/make_rows_goldens.py

Each case is asked twice: of torchvision, and of the same computation with torch alone, as it is copied into many
repositories; both must agree. It is counted how often the older way of drawing, by torch.rand, keeps others for the same
seed. The same bytes come out each time.

    python test/golden/make_rows_goldens.py cuda > test/golden/rowsCuda.json

asks that computation on an NVIDIA GPU, of which an H200 with PyTorch 2.11 was one.
"""

import base64
import hashlib
import json
import pathlib
import random
import sys

import torch

SEEDS = [0, 1, 42, -1, 2**31 - 2, 2**31 - 1, 2**32, 2**63, 2**64 - 1]
PROBABILITIES = [0.5, 0.1, 0.2, 0.25, 1 / 3, 0.9, 1e-9, 0.0, 1.0]
SHAPES = [[3, 5], [1], [7], [2, 3, 4], [41], [17, 1, 3], [6, 3, 2, 2], [1, 3, 5]]
KINDS = {"DropPath": "row", "StochasticDepth": "batch"}


def packed(tensor):
    return base64.b64encode(tensor.contiguous().numpy().tobytes()).decode()


def values(shape):
    count = 1
    for size in shape:
        count *= size
    return torch.tensor([(i * 7919 % 10007 - 5003) / 64 for i in range(count)]).reshape(shape)


def by_hand(x, p, mode):
    if p == 0:
        return x
    first = x.shape[:1] if mode == "row" else (1,)
    noise = x.new_empty(tuple(first) + (1,) * (x.ndim - 1)).bernoulli_(1 - p)
    return x * (noise.div_(1 - p) if p < 1 else noise)


def three_calls(seed, call):
    """Three calls in a row, and the next draw of another kind, which shows how far the generator moved."""
    torch.manual_seed(seed)
    outputs = [packed(call()) for _ in range(3)]
    return outputs, torch.randint(0, 2**20, (1,)).item()


def kept_by_rand(seed, p, count):
    """Which samples the older computation keeps: floor of what is to be kept, plus a uniform number."""
    torch.manual_seed(seed)
    return "".join(str(int(one)) for one in (1 - p + torch.rand(count)).floor())


def on_gpu():
    rng = random.Random(17)
    cases = []
    for kind, mode in KINDS.items():
        for shape in [*SHAPES, [1000, 3], [4099, 2], [300000, 1]]:
            for _ in range(12 if shape[0] < 1000 else 2):
                seed = rng.choice([*SEEDS, rng.randrange(2**64)])
                p = rng.choice([*PROBABILITIES, rng.random()])
                x = values(shape).cuda()
                torch.manual_seed(seed)
                outputs = b"".join(by_hand(x, p, mode).cpu().numpy().tobytes() for _ in range(3))
                cases.append([kind, str(seed), p, shape, hashlib.sha256(outputs).hexdigest()])
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    name = torch.cuda.get_device_name().removeprefix("NVIDIA ")
    print(f'{{"gpu": "{name}", "version": "{torch.__version__}", "cases": [\n{lines}\n]}}')


def main():
    from torchvision.ops import StochasticDepth

    if not torch.__version__.startswith("2.13."):
        sys.exit(f"This takes PyTorch 2.13, not {torch.__version__}.")
    rng = random.Random(16)
    cases = []
    differing = 0
    for kind, mode in KINDS.items():
        for shape in SHAPES:
            for _ in range(20):
                seed = rng.choice([*SEEDS, rng.randrange(2**64)])
                p = rng.choice([*PROBABILITIES, rng.random()])
                x = values(shape)
                layer = StochasticDepth(p, mode)
                answer = three_calls(seed, lambda: layer(x))
                if answer != three_calls(seed, lambda: by_hand(x, p, mode)):
                    sys.exit(f"torchvision gives something else than its copies: {kind}, {seed}, {p}, {shape}")
                if mode == "row" and 0 < p < 1:
                    torch.manual_seed(seed)
                    kept = "".join(str(int(one)) for one in torch.empty(shape[0]).bernoulli_(1 - p))
                    differing += kept != kept_by_rand(seed, p, shape[0])
                cases.append([kind, str(seed), p, shape, *answer])
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path = pathlib.Path(__file__).with_name("rows.json")
    path.write_text(f"[\n{lines}\n]\n")
    print(f"{len(cases)} cases: {path.stat().st_size} bytes; by torch.rand {differing} of them keep others")


if __name__ == "__main__":
    if sys.argv[1:] == ["cuda"]:
        on_gpu()
    else:
        main()
