/** Names that Python has and replay has no value for. */
export const UNMODELLED_BUILTINS: ReadonlySet<string> = new Set(
  (
    '__import__ aiter anext breakpoint bytearray bytes compile complex copyright credits delattr dir eval exec exit ' +
    'globals hash help id license locals memoryview open quit vars __build_class__ __loader__ __spec__ ' +
    'BaseExceptionGroup ExceptionGroup BlockingIOError BrokenPipeError BytesWarning ChildProcessError ' +
    'ConnectionAbortedError ConnectionRefusedError ConnectionResetError EncodingWarning ' +
    'ImportWarning IndentationError InterruptedError IsADirectoryError NotADirectoryError PendingDeprecationWarning ' +
    'ProcessLookupError SyntaxWarning TabError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError ' +
    'UnicodeWarning __doc__ __file__ __package__ __builtins__'
  ).split(' '),
);

/** Names that a notebook has beside Python's, and those of its outputs: see ../history.ts. */
export const IPYTHON_NAMES = /^(?:get_ipython|In|_i{1,3}|_[id]h|_i?\d+)$/;
