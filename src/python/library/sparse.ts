/** `torch.nn.modules.sparse`: the embedding, whose rows `F.embedding` picks. */
export const sparse = `
import torch
import torch.nn.functional as F
from torch.nn import Module, Parameter, init
_complete = True
class Embedding(Module):
    def __init__(self, num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False, device=None, dtype=None):
        if not all(type(one) is int for one in (num_embeddings, embedding_dim, 0 if padding_idx is None else padding_idx)): beyond('these sizes')
        if num_embeddings < 1 or embedding_dim < 1 or not all(type(one) is bool for one in (scale_grad_by_freq, sparse, _freeze)): beyond('these options')
        super().__init__()
        self.num_embeddings = num_embeddings
        self.embedding_dim = embedding_dim
        if padding_idx is not None:
            if not -num_embeddings <= padding_idx < num_embeddings: raise AssertionError('Padding_idx must be within num_embeddings')
            if padding_idx < 0: padding_idx = num_embeddings + padding_idx
        self.padding_idx = padding_idx
        self.max_norm = max_norm
        self.norm_type = norm_type
        self.scale_grad_by_freq = scale_grad_by_freq
        if _weight is None:
            self.weight = Parameter(torch.empty((num_embeddings, embedding_dim), device=device, dtype=dtype), requires_grad=not _freeze)
            self.reset_parameters()
        else:
            if list(_weight.shape) != [num_embeddings, embedding_dim]: raise AssertionError('Shape of weight does not match num_embeddings and embedding_dim')
            self.weight = Parameter(_weight, requires_grad=not _freeze)
        self.sparse = sparse
    def reset_parameters(self):
        init.normal_(self.weight)
        self._fill_padding_idx_with_zero()
    def _fill_padding_idx_with_zero(self):
        if self.padding_idx is not None:
            with torch.no_grad(): self.weight[self.padding_idx].fill_(0)
    def forward(self, input):
        return F.embedding(input, self.weight, self.padding_idx, self.max_norm, self.norm_type, self.scale_grad_by_freq, self.sparse)
    def extra_repr(self):
        s = f'{self.num_embeddings}, {self.embedding_dim}'
        for name, usual in (('padding_idx', None), ('max_norm', None), ('norm_type', 2), ('scale_grad_by_freq', False)):
            if getattr(self, name) != usual: s += f', {name}={getattr(self, name)}'
        return s if self.sparse is False else s + ', sparse=True'
    @classmethod
    def from_pretrained(cls, embeddings, freeze=True, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False):
        if embeddings.dim() != 2: raise AssertionError('Embeddings parameter is expected to be 2-dimensional')
        rows, cols = embeddings.shape
        return cls(num_embeddings=rows, embedding_dim=cols, _weight=embeddings, _freeze=freeze, padding_idx=padding_idx, max_norm=max_norm, norm_type=norm_type, scale_grad_by_freq=scale_grad_by_freq, sparse=sparse)
`;
