import numpy as np
x = np.array([[1, 2, 3], [4, 5, 6]])
print(x)
print(x.T, x.shape, x.ndim, x.size, x.dtype)
print(x[0], x[:, 1], x[1, 2], x[-1], x[::-1], x[:, ::-1])
print(x > 2)
print(x[x > 2])
x[x > 4] = 0
print(x)
x[0] = [7, 8, 9]
x[:, 0] = -1
print(x)
y = x[:, 1:]
y[:] = 5
print(x)
print(x.reshape(3, 2), x.reshape(-1), x.flatten(), x.ravel())
print(x.tolist(), x.max(), x.min(), x.argmax(), x.sum(), x.mean(axis=0), x.sum(axis=1, keepdims=True))
print(x.astype(float) / 3)
print(x // 2, x % 2, x ** 2, -x, abs(x))
for row in x:
    print(row, row.sum())
for v in x[0]:
    print(v)
print(len(x), 5 in x, 99 in x)
print(x.any(), x.all(), (x == x).all())

z = np.zeros(5)
for i in range(5):
    z[i] = i ** 2
print(z)
z[1:3] += 10
print(z)
z[-1] = np.nan
print(z, np.isnan(z))
z[0] = np.inf
print(z)
w = np.zeros((2, 2, 2))
w[0, 1] = 5
w[1, :, 0] = [1, 2]
print(w)
print(w.shape, w.size, w.reshape(2, -1), w.transpose(2, 0, 1).shape, w.sum(axis=1))
print(np.arange(1001))
print(np.arange(30))
print(np.arange(24).reshape(2, 3, 4))
print(np.linspace(0, 1, 11))
print(np.array([1e-5, 1.0]), np.array([1e10, 1.0]), np.array([-1.5, 22.25, 333.125]), np.array([1/3, 2/3]))
print(np.array([[True, False], [False, True]]))
print(np.array([1.0, np.nan, -np.inf]))

d = {np.int64(1): 'a'}
print(d[1], 1 in d, np.int64(1) in d)
s = {np.float64(1.0), 1, np.int64(1)}
print(len(s))
print(np.int64(7) // 2, np.int64(7) % 3, 7 / np.int64(2), 2 * np.float64(1.5), 10 - np.int64(3), 2 ** np.int64(3) if False else 8)
print(np.float64(1.0) == 1, np.float64(2) > 1, not np.bool_(False), bool(np.float64(0)))
for i in range(np.int64(3)): print(i, end=' ')
print()
print([0] * np.int64(3) if False else [0, 0, 0], 'ab'[np.int64(1)])
print(abs(np.float64(-1.5)), -np.float64(1.5), round(np.float64(1.567), 1), divmod(7, 2))
print(isinstance(np.float64(1), float), isinstance(np.int64(1), int), isinstance(np.ones(1), np.ndarray), type(np.ones(1)).__name__)
print(np.array(3.0), np.array(3), np.array(True), np.array(3.0).shape, np.array([]).shape, np.array([]))
print(np.ones(3).dtype == np.float64, np.ones(3).dtype == 'float64', np.arange(3).dtype == int, str(np.ones(1).dtype), np.ones(1).dtype.name)
print(np.sum(np.array([[1, 2], [3, 4]])), np.prod([2, 3, 4]), np.prod((2, 3)))
import math
print(math.sqrt(np.float64(4)), math.floor(np.float64(2.5)), sum([np.float64(0.5), 1]), min(np.float64(2), 3))
