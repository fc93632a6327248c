/** Of `contextlib` what is not native (Lib/contextlib.py). */
export const contextlib = `
class suppress:
    def __init__(self, *exceptions): self._exceptions = exceptions
    def __enter__(self): pass
    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)
`;
