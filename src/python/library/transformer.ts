/** `torch.nn.modules.transformer`, all but what its kernels do at once (torch/nn/modules/transformer.py). */
export const transformer = `
import copy
import torch
import torch.nn.functional as F
from torch.nn import Dropout, LayerNorm, Linear, Module, ModuleList, MultiheadAttention
from torch.nn.init import xavier_uniform_
from torch.nn.modules.activation import _fused
def _get_clones(module, N): return ModuleList([copy.deepcopy(module) for i in range(N)])
def _get_activation_fn(activation):
    if activation == 'relu': return F.relu
    if activation == 'gelu': return F.gelu
    raise RuntimeError(f'activation should be relu/gelu, not {activation}')
def _generate_square_subsequent_mask(sz, device=None, dtype=None):
    if device is not None: beyond('a mask on another device')
    return torch.triu(torch.full((sz, sz), float('-inf'), dtype=dtype), diagonal=1)
def _canonical(mask, like):
    dtype = like.dtype
    if mask is None or mask.dtype != torch.bool: return mask
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(mask, float('-inf'))
def _detect_is_causal_mask(mask, is_causal, size):
    if is_causal is not None or mask is None: return is_causal is True
    causal = _generate_square_subsequent_mask(size, dtype=mask.dtype)
    return mask.size() == causal.size() and bool((mask == causal).all())
def _get_seq_len(src, batch_first):
    size = src.size()
    return size[0] if len(size) == 2 else size[1 if batch_first else 0]
def _start(self, attentions, d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias, device, dtype):
    if device is not None or dtype is not None: beyond('a layer of another device or dtype')
    Module.__init__(self)
    for name in attentions: setattr(self, name, MultiheadAttention(d_model, nhead, dropout=dropout, bias=bias, batch_first=batch_first))
    self.linear1 = Linear(d_model, dim_feedforward, bias=bias)
    self.dropout = Dropout(dropout)
    self.linear2 = Linear(dim_feedforward, d_model, bias=bias)
    self.norm_first = norm_first
    steps = range(1, len(attentions) + 2)
    for i in steps: setattr(self, f'norm{i}', LayerNorm(d_model, eps=layer_norm_eps, bias=bias))
    for i in steps: setattr(self, f'dropout{i}', Dropout(dropout))
    return _get_activation_fn(activation) if isinstance(activation, str) else activation
class TransformerEncoderLayer(Module):
    __constants__ = ['norm_first']
    def __init__(self, d_model, nhead, dim_feedforward=2048, dropout=0.1, activation=F.relu, layer_norm_eps=1e-5, batch_first=False, norm_first=False, bias=True, device=None, dtype=None):
        activation = _start(self, ['self_attn'], d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias, device, dtype)
        isRelu = activation is F.relu or isinstance(activation, torch.nn.ReLU)
        self.activation_relu_or_gelu = 1 if isRelu else 2 if activation is F.gelu or isinstance(activation, torch.nn.GELU) else 0
        self.activation = activation
    def forward(self, src, src_mask=None, src_key_padding_mask=None, is_causal=False):
        src_key_padding_mask, src_mask = _canonical(src_key_padding_mask, src), _canonical(src_mask, src)
        fused = _at_once(self)
        # What computes it at once looks at no probability.
        given = [getattr(one, 'p', 0) for one in (self.dropout, self.dropout1, self.dropout2)]
        if fused and not all([isinstance(p, (int, float)) and 0 <= p <= 1 for p in given]): return beyond('this dropout')
        x = src
        if self.norm_first:
            x = x + self._sa_block(self.norm1(x), src_mask, src_key_padding_mask, is_causal=is_causal)
            x = x + self._ff_block(self.norm2(x))
        else:
            x = self.norm1(x + self._sa_block(x, src_mask, src_key_padding_mask, is_causal=is_causal))
            x = self.norm2(x + self._ff_block(x))
        return _fused(x) if fused else x
    def _sa_block(self, x, attn_mask, key_padding_mask, is_causal=False):
        x = self.self_attn(x, x, x, attn_mask=attn_mask, key_padding_mask=key_padding_mask, need_weights=False, is_causal=is_causal)[0]
        return self.dropout1(x)
    def _ff_block(self, x): return self.dropout2(self.linear2(self.dropout(self.activation(self.linear1(x)))))
class TransformerDecoderLayer(Module):
    __constants__ = ['norm_first']
    def __init__(self, d_model, nhead, dim_feedforward=2048, dropout=0.1, activation=F.relu, layer_norm_eps=1e-5, batch_first=False, norm_first=False, bias=True, device=None, dtype=None):
        self.activation = _start(self, ['self_attn', 'multihead_attn'], d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias, device, dtype)
    def forward(self, tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, tgt_is_causal=False, memory_is_causal=False):
        fused = _at_once(self)
        x = tgt
        if self.norm_first:
            x = x + self._sa_block(self.norm1(x), tgt_mask, tgt_key_padding_mask, tgt_is_causal)
            x = x + self._mha_block(self.norm2(x), memory, memory_mask, memory_key_padding_mask, memory_is_causal)
            x = x + self._ff_block(self.norm3(x))
        else:
            x = self.norm1(x + self._sa_block(x, tgt_mask, tgt_key_padding_mask, tgt_is_causal))
            x = self.norm2(x + self._mha_block(x, memory, memory_mask, memory_key_padding_mask, memory_is_causal))
            x = self.norm3(x + self._ff_block(x))
        return _fused(x) if fused else x
    def _sa_block(self, x, attn_mask, key_padding_mask, is_causal=False):
        x = self.self_attn(x, x, x, attn_mask=attn_mask, key_padding_mask=key_padding_mask, is_causal=is_causal, need_weights=False)[0]
        return self.dropout1(x)
    def _mha_block(self, x, mem, attn_mask, key_padding_mask, is_causal=False):
        x = self.multihead_attn(x, mem, mem, attn_mask=attn_mask, key_padding_mask=key_padding_mask, is_causal=is_causal, need_weights=False)[0]
        return self.dropout2(x)
    def _ff_block(self, x): return self.dropout3(self.linear2(self.dropout(self.activation(self.linear1(x)))))
class TransformerEncoder(Module):
    __constants__ = ['norm']
    def __init__(self, encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True):
        super().__init__()
        self.layers = _get_clones(encoder_layer, num_layers)
        self.num_layers = num_layers
        self.norm = norm
        self.enable_nested_tensor = enable_nested_tensor
        self.use_nested_tensor = enable_nested_tensor
        self.mask_check = mask_check
        one = encoder_layer
        isSlow = not isinstance(one, TransformerEncoderLayer) or one.norm_first or not one.self_attn.batch_first or one.self_attn.in_proj_bias is None or not one.activation_relu_or_gelu or one.norm1.eps != one.norm2.eps or one.self_attn.num_heads % 2 == 1
        if enable_nested_tensor and isSlow:
            self.use_nested_tensor = False
    def forward(self, src, mask=None, src_key_padding_mask=None, is_causal=None):
        src_key_padding_mask, mask = _canonical(src_key_padding_mask, src), _canonical(mask, src)
        # What is padded becomes 0 there.
        if src_key_padding_mask is not None and self.use_nested_tensor and _at_once(self): return unknown('nested tensors')
        output = src
        is_causal = _detect_is_causal_mask(mask, is_causal, _get_seq_len(src, self.layers[0].self_attn.batch_first))
        for mod in self.layers:
            output = mod(output, src_mask=mask, is_causal=is_causal, src_key_padding_mask=src_key_padding_mask)
        return output if self.norm is None else self.norm(output)
class TransformerDecoder(Module):
    __constants__ = ['norm']
    def __init__(self, decoder_layer, num_layers, norm=None):
        super().__init__()
        self.layers = _get_clones(decoder_layer, num_layers)
        self.num_layers = num_layers
        self.norm = norm
    def forward(self, tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, tgt_is_causal=None, memory_is_causal=False):
        output = tgt
        tgt_is_causal = _detect_is_causal_mask(tgt_mask, tgt_is_causal, _get_seq_len(tgt, self.layers[0].self_attn.batch_first))
        for mod in self.layers:
            output = mod(output, memory, tgt_mask=tgt_mask, memory_mask=memory_mask, tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask, tgt_is_causal=tgt_is_causal, memory_is_causal=memory_is_causal)
        return output if self.norm is None else self.norm(output)
class Transformer(Module):
    def __init__(self, d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1, activation=F.relu, custom_encoder=None, custom_decoder=None, layer_norm_eps=1e-5, batch_first=False, norm_first=False, bias=True, device=None, dtype=None):
        super().__init__()
        options = d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias, device, dtype
        if custom_encoder is not None: self.encoder = custom_encoder
        else:
            layer = TransformerEncoderLayer(*options)
            self.encoder = TransformerEncoder(layer, num_encoder_layers, LayerNorm(d_model, eps=layer_norm_eps, bias=bias))
        if custom_decoder is not None: self.decoder = custom_decoder
        else:
            layer = TransformerDecoderLayer(*options)
            self.decoder = TransformerDecoder(layer, num_decoder_layers, LayerNorm(d_model, eps=layer_norm_eps, bias=bias))
        self._reset_parameters()
        self.d_model = d_model
        self.nhead = nhead
        self.batch_first = batch_first
    def forward(self, src, tgt, src_mask=None, tgt_mask=None, memory_mask=None, src_key_padding_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, src_is_causal=None, tgt_is_causal=None, memory_is_causal=False):
        batch = 0 if self.batch_first else 1
        if src.dim() == 3 and src.size(batch) != tgt.size(batch): raise RuntimeError('the batch number of src and tgt must be equal')
        if src.size(-1) != self.d_model or tgt.size(-1) != self.d_model: raise RuntimeError('the feature number of src and tgt must be equal to d_model')
        memory = self.encoder(src, mask=src_mask, src_key_padding_mask=src_key_padding_mask, is_causal=src_is_causal)
        return self.decoder(tgt, memory, tgt_mask=tgt_mask, memory_mask=memory_mask, tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask, tgt_is_causal=tgt_is_causal, memory_is_causal=memory_is_causal)
    @staticmethod
    def generate_square_subsequent_mask(sz, device=None, dtype=None): return _generate_square_subsequent_mask(sz, device, dtype)
    def _reset_parameters(self):
        for p in self.parameters():
            if p.dim() > 1: xavier_uniform_(p)
`;
