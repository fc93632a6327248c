import numpy as np
np.random.seed(0)
print(np.random.randint(0, 10, 5), np.random.randint(10), np.random.randint(1, 7, size=(2, 3)))
print(np.random.permutation(6))
l = [1, 2, 3, 4, 5]
np.random.shuffle(l)
print(l)
a = np.arange(10)
np.random.shuffle(a)
print(a)
m = np.arange(12).reshape(4, 3)
np.random.shuffle(m)
print(m)
print(np.random.permutation(m))
print(np.random.choice(5, 3), np.random.choice(5, 3, replace=False), np.random.choice([10, 20, 30]))
print(np.random.choice([0, 1], size=(2, 4), p=[0.3, 0.7]))
print(np.random.uniform(-1, 1, 3), np.random.uniform(), np.random.normal(0, 1, 3))
print(np.random.random((2, 2)), np.random.random())
print(np.random.rand(), np.random.randn())

np.random.seed(0)
layer = np.ones(10)
def apply_dropout(layer, rate=0.2):
    keep = 1 - rate
    mask = np.random.binomial(1, keep, size=layer.shape)
    return layer * mask / keep, mask
for i in range(5):
    out, mask = apply_dropout(layer)
    print(i, out, mask.sum(), out.sum())
results = [apply_dropout(layer)[0].mean() for _ in range(100)]
print(np.mean(results), np.std(results))
print(round(np.mean(results), 3))
