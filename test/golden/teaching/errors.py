import torch
import torch.nn as nn
try:
    nn.Dropout(1.5)
except ValueError as error:
    print(error)
try:
    nn.Dropout(-0.1)
except ValueError as error:
    print(type(error).__name__, error)
try:
    torch.nn.functional.dropout(torch.arange(4), 0.5)
except RuntimeError as error:
    print(error)
try:
    torch.ones(2, 3) + torch.ones(2, 4)
except RuntimeError as error:
    print(error)
try:
    torch.ones(2, 3).view(4, 2)
except RuntimeError as error:
    print(error)
print(nn.Dropout(0), nn.Dropout(1), nn.Dropout(p=.5, inplace=True))
