/** `torch.autograd.Function`, as torch/autograd/function.py has it: operations whose gradients the reader writes. */
export const autogradFunction = `
import torch
def once_differentiable(fn): return fn
class FunctionCtx:
    def __init__(self, name, needs_input_grad):
        self.needs_input_grad = needs_input_grad
        self._saved = ()
        self._name = name
    def save_for_backward(self, *tensors):
        if not all([one is None or isinstance(one, torch.Tensor) for one in tensors]): beyond('save_for_backward')
        self._saved = tensors
    @property
    def saved_tensors(self): return self._saved
    def set_materialize_grads(self, value): pass
    def __getattr__(self, name):
        if name in ('mark_dirty', 'mark_non_differentiable', 'save_for_forward', 'mark_shared_storage', 'name', 'next_functions', 'metadata', 'dirty_tensors', 'non_differentiable', 'to_save', 'saved_for_forward', 'materialize_grads', 'register_hook', 'register_prehook', 'saved_variables', 'clear_saved_tensors', 'maybe_clear_saved_tensors', 'apply', 'apply_jvp', 'pure_view', 'is_gradient_edge') or name.startswith('_'):
            return beyond(f'ctx.{name}')
        raise AttributeError(f"'{self._name}' object has no attribute '{name}'")
class Function(FunctionCtx):
    def __init__(self, *args, **kwargs): beyond('an object of Function')
    @staticmethod
    def forward(*args, **kwargs): raise NotImplementedError('You must implement the forward function for custom autograd.Function.')
    @staticmethod
    def setup_context(ctx, inputs, output): raise NotImplementedError('setup_context is not implemented.')
    @staticmethod
    def backward(ctx, *grad_outputs): raise NotImplementedError("You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.")
    @classmethod
    def apply(cls, *args, **kwargs):
        if kwargs or own(cls, 'vjp') or own(cls, 'vmap'): return beyond(f'{cls.__name__}.apply')
        name = cls.__name__ + 'Backward'
        tensors = [i for i, one in enumerate(args) if isinstance(one, torch.Tensor)]
        ctx = FunctionCtx(name, tuple([i in tensors and args[i].requires_grad for i in range(len(args))]))
        with torch.no_grad():
            if cls.setup_context is Function.setup_context: output = cls.forward(ctx, *args)
            else:
                output = cls.forward(*args)
                cls.setup_context(ctx, args, output)
            if not isinstance(output, torch.Tensor): return beyond(f'{cls.__name__}.apply')
            if any([output is one for one in args]): output = output.view_as(output)
        def backward(grad):
            with torch.no_grad(): grads = cls.backward(ctx, grad)
            if not isinstance(grads, tuple): grads = (grads,)
            while len(grads) > len(args) and grads[-1] is None: grads = grads[:-1]
            if len(grads) != len(args):
                raise RuntimeError(f'function {name} returned an incorrect number of gradients (expected {len(args)}, got {len(grads)})')
            for i, one in enumerate(grads):
                if one is not None and i not in tensors:
                    raise RuntimeError(f'function {name} returned a gradient different from None at position {i + 1}, but the corresponding forward input was not a Variable')
                if one is not None and not isinstance(one, torch.Tensor): beyond('a gradient that is no tensor')
            return [grads[i] for i in tensors]
        return _recorded(output, name, backward, [args[i] for i in tensors], [one for one in ctx._saved if one is not None])
`;
