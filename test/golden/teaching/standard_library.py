import argparse
import contextlib
import itertools
import operator
import time
from functools import reduce
from pprint import pformat
from string import ascii_lowercase

import torch
import torch.nn as nn

parser = argparse.ArgumentParser()
parser.add_argument("--p", type=float, default=0.5)
args = parser.parse_args([])
print(vars(args), sorted(vars(args)))

torch.manual_seed(1)
started = time.time()
layer = nn.Dropout(args.p)
print(layer(torch.ones(6)))
elapsed = time.time() - started
print(layer(torch.ones(3)))

with contextlib.suppress(ValueError):
    nn.Dropout(1.5)
    print("not reached")
print("after")

rows = [("relu", 3), ("dropout", 1), ("linear", 2)]
print(sorted(rows, key=operator.itemgetter(1)), max(rows, key=operator.itemgetter(1, 0)))
print(reduce(operator.mul, [1, 2, 3, 4]), list(map(operator.add, [1, 2], [3, 4])), operator.attrgetter("p")(layer))
print(list(itertools.takewhile(lambda p: p < 0.5, [0.1, 0.3, 0.5, 0.2])), list(itertools.pairwise("abc")))
print(list(itertools.zip_longest([1, 2], "a", fillvalue="-")), ascii_lowercase[:5])
print(pformat({"p": 0.5, "layers": [1, {"b": 1, "a": 2}]}))


class Net:
    __count = 0

    def __init__(self, p, training=True):
        self.p, self.training = p, training
        self.__calls = 0
        Net.__count += 1

    def __call__(self, x):
        self.__calls += 1
        if not self.training or self.p == 0:
            return x
        return nn.functional.dropout(x, self.p)

    def calls(self):
        return self.__calls, Net.__count


net = Net(0.0)
print(net(torch.ones(2)), Net(0.5)(torch.ones(2)), net.calls(), net.__dict__)
for a, b in itertools.product([True, False], repeat=2):
    print(not a and b, not a or b, a and not b or not a, not (a and b))
