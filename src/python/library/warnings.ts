/** Of `warnings` what nothing comes of: they go to the stream of errors, unless they are made errors. */
export const warnings = `
def filterwarnings(action, message='', category=None, module='', lineno=0, append=False):
    if action not in ('ignore', 'default', 'always', 'module', 'once'): beyond('this filter of warnings')
def warn(message, category=None, stacklevel=1, source=None):
    if not isinstance(message, (str, Warning)) or category is not None and not issubclass(category, Warning): beyond('this warning')
class catch_warnings:
    def __init__(self, *, record=False, module=None): self._record = record
    def __enter__(self): return unknown('catch_warnings(record=…)') if self._record else None
    def __exit__(self, *exc_info): pass
def simplefilter(action, category=None, lineno=0, append=False): filterwarnings(action)
`;
