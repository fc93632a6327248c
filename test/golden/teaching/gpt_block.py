import torch
import torch.nn as nn
from dataclasses import dataclass

@dataclass
class Config:
    emb_dim: int = 8
    drop_rate: float = 0.1
    n_layers: int = 2

class FeedForward(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(cfg.emb_dim, 4 * cfg.emb_dim),
            nn.GELU(),
            nn.Linear(4 * cfg.emb_dim, cfg.emb_dim),
            nn.Dropout(cfg.drop_rate),
        )
    def forward(self, x):
        return self.layers(x)

class Block(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.norm = nn.LayerNorm(cfg.emb_dim)
        self.ff = FeedForward(cfg)
        self.drop_shortcut = nn.Dropout(cfg.drop_rate)
    def forward(self, x):
        shortcut = x
        x = self.norm(x)
        x = self.ff(x)
        x = self.drop_shortcut(x)
        return x + shortcut

torch.manual_seed(123)
cfg = Config()
blocks = nn.Sequential(*[Block(cfg) for _ in range(cfg.n_layers)])
x = torch.rand(1, 2, cfg.emb_dim)
print(blocks)
out = blocks(x)
print(out.shape)
print(out)
blocks.eval()
print(blocks(x))
print(f"{sum(p.numel() for p in blocks.parameters()):,}")
