/** Of `traceback` what goes to the stream of errors; what it makes of a traceback differs between versions. */
export const traceback = `
def print_exc(limit=None, file=None, chain=True):
    if file is not None: beyond('print_exc(file=…)')
def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    if file is not None: beyond('print_exception(file=…)')
def print_stack(f=None, limit=None, file=None):
    if file is not None: beyond('print_stack(file=…)')
def format_exception_only(exc, /, value=None):
    one = exc if value is None else value
    if not isinstance(one, Exception) or isinstance(one, SyntaxError) or type(one).__module__ != 'builtins': return unknown('the traceback')
    text = str(one)
    return [(f'{type(one).__name__}: {text}' if text else type(one).__name__) + chr(10)]
def format_exc(limit=None, chain=True): return doubtful('Traceback (most recent call last):' + chr(10), 'the traceback')
def format_exception(exc, /, *more, **options): return unknown('the traceback')
`;
