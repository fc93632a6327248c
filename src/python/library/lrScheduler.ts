/** Of `torch.optim.lr_scheduler` what is stepped without an epoch (torch/optim/lr_scheduler.py). */
export const lrScheduler = `
import math
from collections import Counter
def _rates(optimizer): return [group['lr'] for group in optimizer.param_groups]
class LRScheduler:
    _is_initial = False
    def __init__(self, optimizer, last_epoch=-1):
        if last_epoch != -1: beyond('a scheduler that goes on')
        if not hasattr(optimizer, 'param_groups'): raise TypeError(f'{type(optimizer).__name__} is not an Optimizer')
        self.optimizer = optimizer
        for group in optimizer.param_groups: group.setdefault('initial_lr', group['lr'])
        self.base_lrs = [group['initial_lr'] for group in optimizer.param_groups]
        self.last_epoch = last_epoch
        self._step_count = 0
        self._is_initial = True
        self.step()
        self._is_initial = False
    def __getattr__(self, name): return beyond(f'{type(self).__name__}.{name}')
    def state_dict(self): return unknown(f'{type(self).__name__}.state_dict')
    def get_last_lr(self): return self._last_lr
    def get_lr(self): raise NotImplementedError
    def step(self, epoch=None):
        if epoch is not None: beyond('a step to an epoch')
        self._step_count += 1
        self.last_epoch += 1
        for group, lr in zip(self.optimizer.param_groups, self.get_lr()): group['lr'] = lr
        self._last_lr = _rates(self.optimizer)
class _LRScheduler(LRScheduler): pass
def _lambdas(optimizer, lr_lambda):
    count = len(optimizer.param_groups)
    if not isinstance(lr_lambda, (list, tuple)): return [lr_lambda] * count
    if len(lr_lambda) != count: raise ValueError(f'Expected {count} lr_lambdas, but got {len(lr_lambda)}')
    return list(lr_lambda)
class LambdaLR(LRScheduler):
    def __init__(self, optimizer, lr_lambda, last_epoch=-1):
        self.lr_lambdas = _lambdas(optimizer, lr_lambda)
        super().__init__(optimizer, last_epoch)
    def get_lr(self): return [base * one(self.last_epoch) for one, base in zip(self.lr_lambdas, self.base_lrs)]
class MultiplicativeLR(LRScheduler):
    def __init__(self, optimizer, lr_lambda, last_epoch=-1):
        self.lr_lambdas = _lambdas(optimizer, lr_lambda)
        super().__init__(optimizer, last_epoch)
    def get_lr(self):
        if self._is_initial: return _rates(self.optimizer)
        return [lr * one(self.last_epoch) for one, lr in zip(self.lr_lambdas, _rates(self.optimizer))]
class StepLR(LRScheduler):
    def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
        self.step_size = step_size
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)
    def get_lr(self):
        if self.last_epoch == 0 or self.last_epoch % self.step_size != 0: return _rates(self.optimizer)
        return [lr * self.gamma for lr in _rates(self.optimizer)]
class MultiStepLR(LRScheduler):
    def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1):
        self.milestones = Counter(milestones)
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)
    def get_lr(self):
        if self.last_epoch not in self.milestones: return _rates(self.optimizer)
        return [lr * self.gamma ** self.milestones[self.last_epoch] for lr in _rates(self.optimizer)]
class ConstantLR(LRScheduler):
    def __init__(self, optimizer, factor=1.0 / 3, total_iters=5, last_epoch=-1):
        if factor > 1.0 or factor < 0:
            raise ValueError('Constant multiplicative factor expected to be between 0 and 1.')
        self.factor = factor
        self.total_iters = total_iters
        super().__init__(optimizer, last_epoch)
    def get_lr(self):
        if self.last_epoch == 0: return [lr * self.factor for lr in _rates(self.optimizer)]
        if self.last_epoch != self.total_iters: return _rates(self.optimizer)
        return [lr * (1.0 / self.factor) for lr in _rates(self.optimizer)]
class LinearLR(LRScheduler):
    def __init__(self, optimizer, start_factor=1.0 / 3, end_factor=1.0, total_iters=5, last_epoch=-1):
        if start_factor > 1.0 or start_factor <= 0:
            raise ValueError('Starting multiplicative factor expected to be greater than 0 and less or equal to 1.')
        if end_factor > 1.0 or end_factor < 0:
            raise ValueError('Ending multiplicative factor expected to be between 0 and 1.')
        self.start_factor = start_factor
        self.end_factor = end_factor
        self.total_iters = total_iters
        super().__init__(optimizer, last_epoch)
    def get_lr(self):
        if self.last_epoch == 0: return [lr * self.start_factor for lr in _rates(self.optimizer)]
        if self._is_initial or self.last_epoch > self.total_iters: return _rates(self.optimizer)
        gap = self.end_factor - self.start_factor
        return [lr * (1.0 + gap / (self.total_iters * self.start_factor + (self.last_epoch - 1) * gap))
                for lr in _rates(self.optimizer)]
class ExponentialLR(LRScheduler):
    def __init__(self, optimizer, gamma, last_epoch=-1):
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)
    def get_lr(self):
        if self._is_initial: return _rates(self.optimizer)
        return [lr * self.gamma for lr in _rates(self.optimizer)]
class CosineAnnealingLR(LRScheduler):
    def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1):
        self.T_max = T_max
        self.eta_min = eta_min
        super().__init__(optimizer, last_epoch)
    def get_lr(self):
        rates = _rates(self.optimizer)
        if self._is_initial: return rates
        if (self.last_epoch - 1 - self.T_max) % (2 * self.T_max) == 0:
            return [lr + (base - self.eta_min) * (1 - math.cos(math.pi / self.T_max)) / 2
                    for base, lr in zip(self.base_lrs, rates)]
        return [(1 + math.cos(math.pi * self.last_epoch / self.T_max))
                / (1 + math.cos(math.pi * (self.last_epoch - 1) / self.T_max))
                * (lr - self.eta_min) + self.eta_min for lr in rates]
class ReduceLROnPlateau(LRScheduler):
    def __init__(self, optimizer, mode='min', factor=0.1, patience=10, threshold=1e-4, threshold_mode='rel', cooldown=0, min_lr=0, eps=1e-8):
        if factor >= 1.0: raise ValueError('Factor should be < 1.0.')
        if type(mode) is not str or type(threshold_mode) is not str: return beyond('this ReduceLROnPlateau')
        if mode not in ('min', 'max'): raise ValueError('mode ' + mode + ' is unknown!')
        if threshold_mode not in ('rel', 'abs'): raise ValueError('threshold mode ' + threshold_mode + ' is unknown!')
        self.factor, self.optimizer, self.patience, self.cooldown, self.eps = factor, optimizer, patience, cooldown, eps
        count = len(optimizer.param_groups)
        self.min_lrs = list(min_lr) if isinstance(min_lr, (list, tuple)) else [min_lr] * count
        self.mode, self.threshold, self.threshold_mode = mode, threshold, threshold_mode
        self.best = math.inf if mode == 'min' else -math.inf
        self.last_epoch = self.cooldown_counter = self.num_bad_epochs = 0
        self._last_lr = _rates(optimizer)
    @property
    def in_cooldown(self): return self.cooldown_counter > 0
    def _is_better(self, a, best):
        if self.mode == 'min':
            return a < best * (1.0 - self.threshold) if self.threshold_mode == 'rel' else a < best - self.threshold
        return a > best * (self.threshold + 1.0) if self.threshold_mode == 'rel' else a > best + self.threshold
    def step(self, metrics, epoch=None):
        if epoch is not None: beyond('a step to an epoch')
        current = float(metrics)
        self.last_epoch += 1
        if self._is_better(current, self.best):
            self.best = current
            self.num_bad_epochs = 0
        else: self.num_bad_epochs += 1
        if self.in_cooldown:
            self.cooldown_counter -= 1
            self.num_bad_epochs = 0
        if self.num_bad_epochs > self.patience:
            for i, group in enumerate(self.optimizer.param_groups):
                old = float(group['lr'])
                new = max(old * self.factor, self.min_lrs[i])
                if old - new > self.eps: group['lr'] = new
            self.cooldown_counter = self.cooldown
            self.num_bad_epochs = 0
        self._last_lr = _rates(self.optimizer)
`;
