/** The builtin exceptions, by their bases. */
export const DERIVED_EXCEPTIONS: Readonly<Record<string, string>> = {
  BaseException: 'Exception KeyboardInterrupt SystemExit GeneratorExit',
  Exception:
    'ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError ' +
    'OSError ReferenceError RuntimeError StopIteration StopAsyncIteration SyntaxError SystemError TypeError ValueError ' +
    'Warning',
  ArithmeticError: 'ZeroDivisionError OverflowError FloatingPointError',
  ImportError: 'ModuleNotFoundError',
  LookupError: 'IndexError KeyError',
  NameError: 'UnboundLocalError',
  OSError: 'FileNotFoundError FileExistsError PermissionError TimeoutError ConnectionError',
  RuntimeError: 'NotImplementedError RecursionError',
  ValueError: 'UnicodeError',
  Warning: 'UserWarning DeprecationWarning FutureWarning RuntimeWarning ResourceWarning',
};

/** The attributes that classes of exceptions have, beside those of all objects. */
export const EXCEPTION_ATTRIBUTES: Readonly<Record<string, string>> = {
  BaseException:
    'args with_traceback add_note __cause__ __context__ __suppress_context__ __traceback__ __notes__ __setstate__',
  OSError: 'errno strerror filename filename2 characters_written',
  ImportError: 'name path msg name_from',
  NameError: 'name',
  AttributeError: 'name obj',
  StopIteration: 'value',
  StopAsyncIteration: 'value',
  SystemExit: 'code',
  SyntaxError: 'msg filename lineno offset text end_lineno end_offset print_file_and_line',
  UnicodeError: 'encoding object start end reason',
};
