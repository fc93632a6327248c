import { attributeOfType, classOf } from '../protocol/attributes';
import { toFloatValue } from '../protocol/conversions';
import { special } from '../protocol/specialMethods';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { addItem, setEntry } from '../protocol/hashing';
import { wholeOf } from '../protocol/items';
import { collect } from '../protocol/iteration';
import { native, type NativeBody, type WithEffects } from '../object/native';
import { integerOf, wholeWithin } from '../protocol/numbers';
import {
  boolType,
  classmethodType,
  dictType,
  floatType,
  frozensetType,
  intType,
  listType,
  propertyType,
  rangeType,
  setType,
  methodType,
  sliceType,
  staticmethodType,
  strType,
  tupleType,
  typeName,
  typeType,
} from '../object/types';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, NativeArguments, Value } from '../object/values';
import {
  bool,
  DictValue,
  FloatValue,
  int,
  IntValue,
  ListValue,
  MethodValue,
  NONE,
  PropertyValue,
  RangeValue,
  SetValue,
  SliceValue,
  str,
  TupleValue,
  UnknownValue,
  WrappedFunction,
} from '../object/values';
import { update } from './dict';
import { readFloat, readInteger, tooManyDigits } from '../../primitives/numerals';

function construct(type: ClassValue, signature: string, ...how: WithEffects<NativeBody>): void {
  if (type.native !== undefined) type.native.construct = native(type.name, `cls, ${signature}`, ...how);
}

function items(
  args: NativeArguments,
  interpreter: Interpreter,
  isForList: boolean,
): { readonly items: Value[]; readonly doubt: Value['doubt'] } {
  const iterable = args.get('iterable');
  if (iterable === undefined) return { items: [], doubt: undefined };
  return { items: collect(interpreter, iterable, isForList), doubt: iterable.doubt };
}

function makeInteger(args: NativeArguments, interpreter: Interpreter): Value {
  const x = args.get('x');
  const base = args.get('base');
  if (x === undefined)
    return base === undefined ? int(0) : interpreter.raise('TypeError', 'int() missing string argument');
  // The base is looked at first.
  const radix = base === undefined ? 10 : Number(wholeOf(interpreter, base));
  if (radix !== 0 && (radix < 2 || radix > 36))
    interpreter.raise('ValueError', 'int() base must be >= 2 and <= 36, or 0');
  if (base !== undefined && x.kind !== 'str')
    interpreter.raise('TypeError', "int() can't convert non-string with explicit base");
  switch (x.kind) {
    case 'int':
    case 'bool':
      return new IntValue(integerOf(x));
    case 'float':
      return wholeWithin(interpreter, x, Math.trunc);
    case 'str': {
      interpreter.meter.work(Math.min(x.value.length, 4000) ** 2 / 100);
      const value = readInteger(x.value, radix);
      if (value !== undefined) return new IntValue(value);
      const digits = /^\s*[-+]?(\d[\d_]*)/.exec(x.value)?.[1]?.replaceAll('_', '').length ?? 0;
      if (digits > 4300 && radix === 10) interpreter.raise('ValueError', tooManyDigits(digits), true);
      if (x.value.length > 4000) return interpreter.giveUp('so long a number');
      return interpreter.raise(
        'ValueError',
        `invalid literal for int() with base ${radix}: ${interpreter.repr(x).value.slice(0, 200)}`,
      );
    }
    default: {
      for (const name of ['__int__', '__index__', '__trunc__']) {
        const given = special(interpreter, x, name);
        if (given !== undefined) return given;
      }
      if (x.kind === 'native') return interpreter.giveUp('int of this');
      return interpreter.raise(
        'TypeError',
        `int() argument must be a string, a bytes-like object or a real number, not '${typeName(x)}'`,
      );
    }
  }
}

function makeFloat(args: NativeArguments, interpreter: Interpreter): Value {
  const x = args.get('x');
  if (x === undefined) return new FloatValue(0);
  if (x.kind === 'float') return new FloatValue(x.value, undefined, x.error);
  if (x.kind === 'str') {
    interpreter.meter.work(x.value.length);
    const value = readFloat(x.value);
    return value === undefined
      ? interpreter.raise('ValueError', `could not convert string to float: ${interpreter.repr(x).value}`)
      : new FloatValue(value);
  }
  if (x.kind === 'native' && attributeOfType(interpreter, x, '__float__') === undefined)
    return interpreter.giveUp('float of this');
  const words = `float() argument must be a string or a real number, not '${typeName(x)}'`;
  return toFloatValue(interpreter, x, words);
}

