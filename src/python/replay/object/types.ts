import { nativeClass, objectType } from './native';
export { objectType } from './native';
import type { ClassValue, Value } from './values';

/* The builtin types. Their members are added by builtins/. */

function builtin(name: string, base: ClassValue = objectType): ClassValue {
  return nativeClass(name, { bases: [base] });
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

const iteratorTypes = new Map<string, ClassValue>();

/** The class of iterators of a name. */
export function iteratorType(name: string): ClassValue {
  let type = iteratorTypes.get(name);
  if (type === undefined) {
    const known = ['__iter__', '__next__', '__length_hint__', '__setstate__'];
    iteratorTypes.set(name, (type = nativeClass(name, { known })));
  }
  return type;
}

/** `type(value)`; undefined for what is unknown. */
export function typeOf(value: Exclude<Value, { kind: 'unknown' }>): ClassValue;
export function typeOf(value: Value): ClassValue | undefined;
export function typeOf(value: Value): ClassValue | undefined {
  switch (value.kind) {
    case 'none':
      return noneType;
    case 'ellipsis':
      return ellipsisType;
    case 'notImplemented':
      return notImplementedType;
    case 'bool':
      return boolType;
    case 'int':
      return intType;
    case 'float':
      return floatType;
    case 'str':
      return strType;
    case 'tuple':
      return value.type ?? tupleType;
    case 'list':
      return listType;
    case 'dict':
      return value.type ?? dictType;
    case 'set':
      return value.frozen ? frozensetType : setType;
    case 'range':
      return rangeType;
    case 'slice':
      return sliceType;
    case 'iterator':
      return iteratorType(value.typeName);
    case 'function':
      return functionType;
    case 'builtin':
      return builtinFunctionType;
    case 'method':
      return methodType;
    case 'property':
      return propertyType;
    case 'wrapped':
      return value.wrapper === 'staticmethod' ? staticmethodType : classmethodType;
    case 'super':
      return superType;
    case 'class':
      return typeType;
    case 'instance':
    case 'native':
      return value.type;
    case 'module':
      return moduleType;
    case 'unknown':
      return undefined;
  }
}
