"""Makes numpy.json with real NumPy: what its legacy generator draws, how it adds up, and how it writes arrays and numbers.

Run it as `npm run golden`; it needs NumPy 2.4.
"""

import json
import pathlib

import numpy as np

FILE = pathlib.Path(__file__).with_name("numpy.json")


def text(value):
    """A float that JSON would not keep."""
    return repr(float(value))


def drawn(seed):
    """What one generator gives, call after call."""
    r = np.random.RandomState(seed)
    return {
        "seed": seed,
        "doubles": [text(x) for x in r.random_sample(5)],
        "gaussians": [text(x) for x in r.standard_normal(7)],
        "small": r.randint(-3, 7, 12).tolist(),
        "large": [str(x) for x in r.randint(0, 2**40, 4)],
        "permutation": r.permutation(11).tolist(),
        "binomials": [[n, p, r.binomial(n, p, 9).tolist()] for n, p in [(1, 0.3), (1, 0.8), (20, 0.4), (40, 0.9), (3, 1.0)]],
        "after": text(r.random_sample()),
    }


def summed(shape, dtype):
    """The sums of uniform numbers, in the order in which NumPy adds them."""
    x = np.random.RandomState(len(shape) + sum(shape)).random_sample(shape).astype(dtype)
    axes = [None, *range(len(shape)), *([tuple(range(1, len(shape)))] if len(shape) > 2 else [])]
    results = [[axis, [text(v) for v in np.ravel(x.sum(axis=axis))], [text(v) for v in np.ravel(x.std(axis=axis))]] for axis in axes]
    return {"shape": shape, "dtype": dtype, "results": results}


KINDS = [
    lambda r, n: r.random_sample(n),
    lambda r, n: r.standard_normal(n) * 10.0 ** r.randint(-6, 10, n),
    lambda r, n: np.round(r.random_sample(n) * 8) / 8,
    lambda r, n: (r.random_sample(n) < 0.7) / 0.7,
    lambda r, n: r.randint(1, 600, n) / 512,
    lambda r, n: np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.5, -2e-5])[r.randint(0, 7, n)],
    lambda r, n: r.randint(-20, 2000, n) * 10 ** r.randint(0, 5),
    lambda r, n: r.random_sample(n) < 0.5,
]
SHAPES = [(1,), (3,), (20,), (2, 3), (4, 5), (2, 2, 3), (3, 30), (2, 0), (0,), ()]
OPTIONS = [{}, {}, {}, {"precision": 3}, {"precision": 4, "suppress": True}, {"linewidth": 40}, {"threshold": 5, "edgeitems": 1}]


def written(x, options):
    values = [text(v) if x.dtype.kind == "f" else int(v) for v in x.ravel()]
    with np.printoptions(**options):
        return {"dtype": str(x.dtype), "shape": x.shape, "values": values, "options": options, "str": str(x), "repr": repr(x)}


def printed():
    r = np.random.RandomState(5)
    for i in range(240):
        shape = SHAPES[r.randint(len(SHAPES))]
        x = KINDS[i % len(KINDS)](r, int(np.prod(shape))).reshape(shape)
        if x.dtype == np.float64 and i % 3 == 0:
            x = x.astype(np.float32)
        yield written(x, OPTIONS[r.randint(len(OPTIONS))])
    yield written(np.arange(1001), {})
    yield written(r.random_sample((40, 30)), {})


def numbers():
    r = np.random.RandomState(6)
    for value in r.standard_normal(200) * 10.0 ** r.randint(-12, 22, 200):
        single = np.float32(value)
        yield [text(value), str(value), text(single), str(single)]


FILE.write_text(
    json.dumps(
        {
            "random": [drawn(seed) for seed in (0, 1, 42, 123456789, 2**32 - 1)],
            "sums": [summed(shape, dtype) for shape in [(7,), (8,), (100,), (129,), (1000,), (9, 17), (5, 200), (3, 4, 50), (6, 1), (4, 3, 1)] for dtype in ("float64", "float32")],
            "printed": list(printed()),
            "numbers": list(numbers()),
        },
        separators=(",", ":"),
    )
    + "\n"
)
