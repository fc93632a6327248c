"""Has PyTorch 2.6.0 write what its dropout draws on an Intel processor: mkl.json.

Wheels for x86 up to 2.6 leave dropout's random numbers to Intel's MKL, which newer ones do not:

    python -m pip install torch==2.6.0
    python test/golden/make_mkl_goldens.py

The same bytes come out each time. The processor has to be Intel's: on AMD's, PyTorch draws by itself.
"""

import base64
import json
import pathlib
import random
import sys
import warnings

import torch

SEEDS = [0, 1, 42, -1, 2**31 - 2, 2**31 - 1, 2**32, 2**63, 2**64 - 1]
PROBABILITIES = [0.5, 0.1, 0.2, 0.25, 1 / 3, 0.9, 1e-9, 0.0, 1.0]
SHAPES = {
    "Dropout": [[3, 5], [1], [], [0], [7], [2, 3, 4], [130]],
    "AlphaDropout": [[3, 5], [17]],
    "Dropout1d": [[3, 5], [2, 3, 5]],
    "Dropout2d": [[2, 3, 2, 2]],
    "Dropout3d": [[2, 3, 1, 2, 2]],
    "FeatureAlphaDropout": [[2, 3, 2, 2]],
}


def packed(tensor):
    return base64.b64encode(tensor.contiguous().numpy().tobytes()).decode()


def answer(kind, seed, p, shape):
    """Three calls in a row, and the next draw of another kind, which shows how far the generator moved."""
    torch.manual_seed(seed)
    layer = getattr(torch.nn, kind)(p)
    outputs = [packed(layer(torch.ones(shape))) for _ in range(3)]
    return outputs, torch.randint(0, 2**31, (1,)).item()


def main():
    if not torch.__version__.startswith("2.6.") or not torch.backends.mkl.is_available():
        sys.exit(f"This takes PyTorch 2.6 with MKL, not {torch.__version__}.")
    warnings.simplefilter("ignore")
    rng = random.Random(26)
    cases = []
    for kind, shapes in SHAPES.items():
        for shape in shapes:
            for _ in range(40):
                seed = rng.choice([*SEEDS, rng.randrange(2**64)])
                p = rng.choice([*PROBABILITIES, rng.random()])
                cases.append([kind, str(seed), p, shape, *answer(kind, seed, p, shape)])
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path = pathlib.Path(__file__).with_name("mkl.json")
    path.write_text(f"[\n{lines}\n]\n")
    print(f"{len(cases)} cases by PyTorch {torch.__version__}: {path.stat().st_size} bytes")


main()
