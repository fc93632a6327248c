import { knownNames } from '../../library/names';
import { setInstanceAttribute } from '../protocol/assignment';
import { baseExceptionType } from '../object/exceptions';
import { addMembers, native } from '../object/native';
import { owned } from '../object/own';
import { bitLength } from '../../primitives/numbers';
import { integerOf } from '../protocol/numbers';
import {
  builtinClasses,
  dictType,
  floatType,
  frozensetType,
  intType,
  iteratorType,
  listType,
  objectType,
  propertyType,
  rangeType,
  setType,
  strType,
  tupleType,
} from '../object/types';
import type { Interpreter } from '../object/interpreter';
import type { NativeFunction, Value } from '../object/values';
import {
  bool,
  FloatValue,
  int,
  IntValue,
  NONE,
  PropertyValue,
  TupleValue,
  WrappedFunction,
} from '../object/values';
import { dictMethods, fromKeys } from './dict';
import { generatorMethods } from './iterationFunctions';
import { listMethods, tupleMethods } from './list';
import { setMethods } from './set';
import { installConstructors } from './constructors';
import { strMethods } from './str';
import { roundValue } from './numberFunctions';

/** A number as one of its builtin type, a bool as an integer. */
function plain(self: Value): Value {
  return self.kind === 'bool' ? new IntValue(integerOf(self)) : owned(self, undefined);
}

const integerMethods: readonly NativeFunction[] = [
  native('bit_length', 'self, /', (args) => {
    const self = args.need('self');
    return int(self.kind === 'int' || self.kind === 'bool' ? bitLength(integerOf(self)) : 0);
  }),
  native('bit_count', 'self, /', (args) => {
    const self = args.need('self');
    const value = self.kind === 'int' || self.kind === 'bool' ? integerOf(self) : 0n;
    return int((value < 0n ? -value : value).toString(2).replaceAll('0', '').length);
  }),
  native('conjugate', 'self, /', (args) => {
    return plain(args.need('self'));
  }),
];

const floatMethods: readonly NativeFunction[] = [
  native('is_integer', 'self, /', (args, interpreter) => {
    const self = args.need('self');
    if (self.kind !== 'float' || self.error > 0) return interpreter.giveUp('this float');
    return bool(Number.isInteger(self.value));
  }),
];

/** Fills the builtin types with their members. */
export function installTypes(): void {
  addMembers(strType, strMethods);
  addMembers(listType, listMethods);
  addMembers(tupleType, tupleMethods);
  addMembers(dictType, dictMethods);
  addMembers(dictType, { fromkeys: new WrappedFunction('classmethod', fromKeys) });
  addMembers(setType, setMethods);
  addMembers(
    frozensetType,
    setMethods.filter(({ effects }) => !effects.mutates),
  );
  addMembers(intType, integerMethods);
  addMembers(floatType, floatMethods);
  addMembers(rangeType, {
    start: property((self) => (self.kind === 'range' ? int(self.start) : NONE)),
    stop: property((self) => (self.kind === 'range' ? int(self.stop) : NONE)),
    step: property((self) => (self.kind === 'range' ? int(self.step) : NONE)),
  });
  addMembers(intType, {
    real: property(plain),
    imag: property(() => int(0)),
    numerator: property(plain),
    denominator: property(() => int(1)),
  });
  addMembers(floatType, { real: property(plain), imag: property(() => new FloatValue(0)) });
  for (const type of [intType, floatType])
    addMembers(type, [
      native('__round__', 'self, digits=', (args, interpreter) =>
        roundValue(interpreter, args.need('self'), args.get('digits')),
      ),
    ]);
  addMembers(iteratorType('generator'), generatorMethods);
  addMembers(propertyType, [
    native('setter', 'self, function', (args, interpreter) => {
      const self = args.need('self');
      if (self.kind !== 'property') return interpreter.giveUp('this property');
      return new PropertyValue(self.getter, args.need('function'));
    }),
  ]);
  addMembers(objectType, {
    __init_subclass__: new WrappedFunction(
      'classmethod',
      native('__init_subclass__', 'cls', () => NONE),
    ),
    __setattr__: native(
      '__setattr__',
      'self, name, value, /',
      { takesUnknown: true, mutates: true },
      (args, interpreter) => {
        const [self, name, value] = [args.need('self'), args.need('name'), args.need('value')];
        if (self.kind !== 'instance' || name.kind !== 'str') return interpreter.giveUp('__setattr__');
        setInstanceAttribute(interpreter, self, name.value, value);
        return NONE;
      },
    ),
  });
  addMembers(baseExceptionType, [
    native('__init__', 'self, /, *args, **keywords', { takesUnknown: true }, (args, interpreter) => {
      const self = args.need('self');
      if (self.kind === 'instance' && args.keywords.size === 0)
        self.attributes.set('args', new TupleValue(args.rest));
      else interpreter.giveUp('this exception');
      return NONE;
    }),
    native('with_traceback', 'self, traceback', (args) => args.need('self')),
  ]);
  installConstructors();
  for (const type of [...builtinClasses, baseExceptionType, iteratorType('generator')]) {
    const names = knownNames(type.name);
    if (type.native !== undefined && names !== undefined) type.native.known = new Set(names);
  }
}

function property(get: (self: Value, interpreter: Interpreter) => Value): PropertyValue {
  return new PropertyValue(native('', 'self', (args, interpreter) => get(args.need('self'), interpreter)));
}
