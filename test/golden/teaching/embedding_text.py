import torch
import torch.nn as nn
torch.manual_seed(1)
vocab = {"the": 0, "cat": 1, "sat": 2}
emb = nn.Embedding(len(vocab), 4)
ids = torch.tensor([vocab[w] for w in "the cat sat the".split()])
e = emb(ids)
print(e)
drop = nn.Dropout(0.5)
print(drop(e))
print(emb.weight.shape)
