import type { Doubt } from './doubt';
import {
  BoolValue,
  copyWith,
  FloatValue,
  IntValue,
  StrValue,
  TupleValue,
  UnknownValue,
  type Value,
} from './values';

/** The value, in doubt for this reason as well. Scalars, tuples and native handles are copied; what can change is marked itself. */
export function withDoubt<T extends Value>(value: T, doubt: Doubt | undefined): T;
export function withDoubt(value: Value, doubt: Doubt | undefined): Value {
  if (doubt === undefined || value.doubt !== undefined) return value;
  switch (value.kind) {
    case 'bool':
      return new BoolValue(value.value, doubt);
    case 'int':
      return new IntValue(value.value, doubt, value.own);
    case 'float':
      return new FloatValue(value.value, doubt, value.error, value.own);
    case 'str':
      return new StrValue(value.value, doubt, value.own);
    case 'tuple':
      return new TupleValue(value.items, doubt, value.type);
    case 'none':
    case 'ellipsis':
    case 'notImplemented':
    case 'range':
    case 'slice':
      return copyWith(value, { doubt });
    case 'native':
      return value.withDoubt(doubt);
    case 'list':
    case 'dict':
    case 'set':
    case 'iterator':
    case 'function':
    case 'instance':
      value.doubt = doubt;
      return value;
    case 'class':
      if (value.native !== undefined) return new UnknownValue(doubt);
      value.doubt = doubt;
      return value;
    case 'module':
    case 'builtin':
    case 'method':
    case 'property':
    case 'wrapped':
    case 'super':
      // They are shared, or hold nothing: not to know which one it is means to know nothing.
      return new UnknownValue(doubt);
    case 'unknown':
      return value;
  }
}
