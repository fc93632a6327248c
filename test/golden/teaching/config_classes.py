from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace

import torch
import torch.nn as nn


@dataclass
class ModelConfig:
    dims: list[int] = field(default_factory=lambda: [4, 8, 2])
    dropout: float = 0.5
    name: str = field(default="mlp", repr=False)

    def __post_init__(self):
        if not 0 <= self.dropout <= 1 or not self.dims:
            raise ValueError(f"dropout has to be between 0 and 1, not {self.dropout}")

    def build(self) -> nn.Sequential:
        layers: list[nn.Module] = []
        for a, b in zip(self.dims, self.dims[1:]):
            layers += [nn.Linear(a, b), nn.Dropout(self.dropout)]
        return nn.Sequential(*layers)


config = ModelConfig(dropout=0.25)
print(config, config == ModelConfig(dropout=0.25), config != ModelConfig())
print(asdict(config), astuple(config))
print([one.name for one in fields(config)], vars(config))
print(replace(config, dropout=0.1), config.dropout)
try:
    ModelConfig(dropout=2)
except ValueError as error:
    print(error)
try:
    ModelConfig(p=0.1)
except TypeError as error:
    print(error)

torch.manual_seed(0)
net = config.build()
print(net)
print(nn.Dropout(config.dropout)(torch.ones(6)))


@dataclass(frozen=True, order=True)
class Setting:
    p: float
    seed: int = 0


settings = [Setting(0.5), Setting(0.1, seed=3), Setting(0.1)]
print(sorted(settings), max(settings), {Setting(0.5): "half"}[settings[0]])
try:
    settings[0].p = 0.3
except FrozenInstanceError as error:
    print(type(error).__name__, error)


@dataclass(kw_only=True)
class Run(ModelConfig):
    epochs: int


print(Run(epochs=3), Run(epochs=1, dropout=0).dropout)
try:
    Run()
except TypeError as error:
    print(error)

shallow, deep = copy.copy(net), copy.deepcopy(net)
net.eval()
print(shallow[1] is net[1], deep[1] is net[1], shallow[1].training, deep[1].training, shallow.training)
