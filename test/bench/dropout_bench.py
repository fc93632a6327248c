"""Times PyTorch's own dropout on the CPU, for dropout.bench.ts: dropout_bench.py NUMEL P."""

import json
import statistics
import sys
import time

import torch


def timing(name, x, p):
    times = []
    begin = time.perf_counter()
    while len(times) < 7 or time.perf_counter() - begin < 1.5:
        start = time.perf_counter()
        torch.nn.functional.dropout(x, p, True)
        times.append((time.perf_counter() - start) * 1000)
    return {"name": name, "median": statistics.median(times[2:]), "best": min(times)}


numel, p = int(sys.argv[1]), float(sys.argv[2])
x = (torch.arange(numel) % 1000).float() / 500 - 1
version = torch.__version__
timings = [timing(f"PyTorch {version}, {torch.get_num_threads()} threads", x, p)]
torch.set_num_threads(1)
timings.append(timing(f"PyTorch {version}, 1 thread", x, p))
print(json.dumps(timings))
