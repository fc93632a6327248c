import type { ClassValue } from '../values';
import {
  boolType,
  dictType,
  floatType,
  intType,
  listType,
  objectType,
  rangeType,
  setType,
  strType,
  tupleType,
} from '../types';

export function installTypes(): void {
  // members come here
}

/** The classes that every module sees. */
export const builtinClasses: readonly ClassValue[] = [
  objectType,
  intType,
  boolType,
  floatType,
  strType,
  tupleType,
  listType,
  dictType,
  setType,
  rangeType,
];
