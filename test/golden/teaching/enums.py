from enum import Enum, auto
import torch.nn as nn

class Mode(Enum):
    TRAIN = 'train'
    EVAL = 'eval'

class Kind(Enum):
    PLAIN = auto()
    ALPHA = auto()

def make(kind):
    match kind:
        case Kind.PLAIN: return nn.Dropout(0.2)
        case Kind.ALPHA: return nn.AlphaDropout(0.2)

print(Mode.TRAIN, repr(Mode.EVAL), Mode('eval') is Mode.EVAL, Mode['TRAIN'].value, Mode.TRAIN.name)
for kind in Kind:
    print(kind, kind.value, make(kind))
print([m.value for m in Mode], len(Kind), Kind.PLAIN == Kind.ALPHA, {Mode.TRAIN: 1}[Mode.TRAIN], isinstance(Mode.EVAL, Mode))
