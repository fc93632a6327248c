/** Of `torch.optim.swa_utils` what averages weights (torch/optim/swa_utils.py). */
export const swaUtils = `
import copy
import math
import torch
from torch.nn import Module
from torch.optim.lr_scheduler import LRScheduler
def _decay(decay):
    if decay < 0.0 or decay > 1.0: raise ValueError(f'Invalid decay value {decay} provided. Please provide a value in [0,1] range.')
def get_ema_avg_fn(decay=0.999):
    _decay(decay)
    @torch.no_grad()
    def ema_update(ema_param, current_param, num_averaged): return decay * ema_param + (1 - decay) * current_param
    return ema_update
def get_ema_multi_avg_fn(decay=0.999):
    _decay(decay)
    @torch.no_grad()
    def ema_update(ema_param_list, current_param_list, _):
        for one, current in zip(ema_param_list, current_param_list): one.lerp_(current, 1 - decay)
    return ema_update
def get_swa_avg_fn():
    @torch.no_grad()
    def swa_update(averaged_param, current_param, num_averaged): return averaged_param + (current_param - averaged_param) / (num_averaged + 1)
    return swa_update
def get_swa_multi_avg_fn():
    @torch.no_grad()
    def swa_update(averaged_param_list, current_param_list, num_averaged):
        weight = float(1 / (num_averaged + 1))
        for one, current in zip(averaged_param_list, current_param_list): one.lerp_(current, weight)
    return swa_update
class AveragedModel(Module):
    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
        super().__init__()
        if avg_fn is not None and multi_avg_fn is not None: raise AssertionError('Only one of avg_fn and multi_avg_fn should be provided')
        if device is not None: beyond('this device')
        self.module = copy.deepcopy(model)
        self.register_buffer('n_averaged', torch.tensor(0, dtype=torch.long))
        self.avg_fn = avg_fn
        self.multi_avg_fn = multi_avg_fn
        self.use_buffers = use_buffers
    def forward(self, *args, **kwargs): return self.module(*args, **kwargs)
    def update_parameters(self, model):
        own, others = [*self.module.parameters()], [*model.parameters()]
        if self.use_buffers: own, others = own + [*self.module.buffers()], others + [*model.buffers()]
        own, others = [one.detach() for one in own], [one.detach() for one in others]
        if any([one.dtype is not torch.float32 for one in own + others]): beyond('averages of other dtypes')
        if bool(self.n_averaged == 0):
            for one, current in zip(own, others): one.copy_(current)
        elif self.multi_avg_fn is not None or self.avg_fn is None:
            (self.multi_avg_fn or get_swa_multi_avg_fn())(own, others, self.n_averaged.clone() if self.multi_avg_fn is None else self.n_averaged)
        else:
            for one, current in zip(own, others): one.copy_(self.avg_fn(one.detach(), current, self.n_averaged))
        if not self.use_buffers:
            for one, current in zip(self.module.buffers(), model.buffers()): one.detach().copy_(current.detach())
        self.n_averaged += 1
@torch.no_grad()
def update_bn(loader, model, device=None):
    momenta = {}
    for module in model.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.reset_running_stats()
            momenta[module] = module.momentum
    if not momenta: return
    if device is not None: beyond('this device')
    was_training = model.training
    model.train()
    for module in momenta: module.momentum = None
    for input in loader: model(input[0] if isinstance(input, (list, tuple)) else input)
    for module, momentum in momenta.items(): module.momentum = momentum
    model.train(was_training)
class SWALR(LRScheduler):
    def __init__(self, optimizer, swa_lr, anneal_epochs=10, anneal_strategy='cos', last_epoch=-1):
        rates = list(swa_lr) if isinstance(swa_lr, (list, tuple)) else [swa_lr] * len(optimizer.param_groups)
        if len(rates) != len(optimizer.param_groups): beyond('these rates')
        for rate, group in zip(rates, optimizer.param_groups): group['swa_lr'] = rate
        if anneal_strategy not in ('cos', 'linear'): raise ValueError(f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}")
        self._anneal_strategy = anneal_strategy
        if not isinstance(anneal_epochs, int) or anneal_epochs < 0: raise ValueError(f'anneal_epochs must be equal or greater than 0, got {anneal_epochs}')
        self.anneal_epochs = anneal_epochs
        super().__init__(optimizer, last_epoch)
    def _alpha(self, step):
        t = max(0, min(1, step / max(1, self.anneal_epochs)))
        return t if self._anneal_strategy == 'linear' else (1 - math.cos(math.pi * t)) / 2
    def get_lr(self):
        step = max(1, self._step_count - 1) if self.anneal_epochs == 0 else self._step_count - 1
        before, alpha = self._alpha(step - 1), self._alpha(step)
        rates = [(one['swa_lr'] if before == 1 else (one['lr'] - before * one['swa_lr']) / (1 - before)) for one in self.optimizer.param_groups]
        return [one['swa_lr'] * alpha + lr * (1 - alpha) for one, lr in zip(self.optimizer.param_groups, rates)]
`;
