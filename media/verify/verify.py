"""Tells which elements PyTorch's dropout keeps, for the command "Verify Against PyTorch" of Dropout Playground.

A JSON question comes on stdin, answers leave on stdout, one JSON object a line. Nothing else is read, written or
run. The extension starts it as `python -I -B verify.py`; src/verify/comparison/protocol.ts describes both sides.
"""

import json
import os
import site
import sys
import warnings

PROTOCOL = 1


def import_torch():
    try:
        import torch
    except ModuleNotFoundError as error:
        if error.name != "torch" or sys.prefix != sys.base_prefix:
            raise
        # Isolated mode leaves out where `pip install --user` puts what it installs.
        site.addsitedir(site.getusersitepackages())
        import torch
    return torch


def ones(torch, case, device):
    dtype = getattr(torch, case["dtype"])
    shape = case["shape"]
    if "strides" not in case:
        return torch.ones(shape, dtype=dtype, device=device)
    memory = 1 + sum((size - 1) * stride for size, stride in zip(shape, case["strides"]))
    return torch.ones(memory, dtype=dtype, device=device).as_strided(shape, case["strides"])


def mask_of(torch, case, device):
    torch.manual_seed(int(case["seed"]))
    layer = getattr(torch.nn, case["kind"])(float(case["p"]), inplace=case["inplace"])
    for _ in range(case["earlierCalls"] + 1):
        output = layer(ones(torch, case, device))
    return "".join("1" if kept else "0" for kept in (output > 0).cpu().reshape(-1).tolist())


def text_of(error):
    return (type(error).__name__ + ": " + str(error).strip().split("\n")[0])[:500]


def main():
    # What others print, a library that greets for instance, must not come between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def answer(**message):
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    def answer_cases(torch, cases, device):
        for index, case in enumerate(cases):
            try:
                answer(type="mask", device=device, index=index, mask=mask_of(torch, case, device))
            except Exception as error:  # Whatever it is, it is the answer: an older PyTorch may lack a layer or a dtype.
                answer(type="refused", device=device, index=index, error=text_of(error))

    question = json.load(sys.stdin)
    warnings.simplefilter("ignore")
    python = ".".join(str(part) for part in sys.version_info[:3])
    try:
        torch = import_torch()
    except Exception as error:
        missing = isinstance(error, ModuleNotFoundError) and error.name == "torch"
        answer(type="noTorch", protocol=PROTOCOL, python=python, missing=missing, error=text_of(error))
        return
    answer(type="torch", protocol=PROTOCOL, python=python, version=str(torch.__version__))
    answer_cases(torch, question["cpu"], "cpu")
    try:
        if torch.version.cuda is not None and torch.cuda.is_available():
            gpu = torch.cuda.get_device_properties(0)
            answer(
                type="gpu",
                name=gpu.name,
                multiprocessors=gpu.multi_processor_count,
                threadsPerMultiprocessor=gpu.max_threads_per_multi_processor,
            )
            answer_cases(torch, question["cuda"], "cuda")
    except Exception as error:
        answer(type="noGpu", error=text_of(error))
    answer(type="done")


main()
