"""Times programs with real Python and PyTorch, for replay.bench.ts: a list of programs on stdin, milliseconds each on stdout."""

import contextlib
import io
import json
import sys
import time

import torch

torch.set_num_threads(1)
timings = []
for text in json.load(sys.stdin):
    code = compile(text, "<program>", "exec")
    times = []
    for _ in range(7):
        start = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, {"__name__": "__main__"})
        times.append((time.perf_counter() - start) * 1000)
    timings.append({"name": f"PyTorch {torch.__version__}, 1 thread", "median": sorted(times)[3], "best": min(times)})
print(json.dumps(timings))
