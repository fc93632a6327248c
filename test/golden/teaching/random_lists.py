import random
import statistics


def dropout(xs, p, rng=random):
    """Inverted dropout without any library."""
    if not 0 <= p < 1:
        raise ValueError(f"p has to be in [0, 1), not {p}")
    if not xs or p == 0:
        return list(xs)
    return [x / (1 - p) if rng.random() > p else 0.0 for x in xs]


random.seed(42)
xs = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
print(dropout(xs, 0.5))
print(dropout(xs, 0.2))
print(dropout([], 0.5), dropout(xs, 0))
try:
    dropout(xs, 1)
except ValueError as error:
    print(error)

rng = random.Random(7)
masks = [[int(rng.random() >= 0.3) for _ in range(8)] for _ in range(3)]
for mask in masks:
    print(mask, sum(mask))

random.seed(0)
print(random.randint(1, 6), random.randrange(0, 100, 5), random.uniform(-1, 1), random.choice("abcde"))
print(random.choices(["kept", "dropped"], weights=[0.8, 0.2], k=6), random.choices(range(3), k=4))
units = list(range(10))
random.shuffle(units)
print(units, random.sample(units, 3), random.sample(range(1000), 4))
print(random.getrandbits(40), random.normalvariate(0, 1))
weights = [[random.gauss(0, 0.1) for _ in range(3)] for _ in range(2)]
print([[round(w, 4) for w in row] for row in weights])

random.seed(1)
means = [statistics.mean(dropout([1.0] * 40, 0.25)) for _ in range(30)]
print(f"mean {statistics.mean(means):.4f}, deviation {statistics.stdev(means):.4f}, median {statistics.median(means):.4f}")
print(statistics.mean([1, 2, 3]), statistics.mean([1, 2]), statistics.pvariance([0, 2, 2, 0]))

random.seed(5)
first = random.random()
random.seed(5)
print(first == random.random())
