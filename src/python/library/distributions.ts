/* Of `torch.distributions` what is drawn from (torch/distributions/). */

const BASE = `
import torch
def _tensor(value):
    return value if isinstance(value, torch.Tensor) else torch.tensor(value, dtype=torch.get_default_dtype())
class Distribution:
    _shown = ()
    def __getattr__(self, name): return beyond(f'{type(self).__name__}.{name}')
    def __repr__(self):
        texts = []
        for name in self._shown:
            value = getattr(self, name)
            texts.append(f'{name}: {value if value.numel() == 1 else value.size()}')
        return type(self).__name__ + '(' + ', '.join(texts) + ')'
    @property
    def batch_shape(self): return getattr(self, self._shown[-1]).shape
    def _extended(self, sample_shape): return torch.Size(sample_shape) + self.batch_shape
    def sample(self, sample_shape=()):
        with torch.no_grad(): return self.rsample(sample_shape)
`;

const FROM_BASE = 'import torch\nfrom torch.distributions.distribution import Distribution, _tensor\n';

const CHECKED = `
def _probability(value):
    value = _tensor(value)
    if not bool(((value >= 0) & (value <= 1)).all()): raise ValueError(unknown('the text of this error'))
    return value
`;

const bernoulli = `${FROM_BASE}${CHECKED}
from torch.nn.functional import binary_cross_entropy_with_logits
_EPS = {torch.float32: 2.0 ** -23, torch.float64: 2.0 ** -52}
class Bernoulli(Distribution):
    _shown = ('probs',)
    def __init__(self, probs=None, logits=None, validate_args=None):
        if probs is None or logits is not None: beyond('this distribution')
        self.probs = _probability(probs)
    @property
    def mean(self): return self.probs
    @property
    def variance(self): return self.probs * (1 - self.probs)
    def sample(self, sample_shape=()):
        with torch.no_grad(): return torch.bernoulli(self.probs.expand(self._extended(sample_shape)).contiguous())
    @property
    def logits(self):
        eps = _EPS[self.probs.dtype] if self.probs.dtype in _EPS else beyond('a distribution of this dtype')
        ps_clamped = self.probs.clamp(min=eps, max=1 - eps)
        return torch.log(ps_clamped) - torch.log1p(-ps_clamped)
    def log_prob(self, value):
        if not bool(((value == 0) | (value == 1)).all()): beyond('this value of a distribution')
        logits, value = torch.broadcast_tensors(self.logits, value)
        return -binary_cross_entropy_with_logits(logits, value, reduction='none')
    def entropy(self): return binary_cross_entropy_with_logits(self.logits, self.probs, reduction='none')
`;

const binomial = `${FROM_BASE}${CHECKED}
class Binomial(Distribution):
    _shown = ('total_count', 'probs')
    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        if probs is None or logits is not None: beyond('this distribution')
        self.total_count, self.probs = torch.broadcast_tensors(_tensor(total_count), _probability(probs))
        self.total_count = self.total_count.type_as(self.probs)
    @property
    def mean(self): return self.total_count * self.probs
    @property
    def variance(self): return self.total_count * self.probs * (1 - self.probs)
    def sample(self, sample_shape=()):
        shape = self._extended(sample_shape)
        with torch.no_grad(): return torch.binomial(self.total_count.expand(shape), self.probs.expand(shape))
`;

