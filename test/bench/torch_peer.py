"""
Times statements with real PyTorch on one thread, for torchPeer.ts: a JSON object a line on stdin, with the setup, the
statement and for how many milliseconds it is to be timed; the best and the median milliseconds of a run on stdout.
"""

import json
import math
import sys
import time
import timeit

import torch

torch.set_num_threads(1)
BATCH = 1e-3

print(json.dumps(torch.__version__), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    names = {}
    exec(asked["setup"], names)
    timer = timeit.Timer(asked["statement"], timer=time.process_time, globals=names)
    number, best = 1, timer.timeit(1)
    for _ in range(3):
        if number * best < BATCH:
            number = math.ceil(BATCH / max(best, 1e-6))
            best = timer.timeit(number) / number
    times = [best * 1000]
    end = time.perf_counter() + asked["milliseconds"] / 1000
    while len(times) < 2 or time.perf_counter() < end:
        times.append(timer.timeit(number) / number * 1000)
    times.sort()
    print(json.dumps({"median": times[len(times) // 2], "best": times[0]}), flush=True)
