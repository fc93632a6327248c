import { PythonError } from './errors';
import type { Doubt } from './doubt';
import { nativeClass } from './native';
import { lookUp } from './mro';
import { type ClassValue, InstanceValue, StrValue, TupleValue, type Value } from './values';

/** The builtin exceptions, by their bases. */
const DERIVED: Readonly<Record<string, string>> = {
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
for (const [base, names] of Object.entries(DERIVED))
  for (const name of names.split(' ')) {
    const bases = [classes.get(base) ?? baseExceptionType];
    classes.set(name, nativeClass(name, { bases, known: ATTRIBUTES[name]?.split(' ') ?? [] }));
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
