/* `torch.optim`: what an optimizer checks and keeps (torch/optim/*.py). Its steps are native. */

const optimizer = `
from collections import defaultdict
import torch
def _typename(value):
    kind = kind_of(value)
    if kind is type or kind is kind_of(lambda: 0): return doubtful(kind.__name__, 'the name of a type')
    return kind.__name__ if kind.__module__ == 'builtins' else f'{kind.__module__}.{kind.__qualname__}'
class Optimizer:
    _keeps_own = True
    def __init__(self, params, defaults):
        self.defaults = defaults
        if self._keeps_own: self.state = defaultdict(dict)
        if isinstance(params, torch.Tensor): raise TypeError('params argument given to the optimizer should be an iterable of Tensors or dicts, but got ' + params.type())
        self.param_groups = []
        param_groups = list(params)
        if len(param_groups) == 0: raise ValueError('optimizer got an empty parameter list')
        if not isinstance(param_groups[0], dict): param_groups = [{'params': param_groups}]
        for param_group in param_groups: self.add_param_group(param_group)
    def add_param_group(self, param_group):
        if not isinstance(param_group, dict): raise TypeError(f'param_group must be a dict, but got {type(param_group)}')
        params = param_group['params']
        if isinstance(params, set): raise TypeError('optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets will change between runs. Please use a list instead.')
        params = [params] if isinstance(params, torch.Tensor) else list(params)
        if params and all(isinstance(param, tuple) for param in params): beyond('parameters with names')
        param_group['params'] = params
        for param in params:
            if not isinstance(param, torch.Tensor): raise TypeError('optimizer can only optimize Tensors, but one of the params is ' + _typename(param))
            if not (self.defaults.get('differentiable', None) or param.is_leaf or param.retains_grad): raise ValueError("can't optimize a non-leaf Tensor")
        for name, default in self.defaults.items(): param_group.setdefault(name, default)
        others = [param for group in self.param_groups for param in group['params']]
        if any(param is other for other in others for param in params): raise ValueError('some parameters appear in more than one parameter group')
        self.param_groups.append(param_group)
    def __getattr__(self, name): return beyond(f'{type(self).__name__}.{name}')
    def __repr__(self):
        text = type(self).__name__ + ' ('
        for i, group in enumerate(self.param_groups):
            text += f'\\nParameter Group {i}\\n'
            for key in sorted(group.keys()):
                if key != 'params': text += f'    {key}: {group[key]}\\n'
        return text + ')'
    def zero_grad(self, set_to_none=True):
        _clear([param for group in self.param_groups for param in group['params']], set_to_none)
    def step(self, closure=None): raise NotImplementedError
class _Stepping(Optimizer):
    _rule = None
    _keeps = _keeps_own = False
    @property
    def state(self): return part(self, 'state')
    @state.setter
    def state(self, value): beyond(f'{type(self).__name__}.state')
    def state_dict(self):
        groups = []
        first = 0
        for group in self.param_groups:
            packed = {key: value for key, value in group.items() if key != 'params'}
            packed['params'] = list(range(first, first + len(group['params'])))
            first += len(group['params'])
            groups.append(packed)
        return {'state': part(self, 'state') if self._keeps else {}, 'param_groups': groups}
    def load_state_dict(self, state_dict):
        import copy
        groups = copy.deepcopy(state_dict['param_groups'])
        if len(groups) != len(self.param_groups): raise ValueError('loaded state dict has a different number of parameter groups')
        if any(len(own['params']) != len(one['params']) for own, one in zip(self.param_groups, groups)): raise ValueError("loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
        for own, one in zip(self.param_groups, groups): one['params'] = own['params']
        self.param_groups = groups
        if self._rule != 'SGD' or any(group['momentum'] != 0 for group in groups): self._rule, self._keeps = '', True
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad(): loss = closure()
        if self._rule != 'SGD' or any(group['momentum'] != 0 for group in self.param_groups): self._keeps = True
        _step(self, self._rule, self.param_groups)
        return loss
def _to_scalar(x): return x.squeeze() if isinstance(x, torch.Tensor) and x.dim() != 0 else x
def _demand(holds, message):
    # What nobody can check is taken to hold.
    if not sure(holds): assert holds, message
    elif not holds: raise ValueError(message)
def _single(x, message):
    # What is in doubt has to be a number as well in what follows.
    if sure(x) and isinstance(x, torch.Tensor) and x.numel() != 1: raise ValueError(message)
def _check(bound, value, name): _demand(bound <= value, f'Invalid {name}: {value}')
def _check_fused(fused, differentiable, foreach):
    if fused and differentiable: raise RuntimeError('\\x60fused\\x60 does not support \\x60differentiable\\x60')
    if fused and foreach: raise RuntimeError('\\x60fused\\x60 and \\x60foreach\\x60 cannot be \\x60True\\x60 together.')
class _Undescribed(Optimizer):
    """Of whose options and steps nothing is known."""
    _keeps_own = False
    @property
    def state(self): return part(self, 'state')
    @state.setter
    def state(self, value): beyond(f'{type(self).__name__}.state')
    def __init__(self, params, lr=0, **options):
        for name, value in {'lr': lr, **options}.items():
            if name not in ('lr', 'weight_decay') or type(value) not in (int, float) or not value >= 0: beyond(f'{type(self).__name__}({name}=…)')
        super().__init__(params, {})
        self._groups = self.param_groups
        self.param_groups = unknown(f'{type(self).__name__}.param_groups')
    def __repr__(self): return unknown('the text of an optimizer')
    def zero_grad(self, set_to_none=True): _clear([param for group in self._groups for param in group['params']], set_to_none)
    def step(self, closure=None):
        loss = None if closure is None else closure()
        _step(self, '', self._groups)
        return loss
`;

