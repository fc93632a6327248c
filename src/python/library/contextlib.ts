/** `contextlib` (Lib/contextlib.py). */
export const contextlib = `
from functools import wraps
class _Manager:
    def __getattr__(self, name): return beyond(f'{type(self).__name__}.{name}')
class _GeneratorContextManager(_Manager):
    def __init__(self, func, args, kwds):
        self._made = func, args, kwds
        self.gen = func(*args, **kwds)
    def __call__(self, func):
        def inner(*args, **kwds):
            with _GeneratorContextManager(*self._made): return func(*args, **kwds)
        return wraps(func)(inner)
    def __enter__(self):
        ended, value = advanced(self.gen)
        if ended: raise RuntimeError("generator didn't yield")
        return value
    def __exit__(self, typ, value, traceback):
        if typ is None:
            ended, more = advanced(self.gen)
            if not ended: raise RuntimeError("generator didn't stop")
            return False
        try: self.gen.throw(value)
        except StopIteration as exc: return exc is not value
        except BaseException as exc:
            if exc is not value: raise
            return False
        raise RuntimeError("generator didn't stop after throw()")
def contextmanager(func):
    return wraps(func)(lambda *args, **kwds: _GeneratorContextManager(func, args, kwds))
class ContextDecorator:
    def _recreate_cm(self): return self
    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm(): return func(*args, **kwds)
        return wraps(func)(inner)
class ExitStack(_Manager):
    def __init__(self): self._exit_callbacks = []
    def enter_context(self, cm):
        result = cm.__enter__()
        self._exit_callbacks.append(cm.__exit__)
        return result
    def callback(self, callback, /, *args, **kwds):
        def call(*exc_details): callback(*args, **kwds)
        self._exit_callbacks.append(call)
        return callback
    def push(self, exit):
        self._exit_callbacks.append(exit.__exit__ if hasattr(exit, '__exit__') else exit)
        return exit
    def close(self): self.__exit__(None, None, None)
    def __enter__(self): return self
    def __exit__(self, typ, value, traceback):
        current, raised = value, False
        while self._exit_callbacks:
            leave = self._exit_callbacks.pop()
            try:
                if leave(None if current is None else type(current), current, None): current, raised = None, False
            except BaseException as exc: current, raised = exc, True
        if raised: raise current
        return value is not None and current is None
class nullcontext(_Manager):
    def __init__(self, enter_result=None): self.enter_result = enter_result
    def __enter__(self): return self.enter_result
    def __exit__(self, *excinfo): pass
class suppress(_Manager):
    def __init__(self, *exceptions): self._exceptions = exceptions
    def __enter__(self): pass
    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)
class redirect_stdout(_Manager):
    def __init__(self, new_target): self._new_target = new_target
    def __enter__(self):
        self._old_target = redirected(self._new_target)
        return self._new_target
    def __exit__(self, exctype, excinst, exctb): redirected(self._old_target)
class redirect_stderr(redirect_stdout):
    def __enter__(self): return beyond('redirect_stderr')
class closing(_Manager):
    def __init__(self, thing): self.thing = thing
    def __enter__(self): return self.thing
    def __exit__(self, *error): self.thing.close()
`;
