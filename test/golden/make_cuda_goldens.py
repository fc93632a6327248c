"""Has PyTorch write what its dropout draws on an NVIDIA GPU: cuda.json.

    python test/golden/make_cuda_goldens.py > test/golden/cuda.json

With another seed and number, `… 12 5000`, it makes others to compare. What is drawn depends on the GPU's multiprocessors and on the version's kernels: both are written beside the answers.
"""

import json
import random
import sys

import torch
from random_steps import SEEDS, P, dropout_step
from steps import answer_step

# One wave of an H100 is 270,336 threads: below, at and beyond one, with and without neighbours that are loaded at once.
LARGE = [1000, 4099, 65536, 270336, 270337, 540674, 1081344, 1081345, 1081348, 2000001, 2162688, 2162690]
FORMS = [("Dropout", False), ("Dropout", True), ("AlphaDropout", False), ("Dropout1d", False)]


def large_step(rng, numel):
    name, inplace = rng.choice(FORMS)
    dtype = rng.choice(["float32", "float32", "float64", "float16", "bfloat16"])
    shape = [numel, 1, 1] if name == "Dropout1d" else [numel]
    tensor = {"dtype": dtype, "shape": shape, "values": "ones", "numel": numel}
    step = {"call": "dropout", "form": "module", "name": name, "input": tensor, "p": rng.choice(P[:8]), "training": True}
    return {**step, "inplace": True} if inplace else step


def answer(case):
    torch.manual_seed(int(case["seed"]))
    steps = [answer_step(step) for step in case["steps"]]
    return {"steps": steps, "offset": torch.cuda.default_generators[0].get_offset()}


def main():
    torch.set_default_device("cuda")
    seed, count = map(int, sys.argv[1:] or (11, 650))
    rng = random.Random(seed)
    cases = []
    for i in range(count):
        torch_seed = rng.choice(SEEDS) if rng.random() < 0.5 else rng.randrange(-(2**63), 2**64)
        calls = rng.choice([1, 1, 2, 3])
        steps = [large_step(rng, LARGE[i // 2]) if i < 2 * len(LARGE) else dropout_step(rng) for _ in range(calls)]
        cases.append({"seed": str(torch_seed), "steps": steps})
    properties = torch.cuda.get_device_properties(0)
    made = {
        "torch": torch.__version__,
        "gpu": properties.name,
        "multiprocessors": properties.multi_processor_count,
        "threadsPerMultiprocessor": properties.max_threads_per_multi_processor,
    }
    sys.stdout.write(json.dumps(made)[:-1] + ', "cases": [\n')
    sys.stdout.write(",\n".join(json.dumps([case, answer(case)], separators=(",", ":")) for case in cases))
    sys.stdout.write("\n]}\n")


main()