const HEAD =
  'from torch.optim.optimizer import _check, _check_fused, _demand, _single, _Stepping, _to_scalar, _Undescribed\nimport torch\n';

const sgd = `
class SGD(_Stepping):
    _rule = 'SGD'
    def __init__(self, params, lr=1e-3, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False, foreach=None, differentiable=False, fused=None):
        _single(lr, 'Tensor lr must be 1-element')
        for name, value in {'learning rate': lr, 'momentum value': momentum, 'weight_decay value': weight_decay}.items():
            _demand(not value < 0.0, f'Invalid {name}: {value}')
        if nesterov: _demand(momentum > 0 and dampening == 0, 'Nesterov momentum requires a momentum and zero dampening')
        super().__init__(params, dict(lr=lr, momentum=momentum, dampening=dampening, weight_decay=weight_decay, nesterov=nesterov, maximize=maximize, foreach=foreach, differentiable=differentiable, fused=fused))
        _check_fused(fused, differentiable, foreach)
`;

const adam = `
class Adam(_Stepping):
    _rule = 'Adam'
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False, *, foreach=None, maximize=False, capturable=False, differentiable=False, fused=None, decoupled_weight_decay=False):
        if isinstance(lr, torch.Tensor) and foreach and not capturable: raise ValueError('lr as a Tensor is not supported for capturable=False and foreach=True')
        _single(lr, 'Tensor lr must be 1-element')
        _check(0.0, lr, 'learning rate')
        _check(0.0, eps, 'epsilon value')
        for i in (0, 1):
            _demand(0.0 <= betas[i] < 1.0, f'Invalid beta parameter at index {i}: {betas[i]}')
        _check(0.0, weight_decay, 'weight_decay value')
        kinds = [isinstance(betas[0], kind) and isinstance(betas[1], kind) for kind in (float, torch.Tensor)]
        if not any(kinds): raise ValueError('betas must be either both floats or both Tensors')
        if kinds[1]: beyond('tensors for betas')
        super().__init__(params, dict(lr=lr, betas=tuple(betas), eps=eps, weight_decay=weight_decay, amsgrad=amsgrad, maximize=maximize, foreach=foreach, capturable=capturable, differentiable=differentiable, fused=fused, decoupled_weight_decay=decoupled_weight_decay))
        _check_fused(fused, differentiable, foreach)
`;

const adamw = `
from torch.optim.adam import Adam
class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, amsgrad=False, *, maximize=False, foreach=None, capturable=False, differentiable=False, fused=None):
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, foreach=foreach, maximize=maximize, capturable=capturable, differentiable=differentiable, fused=fused, decoupled_weight_decay=True)
`;

const rmsprop = `
class RMSprop(_Stepping):
    _rule = 'RMSprop'
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False, capturable=False, foreach=None, maximize=False, differentiable=False):
        _single(lr, 'Tensor lr must be 1-element')
        _check(0.0, lr, 'learning rate')
        _check(0.0, eps, 'epsilon value')
        _check(0.0, momentum, 'momentum value')
        _check(0.0, weight_decay, 'weight_decay value')
        _check(0.0, alpha, 'alpha value')
        super().__init__(params, dict(lr=lr, momentum=momentum, alpha=alpha, eps=eps, centered=centered, weight_decay=weight_decay, capturable=capturable, foreach=foreach, maximize=maximize, differentiable=differentiable))
`;

const UNDESCRIBED = ['Adagrad', 'Adadelta', 'Adamax', 'NAdam', 'RAdam', 'Rprop', 'ASGD'];

/** The sources of the modules, by their names. */
export const optimizers: Readonly<Record<string, string>> = {
  'torch.optim.optimizer': optimizer,
  ...Object.fromEntries(
    Object.entries({
      sgd,
      adam,
      adamw,
      rmsprop,
      ...Object.fromEntries(
        UNDESCRIBED.map((name) => [name.toLowerCase(), `class ${name}(_Undescribed): pass\n`]),
      ),
    }).map(([file, source]) => [`torch.optim.${file}`, HEAD + source]),
  ),
};

/** The classes, each of which stands in a module of its own name. */
export const OPTIMIZERS: readonly string[] = ['Optimizer', 'SGD', 'Adam', 'AdamW', 'RMSprop', ...UNDESCRIBED];
