/** Of `contextlib` what is not native (Lib/contextlib.py). */
export const contextlib = `
class nullcontext:
    def __init__(self, enter_result=None): self.enter_result = enter_result
    def __enter__(self): return self.enter_result
    def __exit__(self, *excinfo): pass
class suppress:
    def __init__(self, *exceptions): self._exceptions = exceptions
    def __enter__(self): pass
    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)
class redirect_stdout:
    def __init__(self, new_target): self._new_target = new_target
    def __enter__(self):
        self._old_target = redirected(self._new_target)
        return self._new_target
    def __exit__(self, exctype, excinst, exctb): redirected(self._old_target)
class redirect_stderr(redirect_stdout):
    def __enter__(self): return beyond('redirect_stderr')
class closing:
    def __init__(self, thing): self.thing = thing
    def __enter__(self): return self.thing
    def __exit__(self, *error): self.thing.close()
`;
