import { CLASSES, nameInErrors } from '../../library/classNames';
import { nativeClass, objectType } from './native';
export { objectType } from './native';
import { ownOf } from './own';
import type { ClassValue, Value } from './values';

/* The builtin types. Their members are added by builtins/. */

const made: ClassValue[] = [objectType];
function builtin(name: string, base: ClassValue = objectType): ClassValue {
  const type = nativeClass(name, { bases: [base] });
  made.push(type);
  return type;
}
export const typeType = builtin('type');
export const noneType = builtin('NoneType');
export const ellipsisType = builtin('ellipsis');
export const notImplementedType = builtin('NotImplementedType');
export const intType = builtin('int');
export const boolType = builtin('bool', intType);
export const floatType = builtin('float');
export const strType = builtin('str');
export const tupleType = builtin('tuple');
export const listType = builtin('list');
export const dictType = builtin('dict');
export const setType = builtin('set');
export const frozensetType = builtin('frozenset');
export const rangeType = builtin('range');
export const sliceType = builtin('slice');
export const functionType = builtin('function');
export const builtinFunctionType = builtin('builtin_function_or_method');
export const methodType = builtin('method');
export const moduleType = builtin('module');
export const propertyType = builtin('property');
export const staticmethodType = builtin('staticmethod');
export const classmethodType = builtin('classmethod');
export const superType = builtin('super');

/** All of these; some are met without being named. */
export const builtinClasses: readonly ClassValue[] = made;
const UNNAMED =
  /^(?:NoneType|ellipsis|NotImplementedType|function|builtin_function_or_method|method|module|super)$/;
export const namedClasses = builtinClasses.filter(({ name }) => !UNNAMED.test(name));

/** `typing.Generic`: classes stay what they are without it, but may be asked for `Box[int]`. */
export const genericType = nativeClass('Generic', {
  module: 'typing',
  known:
    '__class_getitem__ __init_subclass__ __orig_bases__ __orig_class__ __parameters__ __slots__ _is_protocol'.split(
      ' ',
    ),
});

/** `typing.Protocol`: what has the members of a class that derives from it directly, is an instance of that. */
export const protocolType = nativeClass('Protocol', {
  module: 'typing',
  bases: [genericType],
  known: [...(genericType.native?.known ?? []), '_is_runtime_protocol', '__subclasshook__', '__init__'],
});

const iteratorTypes = new Map<string, ClassValue>();

/** The class of iterators of a name. */
export function iteratorType(name: string): ClassValue {
  let type = iteratorTypes.get(name);
  if (type === undefined) {
    // Some of them have the last three.
    const known = '__iter__ __next__ __length_hint__ __setstate__ __class_getitem__ __copy__ from_iterable';
    iteratorTypes.set(name, (type = nativeClass(name, { known: known.split(' ') })));
  }
  return type;
}

/** The types of values that tell by their kind alone. */
const TYPES = {
  none: noneType,
  ellipsis: ellipsisType,
  notImplemented: notImplementedType,
  bool: boolType,
  int: intType,
  float: floatType,
  str: strType,
  list: listType,
  range: rangeType,
  slice: sliceType,
  function: functionType,
  builtin: builtinFunctionType,
  method: methodType,
  property: propertyType,
  super: superType,
  module: moduleType,
  unknown: undefined,
};

/** `type(value)`; undefined for what is unknown. */
export function typeOf(value: Exclude<Value, { kind: 'unknown' }>): ClassValue;
export function typeOf(value: Value): ClassValue | undefined;
export function typeOf(value: Value): ClassValue | undefined {
  switch (value.kind) {
    case 'tuple':
      return value.type ?? tupleType;
    case 'dict':
      return value.type ?? dictType;
    case 'set':
      return value.frozen ? frozensetType : setType;
    case 'iterator':
      return iteratorType(value.typeName);
    case 'wrapped':
      return value.wrapper === 'staticmethod' ? staticmethodType : classmethodType;
    case 'class':
      return value.meta ?? typeType;
    case 'instance':
    case 'native':
      return value.type;
    default:
      return ownOf(value)?.type ?? TYPES[value.kind];
  }
}

/** What errors call a function of which it is not known whether it is written in C: their text is not certain. */
export const SOME_FUNCTION = 'function or method';

/** Builtin functions whose names no other function here has. */
const BUILTIN = /^(?:len|print|isinstance|issubclass|hasattr|getattr|setattr|callable|repr|chr|ord|sorted)$/;

const PLAIN = /^(?:str|list|tuple|set|bool|int|float|range)$/;

function isOpenFunction(value: Value): boolean {
  const callee = value.kind === 'method' ? value.callee : value;
  if (callee.kind === 'function') return callee.code.cell < 0;
  if (callee.kind !== 'builtin' || callee.effects.isC === true) return false;
  const self = value.kind === 'method' ? value.self : undefined;
  if (self === undefined && BUILTIN.test(callee.name)) return false;
  return (
    self === undefined || ownOf(self) !== undefined || !(PLAIN.test(self.kind) || typeOf(self) === dictType)
  );
}

/** What is written here as a function of a library may be a class there. */
export function mayBeClass(value: Value): boolean {
  return value.kind === 'function'
    ? value.code.cell < 0
    : value.kind === 'builtin' && CLASSES.test(value.name);
}

/** `type(value)` as errors name it. */
export function typeName(value: Value): string {
  if (isOpenFunction(value)) return SOME_FUNCTION;
  if (value.kind === 'method' && value.callee.kind === 'builtin') return builtinFunctionType.name;
  const type = typeOf(value);
  if (type === undefined) return '?';
  return nameInErrors(type);
}