/** The one to three arguments of `range` and `slice`. */
function boundsOf(
  args: NativeArguments,
  interpreter: Interpreter,
  name: string,
): readonly [Value, Value | undefined, Value | undefined] {
  const [first, second, third] = args.rest;
  if (first === undefined)
    return interpreter.raise('TypeError', `${name} expected at least 1 argument, got 0`);
  if (args.rest.length > 3)
    return interpreter.raise('TypeError', `${name} expected at most 3 arguments, got ${args.rest.length}`);
  return [first, second, third];
}

function makeRange(args: NativeArguments, interpreter: Interpreter): Value {
  const read = (value: Value | undefined): bigint | undefined => value && wholeOf(interpreter, value);
  const [a, b, c] = boundsOf(args, interpreter, 'range');
  const [first, second, step] = [read(a) ?? 0n, read(b), read(c) ?? 1n];
  if (step === 0n) interpreter.raise('ValueError', 'range() arg 3 must not be zero');
  const made = second === undefined ? new RangeValue(0n, first, 1n) : new RangeValue(first, second, step);
  return made.length > Number.MAX_SAFE_INTEGER ? interpreter.leave('so long a range') : made;
}

function makeType(args: NativeArguments, interpreter: Interpreter): Value {
  const [object, ...more] = args.rest;
  if (object === undefined || more.length > 0) return interpreter.giveUp('type(…) with three arguments');
  if (object.kind === 'unknown') return new UnknownValue(object.doubt, object.harmless);
  return classOf(interpreter, object);
}

/** Lets the builtin types be called. */
export function installConstructors(): void {
  construct(strType, 'object=, encoding=, errors=', { takesForeign: true }, (args, interpreter) => {
    const object = args.get('object');
    if (args.get('encoding') !== undefined) return interpreter.giveUp('decoding');
    return object === undefined ? str('') : interpreter.str(object);
  });
  construct(intType, 'x=, /, base=', { takesForeign: true }, makeInteger);
  construct(floatType, 'x=, /', { takesForeign: true }, makeFloat);
  construct(boolType, 'x=, /', { takesForeign: true }, (args, interpreter) => {
    const x = args.get('x');
    const { value, doubt } = x === undefined ? { value: false, doubt: undefined } : interpreter.truth(x);
    if (value === undefined) throw new NotUnderstood(doubt ?? interpreter.about('condition'));
    return bool(value, doubt);
  });
  for (const [type, Made] of [
    [listType, ListValue],
    [tupleType, TupleValue],
  ] as const)
    construct(type, 'iterable=, /', (args, interpreter) => {
      const { items: all, doubt } = items(args, interpreter, true);
      const iterable = args.get('iterable');
      const made = new Made(all, either(doubt, iterable?.doubt));
      if (made.kind === 'list' && iterable?.kind === 'set') made.fromSet = [...iterable.items.values()];
      return made;
    });
  for (const type of [setType, frozensetType])
    construct(type, 'iterable=, /', (args, interpreter) => {
      const { items: all } = items(args, interpreter, false);
      const set = new SetValue(type === frozensetType);
      for (const item of all) {
        if (item.kind === 'unknown') throw new NotUnderstood(item.doubt, item.harmless);
        addItem(interpreter, set, item);
      }
      set.doubt = either(set.doubt, args.get('iterable')?.doubt);
      return set;
    });
  construct(dictType, 'source=, /, **keywords', { takesUnknown: true, ownDoubt: true }, (args, run) => {
    const dict = new DictValue();
    const source = args.get('source');
    if (source?.kind === 'unknown') throw new NotUnderstood(source.doubt, source.harmless);
    if (source !== undefined) update(run, dict, source);
    for (const [name, value] of args.keywords) setEntry(run, dict, str(name), value);
    return dict;
  });
  construct(rangeType, '*bounds', makeRange);
  construct(sliceType, '*bounds', (args, interpreter) => {
    const [a, b, c] = boundsOf(args, interpreter, 'slice');
    return b === undefined ? new SliceValue(NONE, a, NONE) : new SliceValue(a, b, c ?? NONE);
  });
  construct(typeType, '*args', { takesUnknown: true }, makeType);
  construct(propertyType, 'fget=, fset=, fdel=, doc=', (args, interpreter) =>
    args.get('fdel') === undefined
      ? new PropertyValue(args.get('fget') ?? NONE, args.get('fset'))
      : interpreter.giveUp('this property'),
  );
  construct(
    staticmethodType,
    'function',
    (args) => new WrappedFunction('staticmethod', args.need('function')),
  );
  construct(methodType, 'function, instance, /', (args, interpreter) => {
    const [callee, self] = [args.need('function'), args.need('instance')];
    return callee.kind === 'function' ? new MethodValue(self, callee) : interpreter.giveUp('this method');
  });
  construct(classmethodType, 'function', (args) => new WrappedFunction('classmethod', args.need('function')));
}
