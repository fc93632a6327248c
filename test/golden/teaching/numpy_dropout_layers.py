import numpy as np
def dropout(x, drop_prob):
    keep_prob = 1 - drop_prob
    if keep_prob == 0:
        return np.zeros_like(x)
    mask = np.random.uniform(0, 1, x.shape) < keep_prob
    return mask * x / keep_prob

np.random.seed(7)
X = np.arange(16).reshape(2, 8)
print(dropout(X, 0))
print(dropout(X, 0.5))
print(dropout(X, 1.0))

class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.mask = None

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.rand(*x.shape) > self.dropout_ratio
            return x * self.mask
        else:
            return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask
np.random.seed(10)
d = Dropout(0.4)
x = np.ones((3, 3))
print(d.forward(x))
print(d.mask)
print(d.backward(np.full((3, 3), 2.0)))
print(d.forward(x, False))

class Dropout2():
    def __init__(self, prob=0.5):
        self.prob = prob
        self.params = []
    def forward(self, X):
        self.mask = np.random.binomial(1, self.prob, size=X.shape) / self.prob
        out = X * self.mask
        return out.reshape(X.shape)
    def backward(self, dout):
        dX = dout * self.mask
        return dX, []
np.random.seed(4)
d = Dropout2(0.7)
X = np.linspace(0, 1, 12).reshape(3, 4)
print(d.forward(X))
print(d.mask)
print(d.backward(np.ones_like(X))[0])
