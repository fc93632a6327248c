import { unknownBaseOf } from '../object/mro';
import { special } from './specialMethods';
import type { Interpreter, Truth } from '../object/interpreter';
import type { Value } from '../object/values';

/** `bool(value)`. */
export function truthOf(interpreter: Interpreter, value: Value): Truth {
  const { doubt } = value;
  switch (value.kind) {
    case 'none':
      return { value: false, doubt };
    case 'bool':
      return { value: value.value, doubt };
    case 'int':
      return { value: value.value !== 0n, doubt };
    case 'float': {
      const unsure = value.error > 0 && !(Math.abs(value.value) > value.error);
      return { value: value.value !== 0, doubt: unsure ? (doubt ?? interpreter.about('rounding')) : doubt };
    }
    case 'str':
      return { value: value.value !== '', doubt };
    case 'tuple':
    case 'list':
      return { value: value.items.length > 0, doubt };
    case 'dict':
      return { value: value.entries.size > 0, doubt };
    case 'set':
      return { value: value.items.size > 0, doubt };
    case 'range':
      return { value: value.length > 0n, doubt };
    case 'unknown':
      // An array has none, unless it has a single element.
      if (value.name?.startsWith('numpy.') === true && !/\b(?:all|any)\(…\)$/.test(value.name))
        interpreter.mayDoAnything(value.doubt);
      return { value: undefined, doubt };
    case 'instance':
    case 'native': {
      const answer = special(interpreter, value, '__bool__') ?? special(interpreter, value, '__len__');
      if (answer === undefined) {
        const unknownBase = unknownBaseOf(value.type);
        return { value: unknownBase === undefined ? true : undefined, doubt: doubt ?? unknownBase };
      }
      return truthOf(interpreter, answer);
    }
    default:
      return { value: true, doubt };
  }
}
