/** `torch.utils.checkpoint`: what is run again on the way back, with the random numbers that it drew the first time. */
export const checkpoint = `
import torch
from torch.autograd.function import _holds_same
class CheckpointFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, function, preserve, *args):
        ctx.again = function, preserve, torch.get_rng_state(), args
        ctx.save_for_backward(*[one for one in args if isinstance(one, torch.Tensor)])
        return function(*args)
    @staticmethod
    def backward(ctx, grad):
        function, preserve, state, args = ctx.again
        with torch.random.fork_rng(enabled=preserve):
            if preserve: torch.set_rng_state(state)
            inputs = [one.detach().requires_grad_(one.requires_grad) if isinstance(one, torch.Tensor) else one for one in args]
            with torch.enable_grad(): output = function(*inputs)
        if not output.requires_grad: raise RuntimeError('none of output has requires_grad=True, this checkpoint() is not necessary')
        output.backward(grad)
        return (None, None, *[one.grad if isinstance(one, torch.Tensor) else None for one in inputs])
def checkpoint(function, *args, use_reentrant=None, preserve_rng_state=True, **kwargs):
    if 'context_fn' in kwargs or 'determinism_check' in kwargs or 'debug' in kwargs or 'early_stop' in kwargs: return beyond('these options of checkpoint')
    if use_reentrant is None or use_reentrant:
        if kwargs: raise ValueError('Unexpected keyword arguments: ' + ','.join(kwargs))
        return CheckpointFunction.apply(function, preserve_rng_state, *args)
    state = torch.get_rng_state()
    output = function(*args, **kwargs)
    if not isinstance(output, torch.Tensor): return beyond('a checkpoint of more than one tensor')
    if not any([output is one for one in args]) and output.requires_grad and torch.is_grad_enabled():
        if not preserve_rng_state: return beyond('preserve_rng_state=False')
        def again(grad):
            other, now = None, torch.get_rng_state()
            torch.set_rng_state(state)
            # It ends where all is there again that the way back needs, which may be in the middle.
            if doubtful(True, 'how much of it checkpoint runs again'): other = function(*args, **kwargs)
            torch.set_rng_state(now)
            if not _holds_same(output, other): beyond('a checkpoint of what has changed')
        output.register_hook(again)
    return output
def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    functions = list(functions.children()) if isinstance(functions, torch.nn.Sequential) else list(functions)
    def runner(part):
        def forward(input):
            for one in part: input = one(input)
            return input
        return forward
    size, end = len(functions) // segments, 0
    for start in range(0, size * (segments - 1), size):
        end = start + size
        input = checkpoint(runner(functions[start:end]), input, use_reentrant=use_reentrant, **kwargs)
    return runner(functions[end:])(input)
`;
