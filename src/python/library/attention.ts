/** Of `torch.nn.modules.activation` attention, composed of operations (`multi_head_attention_forward` of torch/nn/functional.py). */
export const attention = `
import math
import torch
import torch.nn.functional as F
from torch.nn import Module, Parameter
from torch.nn.init import constant_, xavier_uniform_
from torch.nn.modules.linear import NonDynamicallyQuantizableLinear
# What PyTorch may compute at once where no gradients are wanted.
def _fused(x): return x if x.requires_grad else _kernel(x)
# aten/src/ATen/native/transformers/attention.cpp: _scaled_dot_product_attention_math, or the kernel for CPUs.
def _attended(query, key, value, mask, p, is_causal, scale):
    inputs, size = (query, key, value), query.size(-1)
    if query.dtype not in (torch.float32, torch.float64) or any(x.dtype is not query.dtype for x in inputs): beyond('this attention')
    if query.dim() < 2 or any(x.dim() != query.dim() or x.numel() == 0 for x in inputs): beyond('this attention')
    if scale is not None and not math.isfinite(scale): beyond('this scale')
    root = math.sqrt(1 / math.sqrt(size) if scale is None else abs(scale))
    scores = (query * (-root if scale is not None and scale < 0 else root)) @ (key.transpose(-2, -1) * root)
    if is_causal:
        if mask is not None: beyond('a mask beside is_causal')
        mask = torch.ones(query.size(-2), key.size(-2), dtype=torch.bool).tril()
    if mask is not None: scores = scores + _additive(mask.logical_not() if mask.dtype is torch.bool else mask, query)
    weights = scores.softmax(-1)
    if p > 0: weights = F.dropout(weights, p)
    result = weights @ value
    if p > 0 or query.dim() != 4 or size != value.size(-1) or mask is not None and mask.requires_grad: return result
    return _kernel(result, 'ScaledDotProductFlashAttentionForCpuBackward0', query)
def scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False):
    if any([not isinstance(x, torch.Tensor) for x in (query, key, value)]) or type(is_causal) is not bool or enable_gqa is not False: return beyond('this attention')
    if min(query.dim(), key.dim(), value.dim()) < 2: return beyond('this attention')
    if not isinstance(attn_mask, (torch.Tensor, type(None))) or type(scale) not in (float, int, type(None)): return beyond('this attention')
    if type(dropout_p) not in (float, int) or not 0 <= dropout_p <= 1: return beyond('this dropout_p')
    return _attended(query, key, value, attn_mask, dropout_p, is_causal, scale)
class MultiheadAttention(Module):
    __constants__ = ['batch_first']
    def __init__(self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None, batch_first=False, device=None, dtype=None):
        if add_bias_kv is not False or add_zero_attn is not False or any(one is not None for one in (kdim, vdim, device, dtype)): beyond('this MultiheadAttention')
        if not all(type(size) is int and size > 0 for size in (embed_dim, num_heads)): beyond('these sizes')
        super().__init__()
        self.embed_dim = self.kdim = self.vdim = embed_dim
        self._qkv_same_embed_dim = True
        self.num_heads = num_heads
        self.dropout = dropout
        self.batch_first = batch_first
        self.head_dim = embed_dim // num_heads
        if self.head_dim * num_heads != embed_dim: raise AssertionError('embed_dim must be divisible by num_heads')
        self.in_proj_weight = Parameter(torch.empty(3 * embed_dim, embed_dim))
        for name in ('q_proj_weight', 'k_proj_weight', 'v_proj_weight'): self.register_parameter(name, None)
        self.register_parameter('in_proj_bias', Parameter(torch.empty(3 * embed_dim)) if bias else None)
        self.out_proj = NonDynamicallyQuantizableLinear(embed_dim, embed_dim, bias=bias)
        self.bias_k = self.bias_v = None
        self.add_zero_attn = add_zero_attn
        self._reset_parameters()
    def _reset_parameters(self):
        xavier_uniform_(self.in_proj_weight)
        for bias in (self.in_proj_bias, self.out_proj.bias):
            if bias is not None: constant_(bias, 0.0)
    def merge_masks(self, *masks): return beyond('merge_masks')
    def _merged(self, mask, padding, batch, like):
        own = None if mask is None else _additive(mask, like)
        if padding is None: return own if own is None or own.dim() < 4 else beyond('this mask')
        padding = _additive(padding, like)
        if padding.dim() != 2: beyond('this mask')
        heads = self.num_heads
        wide = padding.view(batch, 1, 1, -1).expand(-1, heads, -1, -1).reshape(batch * heads, 1, -1)
        return wide if own is None else _additive(own + wide, like)
    def forward(self, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, average_attn_weights=True, is_causal=False):
        size, heads, given = self.embed_dim, self.num_heads, (query, key, value)
        batched = query.dim() == 3
        if query.dim() not in (2, 3) or any(x.dim() != query.dim() or x.size(-1) != size for x in given): beyond('this attention')
        first = batched and self.batch_first
        inputs = [x.transpose(1, 0) if first else x if batched else x.unsqueeze(1) for x in given]
        rows, batch, columns = inputs[0].size(0), inputs[0].size(1), inputs[1].size(0)
        if inputs[1].shape != inputs[2].shape or inputs[1].size(1) != batch: beyond('this attention')
        if is_causal and attn_mask is None: raise RuntimeError('Need attn_mask if specifying the is_causal hint.')
        is_causal = is_causal and not need_weights and key_padding_mask is None
        mask = None if is_causal else self._merged(attn_mask, key_padding_mask, batch, query)
        weight, bias = self.in_proj_weight, self.in_proj_bias
        def projected(i, x):
            made = F.linear(x, weight.narrow(0, i * size, size), None if bias is None else bias.narrow(0, i * size, size))
            return made.reshape(x.size(0), batch * heads, size // heads).transpose(0, 1)
        q, k, v = [projected(i, x) for i, x in enumerate(inputs)]
        p, weights = self.dropout if self.training else 0.0, None
        if need_weights:
            scores = (q * math.sqrt(1.0 / float(size // heads))).bmm(k.transpose(-2, -1))
            own = (scores if mask is None else scores + mask).softmax(-1)
            if p > 0.0: own = F.dropout(own, p)
            output = own.bmm(v).transpose(0, 1)
            weights = own.view(batch, heads, rows, columns)
            if average_attn_weights: weights = weights.mean(1)
        else:
            def apart(x): return x.view(-1, 1 if x.size(0) == 1 else heads, x.size(1), x.size(2))
            wide = apart(mask) if mask is not None and mask.dim() == 3 else mask
            output = F.scaled_dot_product_attention(apart(q), apart(k), apart(v), wide, p, is_causal).permute(2, 0, 1, 3)
        result = F.linear(output.reshape(rows * batch, size), self.out_proj.weight, self.out_proj.bias).view(rows, batch, size)
        if not batched: return result.squeeze(1), None if weights is None else weights.squeeze(0)
        if not first: return result, weights
        result = result.transpose(1, 0)
        masks = [one for one in (attn_mask, key_padding_mask) if one is not None]
        # torch._native_multi_head_attention
        if self.training or result.requires_grad or heads % 2 or bias is None or query is not key or key is not value or any(one.is_floating_point() for one in masks):
            return result, weights
        return _fused(result.reshape(-1).view(batch, rows, size)), None if weights is None else _fused(weights)
`;
