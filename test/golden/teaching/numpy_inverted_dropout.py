import numpy as np

""" Inverted Dropout: Recommended implementation example. """
p = 0.5 # probability of keeping a unit active. higher = less dropout
np.random.seed(3)
W1 = np.random.randn(4, 3) * 0.1
b1 = np.zeros((4, 1))
W2 = np.random.randn(4, 4) * 0.1
b2 = np.zeros((4, 1))
W3 = np.random.randn(2, 4) * 0.1
b3 = np.zeros((2, 1))

def train_step(X):
  H1 = np.maximum(0, np.dot(W1, X) + b1)
  U1 = (np.random.rand(*H1.shape) < p) / p
  H1 *= U1
  H2 = np.maximum(0, np.dot(W2, H1) + b2)
  U2 = (np.random.rand(*H2.shape) < p) / p
  H2 *= U2
  out = np.dot(W3, H2) + b3
  return out, U1, U2

def predict(X):
  H1 = np.maximum(0, np.dot(W1, X) + b1)
  H2 = np.maximum(0, np.dot(W2, H1) + b2)
  return np.dot(W3, H2) + b3

X = np.random.randn(3, 1)
out, U1, U2 = train_step(X)
print(U1)
print(U2.ravel())
print(out)
print(predict(X).shape)
print(predict(X))
