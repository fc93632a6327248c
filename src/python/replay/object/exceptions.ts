import { DERIVED_EXCEPTIONS, EXCEPTION_ATTRIBUTES } from '../../library/exceptions';
import { PythonError } from './errors';
import { type Doubt, doubtAbout } from './doubt';
import { nativeClass } from './native';
import { lookUp } from './mro';
import { SOME_FUNCTION } from './types';
import { type ClassValue, InstanceValue, NONE, StrValue, TupleValue, type Value } from './values';

export const baseExceptionType = nativeClass('BaseException', {
  known: EXCEPTION_ATTRIBUTES['BaseException']?.split(' ') ?? [],
  // Where it was raised from another one, that is an attribute.
  missing: (_, name) => (name === '__cause__' ? NONE : undefined),
});
const classes = new Map<string, ClassValue>([['BaseException', baseExceptionType]]);
for (const [base, names] of Object.entries(DERIVED_EXCEPTIONS))
  for (const name of names.split(' ')) {
    const bases = [classes.get(base) ?? baseExceptionType];
    classes.set(name, nativeClass(name, { bases, known: EXCEPTION_ATTRIBUTES[name]?.split(' ') ?? [] }));
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
  const isOpen = message.includes(SOME_FUNCTION) || message.includes(' at 0x');
  const doubt = doubts.message ?? (isOpen ? doubtAbout('message', undefined) : undefined);
  return new PythonError(makeException(type, [new StrValue(message, doubt)]), doubts.doubt);
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
