import { type ClassValue, DictValue, FloatValue, IntValue, ListValue, StrValue, type Value } from './values';

/** What an object of a class that derives from a builtin type is beside that. */
export interface Own {
  readonly type: ClassValue;
  readonly attributes: Map<string, Value>;
}

/** What makes a value one of a class that derives from its builtin type; undefined for all others. */
export function ownOf(value: Value): Own | undefined {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'str':
    case 'list':
    case 'dict':
      return value.own as Own | undefined;
    default:
      return undefined;
  }
}

/** A value of a builtin type as one of a class that derives from it, or as what it is without one. */
export function owned(value: Value, own: Own | undefined): Value {
  switch (value.kind) {
    case 'int':
      return new IntValue(value.value, value.doubt, own);
    case 'float':
      return new FloatValue(value.value, value.doubt, value.error, own);
    case 'str':
      return new StrValue(value.value, value.doubt, own);
    case 'list':
      return new ListValue(value.items, value.doubt, own);
    case 'dict': {
      const made = new DictValue(own?.type);
      if (own !== undefined) made.own = own;
      made.doubt = value.doubt;
      for (const [key, entry] of value.entries) made.entries.set(key, entry);
      return made;
    }
    default:
      return value;
  }
}
