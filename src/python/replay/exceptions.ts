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

export const baseExceptionType = nativeClass('BaseException');
const classes = new Map<string, ClassValue>([['BaseException', baseExceptionType]]);
for (const [name, base] of Object.entries(BASES)) {
  classes.set(name, nativeClass(name, { bases: [classes.get(base) ?? baseExceptionType] }));
}

/** The builtin exception classes by name. */
export const exceptionTypes: ReadonlyMap<string, ClassValue> = classes;

/** The name of a builtin exception. */
export type ExceptionName = keyof typeof BASES;

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
export function argumentsOf(exception: InstanceValue): readonly Value[] {
  const args = exception.attributes.get('args') ?? lookUp(exception.type, 'args');
  return args?.kind === 'tuple' ? args.items : [];
}