const normal = `${FROM_BASE}import math
class Normal(Distribution):
    _shown = ('loc', 'scale')
    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = torch.broadcast_tensors(_tensor(loc), _tensor(scale))
        if not bool((self.scale > 0).all()): beyond('this distribution')
    @property
    def mean(self): return self.loc
    @property
    def stddev(self): return self.scale
    @property
    def variance(self): return self.stddev.pow(2)
    def sample(self, sample_shape=()):
        shape = self._extended(sample_shape)
        with torch.no_grad(): return torch.normal(self.loc.expand(shape), self.scale.expand(shape))
    def rsample(self, sample_shape=()):
        shape = self._extended(sample_shape)
        return self.loc + torch.randn(shape, dtype=self.loc.dtype) * self.scale
    def log_prob(self, value):
        var = self.scale ** 2
        return -((value - self.loc) ** 2) / (2 * var) - self.scale.log() - math.log(math.sqrt(2 * math.pi))
    def entropy(self): return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(self.scale)
    def cdf(self, value): return 0.5 * (1 + torch.erf((value - self.loc) * self.scale.reciprocal() / math.sqrt(2)))
`;

const uniform = `${FROM_BASE}
class Uniform(Distribution):
    _shown = ('low', 'high')
    def __init__(self, low, high, validate_args=None):
        self.low, self.high = torch.broadcast_tensors(_tensor(low), _tensor(high))
        if not bool((self.low < self.high).all()): beyond('this distribution')
    @property
    def mean(self): return (self.high + self.low) / 2
    def rsample(self, sample_shape=()):
        shape = self._extended(sample_shape)
        return self.low + torch.rand(shape, dtype=self.low.dtype) * (self.high - self.low)
`;

const categorical = `${FROM_BASE}
_EPS = {torch.float32: 2.0 ** -23, torch.float64: 2.0 ** -52}
class Categorical(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None): raise ValueError('Either \`probs\` or \`logits\` must be specified, but not both.')
        given = logits if probs is None else probs
        if not isinstance(given, torch.Tensor) or given.dtype not in _EPS or given.dim() < 1 or given.numel() == 0: beyond('this distribution')
        if probs is None: self.logits = logits - logits.logsumexp(-1, keepdim=True)
        else:
            if not bool((probs >= 0).all() & (probs.sum(-1) > 0).all()): beyond('this distribution')
            self.probs = probs / probs.sum(-1, keepdim=True)
        self._shown = ['logits' if probs is None else 'probs']
        self._param = self.logits if probs is None else self.probs
        self._num_events = self._param.size(-1)
    def __getattr__(self, name):
        # Made when they are asked for, and kept.
        if name not in ('probs', 'logits'): return beyond(f'Categorical.{name}')
        eps = _EPS[self._param.dtype]
        value = self.logits.softmax(-1) if name == 'probs' else self.probs.clamp(min=eps, max=1 - eps).log()
        setattr(self, name, value)
        self._shown = ['probs', 'logits']
        return value
    @property
    def batch_shape(self): return self._param.shape[:-1]
    @property
    def param_shape(self): return self._param.size()
    @property
    def mode(self): return self.probs.argmax(-1)
    def sample(self, sample_shape=()):
        sample_shape = torch.Size(sample_shape)
        drawn = torch.multinomial(self.probs.reshape(-1, self._num_events), sample_shape.numel(), True).T
        return drawn.reshape(self._extended(sample_shape))
    def log_prob(self, value):
        if not bool(((value >= 0) & (value < self._num_events) & (value % 1 == 0)).all()): beyond('this value of a distribution')
        value, logits = torch.broadcast_tensors(value.long().unsqueeze(-1), self.logits)
        return logits.gather(-1, value[..., :1]).squeeze(-1)
    def entropy(self): return -(self.logits * self.probs).sum(-1)
`;

const PARTS = { distribution: BASE, bernoulli, binomial, categorical, normal, uniform };
const NAMES = Object.keys(PARTS).map((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)] as const);

/** The sources of `torch.distributions` and of the modules within it. */
export const distributions: Readonly<Record<string, string>> = {
  'torch.distributions': NAMES.map(
    ([name, type]) =>
      `import torch.distributions.${name} as ${name}\nfrom torch.distributions.${name} import ${type}\n`,
  ).join(''),
  ...Object.fromEntries(Object.entries(PARTS).map(([name, text]) => [`torch.distributions.${name}`, text])),
};
