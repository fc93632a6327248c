import { exceptionTypes } from '../object/exceptions';
import { ELLIPSIS, NONE, NOT_IMPLEMENTED, type Value } from '../object/values';
import { builtinFunctions } from './functions';
import { namedClasses } from '../object/types';
import { installTypes } from './types';

installTypes();

/** The names that every module sees. */
export const builtinNames: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...builtinFunctions.map((one): [string, Value] => [one.name, one]),
  ...namedClasses.map((one): [string, Value] => [one.name, one]),
  ...exceptionTypes,
  ['NotImplemented', NOT_IMPLEMENTED],
  ['Ellipsis', ELLIPSIS],
  // Older names of the same.
  ...['IOError', 'EnvironmentError'].map((name): [string, Value] => [
    name,
    exceptionTypes.get('OSError') ?? NONE,
  ]),
]);
