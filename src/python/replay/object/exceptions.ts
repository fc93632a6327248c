import { PythonError } from './errors';
import type { Doubt } from './doubt';
import { nativeClass } from './native';
import { lookUp } from './mro';
import { type ClassValue, InstanceValue, StrValue, TupleValue, type Value } from './values';

/** The builtin exceptions, each with its base. */
const BASES: Readonly<Record<string, string>> = {
  Exception: 'BaseException',
  KeyboardInterrupt: 'BaseException',
  SystemExit: 'BaseException',
  GeneratorExit: 'BaseException',
  ArithmeticError: 'Exception',
  ZeroDivisionError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  FloatingPointError: 'ArithmeticError',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  BufferError: 'Exception',
  EOFError: 'Exception',
  ImportError: 'Exception',
  ModuleNotFoundError: 'ImportError',
  LookupError: 'Exception',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  MemoryError: 'Exception',
  NameError: 'Exception',
  UnboundLocalError: 'NameError',
  OSError: 'Exception',
  FileNotFoundError: 'OSError',
  FileExistsError: 'OSError',
  PermissionError: 'OSError',
  TimeoutError: 'OSError',
  ConnectionError: 'OSError',
  ReferenceError: 'Exception',
  RuntimeError: 'Exception',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  StopIteration: 'Exception',
  StopAsyncIteration: 'Exception',
  SyntaxError: 'Exception',
  SystemError: 'Exception',
  TypeError: 'Exception',
  ValueError: 'Exception',
  UnicodeError: 'ValueError',
  Warning: 'Exception',
  UserWarning: 'Warning',
  DeprecationWarning: 'Warning',
  FutureWarning: 'Warning',
  RuntimeWarning: 'Warning',
  ResourceWarning: 'Warning',
};

/** The attributes that classes of exceptions have, beside those of all objects. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
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

export const baseExceptionType = nativeClass('BaseException', {
  known: ATTRIBUTES['BaseException']?.split(' ') ?? [],
});
const classes = new Map<string, ClassValue>([['BaseException', baseExceptionType]]);
for (const [name, base] of Object.entries(BASES)) {
  classes.set(
    name,
    nativeClass(name, {
      bases: [classes.get(base) ?? baseExceptionType],
      known: ATTRIBUTES[name]?.split(' ') ?? [],
    }),
  );
}

/** The builtin exception classes by name. */
export const exceptionTypes: ReadonlyMap<string, ClassValue> = classes;

/** An exception object with a message. */
export function makeException(type: ClassValue, args: readonly Value[], doubt?: Doubt): InstanceValue {
  const exception = new InstanceValue(type);
  exception.attributes.set('args', new TupleValue(args, doubt));
  return exception;
}

/** What `raise name(message)` throws here. */
export function pythonError(
  name: string,
  message: string,
  doubts: { readonly doubt?: Doubt | undefined; readonly message?: Doubt | undefined } = {},
): PythonError {
  const type = classes.get(name) ?? baseExceptionType;
  return new PythonError(makeException(type, [new StrValue(message, doubts.message)]), doubts.doubt);
}

/** Whether a class derives from BaseException. */
export function isExceptionType(type: ClassValue): boolean {
  return type.mro.includes(baseExceptionType);
}

/** The values that an exception was made with. */
export function exceptionArguments(exception: InstanceValue): readonly Value[] {
  const args = exception.attributes.get('args') ?? lookUp(exception.type, 'args');
  return args?.kind === 'tuple' ? args.items : [];
}
