"""Makes inside.json: what PyTorch drops inside attention, transformer and recurrent layers, with the seed set right before
the first of two calls in training mode. Layers are computed step by step, each dropout on ones that lie in memory as its
input does; that this is what the layers themselves compute is checked, by their outputs."""

import json
import math
import pathlib

import torch
import torch.nn.functional as F
from torch import nn

BATCH, LENGTH, TARGET = 2, 5, 4
real_dropout = F.dropout
real_attention = F.scaled_dot_product_attention


class Steps:
    """Stands in for PyTorch's functions, and keeps the masks."""

    def __init__(self):
        self.masks = []

    def dropout(self, x, p=0.5, training=True, inplace=False):
        scale = real_dropout(torch.ones_like(x), p, training)
        self.masks.append("".join("1" if kept else "0" for kept in (scale != 0).flatten().tolist()))
        return x * scale

    def attention(self, q, k, v, attn_mask=None, dropout_p=0.0, is_causal=False, **_):
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
        return self.dropout(scores.softmax(-1), dropout_p) @ v


def twice(layer, inputs):
    return [layer(*inputs) for _ in range(2)]


def outputs(results):
    return [one[0] if isinstance(one, tuple) else one for one in results]


def recurrent(layer, x, steps):
    """The layers of a recurrent layer, one by one."""
    if layer.batch_first:
        x = x.transpose(0, 1)
    for level in range(layer.num_layers):
        one = type(layer)(
            x.size(-1), layer.hidden_size, bidirectional=layer.bidirectional, **({"proj_size": layer.proj_size} if layer.proj_size else {})
        )
        for name, weight in one.named_parameters():
            weight.data = getattr(layer, name.replace("_l0", f"_l{level}")).data
        x = one(x)[0]
        if level < layer.num_layers - 1:
            x = steps.dropout(x, layer.dropout, True)
    return x.transpose(0, 1) if layer.batch_first else x


def measured(name, sizes, p, seed):
    torch.manual_seed(1)
    size = 8
    first = sizes.get("batch_first", False)
    shaped = lambda length: torch.rand((BATCH, length, size) if first else (length, BATCH, size))
    source, target = shaped(LENGTH), shaped(TARGET)
    if name in ("RNN", "LSTM", "GRU"):
        layer = getattr(nn, name)(size, dropout=p, **sizes)
        inputs = [source]
    elif name == "MultiheadAttention":
        layer = nn.MultiheadAttention(size, dropout=p, **sizes)
        inputs = [source, source, source]
    else:
        layer = getattr(nn, name)(d_model=size, dropout=p, **sizes)
        inputs = {"TransformerEncoderLayer": [source], "TransformerDecoderLayer": [target, source]}.get(name, [source, target])
    torch.manual_seed(seed)
    real = outputs(twice(layer, inputs))
    steps = Steps()
    torch.manual_seed(seed)
    if name in ("RNN", "LSTM", "GRU"):
        # Making the layers one by one draws weights, which are thrown away.
        state = torch.get_rng_state()
        own = []
        for _ in range(2):
            drawn = []

            def dropout(x, p, training):
                torch.set_rng_state(drawn[-1] if drawn else state)
                result = Steps.dropout(steps, x, p, training)
                drawn.append(torch.get_rng_state())
                return result

            own.append(recurrent(layer, source, type("One", (), {"dropout": staticmethod(dropout)})))
            state = drawn[-1]
    else:
        F.dropout, F.scaled_dot_product_attention = steps.dropout, steps.attention
        own = outputs(twice(layer, inputs))
        F.dropout, F.scaled_dot_product_attention = real_dropout, real_attention
    for theirs, ours in zip(real, own, strict=True):
        assert torch.allclose(theirs, ours, atol=1e-5), name
    known = {"d_model": size} if "Transformer" in name else {}
    return {"of": name, "sizes": {**known, **sizes}, "p": p, "seed": seed, "masks": steps.masks}


CASES = [
    *(("TransformerEncoderLayer", {"nhead": 2, "dim_feedforward": 12, "batch_first": b, "norm_first": n}) for b in (False, True) for n in (False, True)),
    *(("TransformerDecoderLayer", {"nhead": 4, "dim_feedforward": 12, "batch_first": b, "norm_first": n}) for b in (False, True) for n in (False, True)),
    *(("Transformer", {"nhead": 2, "num_encoder_layers": 2, "num_decoder_layers": 2, "dim_feedforward": 6, "batch_first": b}) for b in (False, True)),
    *(("MultiheadAttention", {"num_heads": h, "batch_first": b}) for h in (1, 4) for b in (False, True)),
    ("RNN", {"hidden_size": 6, "num_layers": 2}),
    ("GRU", {"hidden_size": 6, "num_layers": 3, "bidirectional": True}),
    ("LSTM", {"hidden_size": 6, "num_layers": 3, "batch_first": True}),
    ("LSTM", {"hidden_size": 6, "num_layers": 3, "bidirectional": True, "proj_size": 3}),
]

if __name__ == "__main__":
    answers = [measured(name, sizes, p, seed) for seed, (name, sizes) in enumerate(CASES) for p in (0.1, 0.5)]
    file = pathlib.Path(__file__).with_name("inside.json")
    file.write_text(json.dumps({"torch": torch.__version__, "answers": answers}, separators=(",", ":")) + "\n")
