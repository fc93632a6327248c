import numpy as np
a = np.ones(3, dtype=int)
try:
    a *= 0.5
except TypeError as e:
    print(type(e).__name__, e)
try:
    np.ones(3) + np.ones(4)
except ValueError as e:
    print(e)
try:
    if np.array([1, 2]) > 1:
        pass
except ValueError as e:
    print(e)
try:
    np.zeros((2, 3))[5]
except IndexError as e:
    print(e)
try:
    np.zeros((2, 3))[0, 7]
except IndexError as e:
    print(e)
try:
    np.ones((2, 3)) @ np.ones((2, 3))
except ValueError as e:
    print(e)
try:
    np.ones(3).reshape(2, 2)
except ValueError as e:
    print(e)
try:
    np.random.binomial(1, 1.5)
except ValueError as e:
    print(e)
a = np.ones(3, dtype=int)
a *= 0.5

